#include "app/carriers/Carriers.h"

#include "Refused.h"
#include "app/carriers/InputFile.h"
#include "app/carriers/VideoCarrier.h"

#include <cstddef>
#include <cstdint>
#include <sys/mman.h>
#include <unistd.h>

using namespace dqm;

/// A file of any bytes, whatever its name, and each reader on bytes that are not its own.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const int file = ::memfd_create("input", 0);
    if (::ftruncate(file, 0) != 0 || ::pwrite(file, data, size, 0) != static_cast<ssize_t>(size)) {
        return -1;
    }
    const QString path = QStringLiteral("/proc/self/fd/%1").arg(file);
    for (const Carrier* carrier : carriers()) {
        // Those are read by ffprobe.
        if (carrier != &mp4Carrier && carrier != &webMCarrier) {
            fuzz::mayRefuse([&] {
                InputFile input(path);
                carrier->read(input);
            });
        }
    }
    return 0;
}
