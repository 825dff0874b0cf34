#pragma once

#include "core/background/ThermalDiffusion.h"

namespace dqm {

/// Density of particles in bins, against the equilibrium: now, and averaged over moments that are
/// two relaxation times apart, after four of them. Densities are relative to an even spread.
class DensityRecord
{
public:
    enum class Along
    {
        X, ///< bins of x
        Radius ///< bins of the distance from the first dip
    };

    struct Bin
    {
        double center;
        double now;
        double mean; ///< over the moments; `now` before there are any
        double meanError;
        double expected;
    };

    /// Density near the dips (within half a core in a trench, one core of a mass) over that far
    /// from them (beyond 3.5 cores).
    struct Contrast
    {
        double value = 1.0;
        double standardError = 0.0;
        double expected = 1.0;
    };

    DensityRecord(const ThermalDiffusion& particles, Along along, int bins);

    /// Looks at the particles if a moment has come.
    void see(const ThermalDiffusion& particles);
    /// The moments are forgotten and the equilibrium is computed anew.
    void restart(const ThermalDiffusion& particles);

    int moments() const { return m_moments; }
    std::vector<Bin> bins(const ThermalDiffusion& particles) const;
    /// Of the moments, or of now before there are any.
    Contrast contrast(const ThermalDiffusion& particles) const;
    Contrast contrastNow(const ThermalDiffusion& particles) const;
    /// chi^2 per bin of the mean against the equilibrium; 1 before there are moments.
    double chiSquarePerBin(const ThermalDiffusion& particles) const;

private:
    struct Counts
    {
        std::vector<double> bins;
        double inside = 0.0;
        double outside = 0.0;
        double all = 0.0;
        void add(const DensityRecord& record, const Vec2& place, double weight);
    };

    /// -1 outside of all bins.
    int binOf(const Vec2& place) const;
    double nearest(const Vec2& place) const; ///< distance from the nearest dip, in cores
    Contrast contrastOf(const Counts& counts) const;
    Counts countsOf(const ThermalDiffusion& particles) const;

    Along m_along;
    int m_bins;
    VacuumProfile m_profile;
    Vec2 m_size;
    double m_begin = 0.0;
    double m_width = 1.0;
    Counts m_area;
    Counts m_expected;
    Counts m_seen;
    int m_moments = 0;
    double m_nextMoment = 0.0;
};

} // namespace dqm
