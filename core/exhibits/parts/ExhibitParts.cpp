#include "core/exhibits/parts/ExhibitParts.h"

#include <algorithm>
#include <cmath>
#include <sstream>

namespace dqm {

Readout shown(const ReadoutRow& row, double value)
{
    Readout readout;
    readout.id = row.id;
    readout.symbol = row.symbol;
    readout.label = row.label;
    readout.value = value;
    readout.unit = row.unit;
    readout.origin = row.origin;
    readout.tooltip = row.tooltip;
    return readout;
}

Readout shown(const ReadoutRow& row, const Estimate& mean)
{
    Readout readout = shown(row, mean.value);
    readout.error = mean.error;
    return readout;
}

Readout compared(
    const ReadoutRow& row, const Estimate& mean, double expected, const std::string& from)
{
    constexpr double rounding = 1e-7;
    Readout readout = shown(row, mean);
    readout.expected = expected;
    readout.expectedFrom = from;
    const double scale = std::max(std::abs(expected), std::abs(mean.value));
    if (mean.error <= rounding * scale)
        readout.tolerance = rounding * scale;
    return readout;
}

ExhibitParameter parameterOf(const char* id, const char* symbol, const char* label,
    const std::string& unit, double minimum, double maximum, double defaultValue)
{
    ExhibitParameter parameter;
    parameter.id = id;
    parameter.symbol = symbol;
    parameter.label = label;
    parameter.unit = unit;
    parameter.minimum = minimum;
    parameter.maximum = maximum;
    parameter.defaultValue = defaultValue;
    return parameter;
}

ExhibitNote noteOf(Origin origin, const char* equation, const std::string& text)
{
    ExhibitNote note;
    note.origin = origin;
    note.equation = equation;
    note.text = text;
    return note;
}

ExhibitCurve curveOf(const char* name, CurveRole role, CurveStyle style)
{
    ExhibitCurve curve;
    curve.name = name;
    curve.role = role;
    curve.style = style;
    return curve;
}

void addPoint(ExhibitCurve& curve, double x, double y)
{
    curve.x.push_back(x);
    curve.y.push_back(y);
}

void addPoint(ExhibitCurve& curve, double x, const Estimate& y)
{
    addPoint(curve, x, y.value);
    curve.error.push_back(y.error);
}

PlaneScene::Kind pointsOf(const char* name, CurveRole role)
{
    PlaneScene::Kind points;
    points.name = name;
    points.role = role;
    return points;
}

void addPoint(PlaneScene::Kind& points, double x, double y)
{
    points.x.push_back(static_cast<float>(x));
    points.y.push_back(static_cast<float>(y));
}

void addPlace(std::vector<float>& trail, double x, double y)
{
    trail.push_back(static_cast<float>(x));
    trail.push_back(static_cast<float>(y));
}

std::string unitOf(Quantity quantity) { return unitSymbol(quantity, UnitSystem::Natural); }

std::string inDigits(double value, int digits)
{
    std::ostringstream stream;
    stream.precision(digits);
    stream << value;
    return stream.str();
}

} // namespace dqm
