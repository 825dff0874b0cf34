#include "fuzz/Targets.h"

#include <cstddef>
#include <cstdint>

/// Where clang's fuzzer comes in; what a target throws ends the program and is shown.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    dqm::fuzz::DQM_FUZZ_TARGET(
        QByteArray(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size)));
    return 0;
}
