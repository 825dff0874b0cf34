#include "core/exhibits/statistics/ThrowsExhibit.h"

#include "core/exhibits/statistics/StatisticsNotes.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace dqm {

namespace {

constexpr size_t weightBins = 40;
constexpr double enoughThrowsPerState = 10.0; ///< for the entropy

std::string captionOf(const ThrowOptions& balls)
{
    if (balls.exclusion)
        return "a ball that finds its cell full tries again";
    switch (balls.weights) {
    case BallWeights::Equal:
        return "all states have the same chance";
    case BallWeights::Fresh:
        return "each ball drew a w of its own; the last one's is shown";
    case BallWeights::Shared:
        return "all balls share this w";
    case BallWeights::Groups:
        return "each group drew one w; the last one's is shown";
    case BallWeights::Urn:
        break;
    }
    return "each ball preferred states that had balls already";
}

} // namespace

ThrowsExhibit::ThrowsExhibit(const StatisticsSettings& settings, std::uint64_t seed)
    : m_settings(settings)
    , m_law(lawOf(settings.balls))
    , m_random(seed)
    , m_thrower(settings.balls)
    , m_tally(settings.balls.particles, settings.balls.states)
    , m_notes(statisticsNotes(settings))
{
    for (const ComparedStatistics& each : comparedStatistics(settings))
        compareWith(each);
    readSpread();
    if (showsWeights()) {
        const double M = settings.balls.states;
        const double a = settings.balls.alpha * settings.balls.cells;
        m_widest = std::min(1.0, 1.0 / M + 6.0 * std::sqrt((M - 1.0) / (M * a + 1.0)) / M);
        m_weightCounts.assign(weightBins, 0.0);
    }
}

void ThrowsExhibit::compareWith(const ComparedStatistics& of)
{
    const OccupationLaw law(m_law.particles(), m_law.states(), of.statistics, of.group);
    Law compared{
        {of, law.marginal(), law.variance(), law.covariance()}, countedProbabilities(law), {}};
    for (const OccupationClass& each : m_tally.classes())
        compared.classes.push_back(each.members * law.probability(each.n));
    m_laws.push_back(std::move(compared));
}

void ThrowsExhibit::readSpread()
{
    const double mean = static_cast<double>(m_law.particles()) / m_law.states();
    double fourth = 0.0;
    double mixed = 0.0;
    const Eigen::ArrayXXd& joint = m_law.jointOfTwo();
    for (Eigen::Index b = 0; b < joint.cols(); ++b) {
        for (Eigen::Index a = 0; a < joint.rows(); ++a) {
            const double first = std::pow(static_cast<double>(a) - mean, 2);
            fourth += joint(a, b) * first * first;
            mixed += joint(a, b) * first * std::pow(static_cast<double>(b) - mean, 2);
        }
    }
    const auto deviation = [](double square, double average) {
        return std::sqrt(std::max(0.0, square - average * average));
    };
    m_spread.allInOne = deviation(m_law.allInOne(), m_law.allInOne());
    m_spread.variance = deviation(fourth, m_law.variance());
    m_spread.covariance = deviation(mixed, m_law.covariance());
    if (m_tally.stateCounts().empty())
        return;
    double square = 0.0;
    for (const double P : stateProbabilities(m_law))
        square += P > 0.0 ? P * std::log(P) * std::log(P) : 0.0;
    m_spread.entropy = deviation(square, m_law.entropy().value_or(0.0));
}

bool ThrowsExhibit::showsWeights() const
{
    const BallWeights weights = m_settings.balls.weights;
    return !m_settings.balls.exclusion
        && (weights == BallWeights::Fresh || weights == BallWeights::Shared
            || weights == BallWeights::Groups);
}

void ThrowsExhibit::advance(double amount)
{
    if (!(std::isfinite(amount) && amount > 0.0))
        throw std::invalid_argument("Throws go on by a number above 0.");
    m_due += amount;
    while (m_tally.throws() + 1.0 <= m_due) {
        m_thrower.throwBalls(m_random);
        m_tally.add(m_thrower.occupations());
        if (m_weightCounts.empty())
            continue;
        const auto bin = static_cast<size_t>(
            m_thrower.firstWeight() / m_widest * static_cast<double>(weightBins));
        m_weightCounts[std::min(bin, weightBins - 1)] += 1.0;
    }
}

void ThrowsExhibit::setValue(const std::string& id, double /*value*/)
{
    throw std::invalid_argument("Balls are thrown anew where \"" + id + "\" changes.");
}

BoxesScene ThrowsExhibit::scene() const
{
    const auto M = static_cast<size_t>(m_law.states());
    BoxesScene scene;
    scene.energies.assign(M, 0.0);
    scene.occupants.resize(M);
    const std::vector<int>& states = m_thrower.states();
    for (size_t ball = 0; ball < states.size(); ++ball)
        if (states[ball] >= 0)
            scene.occupants[static_cast<size_t>(states[ball])].push_back(static_cast<int>(ball));
    if (m_tally.throws() < 1.0) {
        scene.caption = "Nothing has been thrown yet";
        return scene;
    }
    scene.weights = m_thrower.weights();
    const std::string n = inBraces(m_thrower.occupations());
    scene.caption
        = "The last throw" + (n.empty() ? n : " " + n) + ": " + captionOf(m_settings.balls);
    return scene;
}

std::vector<Readout> ThrowsExhibit::readouts() const
{
    const double T = m_tally.throws();
    const double root = std::sqrt(std::max(1.0, T));
    const bool hasThrown = T > 0.0;
    std::string from;
    for (const Law& law : m_laws)
        if (law.numbers.of.isOwn)
            from = "exact, " + law.numbers.of.name;
    std::vector<Readout> readouts{
        judged({.id = "all_in_one",
                   .symbol = "<i>P</i>(all in one)",
                   .label = "All balls in one state",
                   .expectedFrom = from,
                   .tooltip = "Share of throws in which one state has all balls."},
            {m_tally.allInOne(), m_spread.allInOne / root}, m_law.allInOne(), hasThrown),
        judged(
            {.id = "variance_n1",
                .symbol = "Var <i>n</i><sub>1</sub>",
                .label = "Variance of the first state's number",
                .expectedFrom = from,
                .origin = Origin::Derived,
                .tooltip = "About the mean N/M. Shared weights make it larger than MB, exclusion "
                           "makes it less. The standard error is that of the exact law."},
            {m_tally.variance(), m_spread.variance / root}, m_law.variance(), hasThrown),
        judged({.id = "covariance_n12",
                   .symbol = "Cov(<i>n</i><sub>1</sub>, <i>n</i><sub>2</sub>)",
                   .label = "Covariance of two states' numbers",
                   .expectedFrom = from,
                   .origin = Origin::Derived,
                   .tooltip = "−Var/(M − 1): as N is fixed, it is not 0 for MB either."},
            {m_tally.covariance(), m_spread.covariance / root}, m_law.covariance(), hasThrown)};
    if (const auto states = static_cast<double>(m_tally.stateCounts().size()); states > 0.0)
        readouts.push_back(judged(
            {.id = "entropy",
                .symbol = "<i>S</i>",
                .label = "Entropy of {nᵢ}",
                .expectedFrom = from,
                .origin = Origin::Derived,
                .tooltip = "−Σ P ln P over all {nᵢ}: ln ΔΓ for (28) and (31), "
                           "where all that can be are equally probable."},
            {m_tally.entropy(),
                std::hypot(m_spread.entropy / root, std::sqrt(0.5 * states) / std::max(1.0, T))},
            m_law.entropy().value_or(0.0), T >= enoughThrowsPerState * states));
    for (const Law& law : m_laws) {
        const ChiSquared chi = m_tally.against(law.counted);
        Readout readout{.id = "chi2_" + law.numbers.of.id,
            .symbol = "<i>χ</i>²/dof",
            .label = "Throws against " + law.numbers.of.name,
            .value = chi.perDof(),
            .origin = Origin::Derived,
            .tooltip = "Near 1 if the throws follow this law; if they do not, it grows with them, "
                       "and soonest if the law forbids what was thrown."};
        if (law.numbers.of.isOwn && chi.dof > 0) {
            readout.expected = 1.0;
            readout.expectedFrom = "chance";
            readout.tolerance = 4.0 * std::sqrt(2.0 / chi.dof);
        }
        readouts.push_back(std::move(readout));
    }
    return readouts;
}

ExhibitChart ThrowsExhibit::classesChart() const
{
    ExhibitChart chart{.id = "classes",
        .title = "How the balls are spread",
        .xLabel = "numbers in the states, in any order",
        .yLabel = "probability"};
    std::string ways;
    for (const OccupationClass& each : m_tally.classes()) {
        chart.categories.push_back(each.name());
        double W = 1.0;
        int ball = 0;
        for (const int number : each.n)
            for (int k = 1; k <= number; ++k)
                W *= static_cast<double>(++ball) / k;
        ways += (ways.empty() ? "" : ", ") + inWords(std::round(W), 6);
    }
    chart.curves.push_back(countedBars(m_tally.classCounts(), m_tally.throws()));
    for (const Law& law : m_laws)
        chart.curves.push_back(markers(law.numbers.of, law.classes));
    chart.caption = "Ways W = N!/∏nᵢ! of one such {nᵢ}: " + ways + ".";
    return chart;
}

ExhibitChart ThrowsExhibit::weightsChart() const
{
    const double M = m_law.states();
    const double a = m_settings.balls.alpha * m_settings.balls.cells;
    const double width = m_widest / static_cast<double>(weightBins);
    const double b = (M - 1.0) * a;
    const double logNorm = std::lgamma(a + b) - std::lgamma(a) - std::lgamma(b);
    ExhibitCurve counted{.name = "drawn", .style = CurveStyle::Bars};
    ExhibitCurve exact{.name = "exact", .role = CurveRole::Hint};
    for (size_t bin = 0; bin < weightBins; ++bin) {
        const double w = (static_cast<double>(bin) + 0.5) * width;
        counted.x.push_back(w);
        counted.y.push_back(m_weightCounts[bin] / std::max(1.0, m_tally.throws()) / width);
        exact.x.push_back(w);
        exact.y.push_back(std::exp(logNorm + (a - 1.0) * std::log(w) + (b - 1.0) * std::log1p(-w)));
    }
    return {.id = "weights",
        .title = "The random weight of one state",
        .xLabel = "w₁",
        .yLabel = "probability density",
        .curves = {std::move(counted), std::move(exact)},
        .caption
        = "For α = G = 1 the weights are uniform on the simplex with the density (M − 1)!, "
          "and w₁ has (M − 1)(1 − w₁)^(M − 2)."};
}

std::shared_ptr<const ExhibitFrame> ThrowsExhibit::frame() const
{
    auto frame = std::make_shared<ExhibitFrame>();
    frame->progress = m_due;
    frame->progressText
        = grouped(m_tally.throws()) + (m_tally.throws() == 1.0 ? " throw" : " throws");
    frame->scene = scene();
    frame->readouts = readouts();
    std::vector<ComparedNumbers> numbers;
    for (const Law& law : m_laws)
        numbers.push_back(law.numbers);
    if (!m_tally.classes().empty())
        frame->charts.push_back(classesChart());
    frame->charts.push_back(numbersChart("n1", "n₁", m_tally.firstCounts(), numbers));
    const double root = std::sqrt(std::max(1.0, m_tally.throws()));
    ExhibitChart gauge = gaugeChart({m_tally.variance(), m_spread.variance / root},
        {m_tally.covariance(), m_spread.covariance / root}, "n₁", "n₂", numbers);
    gauge.caption = "No choice of weights brings the variance below MB: FD has to be imposed.";
    frame->charts.push_back(std::move(gauge));
    if (showsWeights())
        frame->charts.push_back(weightsChart());
    frame->notes = m_notes;
    return frame;
}

} // namespace dqm
