#pragma once

#include "core/experiment/AxisNames.h"
#include "core/experiment/Packets.h"
#include "core/experiment/ViewSettings.h"
#include "core/grid/Grid.h"

#include <array>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <variant>
#include <vector>

namespace dqm {

/// Bad input: `path` names the key ("packets[1].sigma[0]"), what() is a full sentence with it.
class ExperimentError : public std::invalid_argument
{
public:
    ExperimentError(std::string path, const std::string& problem);
    const std::string& path() const { return m_path; }

private:
    std::string m_path;
};

enum class UnitSystem
{
    Natural, ///< numbers as they are
    Electron ///< nm, fs, eV; masses in electron masses
};

enum class Axis
{
    X,
    Y
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

// Potential terms; V and gradient of each are computed in core/potentials/PotentialTerms.

/// m/2 (omega_x^2 (x-x0)^2 + omega_y^2 (y-y0)^2)
struct HarmonicTerm
{
    Vec2 omega{1.0, 1.0};
    Vec2 center{0.0, 0.0};
    bool operator==(const HarmonicTerm&) const = default;
};

/// -F.x
struct UniformTerm
{
    Vec2 force{0.0, 0.0};
    bool operator==(const UniformTerm&) const = default;
};

/// height for coordinate > position
struct StepTerm
{
    double height = 1.0;
    double position = 0.0;
    Axis axis = Axis::X;
    double smoothing = 0.0;
    bool operator==(const StepTerm&) const = default;
};

/// A wall of a thickness across the other axis.
struct BarrierTerm
{
    double height = 1.0;
    double position = 0.0;
    double thickness = 1.0;
    Axis axis = Axis::X;
    double smoothing = 0.0;
    bool operator==(const BarrierTerm&) const = default;
};

/// height / cosh^2((q - position) / width)
struct Sech2Term
{
    double height = 1.0;
    double position = 0.0;
    double width = 1.0;
    Axis axis = Axis::X;
    bool operator==(const Sech2Term&) const = default;
};

/// A wall across y at x = position with openings of a width, `spacing` apart (centre to centre),
/// symmetric about y = 0.
struct SlitsTerm
{
    double height = 1.0;
    double position = 0.0;
    double thickness = 1.0;
    int count = 2;
    double width = 1.0;
    double spacing = 4.0;
    double smoothing = 0.0;
    bool operator==(const SlitsTerm&) const = default;
};

/// A round well (negative height) or pillar.
struct DiscTerm
{
    double height = 1.0;
    Vec2 center{0.0, 0.0};
    double radius = 1.0;
    double smoothing = 0.0;
    bool operator==(const DiscTerm&) const = default;
};

/// -strength / sqrt(r^2 + softening^2)
struct CoulombTerm
{
    double strength = 1.0;
    Vec2 center{0.0, 0.0};
    double softening = 0.5;
    bool operator==(const CoulombTerm&) const = default;
};

/// depth (sin^2(pi x / px) + sin^2(pi y / py))
struct LatticeTerm
{
    double depth = 1.0;
    Vec2 period{4.0, 4.0};
    bool operator==(const LatticeTerm&) const = default;
};

/// -m c^2 epsilon / sqrt(r^2 + core^2); the rest-energy term of (8) in an inhomogeneous field
/// (model assumption: the paper's (34) gives no profile).
struct PlummerTerm
{
    double epsilon = 0.01;
    double core = 1.0;
    Vec2 center{0.0, 0.0};
    bool operator==(const PlummerTerm&) const = default;
};

/// An expression in x, y, t, m, hbar, c, pi and named parameters; m, hbar and c in the solver's
/// units (see Units.h).
struct FormulaTerm
{
    std::string expression = "0";
    std::map<std::string, double> parameters;
    bool operator==(const FormulaTerm&) const = default;
};

using PotentialTerm = std::variant<HarmonicTerm, UniformTerm, StepTerm, BarrierTerm, Sech2Term,
    SlitsTerm, DiscTerm, CoulombTerm, LatticeTerm, PlummerTerm, FormulaTerm>;

/// Shape of the absorbing layer; unset values are chosen by setup/Boundary.
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
    ViewSettings view;

    bool operator==(const Experiment&) const = default;
};

} // namespace dqm
