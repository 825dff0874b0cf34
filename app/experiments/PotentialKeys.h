#pragma once

#include "app/experiments/KeyTable.h"
#include "core/experiment/Experiment.h"

namespace dqm {

template <>
struct Words<Axis>
{
    static constexpr std::pair<const char*, Axis> all[] = {{"x", Axis::X}, {"y", Axis::Y}};
};

template <>
struct Keys<HarmonicTerm>
{
    static constexpr const char* type = "harmonic";
    static void visit(auto& v, auto& term)
    {
        v("omega", term.omega);
        v("center", term.center);
    }
};

template <>
struct Keys<UniformTerm>
{
    static constexpr const char* type = "uniform";
    static void visit(auto& v, auto& term) { v.required("force", term.force); }
};

template <>
struct Keys<StepTerm>
{
    static constexpr const char* type = "step";
    static void visit(auto& v, auto& term)
    {
        v("height", term.height);
        v("position", term.position);
        v("axis", term.axis);
        v("smoothing", term.smoothing);
    }
};

template <>
struct Keys<BarrierTerm>
{
    static constexpr const char* type = "barrier";
    static void visit(auto& v, auto& term)
    {
        v("height", term.height);
        v("position", term.position);
        v("thickness", term.thickness);
        v("axis", term.axis);
        v("smoothing", term.smoothing);
    }
};

template <>
struct Keys<Sech2Term>
{
    static constexpr const char* type = "sech2";
    static void visit(auto& v, auto& term)
    {
        v("height", term.height);
        v("position", term.position);
        v("width", term.width);
        v("axis", term.axis);
    }
};

template <>
struct Keys<SlitsTerm>
{
    static constexpr const char* type = "slits";
    static void visit(auto& v, auto& term)
    {
        v("height", term.height);
        v("position", term.position);
        v("thickness", term.thickness);
        v("count", term.count);
        v("width", term.width);
        v("spacing", term.spacing);
        v("smoothing", term.smoothing);
    }
};

template <>
struct Keys<DiscTerm>
{
    static constexpr const char* type = "disc";
    static void visit(auto& v, auto& term)
    {
        v("height", term.height);
        v("center", term.center);
        v("radius", term.radius);
        v("smoothing", term.smoothing);
    }
};

template <>
struct Keys<CoulombTerm>
{
    static constexpr const char* type = "coulomb";
    static void visit(auto& v, auto& term)
    {
        v("strength", term.strength);
        v("center", term.center);
        v("softening", term.softening);
    }
};

template <>
struct Keys<LatticeTerm>
{
    static constexpr const char* type = "lattice";
    static void visit(auto& v, auto& term)
    {
        v("depth", term.depth);
        v("period", term.period);
    }
};

template <>
struct Keys<PlummerTerm>
{
    static constexpr const char* type = "plummer";
    static void visit(auto& v, auto& term)
    {
        v("epsilon", term.epsilon);
        v("core", term.core);
        v("center", term.center);
    }
};

template <>
struct Keys<FormulaTerm>
{
    static constexpr const char* type = "formula";
    static void visit(auto& v, auto& term)
    {
        v.required("expression", term.expression);
        v("parameters", term.parameters);
    }
};

/// Terms of the format that this version does not build.
inline constexpr const char* laterTypes[] = {"image", "drawn"};

} // namespace dqm
