#pragma once

#include "core/Experiment.h"

#include <concepts>
#include <utility>

namespace dqm {

/// The keys of an experiment file, written down once: JsonReader and JsonWriter both visit this
/// table, so that what is written is what is read, in the order of the format.
///
/// Keys<T>::visit(v, value) shows a visitor `v` every key of a T:
///   v(key, member)              may be left out, the member keeps its default then
///   v.required(key, member)     must be there
///   v.pair(key, a, b)           two integers as a list
///   v.orWord(key, word, member) a number, or a word that stands for "unset"
///   v.oneOf(key, member, words) a text out of a list
///   v.group(key, visit)         an object that has no type of its own
///   v.absent(key, why)          must not be there
///   v.version(key, n), v.kind(key, name)  what this program can read
template <class T>
struct Keys;

/// The names of an enumeration's values: Words<E>::all, pairs of text and value.
template <class E>
struct Words;

template <class T>
concept HasKeys = requires
{
    Keys<T>{};
};

inline constexpr int formatVersion = 1;

template <>
struct Words<UnitSystem>
{
    static constexpr std::pair<const char*, UnitSystem> all[]
        = {{"natural", UnitSystem::Natural}, {"electron", UnitSystem::Electron}};
};

template <>
struct Words<BoundaryKind>
{
    static constexpr std::pair<const char*, BoundaryKind> all[]
        = {{"periodic", BoundaryKind::Periodic}, {"absorbing", BoundaryKind::Absorbing},
            {"walls", BoundaryKind::Walls}};
};

template <>
struct Words<Axis>
{
    static constexpr std::pair<const char*, Axis> all[] = {{"x", Axis::X}, {"y", Axis::Y}};
};

template <>
struct Words<Scheme>
{
    static constexpr std::pair<const char*, Scheme> all[]
        = {{"auto", Scheme::Auto}, {"strang", Scheme::Strang}, {"chin4b", Scheme::Chin4B}};
};

template <>
struct Words<EigenstatePacket::Of>
{
    static constexpr std::pair<const char*, EigenstatePacket::Of> all[]
        = {{"box", EigenstatePacket::Of::Box}, {"harmonic", EigenstatePacket::Of::Harmonic}};
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

template <>
struct Keys<GaussianPacket>
{
    static constexpr const char* type = "gaussian";
    static void visit(auto& v, auto& packet)
    {
        v("center", packet.center);
        v("sigma", packet.sigma);
        v("velocity", packet.velocity);
        v("chirp", packet.chirp);
        v("weight", packet.weight);
        v("phase", packet.phase);
    }
};

template <>
struct Keys<VortexPacket>
{
    static constexpr const char* type = "vortex";
    static void visit(auto& v, auto& packet)
    {
        v("center", packet.center);
        v("sigma", packet.sigma);
        v("charge", packet.charge);
        v("velocity", packet.velocity);
        v("weight", packet.weight);
        v("phase", packet.phase);
    }
};

template <>
struct Keys<EigenstatePacket>
{
    static constexpr const char* type = "eigenstate";
    static void visit(auto& v, auto& packet)
    {
        v.required("of", packet.of);
        v.required("n", packet.n);
        if (packet.of == EigenstatePacket::Of::Harmonic) {
            v("omega", packet.omega);
            v("center", packet.center);
        } else {
            v.absent("omega", "the box has no omega; leave it out or use \"of\": \"harmonic\"");
            v.absent("center", "the box is the grid's rectangle; leave it out");
        }
        v("weight", packet.weight);
        v("phase", packet.phase);
    }
};

template <>
struct Keys<PlanePacket>
{
    static constexpr const char* type = "plane";
    static void visit(auto& v, auto& packet)
    {
        v("velocity", packet.velocity);
        v("weight", packet.weight);
        v("phase", packet.phase);
    }
};

template <>
struct Keys<FormulaPacket>
{
    static constexpr const char* type = "formula";
    static void visit(auto& v, auto& packet)
    {
        v.required("real", packet.real);
        v("imaginary", packet.imaginary);
        v("parameters", packet.parameters);
        v("weight", packet.weight);
        v("phase", packet.phase);
    }
};

template <>
struct Keys<AbsorberShape>
{
    static void visit(auto& v, auto& shape)
    {
        v("width", shape.width);
        v("strength", shape.strength);
    }
};

template <>
struct Keys<Medium>
{
    static void visit(auto& v, auto& medium)
    {
        v("friction", medium.friction);
        v("velocity", medium.velocity);
        v.orWord("temperature", "matched", medium.temperature);
    }
};

template <>
struct Keys<EnsembleSettings>
{
    static void visit(auto& v, auto& ensemble)
    {
        v("particles", ensemble.particles);
        v("noise", ensemble.noise);
        v("seed", ensemble.seed);
    }
};

template <>
struct Keys<TimeSettings>
{
    static void visit(auto& v, auto& time)
    {
        v.orWord("step", "auto", time.step);
        v("until", time.until);
        v("scheme", time.scheme);
    }
};

template <>
struct Keys<Region>
{
    static void visit(auto& v, auto& region)
    {
        v.required("name", region.name);
        v.required("box", region.box);
    }
};

template <>
struct Keys<ViewSettings>
{
    static constexpr const char* colors[]
        = {"phase", "density", "drift", "diffusion", "quantum-potential"};
    static void visit(auto& v, auto& view)
    {
        v.oneOf("color", view.colorBy, colors);
        v("flat", view.flat);
        v("potential", view.showPotential);
        v("azimuth", view.azimuth);
        v("elevation", view.elevation);
        v("zoom", view.zoom);
        v("speed", view.speed);
    }
};

template <>
struct Keys<Experiment>
{
    static void visit(auto& v, auto& e)
    {
        v.version("dqmlab", formatVersion);
        v.kind("kind", "wave");
        v("title", e.title);
        v("about", e.about);
        v("equations", e.equations);
        v("units", e.units);
        v.group("constants", [&](auto& constants) { visitConstants(constants, e); });
        v.group("grid", [&](auto& grid) { visitGrid(grid, e); });
        v("potential", e.potential);
        v("strength", e.strength);
        v("packets", e.packets);
        v.group("frame", [&](auto& frame) { frame("velocity", e.frameVelocity); });
        v("medium", e.medium);
        v("ensemble", e.ensemble);
        v("time", e.time);
        v("regions", e.regions);
        v("view", e.view);
    }

private:
    static void visitConstants(auto& v, auto& e)
    {
        constexpr const char* follows
            = "it follows from \"units\": \"electron\"; leave it out or use \"natural\"";
        if (e.units == UnitSystem::Natural) {
            v("hbar", e.constants.hbar);
        } else {
            v.absent("hbar", follows);
        }
        v("mass", e.constants.mass);
        if (e.units == UnitSystem::Natural) {
            v("c", e.constants.c);
        } else {
            v.absent("c", follows);
        }
    }

    static void visitGrid(auto& v, auto& e)
    {
        v.pair("points", e.grid.nx, e.grid.ny);
        v("size", e.grid.size);
        v("center", e.grid.center);
        v("boundary", e.grid.boundary);
        v("absorber", e.absorber);
    }
};

} // namespace dqm
