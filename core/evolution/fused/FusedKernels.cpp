#include "core/evolution/fused/FusedKernels.h"

#include <algorithm>
#include <stdexcept>

namespace dqm::fused {

namespace baseline {
extern const Kernels<double> kernelsOfDouble;
extern const Kernels<float> kernelsOfFloat;
} // namespace baseline

#ifdef DQM_X86_KERNELS
namespace avx2 {
extern const Kernels<double> kernelsOfDouble;
extern const Kernels<float> kernelsOfFloat;
} // namespace avx2

namespace avx512 {
extern const Kernels<double> kernelsOfDouble;
extern const Kernels<float> kernelsOfFloat;
} // namespace avx512
#endif

std::vector<InstructionSet> instructionSets()
{
    std::vector<InstructionSet> sets{InstructionSet::Baseline};
#ifdef DQM_X86_KERNELS
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
        sets.push_back(InstructionSet::Avx2);
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq")
        && __builtin_cpu_supports("avx512vl"))
        sets.push_back(InstructionSet::Avx512);
#endif
    return sets;
}

template <class T>
const Kernels<T>& kernels(InstructionSet set)
{
    const std::vector<InstructionSet> sets = instructionSets();
    if (std::find(sets.begin(), sets.end(), set) == sets.end())
        throw std::invalid_argument("This processor does not have the instruction set asked for.");
    constexpr bool isDouble = sizeof(T) == sizeof(double);
#ifdef DQM_X86_KERNELS
    if (set == InstructionSet::Avx512) {
        if constexpr (isDouble)
            return avx512::kernelsOfDouble;
        else
            return avx512::kernelsOfFloat;
    }
    if (set == InstructionSet::Avx2) {
        if constexpr (isDouble)
            return avx2::kernelsOfDouble;
        else
            return avx2::kernelsOfFloat;
    }
#endif
    if constexpr (isDouble)
        return baseline::kernelsOfDouble;
    else
        return baseline::kernelsOfFloat;
}

template const Kernels<double>& kernels<double>(InstructionSet);
template const Kernels<float>& kernels<float>(InstructionSet);

} // namespace dqm::fused
