#include "core/exhibits/parts/ExhibitParts.h"
#include "core/exhibits/reaction/ReactionExhibit.h"

namespace dqm {

namespace {

/// Fewer composites say nothing of a mean over them.
constexpr int enoughComposites = 30;

std::vector<ExhibitParameter> parametersOfReaction()
{
    std::vector<ExhibitParameter> all;
    auto& law = all.emplace_back(parameterOf("walk", "", "Walkers", "", 0.0, 1.0, 0.0));
    law.choices = {{"brownian", "Brownian"}, {"persistent", "persistent, at light speed"}};
    law.tooltip
        = "Brownian walkers with D = ħ/2m, of which Smoluchowski's law is exact; or walkers "
          "that fly at c from turn to turn and have the same D in the long run.";
    auto& dimensions
        = all.emplace_back(parameterOf("dimensions", "<i>d</i>", "Dimensions", "", 2.0, 3.0, 2.0));
    dimensions.integer = true;
    dimensions.step = 1.0;
    dimensions.tooltip
        = "Of space. In the plane all pairs meet in the end, in space some never do.";
    for (const bool isA : {true, false}) {
        auto& mass = all.emplace_back(parameterOf(isA ? "massA" : "massB",
            isA ? "<i>m</i><sub>A</sub>" : "<i>m</i><sub>B</sub>", isA ? "Mass of A" : "Mass of B",
            unitOf(Quantity::Mass), 0.2, 5.0, 1.0));
        mass.logarithmic = true;
        mass.origin = Origin::Paper;
        mass.equation = "(2)";
        mass.tooltip = "It gives D = ħ/2m; the composite has the sum of the two masses.";
    }
    auto& hbar = all.emplace_back(parameterOf(
        "hbar", "<i>ħ</i>", "Planck's constant", unitOf(Quantity::Action), 0.2, 5.0, 1.0));
    hbar.logarithmic = true;
    hbar.origin = Origin::Paper;
    hbar.equation = "(2)";
    hbar.tooltip = "D = ħ/2m, and mean free paths are dħ/2mc.";
    auto& light = all.emplace_back(
        parameterOf("c", "<i>c</i>", "Light speed", unitOf(Quantity::Velocity), 0.2, 5.0, 1.0));
    light.logarithmic = true;
    light.tooltip = "It sets the mean free path dħ/2mc, the unit of the two distances below.";
    auto& distance = all.emplace_back(parameterOf(
        "distance", "<i>r</i><sub>0</sub>/<i>l</i>", "Distance at the start", "", 1.0, 20.0, 2.0));
    distance.logarithmic = true;
    distance.equation = "IV.C";
    distance.tooltip = "Of A and B, in mean free paths. The farther, the fewer react; within the "
                       "capture radius all do at once.";
    auto& capture = all.emplace_back(
        parameterOf("capture", "<i>a</i>/<i>l</i>", "Capture radius", "", 0.1, 5.0, 1.0));
    capture.logarithmic = true;
    capture.equation = "IV.C";
    capture.tooltip
        = "Distance at which A and B form C, in mean free paths (the mean of those of A "
          "and B). The paper speaks of one mean free path.";
    auto& pairs
        = all.emplace_back(parameterOf("pairs", "<i>N</i>", "Pairs", "", 100.0, 50000.0, 5000.0));
    pairs.integer = true;
    pairs.logarithmic = true;
    pairs.step = 100.0;
    pairs.tooltip = "Independent of each other; the first few dozen are drawn.";
    return all;
}

std::unique_ptr<Exhibit> makeReaction(const ExhibitValues& values, std::uint64_t seed)
{
    return std::make_unique<ReactionExhibit>(CompositeOptions{
        .law = values.at("walk") == 0.0 ? WalkerLaw::Brownian : WalkerLaw::Persistent,
        .dimensions = static_cast<int>(values.at("dimensions")),
        .massA = values.at("massA"),
        .massB = values.at("massB"),
        .hbar = values.at("hbar"),
        .c = values.at("c"),
        .distance = values.at("distance"),
        .capture = values.at("capture"),
        .pairs = static_cast<int>(values.at("pairs")),
        .seed = seed});
}

void addSurvival(
    std::vector<Readout>& all, const CompositeReadings& now, bool isBrownian, double smoluchowski)
{
    const ReadoutRow survival{"survival", "<i>S</i>", "Pairs that have not reacted", "",
        Origin::Model, "Share of the pairs that have not come within the capture radius."};
    all.push_back(isBrownian ? compared(survival, now.survival, smoluchowski, "exact, Smoluchowski")
                             : shown(survival, now.survival));
    all.push_back(shown({"smoluchowski", "<i>S</i><sub>Sm</sub>", "Survival by Smoluchowski's law",
                            "", Origin::Derived,
                            "Exact for Brownian walkers. Persistent ones react far less: a closed "
                            "form for them is not known here."},
        smoluchowski));
    const ReadoutRow ratio{"reacted_ratio", "(1 − <i>S</i>)/(1 − <i>S</i><sub>Sm</sub>)",
        "Reactions over Smoluchowski's", "", Origin::Derived,
        "One for Brownian walkers; far below for persistent ones, whose straight flights miss "
        "(kinetic regime)."};
    const double law = 1.0 - smoluchowski;
    if (now.composites < enoughComposites || law <= 0.0) {
        all.push_back(shown(ratio, 0.0));
        return;
    }
    const Estimate reacted{(1.0 - now.survival.value) / law, now.survival.error / law};
    all.push_back(isBrownian ? compared(ratio, reacted, 1.0, "1, exact") : shown(ratio, reacted));
}

void addBounds(
    std::vector<Readout>& all, const CompositeOptions& options, const CompositeReadings& now)
{
    const std::string energy = unitOf(Quantity::Energy);
    const double a = options.captureRadius();
    const double bound = options.localisationBound(a * a);
    const double rest = options.massC() * options.c * options.c;
    all.push_back(shown({"bound", "<i>U<sub>u</sub></i> ≥", "Bound (4) within the capture radius",
                            energy, Origin::Derived,
                            "d²ħ²/8μa² = 2μc²(l/a)²: least localisation energy of a relative "
                            "coordinate with ⟨r²⟩ ≤ a² (X15)."},
        bound));
    all.push_back(shown({"bound_share", "<i>U<sub>u</sub></i>/<i>Mc</i>² ≥",
                            "The same over the rest energy of both", "", Origin::Derived,
                            "Not small for a composite of the size of a mean free path: nothing "
                            "here evades the uncertainty relation (X15)."},
        bound / rest));
    const bool anyApart = now.apartSquare.value > 0.0;
    all.push_back(shown({"bound_apart", "<i>U<sub>u</sub></i> ≥ (apart)",
                            "Bound (4) for the pairs that are apart", energy, Origin::Derived,
                            "d²ħ²/8μ⟨r²⟩ with the mean over the pairs that have not reacted; 0 if "
                            "there is none."},
        anyApart ? options.localisationBound(now.apartSquare.value) : 0.0));
}

} // namespace

std::vector<Readout> reactionReadouts(
    const CompositeOptions& options, const CompositeReadings& now, double smoluchowski)
{
    const bool isBrownian = options.law == WalkerLaw::Brownian;
    std::vector<Readout> all;
    addSurvival(all, now, isBrownian, smoluchowski);
    const ReadoutRow diffusion{"diffusion", "<i>D</i><sub>C</sub>", "Diffusion of the composites",
        unitOf(Quantity::DiffusionCoefficient), Origin::Paper,
        "From how far each has come since it formed. The paper: it diffuses by the increased "
        "mass."};
    all.push_back(now.composites < enoughComposites || !(now.diffusion.error > 0.0)
            ? shown(diffusion, now.diffusion.value)
            : compared(diffusion, now.diffusion, options.diffusion(options.massC()),
                "ħ/2(m<sub>A</sub> + m<sub>B</sub>), IV.C"));
    const std::string length = unitOf(Quantity::Length);
    all.push_back(shown({"free_path", "<i>l</i>", "Mean free path", length, Origin::Derived,
                            "Mean of dħ/2mc for A and B, from D = ħ/2m at light speed."},
        options.freePath()));
    all.push_back(shown({"capture_radius", "<i>a</i>", "Capture radius", length, Origin::Model,
                            "Within it a pair becomes a composite, without fail."},
        options.captureRadius()));
    all.push_back(shown({"start_distance", "<i>r</i><sub>0</sub>", "Distance at the start", length,
                            Origin::Model, "Of A and B."},
        options.startDistance()));
    addBounds(all, options, now);
    return all;
}

std::vector<ExhibitNote> reactionNotes(const CompositeOptions& options)
{
    std::vector<ExhibitNote> notes{
        noteOf(Origin::Paper, "IV.C",
            "Impurities in a gas that are farther apart than a mean free path seldom react, for "
            "diffusion keeps them apart; within it they form a molecule, which then diffuses by "
            "the increased mass."),
        noteOf(Origin::Model, "IV.C",
            "The paper gives no formula. Here pairs are independent, a capture within <i>a</i> is "
            "certain, and <i>l</i> is the mean of the two mean free paths."),
        noteOf(Origin::Derived, "(2)",
            "With <i>D</i> = <i>ħ</i>/2<i>m</i> the centre of mass of any two free walkers "
            "diffuses with <i>ħ</i>/2(<i>m</i><sub>A</sub> + <i>m</i><sub>B</sub>), before they "
            "react too: the mass adds of itself."),
        noteOf(Origin::Derived, "X15",
            "The paper says that this mechanism avoids the uncertainty relation. (4) holds for any "
            "localised <i>ρ</i>, that of the relative coordinate too: within <i>a</i> it asks for "
            "<i>U<sub>u</sub></i> ≥ <i>d</i>²<i>ħ</i>²/8<i>μa</i>² = "
            "2<i>μc</i>²(<i>l</i>/<i>a</i>)², which for <i>a</i> = <i>l</i> and like masses is "
            "the rest energy of one of the two. The paper gives nothing that evades it, so only "
            "the kinetics of the reaction is shown.")};
    if (options.law == WalkerLaw::Persistent)
        notes.push_back(noteOf(Origin::Derived, "IV.C",
            "Persistent walkers react far less than Smoluchowski predicts: where the capture "
            "radius is no larger than the mean free path they pass by on straight ways (kinetic "
            "regime). His curve is drawn for comparison; it is not their law."));
    return notes;
}

ExhibitKind reactionKind()
{
    ExhibitKind kind;
    kind.kind = "reaction";
    kind.name = "Formation of composites";
    kind.parameters = parametersOfReaction();
    kind.progressName = "Time";
    kind.progressUnit = unitOf(Quantity::Time);
    kind.defaultUntil = 20.0;
    kind.defaultPace = 1.0;
    kind.make = makeReaction;
    return kind;
}

} // namespace dqm
