// Compiled once for each instruction set, with DQM_INSTRUCTION_SET, the namespace,
// DQM_VECTOR_BYTES and DQM_RADIX_EIGHT given by the build.
#include "core/evolution/fused/LinePass.h"
#include "core/evolution/fused/TileCensus.h"
#include "core/evolution/fused/TileFlow.h"
#include "core/evolution/fused/TilePacking.h"

namespace dqm::fused::DQM_INSTRUCTION_SET {

namespace {

template <class T, int N>
void runBlocks(const Pass<T>& pass, int begin, int end, T* scratch)
{
    for (int block = begin; block < end; ++block) {
        const std::ptrdiff_t offset = block * pass.blockStride;
        LinePass<T, N>::run(pass, pass.source + offset, pass.field + offset,
            pass.kick ? pass.kick + offset : nullptr, scratch);
    }
}

/// Enough for any way to space the parts of a line.
template <class T>
std::ptrdiff_t scratch(int length)
{
    return static_cast<std::ptrdiff_t>(length + middle) * 2 * width<T>;
}

template <class T>
void run(const Pass<T>& pass, int begin, int end, T* scratch)
{
    switch (pass.length) {
    case 64:
        return runBlocks<T, 64>(pass, begin, end, scratch);
    case 128:
        return runBlocks<T, 128>(pass, begin, end, scratch);
    case 256:
        return runBlocks<T, 256>(pass, begin, end, scratch);
    case 512:
        return runBlocks<T, 512>(pass, begin, end, scratch);
    case 1024:
        return runBlocks<T, 1024>(pass, begin, end, scratch);
    case 2048:
        return runBlocks<T, 2048>(pass, begin, end, scratch);
    default:
        return runBlocks<T, 4096>(pass, begin, end, scratch);
    }
}

} // namespace

extern const Kernels<double> kernelsOfDouble;
extern const Kernels<float> kernelsOfFloat;

template <class T>
constexpr Kernels<T> allKernels{width<T>, radixEight, &scratch<T>, &run<T>, &pack<T>, &unpack<T>,
    &turnOver<T>, &flowScratch<T>, &flow<T>, &count<T>};

const Kernels<double> kernelsOfDouble = allKernels<double>;
const Kernels<float> kernelsOfFloat = allKernels<float>;

} // namespace dqm::fused::DQM_INSTRUCTION_SET
