#include "Refused.h"
#include "core/setup/Formula.h"

#include <cstddef>
#include <cstdint>
#include <string>

using namespace dqm;

/// Any text as a formula.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string text(reinterpret_cast<const char*>(data), size);
    fuzz::mayRefuse([&] {
        Formula formula(text, {{"a", 1.5}});
        formula(0.5, -0.25, 1.0);
    });
    return 0;
}
