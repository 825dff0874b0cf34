#include "core/evolution/fused/FusedField.h"

#include "core/evolution/fused/DigitOrder.h"
#include "core/evolution/fused/RoundedRotation.h"
#include "core/grid/Parallel.h"

#include <algorithm>
#include <array>

namespace dqm::fused {

namespace {

/// Bytes between strips.
constexpr std::ptrdiff_t padding = 1024;

/// Sums are made in that many parts, so that they do not depend on the number of threads.
constexpr int sumParts = 8;

/// Of the fields at a time, for the same reason. Each part begins with the rows before it.
constexpr int flowRows = 64;

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
void FusedField<T>::store(ComplexField& psi, double factor) const
{
    unpack(m_tiles, m_lastPass, factor, psi);
}

template <class T>
void FusedField<T>::unpack(
    const PageBuffer<T>& tiles, LineAxis lastPass, double factor, ComplexField& psi) const
{
    const bool transposed = lastPass == LineAxis::Y;
    const int blocks = m_layout.blocks(LineAxis::X);
    const std::ptrdiff_t stride = static_cast<std::ptrdiff_t>(blocks) * m_layout.nx;
    parallelFor(blocks, m_threads, [&](int begin, int end) {
        for (int block = begin; block < end; ++block)
            m_kernels.unpack(
                tiles.data(), transposed, m_layout, block, factor, &psi(block, 0), stride);
    });
}

template <class T>
void FusedField<T>::scale(double factor)
{
    Eigen::Map<Eigen::Array<T, Eigen::Dynamic, 1>>(m_tiles.data(), m_tiles.size())
        *= static_cast<T>(factor);
}

template <class T>
DensityCensus FusedField<T>::census() const
{
    const bool transposed = m_lastPass == LineAxis::Y;
    const int W = m_layout.width;
    const int strips = m_layout.nx / W;
    const int tiles = m_layout.ny / W;
    const int parts = std::min(strips, sumParts);
    const std::ptrdiff_t rowNumbers = transposed ? m_layout.ny * W : m_layout.ny;
    PageBuffer<double> ofStrips(strips * W * W);
    PageBuffer<double> ofRows(parts * rowNumbers);
    std::array<double, sumParts> peaks{};
    parallelFor(parts, m_threads, [&](int begin, int end) {
        for (int part = begin; part < end; ++part)
            for (int b = part * strips / parts; b < (part + 1) * strips / parts; ++b)
                m_kernels.count(m_tiles.data(), transposed, m_layout, b,
                    {ofStrips.data() + b * W * W, ofRows.data() + part * rowNumbers,
                        &peaks[static_cast<size_t>(part)]});
    });
    using Sums = Eigen::Map<const Eigen::Array<double, Eigen::Dynamic, Eigen::Dynamic>>;
    const Eigen::ArrayXd rows = Sums(ofRows.data(), rowNumbers, parts).rowwise().sum();
    DensityCensus census{
        Eigen::ArrayXd(m_layout.nx), Eigen::ArrayXd(m_layout.ny), *std::ranges::max_element(peaks)};
    for (int b = 0; b < strips; ++b)
        for (int k = 0; k < W; ++k) {
            const Sums strip(ofStrips.data() + b * W * W, W, W);
            census.x(b + k * strips) = transposed ? strip(k, 0) : strip.col(k).sum();
        }
    for (int B = 0; B < tiles; ++B)
        for (int k = 0; k < W; ++k)
            census.y(B + k * tiles)
                = transposed ? rows.segment((B * W + k) * W, W).sum() : rows(B * W + k);
    return census;
}

template <class T>
FlowSumsOfRows FusedField<T>::flow(FlowPass<T> pass)
{
    if (m_lastPass == LineAxis::X)
        parallelFor(m_layout.blocks(LineAxis::X), m_threads, [&](int begin, int end) {
            for (int block = begin; block < end; ++block)
                m_kernels.turnOver(m_tiles.data(), m_layout, block);
        });
    m_lastPass = LineAxis::Y;
    pass.layout = m_layout;
    pass.field = m_tiles.data();
    const std::ptrdiff_t room = m_kernels.flowScratch(m_layout.nx);
    const int parts = m_layout.ny / flowRows;
    std::vector<FlowSumsOfRows> sums(static_cast<size_t>(parts));
    parallelFor(parts, m_threads, [&](int begin, int end) {
        for (int part = begin; part < end; ++part)
            m_kernels.flow(pass, part * flowRows, (part + 1) * flowRows, scratch<float>(room),
                sums[static_cast<size_t>(part)]);
    });
    FlowSumsOfRows all;
    for (const FlowSumsOfRows& part : sums)
        for (int q = 0; q < flowSumCount; ++q)
            all.of[q] += part.of[q];
    return all;
}

template <class T>
void FusedField<T>::convolved(LineAxis axis, const T* phases, ComplexField& result) const
{
    if (m_spare.size() == 0)
        m_spare = PageBuffer<T>(m_layout.size());
    runPass(axis, {.field = m_spare.data(), .before = phases});
    result.resize(m_layout.ny, m_layout.nx);
    unpack(m_spare, axis, 1.0, result);
}

template <class T>
void FusedField<T>::pass(LineAxis axis, const T* before, const T* kick, const T* after)
{
    runPass(axis, {.field = m_tiles.data(), .before = before, .kick = kick, .after = after});
    m_lastPass = axis;
}

template <class T>
void FusedField<T>::runPass(LineAxis axis, Pass<T> pass) const
{
    pass.length = m_layout.length(axis);
    pass.tileStride = m_layout.tileStride(axis);
    pass.blockStride = m_layout.blockStride(axis);
    pass.source = m_tiles.data();
    pass.transposed = axis != m_lastPass;
    pass.twiddles = tables(axis).twiddles.data();
    const std::ptrdiff_t room = m_kernels.scratch(m_layout.length(axis));
    parallelFor(m_layout.blocks(axis), m_threads,
        [&](int begin, int end) { m_kernels.run(pass, begin, end, scratch<T>(room)); });
}

template class FusedField<double>;
template class FusedField<float>;

} // namespace dqm::fused
