#pragma once

#include "core/experiment/Experiment.h"
#include "core/values/KeyTable.h"

#include <span>

namespace dqm {

inline constexpr int formatVersion = 1;

/// The words of the plots that there are.
std::span<const char* const> wordsOfPlots();

template <>
struct Words<ExperimentKind>
{
    static constexpr std::pair<const char*, ExperimentKind> all[]
        = {{"wave", ExperimentKind::Wave}, {"two-particles", ExperimentKind::TwoParticles}};
};

template <>
struct Words<Exchange>
{
    static constexpr std::pair<const char*, Exchange> all[] = {{"none", Exchange::None},
        {"symmetric", Exchange::Symmetric}, {"antisymmetric", Exchange::Antisymmetric}};
};

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
struct Words<Scheme>
{
    static constexpr std::pair<const char*, Scheme> all[]
        = {{"auto", Scheme::Auto}, {"strang", Scheme::Strang}, {"chin4b", Scheme::Chin4B},
            {"takahashi-imada", Scheme::TakahashiImada}};
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
struct Words<StageSettings::Columns>
{
    using Columns = StageSettings::Columns;
    static constexpr std::pair<const char*, Columns> all[]
        = {{"K", Columns::K}, {"K|K'", Columns::KAndKPrime}};
};

template <>
struct Words<StageSettings::Rows>
{
    using Rows = StageSettings::Rows;
    static constexpr std::pair<const char*, Rows> all[] = {{"frictionless", Rows::Frictionless},
        {"frictionless|frictional", Rows::FrictionlessAndFrictional}};
};

template <>
struct Words<StageSettings::Preparation>
{
    using Preparation = StageSettings::Preparation;
    static constexpr std::pair<const char*, Preparation> all[]
        = {{"one ensemble", Preparation::OneEnsemble},
            {"same in each frame", Preparation::SameInEachFrame}};
};

template <>
struct Words<StageSettings::Dissipation>
{
    using Dissipation = StageSettings::Dissipation;
    static constexpr std::pair<const char*, Dissipation> all[]
        = {{"kramers", Dissipation::Kramers}, {"fick", Dissipation::Fick}};
};

/// What stands side by side: the ensemble in K and in K', without friction and with it. Left out,
/// nothing stands beside the ensemble.
template <>
struct Keys<StageSettings>
{
    static void visit(auto& v, auto& stage)
    {
        v("columns", stage.columns);
        v("rows", stage.rows);
        v("preparation", stage.preparation);
        v("hydrodynamic", stage.hydrodynamic);
        v("dissipation", stage.dissipation);
    }
};

template <>
struct Words<ParticleLaw>
{
    static constexpr std::pair<const char*, ParticleLaw> all[] = {
        {"conservative", ParticleLaw::Conservative}, {"total-velocity", ParticleLaw::TotalVelocity},
        {"drift-and-noise", ParticleLaw::DriftAndNoise}};
};

template <>
struct Keys<GaussianCloud>
{
    static void visit(auto& v, auto& cloud)
    {
        v("center", cloud.center);
        v("sigma", cloud.sigma);
    }
};

/// Classical particles beside the wave. Without "start" they are drawn from rho.
template <>
struct Keys<EnsembleSettings>
{
    static void visit(auto& v, auto& ensemble)
    {
        v("particles", ensemble.particles);
        v("law", ensemble.law);
        v("noise", ensemble.noise);
        v("seed", ensemble.seed);
        v("start", ensemble.start);
    }
};

template <>
struct Words<TimeSettings::End>
{
    using End = TimeSettings::End;
    static constexpr std::pair<const char*, End> all[]
        = {{"stop", End::Stop}, {"loop", End::Loop}, {"go on", End::GoOn}};
};

template <>
struct Keys<TimeSettings>
{
    static void visit(auto& v, auto& time)
    {
        v.orWord("step", "auto", time.step);
        v("until", time.until);
        v("end", time.end);
        v("scheme", time.scheme);
        v.orWord("accuracy", "auto", time.accuracy);
        v("imaginary", time.imaginary);
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
struct Keys<Detector>
{
    static void visit(auto& v, auto& detector)
    {
        v.required("name", detector.name);
        v.required("line", detector.line);
        v("depth", detector.depth);
        v("strength", detector.strength);
    }
};

template <>
struct Keys<Measurement>
{
    static void visit(auto& v, auto& measurement)
    {
        v.required("axis", measurement.axis);
        v.required("width", measurement.width);
        v("outcome", measurement.outcome);
    }
};

template <>
struct Keys<Event>
{
    static void visit(auto& v, auto& event)
    {
        v.required("time", event.time);
        v("kick", event.kick);
        v("measure", event.measure);
        v.unlessEmpty("set", event.set);
    }
};

template <>
struct Keys<ViewSettings>
{
    static void visit(auto& v, auto& view)
    {
        v.oneOf("color", view.colorBy, ViewSettings::colorings);
        v("flat", view.flat);
        v("potential", view.showPotential);
        v("drift lines", view.drift.lines);
        v("drift arrows", view.drift.arrows);
        v("drift tracers", view.drift.tracers);
        v("drift flux", view.drift.flux);
        v("diffusion lines", view.diffusion.lines);
        v("diffusion arrows", view.diffusion.arrows);
        v("diffusion tracers", view.diffusion.tracers);
        v("diffusion flux", view.diffusion.flux);
        v("vortices", view.vortices);
        v("particles", view.particles);
        v("particle trails", view.particleTrails);
        v("particles alone", view.particlesAlone);
        v.oneOf("plot", view.plot, wordsOfPlots());
        v("azimuth", view.azimuth);
        v("elevation", view.elevation);
        v("zoom", view.zoom);
        v("speed", view.speed);
    }
};

template <>
struct Keys<Moment>
{
    static void visit(auto& v, auto& moment)
    {
        v.required("name", moment.name);
        v.required("time", moment.time);
        v("view", moment.view);
    }
};

template <>
struct Keys<LessonStep>
{
    static void visit(auto& v, auto& step)
    {
        v.required("say", step.say);
        v.unlessEmpty("moment", step.moment);
        v("time", step.time);
        v.unlessEmpty("set", step.set);
        v("look", step.look);
        v.unlessFalse("play", step.play);
        v.unlessEmpty("allow", step.allow);
        v.unlessEmpty("ask", step.ask);
        v.unlessEmpty("answers", step.answers);
        v("right", step.right);
        v.unlessEmpty("why", step.why);
        v.unlessEmpty("check", step.check);
        v.unlessEmpty("solve", step.solve);
        v.unlessEmpty("claims", step.claims);
    }
};

template <>
struct Keys<Experiment>
{
    static void visit(auto& v, auto& e)
    {
        v.version("dqmlab", formatVersion);
        v("kind", e.kind);
        v("title", e.title);
        v("about", e.about);
        v("equations", e.equations);
        v("units", e.units);
        v.group("constants", [&](auto& constants) { visitConstants(constants, e); });
        v.group("grid", [&](auto& grid) { visitGrid(grid, e); });
        v("potential", e.potential);
        v("strength", e.strength);
        v("packets", e.packets);
        if (e.kind == ExperimentKind::TwoParticles) {
            v("exchange", e.exchange);
        } else {
            v.absent("exchange", "it belongs to \"kind\": \"two-particles\"; leave it out");
        }
        v.group("frame", [&](auto& frame) { frame("velocity", e.frameVelocity); });
        v("medium", e.medium);
        v("stage", e.stage);
        v("ensemble", e.ensemble);
        v("time", e.time);
        v("regions", e.regions);
        v.unlessEmpty("detectors", e.detectors);
        v.unlessEmpty("events", e.events);
        v("view", e.view);
        v.unlessEmpty("moments", e.moments);
        v.unlessEmpty("lesson", e.lesson);
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
