#pragma once

#include "core/exhibits/parts/CurveRole.h"
#include "core/exhibits/parts/ExhibitParameter.h"
#include "core/exhibits/parts/ExhibitScene.h"
#include "core/readouts/Readout.h"

#include <string>
#include <vector>

namespace dqm {

enum class CurveStyle
{
    Line,
    Dashes,
    Points, ///< with error bars where there are any
    Bars,
    Steps
};

struct ExhibitCurve
{
    std::string name = {}; ///< for the legend and the table: "measured", "exact, (31)"
    CurveRole role = CurveRole::Plain;
    CurveStyle style = CurveStyle::Line;
    std::vector<double> x = {};
    std::vector<double> y = {}; ///< as long as x
    std::vector<double> error = {}; ///< standard errors of y; empty for none
};

struct ExhibitChart
{
    std::string id = {}; ///< "classes": in file names and on the command line
    std::string title = {};
    std::string xLabel = {}; ///< with its unit
    std::string yLabel = {};
    bool logarithmicX = false;
    bool logarithmicY = false;
    std::vector<std::string> categories = {}; ///< names at x = 0, 1, 2 ... instead of numbers
    std::vector<ExhibitCurve> curves = {};
    std::string caption = {}; ///< a sentence under the chart, may be empty
};

/// A sentence that belongs to what is shown: a caveat, an erratum, an assumption.
struct ExhibitNote
{
    Origin origin = Origin::Derived;
    std::string equation = {}; ///< "(29)", "X10"; may be empty
    std::string text = {}; ///< rich text
};

/// One instant of an exhibit: immutable once made, shared between threads. No number in it is NaN.
struct ExhibitFrame
{
    double progress = 0.0; ///< throws, time ...
    std::string progressText = {}; ///< rich text: "t = 3.2", "1 250 000 throws"
    ExhibitScene scene = {};
    std::vector<Readout> readouts = {}; ///< always the same, in the same order
    std::vector<ExhibitChart> charts = {}; ///< as well
    std::vector<ExhibitNote> notes = {};
    bool finished = false; ///< nothing more will happen
};

} // namespace dqm
