#include "Refused.h"
#include "app/ExperimentFile.h"
#include "app/ParameterSweep.h"

#include <cstddef>
#include <cstdint>

using namespace dqm;

/// Any text as what follows --set.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const QByteArray wave
        = R"({"dqmlab": 1, "packets": [{"type": "gaussian", "sigma": [2, 2]}]})";
    const QString change
        = QString::fromUtf8(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    fuzz::mayRefuse([&] { parseAnyExperiment(wave, {change}); });
    fuzz::mayRefuse([&] { sweep({change}); });
    return 0;
}
