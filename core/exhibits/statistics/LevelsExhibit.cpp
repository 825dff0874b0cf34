#include "core/exhibits/statistics/LevelsExhibit.h"

#include "core/exhibits/statistics/StatisticsNotes.h"
#include "core/statistics/CanonicalLaw.h"
#include "core/statistics/GrandCanonical.h"
#include "core/statistics/MicrocanonicalLaw.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace dqm {

namespace {

LevelStatistics statisticsOf(const ThrowOptions& balls)
{
    const LevelStatistics own = lawOf(balls).statistics();
    // Throws lump the cells of a state; its formula counts them.
    return own.sign == 0 ? maxwellBoltzmann(balls.cells) : own;
}

/// Before that, blocks are too few to know an error.
constexpr double enoughSweeps = 1000.0;

std::string lawName(bool isThermal)
{
    return isThermal ? "exact, canonical" : "exact, fixed quanta";
}

} // namespace

LevelsExhibit::LevelsExhibit(const StatisticsSettings& settings, std::uint64_t seed)
    : m_settings(settings)
    , m_own(statisticsOf(settings.balls))
    , m_random(seed)
    , m_energies(settings.energies())
    , m_means(m_energies.size())
    , m_firstCounts(static_cast<size_t>(settings.balls.particles) + 1, 0.0)
    , m_notes(statisticsNotes(settings))
{
    for (const double energy : m_energies)
        m_reduced.push_back(energy / settings.kT);
    const int N = settings.balls.particles;
    const CanonicalLaw thermal(m_energies, N, settings.kT, m_own);
    m_quanta = static_cast<int>(std::lround(thermal.occupations().meanEnergy / settings.spacing));
    m_mu = chemicalPotential(m_energies, N, settings.kT, m_own);

    Occupations drawn;
    m_exact = occupations(m_own, &drawn);
    m_dynamics.emplace(m_own, assignBalls(drawn, m_random), settings.balls.states);
    for (const ComparedStatistics& each : comparedStatistics(settings))
        compareWith(each);
}

LevelOccupations LevelsExhibit::occupations(const LevelStatistics& statistics, Occupations* drawn)
{
    const auto read = [&](const auto& law) {
        if (drawn != nullptr)
            *drawn = law.draw(m_random);
        return law.occupations();
    };
    const int N = m_settings.balls.particles;
    if (isThermal())
        return read(CanonicalLaw(m_energies, N, m_settings.kT, statistics));
    LevelOccupations found
        = read(MicrocanonicalLaw(m_settings.balls.states, N, m_quanta, statistics));
    found.meanEnergy *= m_settings.spacing;
    return found;
}

void LevelsExhibit::compareWith(const ComparedStatistics& of)
{
    try {
        const LevelOccupations found = of.isOwn ? m_exact : occupations(of.statistics, nullptr);
        m_laws.push_back(
            {{of, found.firstMarginal(), found.firstVariance(), found.covariance()}, found.means});
    } catch (const std::invalid_argument&) {
        // With exclusion the lowest energy is higher: there may be no state with so few quanta.
        if (of.isOwn)
            throw;
    }
}

void LevelsExhibit::advance(double amount)
{
    if (!(std::isfinite(amount) && amount > 0.0))
        throw std::invalid_argument("Sweeps go on by a number above 0.");
    m_due += amount;
    while (m_sweeps + 1.0 <= m_due) {
        if (isThermal())
            m_dynamics->thermalSweep(m_reduced, m_random);
        else
            m_dynamics->exchangeSweep(m_random);
        count();
    }
}

void LevelsExhibit::count()
{
    m_sweeps += 1.0;
    const Occupations& n = m_dynamics->occupations();
    double energy = 0.0;
    for (size_t level = 0; level < n.size(); ++level) {
        m_means[level].add(n[level]);
        energy += n[level] * m_energies[level];
    }
    m_energy.add(energy);
    const double first = n[0] - m_exact.means[0];
    m_square.add(first * first);
    m_product.add(first * (n[1] - m_exact.means[1]));
    m_firstCounts[static_cast<size_t>(n[0])] += 1.0;
}

void LevelsExhibit::setValue(const std::string& id, double /*value*/)
{
    throw std::invalid_argument("Particles begin anew where \"" + id + "\" changes.");
}

/// What has never happened in T sweeps may yet have a probability of 1/T.
Counted LevelsExhibit::tallied(const BlockedMean& mean, double range) const
{
    return {mean.mean(), std::hypot(mean.standardError(), range / std::max(1.0, m_sweeps))};
}

double LevelsExhibit::formulaAt(int level) const
{
    return m_own.meanOccupation(
        (m_energies[static_cast<size_t>(level)] - m_mu.value_or(0.0)) / m_settings.kT);
}

BoxesScene LevelsExhibit::scene() const
{
    BoxesScene scene;
    scene.energies = m_energies;
    scene.occupants.resize(m_energies.size());
    const std::vector<int>& levels = m_dynamics->levels();
    for (size_t ball = 0; ball < levels.size(); ++ball)
        scene.occupants[static_cast<size_t>(levels[ball])].push_back(static_cast<int>(ball));
    if (isThermal()) {
        scene.caption = "Particles jump between levels at kT = " + inWords(m_settings.kT);
        return scene;
    }
    scene.caption = "Particles hand each other quanta: ";
    scene.caption += grouped(m_quanta);
    scene.caption += " of them, the whole number next to the mean energy at kT";
    return scene;
}

std::vector<Readout> LevelsExhibit::readouts() const
{
    const double N = m_settings.balls.particles;
    const bool isEnough = m_sweeps >= enoughSweeps;
    const std::string from = lawName(isThermal());
    std::vector<Readout> readouts{
        judged(
            {.id = "mean_n0",
                .symbol = "⟨<i>N</i><sub>0</sub>⟩",
                .label = "Particles in the lowest level",
                .expectedFrom = from,
                .origin = Origin::Derived,
                .tooltip = "All its cells together. The standard error is from blocks, which know "
                           "that one sweep remembers another."},
            tallied(m_means[0], N), m_exact.means[0], isEnough),
        judged({.id = "variance_n0",
                   .symbol = "Var <i>N</i><sub>0</sub>",
                   .label = "Variance of the lowest level's number",
                   .expectedFrom = from,
                   .origin = Origin::Derived,
                   .tooltip = "About the exact mean."},
            tallied(m_square, N * N), m_exact.firstVariance(), isEnough),
        judged({.id = "covariance_n01",
                   .symbol = "Cov(<i>N</i><sub>0</sub>, <i>N</i><sub>1</sub>)",
                   .label = "Covariance of the two lowest levels' numbers",
                   .expectedFrom = from,
                   .origin = Origin::Derived,
                   .tooltip = "About the exact means."},
            tallied(m_product, N * N), m_exact.covariance(), isEnough),
        judged({.id = "energy",
                   .symbol = "⟨<i>E</i>⟩",
                   .label = "Energy of all particles",
                   .expectedFrom = from,
                   .origin = Origin::Derived,
                   .tooltip = "With fixed quanta it never changes."},
            tallied(m_energy, isThermal() ? N * m_energies.back() : 0.0), m_exact.meanEnergy,
            isEnough)};
    addComparisons(readouts);
    return readouts;
}

void LevelsExhibit::addComparisons(std::vector<Readout>& readouts) const
{
    for (const Law& law : m_laws) {
        Readout readout{.id = "chi2_" + law.numbers.of.id,
            .symbol = "<i>χ</i>²/<i>M</i>",
            .label = "Mean numbers against " + law.numbers.of.name,
            .value = differencesFrom(law),
            .origin = Origin::Derived,
            .tooltip
            = "Mean over the levels of ((counted − exact)/standard error)²: about 1 or less "
              "if the particles follow this law."};
        if (law.numbers.of.isOwn && m_sweeps >= enoughSweeps) {
            // Neighbouring levels vary together: few of the M terms are independent.
            readout.expected = 1.0;
            readout.expectedFrom = "about, by chance";
            readout.tolerance = 5.0;
        }
        readouts.push_back(std::move(readout));
    }
    if (m_mu) {
        const double exact = m_exact.means[0];
        readouts.push_back({.id = "mu",
            .symbol = "<i>μ</i>",
            .label = "Chemical potential of the formula",
            .value = *m_mu,
            .origin = Origin::Derived,
            .tooltip = "From Σ n(E) = N with n = 1/(e<sup>(E − μ)/kT</sup> ∓ 1), e<sup>−(E − "
                       "μ)/kT</sup> for MB. The "
                       "paper leaves it out; without it N is not fixed."});
        readouts.push_back({.id = "formula_deviation",
            .symbol = "Δ<i>N</i><sub>0</sub>",
            .label = "Formula against exact, lowest level",
            .value = 100.0 * (formulaAt(0) - exact) / std::max(formulaAt(0), exact),
            .unit = "%",
            .origin = Origin::Derived,
            .tooltip
            = "Formula less exact, as a share of the larger one. The formula is grand-canonical; a "
              "small sample of fixed N deviates, less with more cells and particles."});
    }
    readouts.push_back({.id = "acceptance",
        .symbol = "<i>a</i>",
        .label = "Accepted tries",
        .value = m_dynamics->accepted() / std::max(1.0, m_dynamics->tried()),
        .origin = Origin::Model,
        .tooltip = "Share of tries in which a particle moved."});
}

double LevelsExhibit::differencesFrom(const Law& law) const
{
    double sum = 0.0;
    for (size_t level = 0; level < m_means.size(); ++level) {
        const Counted counted = tallied(m_means[level], 1.0);
        sum += std::pow((counted.value - law.means[level]) / counted.error, 2);
    }
    return m_sweeps > 0.0 ? sum / static_cast<double>(m_means.size()) : 0.0;
}

ExhibitChart LevelsExhibit::occupationChart() const
{
    const double G = m_settings.balls.cells;
    ExhibitChart chart{.id = "occupation",
        .title = "Mean number of particles in a cell",
        .xLabel = "energy E",
        .yLabel = "n(E)"};
    ExhibitCurve counted{.name = "counted", .style = CurveStyle::Points, .x = m_energies};
    for (const BlockedMean& mean : m_means) {
        counted.y.push_back(mean.mean() / G);
        counted.error.push_back(mean.standardError() / G);
    }
    for (const Law& law : m_laws) {
        const ComparedStatistics& of = law.numbers.of;
        ExhibitCurve curve{.name = of.name + (of.isOwn ? ": " + lawName(isThermal()) : ""),
            .role = of.role,
            .style = of.isOwn ? CurveStyle::Line : CurveStyle::Dashes,
            .x = m_energies};
        for (const double mean : law.means)
            curve.y.push_back(mean / G);
        chart.curves.push_back(std::move(curve));
    }
    if (m_mu) {
        ExhibitCurve formula{.name = "formula, μ = " + inWords(*m_mu),
            .role = CurveRole::Potential,
            .style = CurveStyle::Dashes,
            .x = m_energies};
        for (int level = 0; level < m_settings.balls.states; ++level)
            formula.y.push_back(formulaAt(level) / G);
        chart.curves.push_back(std::move(formula));
    }
    chart.curves.push_back(std::move(counted));
    chart.caption = "The formula is grand-canonical; the line is exact for these N particles.";
    return chart;
}

std::shared_ptr<const ExhibitFrame> LevelsExhibit::frame() const
{
    auto frame = std::make_shared<ExhibitFrame>();
    frame->progress = m_due;
    frame->progressText = grouped(m_sweeps) + (m_sweeps == 1.0 ? " sweep" : " sweeps");
    frame->scene = scene();
    frame->readouts = readouts();
    std::vector<ComparedNumbers> numbers;
    for (const Law& law : m_laws)
        numbers.push_back(law.numbers);
    frame->charts.push_back(occupationChart());
    ExhibitChart first = numbersChart("n0", "N₀", m_firstCounts, numbers);
    // Sweeps are not independent throws.
    first.curves[0].error.clear();
    frame->charts.push_back(std::move(first));
    const double range = std::pow(m_settings.balls.particles, 2);
    frame->charts.push_back(
        gaugeChart(tallied(m_square, range), tallied(m_product, range), "N₀", "N₁", numbers));
    frame->notes = m_notes;
    return frame;
}

} // namespace dqm
