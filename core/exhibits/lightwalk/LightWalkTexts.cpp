#include "core/exhibits/lightwalk/LightWalkExhibit.h"
#include "core/exhibits/parts/ExhibitParts.h"

#include <cmath>

namespace dqm {

namespace {

/// Fewer turns say nothing of a mean over flights.
constexpr double enoughTurns = 30.0;

std::vector<ExhibitParameter> parametersOfWalk()
{
    std::vector<ExhibitParameter> all;
    auto& energy = all.emplace_back(parameterOf("restEnergy", "<i>U</i><sub>m</sub>",
        "Fluctuation energy", unitOf(Quantity::Energy), 0.1, 10.0, 1.0));
    energy.logarithmic = true;
    energy.origin = Origin::Paper;
    energy.equation = "(32)";
    energy.tooltip
        = "Energy of the fluctuations at light speed. It is the mass, m = U<sub>m</sub>/c²: more "
          "energy, more turns, slower spreading, for D = ħ/2m.";
    auto& light = all.emplace_back(
        parameterOf("c", "<i>c</i>", "Light speed", unitOf(Quantity::Velocity), 0.2, 5.0, 1.0));
    light.logarithmic = true;
    light.origin = Origin::Paper;
    light.equation = "(32)";
    light.tooltip = "Speed of every walker between two turns, in every frame.";
    auto& hbar = all.emplace_back(parameterOf(
        "hbar", "<i>ħ</i>", "Planck's constant", unitOf(Quantity::Action), 0.2, 5.0, 1.0));
    hbar.logarithmic = true;
    hbar.origin = Origin::Paper;
    hbar.equation = "(2)";
    hbar.tooltip = "D = ħ/2m: with a smaller ħ walkers turn more often.";
    auto& dimensions
        = all.emplace_back(parameterOf("dimensions", "<i>d</i>", "Dimensions", "", 1.0, 3.0, 2.0));
    dimensions.integer = true;
    dimensions.step = 1.0;
    dimensions.tooltip
        = "Of space. With one the picture shows x and t, with three two of the axes.";
    auto& walkers = all.emplace_back(
        parameterOf("walkers", "<i>N</i>", "Walkers", "", 100.0, 100000.0, 20000.0));
    walkers.integer = true;
    walkers.logarithmic = true;
    walkers.step = 100.0;
    walkers.tooltip = "Independent of each other; the first few hundred are drawn.";
    auto& boost = all.emplace_back(
        parameterOf("boost", "<i>V</i>/<i>c</i>", "Velocity of the walker", "", 0.0, 0.95, 0.0));
    boost.step = 0.05;
    boost.tooltip = "Velocity along x of the frame in which the walker is at rest on average. Its "
                    "flights are still at c; their energies are not the same in all directions.";
    auto& frame = all.emplace_back(
        parameterOf("redirection", "", "Turns are isotropic in", "", 0.0, 1.0, 0.0));
    frame.choices = {{"co-moving", "the walker's own frame"}, {"fixed", "a fixed frame"}};
    frame.tooltip = "In the walker's own frame turns keep its drift. In a fixed frame they are "
                    "friction: the drift dies away as e<sup>−λt</sup>.";
    return all;
}

std::unique_ptr<Exhibit> makeWalk(const ExhibitValues& values, std::uint64_t seed)
{
    return std::make_unique<LightWalkExhibit>(WalkOptions{.restEnergy = values.at("restEnergy"),
        .c = values.at("c"),
        .hbar = values.at("hbar"),
        .dimensions = static_cast<int>(values.at("dimensions")),
        .beta = values.at("boost"),
        .redirection = values.at("redirection") == 0.0 ? Redirection::CoMoving : Redirection::Fixed,
        .walkers = static_cast<int>(values.at("walkers")),
        .seed = seed});
}

/// What the walkers have at one instant beyond a particle of their mass.
void addMissing(std::vector<Readout>& all, const WalkLaw& law, const WalkReadings& now, double time)
{
    const ReadoutRow energy{"missing_energy", "Δ<i>E</i>", "Missing stress of the field, energy",
        unitOf(Quantity::Energy), Origin::Derived,
        "Energy at one instant less that of flights: the field that turns the walkers is under "
        "stress, whose energy in a moving frame would take this away (von Laue, X13)."};
    const ReadoutRow momentum{"missing_momentum", "Δ<i>p<sub>x</sub></i>",
        "Missing stress of the field, momentum", unitOf(Quantity::Momentum), Origin::Derived,
        "Momentum at one instant less that of flights (von Laue, X13)."};
    if (now.turns < enoughTurns) {
        all.push_back(shown(energy, 0.0));
        all.push_back(shown(momentum, 0.0));
        return;
    }
    const auto difference = [](const Estimate& a, const Estimate& b) {
        const double rest = a.value - b.value;
        const bool isRounding = std::abs(rest) <= 1e-9 * std::abs(a.value);
        return Estimate{isRounding ? 0.0 : rest, std::hypot(a.error, b.error)};
    };
    all.push_back(compared(energy, difference(now.energy, now.flightEnergy),
        law.energyAtOnce() - law.energyOfFlights(), "difference of the two"));
    all.push_back(compared(momentum, difference(now.momentum, now.flightMomentum),
        law.momentumAtOnce(time) - law.momentumOfFlights(), "difference of the two"));
}

/// What energy and momentum of flights, and of walkers at one instant, should be.
void addEnergies(std::vector<Readout>& all, const WalkLaw& law, const WalkReadings& now,
    bool isFixed, double time)
{
    const std::string energy = unitOf(Quantity::Energy);
    const std::string momentum = unitOf(Quantity::Momentum);
    const ReadoutRow perFlight{"flight_energy", "⟨<i>E</i>⟩<sub>flights</sub>",
        "Energy, mean over flights", energy, Origin::Derived,
        "Every flight counts once, however long it lasts: γmc², as a particle of mass "
        "U<sub>m</sub>/c²."};
    const ReadoutRow perFlightMomentum{"flight_momentum",
        "⟨<i>p<sub>x</sub></i>⟩<sub>flights</sub>", "Momentum, mean over flights", momentum,
        Origin::Derived, "Every flight counts once: γmV, as a particle of mass U<sub>m</sub>/c²."};
    const bool enough = now.turns >= enoughTurns;
    all.push_back(enough ? compared(perFlight, now.flightEnergy, law.energyOfFlights(),
                      isFixed ? "γ(1 + β²/d)mc²: no turn changes it" : "γmc², derived")
                         : shown(perFlight, now.flightEnergy.value));
    all.push_back(enough ? compared(perFlightMomentum, now.flightMomentum, law.momentumOfFlights(),
                      isFixed ? "0: a turn forgets the drift" : "γmV, derived")
                         : shown(perFlightMomentum, now.flightMomentum.value));
    all.push_back(
        compared({"energy", "⟨<i>E</i>⟩<sub><i>t</i></sub>", "Energy at one instant", energy,
                     Origin::Derived,
                     "Mean over the walkers at equal time. What it has beyond γmc² is the "
                     "missing stress of the field that turns the walkers (X13)."},
            now.energy, law.energyAtOnce(), "γ(1 + β²/d)mc²"));
    all.push_back(
        compared({"momentum", "⟨<i>p<sub>x</sub></i>⟩<sub><i>t</i></sub>",
                     "Momentum at one instant", momentum, Origin::Derived,
                     "Mean over the walkers at equal time. What it has beyond γmV is the missing "
                     "stress of the field that turns the walkers (X13)."},
            now.momentum, law.momentumAtOnce(time),
            isFixed ? "γ(1 + 1/d)mV e<sup>−λt</sup>" : "γ(1 + 1/d)mV"));
    addMissing(all, law, now, time);
}

/// What one reads off turns and flights.
void addTurns(std::vector<Readout>& all, const WalkLaw& law, const WalkReadings& now,
    const WalkOptions& options, double time)
{
    const bool isFixed = options.redirection == Redirection::Fixed;
    const ReadoutRow rate{"turn_rate", "<i>λ</i>", "Turns of a walker per time",
        unitOf(Quantity::InverseTime), Origin::Derived,
        "λ = 2mc²/dħ in the walker's own frame, from D = ħ/2m = c²/dλ; slower by γ where it moves: "
        "time dilation."};
    const ReadoutRow path{"free_path", "<i>l</i>", "Mean free path", unitOf(Quantity::Length),
        Origin::Derived, "All ways together over all turns; at rest dħ/2mc."};
    if (now.turns < enoughTurns) {
        all.push_back(shown(rate, now.turnRate.value));
        all.push_back(shown(path, 0.0));
    } else {
        const double relative = now.turnRate.error / now.turnRate.value;
        const double length = options.c / now.turnRate.value;
        all.push_back(compared(rate, now.turnRate, law.turnRate(),
            isFixed ? "2mc²/dħ, derived" : "2mc²/dħγ, derived"));
        all.push_back(compared(path, {length, length * relative}, options.c / law.turnRate(),
            isFixed ? "dħ/2mc, derived" : "γdħ/2mc, derived"));
    }
    all.push_back(compared({"front", "<i>P</i><sub>0</sub>", "Share that has not turned", "",
                               Origin::Derived, "These walkers are on the light cone r = ct."},
        now.front, law.front(time),
        options.beta == 0.0 || isFixed ? "e<sup>−λt</sup>, exact" : "exact, slower forward"));
}

} // namespace

std::vector<Readout> lightWalkReadouts(
    const WalkOptions& options, const WalkLaw& law, const WalkReadings& now, double time)
{
    const bool isFixed = options.redirection == Redirection::Fixed;
    const bool rests = options.beta == 0.0;
    const std::string area = unitOf(Quantity::Length) + "²";
    const std::string exact = "exact, derived";
    std::vector<Readout> all;
    all.push_back(shown({"mass", "<i>m</i>", "Mass of the fluctuations", unitOf(Quantity::Mass),
                            Origin::Paper, "m = U<sub>m</sub>/c² (32)."},
        options.mass()));
    all.push_back(compared({"mean_velocity", "⟨<i>u<sub>x</sub></i>⟩", "Mean velocity",
                               unitOf(Quantity::Velocity), Origin::Paper,
                               "The fluctuation velocity has no mean (IV.A); a walker that passes "
                               "by has its drift V."},
        now.meanVelocity, law.meanVelocity(time),
        rests         ? "0, IV.A"
            : isFixed ? "V e<sup>−λt</sup>, friction"
                      : "V"));
    all.push_back(compared({"speed_squared", "⟨<b>u</b>²⟩", "Mean squared velocity",
                               area + "/" + unitOf(Quantity::Time) + "²", Origin::Paper,
                               "Every walker has the speed of light at any time (IV.A)."},
        now.speedSquared, options.c * options.c, "c², IV.A"));
    all.push_back(compared({"spread", "⟨<b>r</b>²⟩", "Squared distance", area, Origin::Derived,
                               "From the drift V t; in the variant with a fixed frame from the "
                               "start. At rest (2c²/λ²)(λt − 1 + e<sup>−λt</sup>)."},
        now.total, law.total(time), exact));
    all.push_back(compared({"spread_along", "⟨Δ<i>x</i>²⟩", "Along x", area, Origin::Derived,
                               "The part of the squared distance along the motion."},
        now.along, law.along(time), exact));
    all.push_back(compared({"spread_across", "⟨Δ<i>y</i>²⟩", "Across, each axis", area,
                               Origin::Derived, "There is none in one dimension."},
        now.across, law.across(time), exact));
    all.push_back(
        compared({"diffusion", "<i>D</i>", "Diffusion coefficient",
                     unitOf(Quantity::DiffusionCoefficient), Origin::Derived,
                     "Slope of the squared distance over 2d. At rest it grows as "
                     "1 − e<sup>−λt</sup> to ħ/2m (2); moving, to the mean over the axes of ħ/2mγ³ "
                     "along and ħ/2mγ across."},
            now.diffusion, law.diffusion(time),
            rests || isFixed ? "(ħ/2m)(1 − e<sup>−λt</sup>)" : exact));
    addTurns(all, law, now, options, time);
    addEnergies(all, law, now, isFixed, time);
    return all;
}

std::vector<ExhibitNote> lightWalkNotes(const WalkOptions& options)
{
    std::vector<ExhibitNote> notes{
        noteOf(Origin::Paper, "(32)",
            "Between its interactions with the field a particle moves at the speed of light and is "
            "massless; the energy of its fluctuations is its rest energy, "
            "<i>m</i> = <i>U</i><sub>m</sub>/<i>c</i>², and with that <i>D</i> = "
            "<i>ħ</i>/2<i>m</i>."),
        noteOf(Origin::Derived, "(2), (32)",
            "The paper gives no rate of turns. <i>D</i> = <i>c</i>²/<i>dλ</i> = <i>ħ</i>/2<i>m</i> "
            "asks for <i>λ</i> = 2<i>mc</i>²/<i>dħ</i> = "
                + inDigits(options.rate()) + " " + unitOf(Quantity::InverseTime)
                + ": a mean free path of " + inDigits(options.freePath()) + " "
                + unitOf(Quantity::Length)
                + ", in two dimensions the reduced Compton length <i>ħ</i>/<i>mc</i>."),
        noteOf(Origin::Model, "IV.A",
            "Turns are sudden, independent and isotropic; all walkers start at one place."),
        noteOf(Origin::Derived, "X13",
            "The light-speed walk illustrates IV.A but is not the microscopic origin of (16): late "
            "it is ordinary diffusion, ⟨<i>r</i>²⟩ = 2<i>dDt</i>, which forgets where it came "
            "from, "
            "and not the conservative spreading of a wave.")};
    if (options.beta > 0.0 && options.redirection == Redirection::CoMoving)
        notes.push_back(noteOf(Origin::Derived, "X13",
            "A walker that passes by has <i>γmc</i>² and <i>γmV</i> on the average over its "
            "flights. "
            "At one instant the mean is <i>γ</i>(1 + <i>β</i>²/<i>d</i>)<i>mc</i>² and "
            "<i>γ</i>(1 + 1/<i>d</i>)<i>mV</i>: the walkers alone are not the whole body, the "
            "stress of the field that turns them is missing (von Laue, 1911). To keep its drift a "
            "walker needs a frame of its own."));
    if (options.redirection == Redirection::Fixed)
        notes.push_back(noteOf(Origin::Model, "X13",
            "Turns that are isotropic in one fixed frame, and keep the energy there, are friction: "
            "the drift dies away as <i>V</i> e<sup>−<i>λt</i></sup>. Such a medium has a rest "
            "frame, which the paper excludes."));
    return notes;
}

ExhibitKind lightWalkKind()
{
    ExhibitKind kind;
    kind.kind = "light-walk";
    kind.name = "Walk at light speed";
    kind.parameters = parametersOfWalk();
    kind.progressName = "Time";
    kind.progressUnit = unitOf(Quantity::Time);
    kind.defaultUntil = 10.0;
    kind.defaultPace = 1.0;
    kind.make = makeWalk;
    return kind;
}

} // namespace dqm
