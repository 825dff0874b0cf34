#pragma once

#include "core/experiment/AxisNames.h"
#include "core/experiment/Detector.h"
#include "core/experiment/Event.h"
#include "core/experiment/Lesson.h"
#include "core/experiment/Moment.h"
#include "core/experiment/ViewSettings.h"
#include "core/grid/Grid.h"
#include "core/packets/kinds/Packet.h"
#include "core/potentials/terms/PotentialTerm.h"
#include "core/values/ExperimentError.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace dqm {

enum class UnitSystem
{
    Natural, ///< numbers as they are
    Electron ///< nm, fs, eV; masses in electron masses
};

/// hbar, m and c in the units of the experiment as the file gives them (mass in electron masses for
/// UnitSystem::Electron; see Units.h for the numbers the solver uses).
struct Constants
{
    double hbar = 1.0;
    double mass = 1.0;
    double c = 20.0;
    bool operator==(const Constants&) const = default;
};

/// Shape of the absorbing layer; unset values are chosen by AbsorbingLayer.
struct AbsorberShape
{
    std::optional<double> width; ///< of the layer at each edge, length
    std::optional<double> strength; ///< peak absorption rate Gamma, energy
    bool operator==(const AbsorberShape&) const = default;
};

/// The medium of the dissipative twin.
struct Medium
{
    double friction = 0.5; ///< gamma, 1/time
    Vec2 velocity{0.0, 0.0};
    std::optional<double> temperature; ///< kT, energy; unset = "matched": kT/(m gamma) = hbar/2m
    bool operator==(const Medium&) const = default;
};

/// How the particles of an ensemble move. Only the first is the paper's; the others answer "what
/// if" (errata X3) and leave rho.
enum class ParticleLaw
{
    Conservative, ///< dx = (v - u) dt + sqrt(2D) dW: rho is kept, for every share of noise
    TotalVelocity, ///< dx = (v + u) dt + sqrt(2D) dW: the "total velocity" taken as forward drift
    DriftAndNoise ///< dx = v dt + sqrt(2D) dW: Fick's flux on top of the drift
};

/// A cloud that is not rho, to start out of equilibrium.
struct GaussianCloud
{
    Vec2 center{0.0, 0.0};
    Vec2 sigma{1.0, 1.0}; ///< > 0
    bool operator==(const GaussianCloud&) const = default;
};

struct EnsembleSettings
{
    int particles = 0; ///< beside the wave, up to 200000
    ParticleLaw law = ParticleLaw::Conservative;
    double noise = 1.0; ///< nu: 0 drift only (Bohm) .. 1 Nelson's diffusion
    unsigned seed = 1;
    std::optional<GaussianCloud> start; ///< unset: drawn from rho

    /// Whether another of these needs no new particles: law and noise may change on the way.
    bool isSameEnsemble(const EnsembleSettings& other) const
    {
        return particles == other.particles && seed == other.seed && start == other.start;
    }
    bool operator==(const EnsembleSettings&) const = default;
};

enum class Scheme
{
    Auto,
    Strang,
    Chin4B,
    TakahashiImada
};

struct TimeSettings
{
    /// What time does that is played and has come to `until`.
    enum class End
    {
        Stop,
        Loop, ///< begins anew
        GoOn
    };

    static constexpr double finestAccuracy = 1e-12;
    static constexpr double coarsestAccuracy = 0.1;

    std::optional<double> step; ///< unset = "auto"
    double until = 10.0;
    End end = End::Stop; ///< only for who looks: it changes no number
    Scheme scheme = Scheme::Auto;
    /// Relative L2 error of psi at `until` within which step, scheme and precision are chosen where
    /// they are not given. Unset = "auto": 1e-6, at sharp edges of V 1e-3, in double precision.
    std::optional<double> accuracy;
    /// Cooling: psi *= e^{-H tau/hbar} / norm instead of (16), towards the ground state. A tool of
    /// the model, not a motion of the ensemble.
    bool imaginary = false;
    bool operator==(const TimeSettings&) const = default;
};

/// Which evolutions stand side by side on the stage.
struct StageSettings
{
    enum class Columns
    {
        K,
        KAndKPrime ///< K' evolved on its own; not between walls, which rest in K
    };
    enum class Rows
    {
        Frictionless,
        FrictionlessAndFrictional ///< the dissipative twin below
    };
    /// What the column of K' shows.
    enum class Preparation
    {
        OneEnsemble, ///< the ensemble of K, as K' sees it
        SameInEachFrame ///< another one, prepared by K' in its coordinates as K prepares its own
    };
    enum class Dissipation
    {
        Kramers, ///< with inertia
        Fick ///< without
    };

    Columns columns = Columns::K;
    Rows rows = Rows::Frictionless;
    Preparation preparation = Preparation::OneEnsemble;
    Dissipation dissipation = Dissipation::Kramers;
    bool hydrodynamic = false; ///< solve (13), (14) too, beside psi in K

    bool showsMoreThanK() const
    {
        return columns == Columns::KAndKPrime || rows == Rows::FrictionlessAndFrictional;
    }
    bool isPreparedInEachFrame() const { return preparation == Preparation::SameInEachFrame; }
    bool operator==(const StageSettings&) const = default;
};

/// A box in K whose probability is logged.
struct Region
{
    std::string name;
    std::array<double, 4> box{0.0, 1.0, 0.0, 1.0}; ///< xmin, xmax, ymin, ymax
    bool operator==(const Region&) const = default;
};

/// What the prepared psi of two equal particles is projected on. Equal statistics are put in here,
/// they do not follow from anything: psi(x1, x2) = +- psi(x2, x1).
enum class Exchange
{
    None,
    Symmetric, ///< bosons
    Antisymmetric ///< fermions
};

/// All that is needed to repeat one experiment of kind "wave" or "two-particles": a plain value.
struct Experiment
{
    ExperimentKind kind = ExperimentKind::Wave;
    std::string title = "Untitled";
    std::string about;
    std::vector<std::string> equations;
    UnitSystem units = UnitSystem::Natural;
    Constants constants;
    Grid grid;
    AbsorberShape absorber;
    std::vector<PotentialTerm> potential;
    double strength = 1.0; ///< multiplies the summed terms
    std::vector<Packet> packets;
    Exchange exchange = Exchange::None; ///< of two particles only
    Vec2 frameVelocity{0.0, 0.0}; ///< W of the observer's frame K' relative to K
    Medium medium;
    StageSettings stage;
    EnsembleSettings ensemble;
    TimeSettings time;
    std::vector<Region> regions;
    std::vector<Detector> detectors;
    std::vector<Event> events; ///< in the order of time
    ViewSettings view;
    std::vector<Moment> moments;
    std::vector<LessonStep> lesson; ///< its steps, if it is one

    bool operator==(const Experiment&) const = default;
};

} // namespace dqm
