#pragma once

#include "core/exhibits/parts/CurveRole.h"

#include <string>
#include <variant>
#include <vector>

namespace dqm {

/// States as boxes side by side, each at the height of its energy, with numbered balls in them.
struct BoxesScene
{
    std::vector<double> energies = {}; ///< of each box
    std::vector<std::vector<int>> occupants = {}; ///< the balls in each box, counted from 0
    std::vector<double> weights = {}; ///< w_i of the last throw; empty if all are equal
    std::string caption = {};
};

/// Points in the plane, in kinds that have a colour and a size each.
struct PlaneScene
{
    struct Kind
    {
        std::string name = {}; ///< for the legend
        CurveRole role = CurveRole::Plain;
        double radius = 0.0; ///< length; 0: a dot
        std::vector<float> x = {};
        std::vector<float> y = {};
        /// The way each has come, x0 y0 x1 y1 ..., oldest first; empty for none.
        std::vector<std::vector<float>> trails = {};
    };
    struct Circle
    {
        double x = 0.0;
        double y = 0.0;
        double radius = 0.0;
        CurveRole role = CurveRole::Plain;
        std::string name = {};
    };
    double width = 1.0; ///< length; the middle is at (0, 0)
    double height = 1.0;
    std::string lengthUnit = {};
    std::vector<Kind> kinds = {};
    std::vector<Circle> circles = {};
    std::string caption = {};
};

/// A real field on a rectangle about (0, 0), row-major, x fastest.
struct MapScene
{
    int nx = 0;
    int ny = 0;
    double width = 1.0; ///< length
    double height = 1.0;
    std::vector<float> values = {};
    float lowest = 0.0F; ///< of the colours
    float highest = 1.0F;
    bool isSigned = false; ///< a diverging map about 0
    std::string quantity = {}; ///< rich text, with its unit
    std::vector<PlaneScene::Kind> points = {}; ///< on top
    std::string caption = {};
};

using ExhibitScene = std::variant<std::monostate, BoxesScene, PlaneScene, MapScene>;

} // namespace dqm
