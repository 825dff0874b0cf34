#include "core/background/DensityRecord.h"

#include <algorithm>
#include <cmath>

namespace dqm {

namespace {

constexpr int quadraturePoints = 480; // a multiple of the usual numbers of bins
constexpr double insideTrench = 0.5; // in cores
constexpr double insideMass = 1.0; // a disc needs to be larger to hold as many particles
constexpr double outsideCores = 3.5;
/// Two relaxation times leave e^-2 of a correlation: sqrt((1 + e^-2) / (1 - e^-2)).
constexpr double correlationFactor = 1.146;

double ratio(double a, double b, double otherwise) { return b > 0.0 ? a / b : otherwise; }

} // namespace

DensityRecord::DensityRecord(const ThermalDiffusion& particles, Along along, int bins)
    : m_along(along)
    , m_bins(bins)
    , m_profile(particles.settings().profile)
    , m_size(particles.settings().size)
{
    m_begin = along == Along::X ? -0.5 * m_size.x() : 0.0;
    m_width = (along == Along::X ? m_size.x() : 0.5 * m_size.minCoeff()) / bins;
    restart(particles);
}

int DensityRecord::binOf(const Vec2& place) const
{
    double at = place.x();
    if (m_along == Along::Radius)
        at = m_profile.isUniform() ? place.norm() : (place - m_profile.dips()[0].center).norm();
    const double bin = std::floor((at - m_begin) / m_width);
    return bin >= 0.0 && bin < m_bins ? static_cast<int>(bin) : -1;
}

double DensityRecord::nearest(const Vec2& place) const
{
    double nearest = place.norm();
    for (size_t i = 0; i < m_profile.dips().size(); ++i) {
        const FieldDip& dip = m_profile.dips()[i];
        const Vec2 r = place - dip.center;
        const double distance
            = (dip.shape == FieldDip::Shape::Mass ? r.norm() : std::abs(r.x())) / dip.core;
        nearest = i == 0 ? distance : std::min(nearest, distance);
    }
    return nearest;
}

void DensityRecord::Counts::add(const DensityRecord& record, const Vec2& place, double weight)
{
    bins.resize(static_cast<size_t>(record.m_bins), 0.0);
    if (const int bin = record.binOf(place); bin >= 0)
        bins[static_cast<size_t>(bin)] += weight;
    const double distance = record.nearest(place);
    const FieldDips& dips = record.m_profile.dips();
    const bool isTrench = !dips.empty() && dips[0].shape == FieldDip::Shape::Trench;
    inside += distance < (isTrench ? insideTrench : insideMass) ? weight : 0.0;
    outside += distance > outsideCores ? weight : 0.0;
    all += weight;
}

void DensityRecord::restart(const ThermalDiffusion& particles)
{
    m_area = {};
    m_expected = {};
    m_seen = {};
    m_seen.bins.resize(static_cast<size_t>(m_bins), 0.0);
    m_moments = 0;
    m_nextMoment = particles.time() + 4.0 * particles.relaxationTime();
    for (int j = 0; j < quadraturePoints; ++j) {
        for (int i = 0; i < quadraturePoints; ++i) {
            const Vec2 place = m_size.cwiseProduct(
                Vec2((i + 0.5) / quadraturePoints - 0.5, (j + 0.5) / quadraturePoints - 0.5));
            m_area.add(*this, place, 1.0);
            m_expected.add(*this, place, particles.equilibrium(place));
        }
    }
}

DensityRecord::Counts DensityRecord::countsOf(const ThermalDiffusion& particles) const
{
    Counts counts;
    for (const Vec2& place : particles.places())
        counts.add(*this, place, 1.0);
    return counts;
}

void DensityRecord::see(const ThermalDiffusion& particles)
{
    if (particles.time() < m_nextMoment)
        return;
    m_nextMoment = particles.time() + 2.0 * particles.relaxationTime();
    ++m_moments;
    for (const Vec2& place : particles.places())
        m_seen.add(*this, place, 1.0);
}

std::vector<DensityRecord::Bin> DensityRecord::bins(const ThermalDiffusion& particles) const
{
    const Counts now = countsOf(particles);
    const Counts& mean = m_moments > 0 ? m_seen : now;
    std::vector<Bin> bins;
    for (size_t b = 0; b < static_cast<size_t>(m_bins); ++b) {
        const double share = ratio(m_area.bins[b], m_area.all, 0.0);
        const auto density
            = [&](const Counts& counts) { return ratio(counts.bins[b], counts.all * share, 0.0); };
        const double error = correlationFactor
            * ratio(std::sqrt(std::max(1.0, mean.bins[b])), mean.all * share, 0.0);
        bins.push_back({m_begin + (static_cast<double>(b) + 0.5) * m_width, density(now),
            density(mean), error, density(m_expected)});
    }
    return bins;
}

DensityRecord::Contrast DensityRecord::contrast(const ThermalDiffusion& particles) const
{
    return m_moments > 0 ? contrastOf(m_seen) : contrastNow(particles);
}

DensityRecord::Contrast DensityRecord::contrastNow(const ThermalDiffusion& particles) const
{
    return contrastOf(countsOf(particles));
}

DensityRecord::Contrast DensityRecord::contrastOf(const Counts& counts) const
{
    const double areas = ratio(m_area.outside, m_area.inside, 1.0);
    Contrast contrast;
    contrast.expected = areas * ratio(m_expected.inside, m_expected.outside, 1.0);
    contrast.value = areas * ratio(counts.inside, counts.outside, 1.0);
    // An empty region is treated as if it held one particle.
    const double inside = std::max(1.0, counts.inside);
    const double outside = std::max(1.0, counts.outside);
    contrast.standardError
        = correlationFactor * areas * inside / outside * std::sqrt(1.0 / inside + 1.0 / outside);
    return contrast;
}

double DensityRecord::chiSquarePerBin(const ThermalDiffusion& particles) const
{
    if (m_moments == 0)
        return 1.0;
    double sum = 0.0;
    double used = 0.0;
    for (const Bin& bin : bins(particles)) {
        if (!(bin.meanError > 0.0))
            continue;
        const double away = (bin.mean - bin.expected) / bin.meanError;
        sum += away * away;
        used += 1.0;
    }
    return ratio(sum, used, 1.0);
}

} // namespace dqm
