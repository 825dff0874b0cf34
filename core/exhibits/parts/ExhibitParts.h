#pragma once

#include "core/ensembles/Estimate.h"
#include "core/exhibits/parts/ExhibitFrame.h"
#include "core/experiment/Units.h"

#include <string>
#include <vector>

namespace dqm {

/// What a readout is called, and where it comes from.
struct ReadoutRow
{
    const char* id;
    const char* symbol;
    const char* label;
    std::string unit;
    Origin origin;
    const char* tooltip;
};

/// A number of which nothing is expected.
Readout shown(const ReadoutRow& row, double value);

/// A mean of which nothing is expected.
Readout shown(const ReadoutRow& row, const Estimate& mean);

/// A mean beside what it should be: within three standard errors, or within rounding where every
/// member of the sample has the same value.
Readout compared(
    const ReadoutRow& row, const Estimate& mean, double expected, const std::string& from);

/// A parameter that is a model assumption until told otherwise.
ExhibitParameter parameterOf(const char* id, const char* symbol, const char* label,
    const std::string& unit, double minimum, double maximum, double defaultValue);

ExhibitNote noteOf(Origin origin, const char* equation, const std::string& text);

ExhibitCurve curveOf(const char* name, CurveRole role, CurveStyle style);
void addPoint(ExhibitCurve& curve, double x, double y);
/// With its error bar.
void addPoint(ExhibitCurve& curve, double x, const Estimate& y);

PlaneScene::Kind pointsOf(const char* name, CurveRole role);
void addPoint(PlaneScene::Kind& points, double x, double y);
/// The next place of a trail.
void addPlace(std::vector<float>& trail, double x, double y);

/// Symbol of a unit in the natural system, in which exhibits of walkers count.
std::string unitOf(Quantity quantity);

/// "0.0312": so many digits as mean something to a reader.
std::string inDigits(double value, int digits = 3);

} // namespace dqm
