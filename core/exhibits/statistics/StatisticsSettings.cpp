#include "core/exhibits/statistics/StatisticsSettings.h"

#include "core/experiment/Experiment.h"

#include <algorithm>
#include <iterator>

namespace dqm {

namespace {

ExhibitParameter modeParameter()
{
    return {.id = "mode",
        .label = "Experiment",
        .choices = {{"throws", "throws of balls"}, {"canonical", "with energies (canonical)"},
            {"quanta", "quanta (micro-canonical)"}},
        .tooltip
        = "Balls thrown into states of equal energy, as (27)–(31) count them; or particles "
          "that jump between levels at a temperature; or particles that hand each other "
          "quanta while the energy stays. The jumps are a model assumption, their "
          "equilibrium is the paper's."};
}

ExhibitParameter weightsParameter()
{
    return {.id = "weights",
        .symbol = "<i>w</i>",
        .label = "Weights",
        .defaultValue = 2.0,
        .choices = {{"equal", "equal: 1/M each"}, {"fresh", "random, fresh for each ball"},
            {"shared", "random, one w for all balls"}, {"groups", "random, one w for each group"},
            {"urn", "none: each ball sees the others (urn)"}},
        .origin = Origin::Paper,
        .equation = "(29)",
        .tooltip
        = "Where a ball learns its chances from. Only what all balls share turns (27) into "
          "(31). With energies, equal and fresh weights make jumps indifferent; a shared w "
          "and the urn make them “stimulated” by those who are there."};
}

ExhibitParameter exclusionParameter()
{
    return {.id = "exclusion",
        .label = "Exclusion",
        .choices = {{"off", "off"}, {"on", "one to a cell (imposed)"}},
        .origin = Origin::Paper,
        .equation = "(28)",
        .tooltip
        = "One ball to a cell at most: imposed, not derived. No average over weights makes "
          "the numbers spread less than equal weights do, and (28) spreads less. With it, "
          "the weights no longer matter."};
}

/// What is thrown, and where it may land.
std::vector<ExhibitParameter> ballParameters()
{
    return {{.id = "particles",
                .symbol = "<i>N</i>",
                .label = "Particles",
                .minimum = 1.0,
                .maximum = 40.0,
                .defaultValue = 3.0,
                .step = 1.0,
                .integer = true,
                .origin = Origin::Paper,
                .equation = "(27)",
                .tooltip = "Number of balls. They are numbered: distinguishable in every mode."},
        {.id = "states",
            .symbol = "<i>M</i>",
            .label = "States",
            .minimum = 2.0,
            .maximum = 40.0,
            .defaultValue = 4.0,
            .step = 1.0,
            .integer = true,
            .origin = Origin::Paper,
            .equation = "(27)",
            .tooltip = "Number of states, or of levels where they have energies."},
        {.id = "cells",
            .symbol = "<i>G</i>",
            .label = "Cells per state",
            .minimum = 1.0,
            .maximum = 20.0,
            .defaultValue = 1.0,
            .step = 1.0,
            .integer = true,
            .tooltip = "Cells of the same energy in each state. The paper's formulas for the mean "
                       "numbers become exact as cells and particles grow together."},
        {.id = "group",
            .symbol = "<i>g</i>",
            .label = "Balls in a group",
            .minimum = 1.0,
            .maximum = 40.0,
            .defaultValue = 2.0,
            .step = 1.0,
            .integer = true,
            .tooltip
            = "Balls that share one w where weights are given to groups: 1 is (27), all of "
              "them is (31), and between them lies a law for each g."}};
}

/// How likely each place is.
std::vector<ExhibitParameter> chanceParameters()
{
    return {
        {.id = "alpha",
            .symbol = "<i>α</i>",
            .label = "Shape of the weights",
            .minimum = 0.5,
            .maximum = 20.0,
            .defaultValue = 1.0,
            .step = 0.1,
            .logarithmic = true,
            .equation = "(29)",
            .tooltip = "Dirichlet's law of the random w: 1 is uniform on the simplex, as in (29); "
                       "below, some states have nearly all; far above, all weights are nearly "
                       "equal and (27) returns. Other values than 1 are a model assumption."},
        {.id = "kT",
            .symbol = "<i>kT</i>",
            .label = "Temperature",
            .minimum = 0.1,
            .maximum = 50.0,
            .defaultValue = 3.0,
            .step = 0.1,
            .logarithmic = true,
            .origin = Origin::Paper,
            .equation = "(31)",
            .tooltip = "Temperature as an energy, for levels. With fixed quanta it says how many: "
                       "the whole number next to the mean energy at kT."},
        {.id = "spacing",
            .symbol = "<i>ε</i>",
            .label = "Level spacing",
            .minimum = 0.1,
            .maximum = 5.0,
            .defaultValue = 1.0,
            .step = 0.1,
            .tooltip = "Energy from one level to the next: a quantum. The paper leaves the "
                       "energies open; equal steps are a model assumption."}};
}

} // namespace

std::vector<ExhibitParameter> statisticsParameters()
{
    std::vector<ExhibitParameter> all{modeParameter(), weightsParameter(), exclusionParameter()};
    std::ranges::move(ballParameters(), std::back_inserter(all));
    std::ranges::move(chanceParameters(), std::back_inserter(all));
    return all;
}

std::vector<double> StatisticsSettings::energies() const
{
    std::vector<double> energies;
    energies.reserve(static_cast<size_t>(balls.states));
    for (int level = 0; level < balls.states; ++level)
        energies.push_back(level * spacing);
    return energies;
}

StatisticsSettings statisticsSettings(const ExhibitValues& values)
{
    const auto whole = [&](const char* id) { return static_cast<int>(values.at(id)); };
    StatisticsSettings settings;
    settings.mode = static_cast<StatisticsMode>(whole("mode"));
    settings.balls = {.particles = whole("particles"),
        .states = whole("states"),
        .cells = whole("cells"),
        .weights = static_cast<BallWeights>(whole("weights")),
        .group = whole("group"),
        .alpha = values.at("alpha"),
        .exclusion = whole("exclusion") == 1};
    settings.kT = values.at("kT");
    settings.spacing = values.at("spacing");

    if (settings.mode != StatisticsMode::Throws && !settings.balls.exclusion
        && settings.balls.weights == BallWeights::Groups)
        throw ExperimentError("parameters.weights",
            "found \"groups\", expected \"equal\", \"fresh\", \"shared\" or \"urn\": groups of "
            "balls "
            "share w in throws only, not where particles have energies");
    try {
        lawOf(settings.balls);
    } catch (const ExperimentError&) {
        throw;
    } catch (const std::invalid_argument& error) {
        throw ExperimentError("parameters.particles", error.what());
    }
    return settings;
}

std::vector<ComparedStatistics> comparedStatistics(const StatisticsSettings& settings)
{
    const ThrowOptions& balls = settings.balls;
    const OccupationLaw law = lawOf(balls);
    const int N = balls.particles;
    std::vector<ComparedStatistics> compared{
        {"mb", "MB, (27)", CurveRole::Drift, law.statistics().sign == 0,
            maxwellBoltzmann(balls.cells), N},
        {"be", "BE, (31)", CurveRole::Diffusion,
            law.statistics() == boseEinstein(balls.cells) && law.group() == N,
            boseEinstein(balls.cells), N}};
    if (N <= balls.states * balls.cells)
        compared.push_back({"fd", "FD, (28)", CurveRole::Medium, law.statistics().sign < 0,
            fermiDirac(balls.cells), N});
    if (std::ranges::none_of(compared, &ComparedStatistics::isOwn))
        compared.push_back(
            {"own", "these weights", CurveRole::Hint, true, law.statistics(), law.group()});
    return compared;
}

} // namespace dqm
