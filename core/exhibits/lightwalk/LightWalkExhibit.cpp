#include "core/exhibits/lightwalk/LightWalkExhibit.h"

#include "core/exhibits/parts/ExhibitParts.h"
#include "core/grid/Parallel.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <stdexcept>

namespace dqm {

namespace {

/// In units of the time between turns: the ballistic beginning is seen.
constexpr double firstSample = 0.05;

} // namespace

LightWalkExhibit::LightWalkExhibit(const WalkOptions& options)
    : m_walk(options)
    , m_law(options)
    , m_times(firstSample / options.rate())
{
}

void LightWalkExhibit::record()
{
    const WalkReadings now = m_walk.readings(threadCount());
    m_samples.push_back({m_walk.time(), now.along, now.across, now.total});
}

void LightWalkExhibit::advance(double amount)
{
    if (!(amount > 0.0 && std::isfinite(amount)))
        throw std::invalid_argument("A walk goes on by a finite time above 0.");
    const double end = m_walk.time() + amount;
    for (; m_times.next() <= end; m_times.pass()) {
        m_walk.advanceTo(std::max(m_walk.time(), m_times.next()), threadCount());
        record();
    }
    m_walk.advanceTo(end, threadCount());
}

void LightWalkExhibit::setValue(const std::string& id, double /*value*/)
{
    throw std::invalid_argument("\"" + id + "\" cannot change on the way: the walk begins anew.");
}

bool LightWalkExhibit::showsMotion() const
{
    const WalkOptions& options = m_walk.options();
    return options.beta > 0.0 && options.redirection == Redirection::CoMoving
        && options.dimensions > 1;
}

ExhibitChart LightWalkExhibit::spreadChart() const
{
    const WalkOptions& options = m_walk.options();
    const bool moves = showsMotion();
    const std::string area = unitOf(Quantity::Length) + "²";
    ExhibitChart chart;
    chart.id = "spread";
    chart.title = moves ? "Spreading along and across the motion" : "Spreading";
    chart.xLabel = "t / " + unitOf(Quantity::Time);
    chart.yLabel = (moves ? "⟨(x − Vt)²⟩, ⟨y²⟩ / " : "⟨r²⟩ / ") + area;
    chart.logarithmicX = chart.logarithmicY = true;
    ExhibitCurve first
        = curveOf(moves ? "along, measured" : "measured", CurveRole::Diffusion, CurveStyle::Points);
    ExhibitCurve second = curveOf("across, measured", CurveRole::Drift, CurveStyle::Points);
    ExhibitCurve firstLaw
        = curveOf(moves ? "along, exact" : "exact", CurveRole::Diffusion, CurveStyle::Line);
    ExhibitCurve secondLaw = curveOf("across, exact", CurveRole::Drift, CurveStyle::Line);
    ExhibitCurve ballistic
        = curveOf("straight, (1 − V²/c²) c²t²", CurveRole::Plain, CurveStyle::Dashes);
    ExhibitCurve late = curveOf("diffusion, 2dDt", CurveRole::Medium, CurveStyle::Dashes);
    if (options.beta == 0.0 || options.redirection == Redirection::Fixed)
        ballistic.name = "straight, c²t²";
    for (const Sample& s : m_samples) {
        addPoint(first, s.time, moves ? s.along : s.total);
        addPoint(firstLaw, s.time, moves ? m_law.along(s.time) : m_law.total(s.time));
        addPoint(second, s.time, s.across);
        addPoint(secondLaw, s.time, m_law.across(s.time));
        const double shrunk
            = options.redirection == Redirection::Fixed ? 1.0 : 1.0 - options.beta * options.beta;
        addPoint(ballistic, s.time, shrunk * std::pow(options.c * s.time, 2));
        addPoint(late, s.time, 2.0 * options.dimensions * m_law.lateDiffusion() * s.time);
    }
    chart.curves = {first, firstLaw};
    if (moves) {
        chart.curves.insert(chart.curves.end(), {second, secondLaw});
        chart.caption = "Along the motion lengths are contracted by 1/γ, and time is dilated by γ: "
                        "late, D/γ³ along and D/γ across.";
    } else {
        chart.curves.insert(chart.curves.end(), {ballistic, late});
        chart.caption = "Straight flight at c before the first turn, ordinary diffusion with "
                        "D = ħ/2m long after it.";
    }
    return chart;
}

ExhibitChart LightWalkExhibit::radialChart(const WalkReadings& now) const
{
    const WalkOptions& options = m_walk.options();
    const double time = m_walk.time();
    ExhibitChart chart;
    chart.id = "radial";
    chart.title = "How many are within R";
    chart.xLabel = "R / " + unitOf(Quantity::Length);
    chart.yLabel = "P(r ≤ R)";
    ExhibitCurve measured = curveOf("measured", CurveRole::Diffusion, CurveStyle::Steps);
    ExhibitCurve exact = curveOf("exact", CurveRole::Plain, CurveStyle::Line);
    ExhibitCurve late = curveOf("Gaussian, 2dDt", CurveRole::Medium, CurveStyle::Dashes);
    constexpr int bins = 80;
    // About the drift nobody is farther than ct + Vt.
    const double reach = 1.05 * (options.c * time + m_walk.middle().norm());
    const double farthest = std::min(reach, 4.0 * std::sqrt(now.total.value));
    if (farthest > 0.0) {
        std::array<double, bins + 1> within{};
        for (int k = 0; k < m_walk.count(); ++k) {
            const double r = (m_walk.place(k) - m_walk.middle()).norm();
            // The front is at ct but for rounding.
            const int bin = static_cast<int>(std::ceil(r * (1.0 - 1e-12) / farthest * bins));
            within[static_cast<size_t>(std::min(bin, bins))] += 1.0;
        }
        double sum = 0.0;
        for (int k = 0; k < bins; ++k) {
            const double R = farthest * k / bins;
            sum += within[static_cast<size_t>(k)];
            addPoint(measured, R, sum / m_walk.count());
            if (m_law.hasRadialShare())
                addPoint(exact, R, m_law.radialShare(R, time));
            addPoint(late, R, diffusiveShare(options.dimensions, R, m_law.lateDiffusion(), time));
        }
    }
    chart.curves.push_back(measured);
    if (m_law.hasRadialShare())
        chart.curves.push_back(exact);
    if (!showsMotion())
        chart.curves.push_back(late);
    chart.caption = m_law.hasRadialShare()
        ? "The step at R = ct is the front: walkers that have not turned, e<sup>−λt</sup> of all."
        : "A closed form is drawn in two dimensions at rest only.";
    return chart;
}

ExhibitChart LightWalkExhibit::directionChart() const
{
    const WalkOptions& options = m_walk.options();
    const int bins = options.dimensions == 1 ? 2 : 18;
    std::vector<double> counts(static_cast<size_t>(bins), 0.0);
    for (int k = 0; k < m_walk.count(); ++k) {
        const double cosine = std::clamp(m_walk.velocity(k).x() / options.c, -1.0, 1.0);
        const auto bin = static_cast<int>(std::acos(cosine) / std::numbers::pi * bins);
        counts[static_cast<size_t>(std::min(bin, bins - 1))] += 1.0;
    }
    ExhibitChart chart;
    chart.id = "directions";
    chart.title = "Directions of flight";
    chart.xLabel = "angle to the x axis / °";
    chart.yLabel = "share of walkers";
    ExhibitCurve measured = curveOf("measured", CurveRole::Diffusion, CurveStyle::Bars);
    ExhibitCurve exact = curveOf("exact", CurveRole::Plain, CurveStyle::Points);
    for (int k = 0; k < bins; ++k) {
        const double angle = 180.0 * (k + 0.5) / bins;
        addPoint(measured, angle, shareOf(counts[static_cast<size_t>(k)], m_walk.count()));
        const double to = k + 1 == bins ? std::numbers::pi : std::numbers::pi * (k + 1) / bins;
        addPoint(
            exact, angle, m_law.directionShare(std::numbers::pi * k / bins, to, m_walk.time()));
    }
    chart.curves = {measured, exact};
    chart.caption = "At one instant; every speed is c. A walker whose own frame moves flies "
                    "forward more often (aberration).";
    return chart;
}

std::shared_ptr<const ExhibitFrame> LightWalkExhibit::frame() const
{
    const WalkReadings now = m_walk.readings(threadCount());
    auto frame = std::make_shared<ExhibitFrame>();
    frame->progress = m_walk.time();
    frame->progressText = "t = " + inDigits(m_walk.time(), 4) + " " + unitOf(Quantity::Time);
    frame->scene = lightWalkScene(m_walk, now);
    frame->readouts = lightWalkReadouts(m_walk.options(), m_law, now, m_walk.time());
    frame->charts = {spreadChart(), radialChart(now), directionChart()};
    frame->notes = lightWalkNotes(m_walk.options());
    return frame;
}

} // namespace dqm
