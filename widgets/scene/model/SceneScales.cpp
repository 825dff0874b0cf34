#include "widgets/scene/model/SceneScales.h"

#include "widgets/scene/model/Colourings.h"
#include "widgets/scene/model/Ticks.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace dqm {

namespace {

/// Seconds in which a scale covers 63 % of the way to where it should be.
constexpr double heightTime = 0.2;
constexpr double colorTime = 0.5;
/// Of the plane: with so much level ground what else V has is walls. A step leaves half of it.
constexpr double levelShareOfWalls = 0.4;

double eased(double from, double to, double seconds, double time)
{
    return to + (from - to) * std::exp(-seconds / time);
}

/// What a map of something that should vanish is drawn to: a round number, kept until the map
/// outgrows it or falls far below, so that the legend stands still.
double residualRange(double kept, double heaviest)
{
    if (heaviest <= kept && heaviest >= 0.15 * kept)
        return kept;
    return 2.0 * niceStep(heaviest);
}

/// What a run began with, as far as a picture tells it.
RunStart startSeenIn(const Picture& picture)
{
    RunStart start;
    start.energies = picture.numbers.energies;
    if (picture.V.size() == picture.rho.size()) {
        start.potentialLow = picture.V.minCoeff();
        start.potentialHigh = picture.V.maxCoeff();
        const auto level = static_cast<float>(
            start.potentialLow + 0.01 * (start.potentialHigh - start.potentialLow));
        start.levelShare = (picture.V <= level).cast<double>().mean();
    }
    return start;
}

/// The upper end of the part of V that the ensemble can feel: 2.5 times its mean energy above the
/// lowest value; all of V where that is not far more.
double potentialTop(const RunStart& start)
{
    const double low = start.potentialLow;
    const double high = start.potentialHigh;
    const double felt = 2.5 * (start.energies.kinetic() + start.energies.potential - low);
    return !(felt > 0.0) || high - low < 3.0 * felt ? high : low + felt;
}

} // namespace

double heaviestValue(const Picture& picture, ColorBy by, const SceneScales& scales)
{
    const Colouring& what = colouring(by);
    const double share = what.map == Colouring::Map::Signed ? 0.05 : 0.01;
    if (!picture.hasFields() || !what.isIn(picture))
        return 0.0;
    const auto valueAt
        = [&](Eigen::Index cell) { return std::abs(what.value(picture, scales, cell)); };
    const Eigen::Index count = picture.rho.size();
    // An odd stride walks through all columns whatever the width.
    const Eigen::Index stride = count > 100'000 ? (count / 65'536) | 1 : 1;
    const float* rho = picture.rho.data();
    float largest = 0.0F;
    double mass = 0.0;
    for (Eigen::Index i = 0; i < count; i += stride) {
        if (rho[i] <= picture.rhoFloor)
            continue;
        largest = std::max(largest, valueAt(i));
        mass += rho[i];
    }
    if (!(largest > 0.0F) || !std::isfinite(largest))
        return 0.0;
    // Logarithmic bins over eight decades: a spike next to a node does not swallow the rest.
    constexpr int bins = 512;
    constexpr double decades = 8.0;
    std::array<double, bins> histogram{};
    for (Eigen::Index i = 0; i < count; i += stride) {
        const float value = rho[i] > picture.rhoFloor ? valueAt(i) : 0.0F;
        if (!(value > 0.0F))
            continue;
        const double depth = -std::log10(static_cast<double>(value) / largest) / decades;
        const int bin = std::clamp(static_cast<int>(depth * bins), 0, bins - 1);
        histogram[static_cast<std::size_t>(bin)] += rho[i];
    }
    double above = 0.0;
    for (int bin = 0; bin < bins; ++bin) {
        above += histogram[static_cast<std::size_t>(bin)];
        if (above > share * mass)
            return largest * std::pow(10.0, -decades * bin / bins);
    }
    return largest;
}

void ScaleFollower::startFrom(const SceneScales& scales, const SceneOptions& options)
{
    m_scales = scales;
    m_colorBy = options.colorBy;
    m_lastPeak = scales.heightRho;
    m_started = scales.heightRho > 0.0;
}

const SceneScales& ScaleFollower::follow(
    const Frame& frame, const Picture& picture, const SceneOptions& options, double seconds)
{
    if (!picture.hasFields())
        return m_scales;
    const bool anotherQuantity = !m_started || options.colorBy != m_colorBy;
    followHeight(frame, picture, options.followsPeak, seconds);
    followColor(frame, picture, options, anotherQuantity ? 1e3 : seconds);
    followPotential(frame, picture);
    m_colorBy = options.colorBy;
    m_started = true;
    return m_scales;
}

double tallestDensity(const Frame& frame, const Picture& picture)
{
    float tallest = picture.rhoMax;
    const auto look = [&tallest](const Picture& other) {
        if (other.hasFields())
            tallest = std::max(tallest, other.rhoMax);
    };
    std::for_each(frame.pictures.begin(), frame.pictures.end(), look);
    std::for_each(frame.frictional.begin(), frame.frictional.end(), look);
    if (frame.preparedInKPrime)
        look(*frame.preparedInKPrime);
    return tallest;
}

double heightNow(const Frame& frame, const Picture& picture, const SceneOptions& options)
{
    return frame.start && !options.followsPeak ? frame.start->density
                                               : tallestDensity(frame, picture);
}

void ScaleFollower::followHeight(
    const Frame& frame, const Picture& picture, bool followsPeak, double seconds)
{
    const double peak = std::max(tallestDensity(frame, picture), 1e-30);
    const bool isFirst = !m_started || frame.steps == 0;
    if (frame.start)
        m_scales.startRho = frame.start->density;
    else if (isFirst)
        m_scales.startRho = peak;
    const bool anew = isFirst || peak > 4.0 * m_lastPeak || m_lastPeak > 4.0 * peak;
    if (!followsPeak)
        m_scales.heightRho = m_scales.startRho;
    else if (anew)
        m_scales.heightRho = peak;
    else
        m_scales.heightRho = eased(m_scales.heightRho, peak, seconds, heightTime);
    m_lastPeak = peak;
}

void ScaleFollower::followPotential(const Frame& frame, const Picture& picture)
{
    m_scales.potentialLow = m_scales.potentialTop = 0.0;
    m_scales.contourStep = m_scales.wallHeight = 0.0;
    m_scales.hasWalls = false;
    if (picture.V.size() != picture.rho.size())
        return;
    const RunStart start = frame.start ? *frame.start : startSeenIn(picture);
    const double top = potentialTop(start);
    if (!(top - start.potentialLow > 1e-9 * std::max(1.0, std::abs(top))))
        return;
    m_scales.potentialLow = start.potentialLow;
    m_scales.potentialTop = top;
    m_scales.contourStep = niceStep((top - start.potentialLow) / 7.0);
    m_scales.wallHeight = start.potentialHigh;
    m_scales.hasWalls = start.levelShare >= levelShareOfWalls;
}

double faintestPeak(const SceneScales& scales) { return 2e-3 * scales.heightRho; }

void ScaleFollower::followSpeeds(double drift, double diffusion, double seconds)
{
    const auto follow = [seconds](double& scale, double target) {
        const bool anew = !(scale > 0.0 && target > 0.0);
        scale = anew ? target : eased(scale, target, seconds, colorTime);
    };
    follow(m_scales.driftSpeed, drift);
    follow(m_scales.diffusionSpeed, diffusion);
}

void ScaleFollower::followColor(
    const Frame& frame, const Picture& picture, const SceneOptions& options, double seconds)
{
    const Colouring& what = colouring(drawnColoring(options));
    if (what.range == Colouring::Range::Turn) {
        m_scales.colorLow = -std::numbers::pi;
        m_scales.colorHigh = std::numbers::pi;
        return;
    }
    if (what.range == Colouring::Range::Height) {
        m_scales.colorLow = 0.0;
        m_scales.colorHigh = m_scales.heightRho;
        return;
    }
    if (what.prepare)
        what.prepare(frame, picture, m_scales);
    const double least = what.smallest(frame, picture);
    const auto target = [&] { return std::max(heaviestValue(picture, what.by, m_scales), least); };
    if (what.range == Colouring::Range::Residual) {
        const double kept = what.by == m_colorBy && m_started ? m_scales.colorHigh : 0.0;
        m_scales.colorHigh = residualRange(kept, target());
    } else if (frame.start && !options.followsPeak) {
        m_scales.colorHigh = std::max(what.rangeOfRun(frame), least);
    } else {
        m_scales.colorHigh = eased(m_scales.colorHigh, target(), seconds, colorTime);
    }
    m_scales.colorLow = what.map == Colouring::Map::Signed ? -m_scales.colorHigh : 0.0;
}

} // namespace dqm
