#include "core/evolution/fused/FusedKick.h"

#include "core/grid/Field.h"
#include "core/grid/Parallel.h"

#include <utility>

namespace dqm::fused {

template <class T>
FusedKick<T>::FusedKick(
    KickFactors factors, const TileLayout& layout, const Kernels<T>& kernels, int threads)
    : m_factors(std::move(factors))
    , m_layout(layout)
    , m_kernels(kernels)
    , m_threads(threads)
{
}

template <class T>
const T* FusedKick<T>::tiles(const Kick& kick, LineAxis axis)
{
    bringToFront(kick);
    PageBuffer<T>& tiles = m_tables[0].tiles[axis == LineAxis::X ? 0 : 1];
    const bool kept = m_factors.rest() && tiles.size() > 0;
    if (!kept) {
        if (tiles.size() == 0)
            tiles = PageBuffer<T>(m_layout.size());
        m_factors.sample(kick);
        fill(tiles, axis);
        if (m_factors.rest())
            m_factors.forgetSamples();
    }
    return tiles.data();
}

template <class T>
void FusedKick<T>::bringToFront(const Kick& kick)
{
    if (!m_factors.rest())
        return;
    const auto fits = [&](const Table& t) { return sameAtRest(t.kick, kick); };
    if (!fits(m_tables[0]))
        std::swap(m_tables[0], m_tables[1]);
    if (!fits(m_tables[0]))
        m_tables[0] = {kick, {}};
}

template <class T>
void FusedKick<T>::fill(PageBuffer<T>& tiles, LineAxis axis) const
{
    parallelFor(m_layout.blocks(LineAxis::X), m_threads, [&](int begin, int end) {
        ComplexField rows(m_layout.width, m_layout.nx);
        for (int block = begin; block < end; ++block) {
            for (int i = 0; i < m_layout.width; ++i)
                m_factors.write(&rows(i, 0), block + i * m_layout.blocks(LineAxis::X));
            rows -= 1.0;
            m_kernels.pack(
                rows.data(), m_layout.nx, axis == LineAxis::Y, m_layout, block, tiles.data());
        }
    });
}

template class FusedKick<double>;
template class FusedKick<float>;

} // namespace dqm::fused
