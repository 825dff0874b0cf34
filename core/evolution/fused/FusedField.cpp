#include "core/evolution/fused/FusedField.h"

#include "core/evolution/fused/DigitOrder.h"
#include "core/evolution/fused/RoundedRotation.h"
#include "core/grid/Parallel.h"

namespace dqm::fused {

namespace {

/// Bytes between strips.
constexpr std::ptrdiff_t padding = 1024;

/// Room for one block of lines, kept by each thread.
template <class T>
T* scratch(std::ptrdiff_t size)
{
    thread_local PageBuffer<T> buffer;
    if (buffer.size() < size)
        buffer = PageBuffer<T>(size);
    return buffer.data();
}

} // namespace

template <class T>
FusedField<T>::FusedField(int nx, int ny, InstructionSet set, int threads)
    : m_kernels(fused::kernels<T>(set))
    , m_layout(
          tileLayout(nx, ny, m_kernels.width, padding / static_cast<std::ptrdiff_t>(sizeof(T))))
    , m_threads(threads)
    , m_tablesX(tablesOf(nx))
    , m_tablesY(tablesOf(ny))
    , m_tiles(m_layout.size())
{
}

template <class T>
typename FusedField<T>::Tables FusedField<T>::tablesOf(int length) const
{
    const std::vector<double> factors = twiddles(length, m_kernels.radixEight);
    Tables tables{digitOrder(length, m_kernels.radixEight),
        PageBuffer<T>(static_cast<std::ptrdiff_t>(factors.size()))};
    for (size_t i = 0; i < factors.size(); i += 2) {
        const auto [re, im] = roundedRotation<T>(factors[i], factors[i + 1]);
        tables.twiddles.data()[i] = re;
        tables.twiddles.data()[i + 1] = im;
    }
    return tables;
}

template <class T>
void FusedField<T>::load(const ComplexField& psi)
{
    const int blocks = m_layout.blocks(LineAxis::X);
    const std::ptrdiff_t stride = static_cast<std::ptrdiff_t>(blocks) * m_layout.nx;
    parallelFor(blocks, m_threads, [&](int begin, int end) {
        for (int block = begin; block < end; ++block)
            m_kernels.pack(&psi(block, 0), stride, false, m_layout, block, m_tiles.data());
    });
    m_lastPass = LineAxis::X;
}

template <class T>
void FusedField<T>::store(ComplexField& psi, double factor)
{
    const bool transposed = m_lastPass == LineAxis::Y;
    const int blocks = m_layout.blocks(LineAxis::X);
    const std::ptrdiff_t stride = static_cast<std::ptrdiff_t>(blocks) * m_layout.nx;
    parallelFor(blocks, m_threads, [&](int begin, int end) {
        for (int block = begin; block < end; ++block)
            m_kernels.unpack(
                m_tiles.data(), transposed, m_layout, block, factor, &psi(block, 0), stride);
    });
}

template <class T>
void FusedField<T>::pass(LineAxis axis, const T* before, const T* kick, const T* after)
{
    const Pass<T> pass{m_layout.length(axis), m_layout.tileStride(axis), m_layout.blockStride(axis),
        m_tiles.data(), axis != m_lastPass, before, kick, after, tables(axis).twiddles.data()};
    const std::ptrdiff_t room = m_kernels.scratch(m_layout.length(axis));
    parallelFor(m_layout.blocks(axis), m_threads,
        [&](int begin, int end) { m_kernels.run(pass, begin, end, scratch<T>(room)); });
    m_lastPass = axis;
}

template class FusedField<double>;
template class FusedField<float>;

} // namespace dqm::fused
