#include "Refused.h"
#include "app/ExperimentFile.h"

#include <cstddef>
#include <cstdint>

using namespace dqm;

/// A text that may be an experiment: what is read is written, and reads as the same again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArray text(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    fuzz::mayRefuse([&] {
        const AnyExperiment experiment = parseAnyExperiment(text);
        const AnyExperiment again = parseAnyExperiment(formatExperimentOnOneLine(experiment));
        if (formatExperiment(again) != formatExperiment(experiment)) {
            std::abort();
        }
    });
    return 0;
}
