#pragma once

#include "core/evolution/fused/FusedKernels.h"
#include "core/evolution/fused/PageBuffer.h"
#include "core/evolution/splitstep/KickFactors.h"

#include <array>

namespace dqm::fused {

/// The factors of a kick in the tiles of the fused solver, less one: short kicks are close to it,
/// and what rounding takes from a factor is the same in every step and adds up.
///
/// At rest they are kept, for each of the last two durations as passes along x and along y need
/// them; otherwise they are made anew for each kick.
template <class T>
class FusedKick
{
public:
    FusedKick(
        KickFactors factors, const TileLayout& layout, const Kernels<T>& kernels, int threads);

    bool isIdentity() const { return m_factors.isIdentity(); }

    /// The factors of one kick for a pass along the axis, valid until the next call.
    const T* tiles(const Kick& kick, LineAxis axis);

private:
    struct Table
    {
        Kick kick;
        std::array<PageBuffer<T>, 2> tiles; ///< for passes along x, along y
    };

    void bringToFront(const Kick& kick);
    void fill(PageBuffer<T>& tiles, LineAxis axis) const;

    KickFactors m_factors;
    TileLayout m_layout;
    const Kernels<T>& m_kernels;
    int m_threads;
    std::array<Table, 2> m_tables; ///< the latest first
};

} // namespace dqm::fused
