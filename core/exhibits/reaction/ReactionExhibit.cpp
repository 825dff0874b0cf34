#include "core/exhibits/reaction/ReactionExhibit.h"

#include "core/background/Smoluchowski.h"
#include "core/exhibits/parts/ExhibitParts.h"
#include "core/grid/Parallel.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <stdexcept>

namespace dqm {

namespace {

constexpr int pairsPerRow = 6;
constexpr size_t keptPlaces = 24;

/// A tenth of the time in which diffusion bridges the gap.
double firstSample(const CompositeOptions& options)
{
    const double gap = options.startDistance() - options.captureRadius();
    const double length = gap > 0.0 ? gap : options.freePath();
    return 0.025 * length * length / options.relativeDiffusion();
}

/// The last place is the present one; those before it are apart by a grain.
void keep(std::vector<Place>& way, const Place& place, double grain)
{
    if (way.size() > 1 && (way.back() - way[way.size() - 2]).norm() < grain) {
        way.back() = place;
        return;
    }
    if (way.size() == keptPlaces)
        way.erase(way.begin());
    way.push_back(place);
}

void addWay(PlaneScene::Kind& points, const std::vector<Place>& way, const Place& center)
{
    std::vector<float> trail;
    for (const Place& place : way)
        addPlace(trail, center.x() + place.x(), center.y() + place.y());
    addPoint(points, center.x() + way.back().x(), center.y() + way.back().y());
    points.trails.push_back(std::move(trail));
}

} // namespace

ReactionExhibit::ReactionExhibit(const CompositeOptions& options)
    : m_pairs(options)
    , m_times(firstSample(options))
    , m_ways(static_cast<size_t>(std::min(options.pairs, shownPairs)))
{
    goTo(0.0);
}

int ReactionExhibit::shownCount() const { return static_cast<int>(m_ways.size()); }

double ReactionExhibit::smoluchowski(double time) const
{
    const CompositeOptions& options = m_pairs.options();
    return smoluchowskiSurvival(options.dimensions, options.startDistance(),
        options.captureRadius(), options.relativeDiffusion(), time);
}

void ReactionExhibit::goTo(double time)
{
    m_pairs.advanceTo(time, threadCount());
    const double grain = 0.1 * m_pairs.options().freePath();
    for (int k = 0; k < shownCount(); ++k) {
        const CompositeFormation::Pair pair = m_pairs.pair(k);
        Way& way = m_ways[static_cast<size_t>(k)];
        if (!pair.isComposite) {
            keep(way.a, pair.a, grain);
            keep(way.b, pair.b, grain);
            continue;
        }
        if (way.composite.empty())
            way.composite.push_back(pair.birth);
        keep(way.composite, pair.composite, grain);
    }
}

void ReactionExhibit::advance(double amount)
{
    if (!(amount > 0.0 && std::isfinite(amount)))
        throw std::invalid_argument("A reaction goes on by a finite time above 0.");
    const double end = m_pairs.time() + amount;
    for (; m_times.next() <= end; m_times.pass()) {
        goTo(std::max(m_pairs.time(), m_times.next()));
        m_samples.push_back(
            {m_pairs.time(), m_pairs.readings().survival, smoluchowski(m_pairs.time())});
    }
    if (end > m_pairs.time())
        goTo(end);
}

void ReactionExhibit::setValue(const std::string& id, double /*value*/)
{
    throw std::invalid_argument(
        "\"" + id + "\" cannot change on the way: the reaction begins anew.");
}

PlaneScene ReactionExhibit::scene() const
{
    const CompositeOptions& options = m_pairs.options();
    const double a = options.captureRadius();
    const double cell = 2.0 * std::max(options.startDistance(), a);
    const double spread = std::sqrt(4.0 * options.relativeDiffusion() * m_pairs.time());
    PlaneScene scene;
    scene.width = scene.height = 2.0 * roundScale(0.5 * pairsPerRow * cell + spread);
    scene.lengthUnit = unitOf(Quantity::Length);
    PlaneScene::Kind first = pointsOf("A", CurveRole::Drift);
    PlaneScene::Kind second = pointsOf("B", CurveRole::Diffusion);
    PlaneScene::Kind composite = pointsOf("C = A + B", CurveRole::Medium);
    for (int k = 0; k < shownCount(); ++k) {
        const int row = k / pairsPerRow;
        const double middle = 0.5 * (pairsPerRow - 1);
        const Place center((k % pairsPerRow - middle) * cell, (row - middle) * cell, 0.0);
        const Way& way = m_ways[static_cast<size_t>(k)];
        if (!way.composite.empty()) {
            addWay(composite, way.composite, center);
            continue;
        }
        addWay(first, way.a, center);
        addWay(second, way.b, center);
        // A legend names it once.
        scene.circles.push_back({center.x() + way.a.back().x(), center.y() + way.a.back().y(), a,
            CurveRole::Hint, scene.circles.empty() ? "capture radius a" : ""});
    }
    scene.kinds = {first, second, composite};
    scene.caption = std::to_string(shownCount()) + " of " + std::to_string(m_pairs.count())
        + " pairs, set apart; an A reacts with its own B only"
        + (options.dimensions == 3 ? "; two of the three axes." : ".");
    return scene;
}

ExhibitChart ReactionExhibit::survivalChart() const
{
    const bool isBrownian = m_pairs.options().law == WalkerLaw::Brownian;
    ExhibitChart chart;
    chart.id = "survival";
    chart.title = "Pairs that have not reacted";
    chart.xLabel = "t / " + unitOf(Quantity::Time);
    chart.yLabel = "S(t)";
    chart.logarithmicX = true;
    ExhibitCurve measured = curveOf("measured", CurveRole::Diffusion, CurveStyle::Points);
    ExhibitCurve law = isBrownian
        ? curveOf("Smoluchowski, exact", CurveRole::Plain, CurveStyle::Line)
        : curveOf("Smoluchowski, for Brownian walkers", CurveRole::Medium, CurveStyle::Dashes);
    for (const Sample& sample : m_samples) {
        addPoint(measured, sample.time, sample.survival);
        addPoint(law, sample.time, sample.smoluchowski);
    }
    chart.curves = {measured, law};
    chart.caption = isBrownian
        ? "Diffusion keeps apart what starts farther apart than the capture radius; in the plane "
          "all meet in the end, in space 1 − a/r₀ never do."
        : "Persistent walkers react far less than Smoluchowski predicts: within a mean free path "
          "they fly straight, and most of them miss (kinetic regime).";
    return chart;
}

ExhibitChart ReactionExhibit::compositesChart() const
{
    const CompositeOptions& options = m_pairs.options();
    constexpr int bins = 12;
    std::array<SampleSums, bins> squares;
    std::array<SampleSums, bins> ages;
    const double time = m_pairs.time();
    for (int k = 0; k < m_pairs.count(); ++k) {
        const CompositeFormation::Pair pair = m_pairs.pair(k);
        const double age = time - pair.formed;
        if (!pair.isComposite || !(age > 0.0))
            continue;
        const auto bin
            = static_cast<size_t>(std::min(bins - 1, static_cast<int>(age / time * bins)));
        squares[bin].add((pair.composite - pair.birth).squaredNorm());
        ages[bin].add(age);
    }
    ExhibitChart chart;
    chart.id = "composites";
    chart.title = "How far composites come";
    chart.xLabel = "time since they formed / " + unitOf(Quantity::Time);
    chart.yLabel = "⟨Δr²⟩ / " + unitOf(Quantity::Length) + "²";
    ExhibitCurve measured = curveOf("measured", CurveRole::Diffusion, CurveStyle::Points);
    ExhibitCurve law = curveOf("exact, mass of A and B", CurveRole::Plain, CurveStyle::Line);
    ExhibitCurve alone = curveOf("2dD t of A alone", CurveRole::Medium, CurveStyle::Dashes);
    constexpr double enough = 30.0; // for an error bar that means something
    for (size_t bin = 0; bin < bins; ++bin)
        if (ages[bin].count >= enough)
            addPoint(measured, ages[bin].mean().value, squares[bin].mean());
    constexpr int points = 60;
    for (int k = 0; k <= points && time > 0.0; ++k) {
        const double age = time * k / points;
        addPoint(law, age, options.compositeSquare(age));
        addPoint(alone, age, 2.0 * options.dimensions * options.diffusion(options.massA) * age);
    }
    chart.curves = {measured, law, alone};
    chart.caption
        = "A composite diffuses by the increased mass, D = ħ/2(m<sub>A</sub> + m<sub>B</sub>).";
    return chart;
}

std::shared_ptr<const ExhibitFrame> ReactionExhibit::frame() const
{
    auto frame = std::make_shared<ExhibitFrame>();
    frame->progress = m_pairs.time();
    frame->progressText = "t = " + inDigits(m_pairs.time(), 4) + " " + unitOf(Quantity::Time);
    frame->scene = scene();
    frame->readouts
        = reactionReadouts(m_pairs.options(), m_pairs.readings(), smoluchowski(m_pairs.time()));
    frame->charts = {survivalChart(), compositesChart()};
    frame->notes = reactionNotes(m_pairs.options());
    return frame;
}

} // namespace dqm
