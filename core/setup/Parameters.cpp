#include "core/setup/Parameters.h"

#include "core/setup/ExperimentChecks.h"
#include "core/values/Key.h"
#include "core/values/MostParticles.h"
#include "core/values/RangeEnd.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace dqm {

namespace {

constexpr double stepsPerRun = 100.0; ///< at least, over time.until
constexpr ParameterDomain positive{.least = 0.0, .withoutLeast = true, .what = "a value"};

void setHbar(Experiment& experiment, double value)
{
    if (experiment.units == UnitSystem::Natural)
        experiment.constants.hbar = value;
    else if (value != physicalConstants(experiment).hbar)
        Key("constants.hbar").refuse(value, "no change: with \"electron\" units hbar follows");
}

bool hasNoWidth(const Experiment& experiment)
{
    return std::ranges::none_of(
        experiment.packets, [](const Packet& packet) { return widthOfPacket(packet) > 0.0; });
}

const std::array table{
    Parameter{.id = "constants.mass",
        .symbol = "<i>m</i>",
        .label = "Mass",
        .quantity = Quantity::Mass,
        .minimum = 0.1,
        .maximum = 10.0,
        .defaultValue = 1.0,
        .step = 0.05,
        .logarithmic = true,
        .equation = "(2)",
        .tooltip = "Mass of the particles. A heavier ensemble spreads more slowly, for its "
                   "diffusion coefficient is D = ħ/2m. Acts on the running wave: ψ is kept, "
                   "v = ∇S/m follows.",
        .domain = positive,
        .get = [](const Experiment& e) { return e.constants.mass; },
        .set = [](Experiment& e, double value) { e.constants.mass = value; }},
    Parameter{.id = "strength",
        .symbol = "<i>V</i>",
        .label = "Potential strength",
        .quantity = Quantity::Dimensionless,
        .minimum = 0.0,
        .maximum = 4.0,
        .defaultValue = 1.0,
        .step = 0.05,
        .equation = "(16)",
        .tooltip = "Factor on the whole potential V: 0 switches it off, 1 is as written in the "
                   "experiment. Acts on the running wave.",
        .get = [](const Experiment& e) { return e.strength; },
        .set = [](Experiment& e, double value) { e.strength = value; }},
    Parameter{.id = "frame.velocity[0]",
        .symbol = "<i>W<sub>x</sub></i>",
        .label = "Frame velocity x",
        .quantity = Quantity::Velocity,
        .minimum = -4.0,
        .maximum = 4.0,
        .defaultValue = 0.0,
        .step = 0.1,
        .equation = "(6)",
        .tooltip = "Velocity of the observer's frame K′ along x. The drift becomes v′ = v − W; "
                   "ρ, the diffusion velocity u and its energy stay as they are: diffusion without "
                   "friction obeys the principle of relativity.",
        .get = [](const Experiment& e) { return e.frameVelocity.x(); },
        .set = [](Experiment& e, double value) { e.frameVelocity.x() = value; }},
    Parameter{.id = "frame.velocity[1]",
        .symbol = "<i>W<sub>y</sub></i>",
        .label = "Frame velocity y",
        .quantity = Quantity::Velocity,
        .minimum = -4.0,
        .maximum = 4.0,
        .defaultValue = 0.0,
        .step = 0.1,
        .equation = "(6)",
        .tooltip = "Velocity of the observer's frame K′ along y. The drift becomes v′ = v − W; "
                   "ρ, the diffusion velocity u and its energy stay as they are.",
        .get = [](const Experiment& e) { return e.frameVelocity.y(); },
        .set = [](Experiment& e, double value) { e.frameVelocity.y() = value; }},
    Parameter{.id = "medium.friction",
        .symbol = "<i>γ</i>",
        .label = "Friction",
        .quantity = Quantity::InverseTime,
        .minimum = 0.0,
        .maximum = 4.0,
        .defaultValue = 0.5,
        .step = 0.05,
        .equation = "(2)",
        .tooltip = "Friction of the medium through which the twin with friction moves (model "
                   "assumption: the paper gives no medium). Its mean drift dies away as e^(−γt) "
                   "towards the medium; at 0 nothing tells it from the mean drift without "
                   "friction. A matched medium keeps D = ħ/2m. Towards 0 ordinary diffusion does "
                   "not spread at all; only the frictionless one does.",
        .domain = {.least = 0.0, .what = "a rate"},
        .get = [](const Experiment& e) { return e.medium.friction; },
        .set = [](Experiment& e, double value) { e.medium.friction = value; }},
    Parameter{.id = "medium.velocity[0]",
        .symbol = "<i>W</i><sub>m,x</sub>",
        .label = "Medium velocity x",
        .quantity = Quantity::Velocity,
        .minimum = -4.0,
        .maximum = 4.0,
        .defaultValue = 0.0,
        .step = 0.1,
        .equation = "(2)",
        .tooltip = "Velocity of the medium along x as K sees it (model assumption). It is the rest "
                   "frame that diffusion with friction has, and diffusion without lacks.",
        .get = [](const Experiment& e) { return e.medium.velocity.x(); },
        .set = [](Experiment& e, double value) { e.medium.velocity.x() = value; }},
    Parameter{.id = "medium.velocity[1]",
        .symbol = "<i>W</i><sub>m,y</sub>",
        .label = "Medium velocity y",
        .quantity = Quantity::Velocity,
        .minimum = -4.0,
        .maximum = 4.0,
        .defaultValue = 0.0,
        .step = 0.1,
        .equation = "(2)",
        .tooltip = "Velocity of the medium along y as K sees it (model assumption).",
        .get = [](const Experiment& e) { return e.medium.velocity.y(); },
        .set = [](Experiment& e, double value) { e.medium.velocity.y() = value; }},
    Parameter{.id = "ensemble.particles",
        .symbol = "<i>N</i>",
        .label = "Particles",
        .minimum = 0.0,
        .maximum = mostParticles,
        .defaultValue = 0.0,
        .step = 100.0,
        .logarithmic = true,
        .actsAtOnce = false,
        .equation = "(14)",
        .tooltip = "Number of classical particles that are drawn from ρ and move beside the wave; "
                   "0 for none. More of them show a finer histogram and cost more time.",
        .domain = {.least = 0.0, .most = mostParticles, .what = "a number of particles"},
        .get = [](const Experiment& e) { return static_cast<double>(e.ensemble.particles); },
        .set = [](Experiment& e,
                   double value) { e.ensemble.particles = static_cast<int>(std::lround(value)); }},
    Parameter{.id = "ensemble.noise",
        .symbol = "<i>ν</i>",
        .label = "Share of noise",
        .minimum = 0.0,
        .maximum = 1.0,
        .defaultValue = 1.0,
        .step = 0.01,
        .equation = "(2)",
        .tooltip
        = "1: Nelson's diffusion d<i>x</i> = (v − u) d<i>t</i> + √(2D) d<i>W</i>; 0: drift alone, "
          "d<i>x</i> = v d<i>t</i> (Bohm). In between, noise and diffusion velocity are weakened "
          "together. ρ does not change, the paths do: ρ does not determine them.",
        .get = [](const Experiment& e) { return e.ensemble.noise; },
        .set = [](Experiment& e, double value) { e.ensemble.noise = value; }},
    Parameter{.id = "constants.hbar",
        .symbol = "<i>ħ</i>",
        .label = "Planck's constant",
        .quantity = Quantity::Action,
        .minimum = 0.1,
        .maximum = 4.0,
        .defaultValue = 1.0,
        .step = 0.05,
        .logarithmic = true,
        .equation = "(2)",
        .tooltip = "Sets how strong diffusion is: D = ħ/2m. Acts on the running wave: ψ is "
                   "kept, and with it ∇S/ħ, so that v = ∇S/m follows and towards 0 the packet "
                   "stops. The classical limit keeps S instead: prepared anew (Home), a packet "
                   "keeps its velocity, and the diffusion energy fades. Fixed in electron "
                   "units.",
        .domain = positive,
        .get = [](const Experiment& e) { return physicalConstants(e).hbar; },
        .set = setHbar,
        .isFixed = [](const Experiment& e) { return e.units == UnitSystem::Electron; }},
    Parameter{.id = "packets.width",
        .symbol = "<i>σ</i>/<i>σ</i><sub>0</sub>",
        .label = "Packet width",
        .quantity = Quantity::Dimensionless,
        .minimum = 0.25,
        .maximum = 4.0,
        .defaultValue = 1.0,
        .step = 0.05,
        .logarithmic = true,
        .actsAtOnce = false,
        .equation = "(5)",
        .tooltip
        = "Factor on the initial width of every packet. A narrower packet holds more "
          "diffusion energy, ħ²/8mσ² per axis for a Gaussian, and spreads faster. Prepares "
          "the ensemble anew at t = 0.",
        .domain = positive,
        .get = [](const Experiment&) { return 1.0; },
        .set =
            [](Experiment& e, double value) {
                for (Packet& packet : e.packets)
                    widenPacket(packet, value);
            },
        .isFixed = hasNoWidth},
    Parameter{.id = "playback.speed",
        .symbol = "d<i>t</i>/d<i>τ</i>",
        .label = "Speed of time",
        .quantity = Quantity::Time,
        .minimum = 0.01,
        .maximum = 10.0,
        .defaultValue = 1.0,
        .step = 0.1,
        .logarithmic = true,
        .equation = "(16)",
        .tooltip = "Simulated time that passes in one second on the clock. Changes no number of "
                   "the simulation.",
        .domain = positive,
        .get = [](const Experiment& e) { return e.view.speed.value_or(e.time.until / 10.0); },
        .set = [](Experiment& e, double value) { e.view.speed = value; },
        .range
        = [](const Experiment& e) { return std::pair(e.time.until / 1000.0, e.time.until); }},
    Parameter{.id = "time.step",
        .symbol = "Δ<i>t</i>",
        .label = "Time step",
        .quantity = Quantity::Time,
        .minimum = 0.0,
        .maximum = 0.1,
        .defaultValue = 0.0,
        .step = 0.001,
        .equation = "(16)",
        .tooltip = "Step of the solver. 0 lets the program choose one from the potential and the "
                   "packet; a smaller one costs time and lowers the energy error.",
        .domain = {.least = 0.0, .what = "a time"},
        .get = [](const Experiment& e) { return e.time.step.value_or(0.0); },
        .set
        = [](Experiment& e,
              double value) { e.time.step = value > 0.0 ? std::optional(value) : std::nullopt; },
        .range = [](const Experiment& e) { return std::pair(0.0, e.time.until / stepsPerRun); }},
};

/// The value as it is written: at the end of a range that it misses by rounding alone.
double within(const ParameterDomain& domain, const Key& key, double value)
{
    key.requireFinite(value);
    if (std::isfinite(domain.most)) {
        value = atEndOfRange(value, domain.least, domain.most);
        key.requireBetween(value, domain.least, domain.most, domain.what);
    } else if (domain.withoutLeast)
        key.requirePositive(value, domain.what);
    else if (std::isfinite(domain.least))
        key.requireNotNegative(value, domain.what);
    return value;
}

/// Of two particles on a line: the component that was not changed follows.
void keepOneVelocity(Experiment& experiment, const std::string& changed)
{
    const Eigen::Index axis = changed.ends_with("[1]") ? 1 : 0;
    if (changed.starts_with("frame.velocity"))
        experiment.frameVelocity.setConstant(experiment.frameVelocity[axis]);
    if (changed.starts_with("medium.velocity"))
        experiment.medium.velocity.setConstant(experiment.medium.velocity[axis]);
}

bool isAllowed(const Experiment& experiment, const std::string& id, double value)
{
    Experiment changed = experiment;
    try {
        setParameterValue(changed, id, value);
        return true;
    } catch (const ExperimentError&) {
        return false;
    }
}

/// The end of a range drawn in until the experiment can be built there.
double allowedEnd(const Experiment& experiment, const Parameter& entry, double from, double end)
{
    if (isAllowed(experiment, entry.id, end) || !isAllowed(experiment, entry.id, from))
        return end;
    const bool logarithmic = entry.logarithmic && from > 0.0 && end > 0.0;
    for (int halving = 0; halving < 12; ++halving) {
        const double middle = logarithmic ? std::sqrt(from * end) : 0.5 * (from + end);
        (isAllowed(experiment, entry.id, middle) ? from : end) = middle;
    }
    return from;
}

Parameter onALine(const char* id, const char* symbol, const char* label, const char* tooltip)
{
    Parameter velocity = parameter(std::string(id) + "[0]");
    velocity.id = id;
    velocity.symbol = symbol;
    velocity.label = label;
    velocity.tooltip = tooltip;
    return velocity;
}

} // namespace

std::span<const Parameter> parameters() { return table; }

const Parameter& parameter(std::string_view id)
{
    const auto found = std::ranges::find(table, id, &Parameter::id);
    if (found == table.end())
        throw std::out_of_range("There is no parameter \"" + std::string(id) + "\".");
    return *found;
}

const Parameter& velocityOnALine(std::string_view firstComponent)
{
    static const std::array velocities{
        onALine("frame.velocity", "<i>W</i>", "Frame velocity",
            "Velocity of the observer's frame K′ on the line. The drift of either particle becomes "
            "v′ = v − W; ρ, the diffusion velocities and their energy stay as they are."),
        onALine("medium.velocity", "<i>W</i><sub>m</sub>", "Medium velocity",
            "Velocity of the medium on the line as K sees it (model assumption).")};
    for (const Parameter& velocity : velocities) {
        if (firstComponent == velocity.id + "[0]")
            return velocity;
    }
    throw std::out_of_range("There is no velocity \"" + std::string(firstComponent) + "\".");
}

double parameterValue(const Experiment& experiment, const std::string& id)
{
    return parameter(id).get(experiment);
}

void setParameterValue(Experiment& experiment, const std::string& id, double value)
{
    Experiment changed = withParameter(experiment, id, value);
    validate(changed);
    experiment = std::move(changed);
}

Experiment withParameter(Experiment experiment, const std::string& id, double value)
{
    const Parameter& entry = parameter(id);
    entry.set(experiment, within(entry.domain, Key(id), value));
    if (experiment.kind == ExperimentKind::TwoParticles)
        keepOneVelocity(experiment, id);
    return withinRanges(std::move(experiment));
}

std::pair<double, double> parameterRange(const Experiment& experiment, const std::string& id)
{
    const Parameter& entry = parameter(id);
    const double value = entry.get(experiment);
    if (entry.isFixed && entry.isFixed(experiment))
        return {value, value};
    const auto [least, most]
        = entry.range ? entry.range(experiment) : std::pair(entry.minimum, entry.maximum);
    return {allowedEnd(experiment, entry, value, std::min(least, value)),
        allowedEnd(experiment, entry, value, std::max(most, value))};
}

} // namespace dqm
