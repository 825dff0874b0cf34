#pragma once

#include "core/dissipation/DiffusionState.h"
#include "core/dissipation/SplineSlope.h"

#include <array>
#include <functional>

namespace dqm {

/// Mass and momentum of samples, laid on the points of a layout as clouds, each a cardinal B-spline
/// over `points` points per axis: the sum and the mean are exact, the variance grows by
/// points h^2/12 per axis wherever a sample lies. With walls a cloud is folded back at them.
template <int points>
class CloudDeposit
{
public:
    explicit CloudDeposit(const DensityLayout& layout);

    /// @param momentum  mass times velocity.
    void add(double x, double y, double mass, Vec2 momentum);
    void add(const CloudDeposit& other);
    /// Per area.
    DensityFlow flow() const;

private:
    struct Place
    {
        std::array<int, points> index;
        std::array<double, points> weight;
        std::array<double, points> sign; ///< of the velocity, turned round by a wall
    };

    Place place(double coordinate, const AxisRuler& ruler) const;

    const DensityLayout* m_layout;
    AxisRuler m_x;
    AxisRuler m_y;
    RealField m_mass;
    RealField m_momentumX;
    RealField m_momentumY;
};

/// Three points wide: cheap, for particles.
using SmallClouds = CloudDeposit<3>;
/// Six points wide: samples in any regular order look even to one part in 10^4.
using WideClouds = CloudDeposit<6>;

/// The deposit of samples 0 .. count-1 by `lay(begin, end, deposit)`, which lays a range of them.
/// The samples are cut into the same ranges whatever the number of threads, and so is the sum.
template <int points>
DensityFlow depositInParts(const DensityLayout& layout, int count, int threads,
    const std::function<void(int, int, CloudDeposit<points>&)>& lay);

/// Convolution with (1 4 6 4 1)/16 along both axes, of variance h^2: takes the grain out of a
/// deposit. Mass is kept.
void smooth(DensityFlow& flow, const DensityLayout& layout);

} // namespace dqm
