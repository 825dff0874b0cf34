#include "app/carriers/Carriers.h"

#include "app/carriers/ArraysCarrier.h"
#include "app/carriers/GifCarrier.h"
#include "app/carriers/InputFile.h"
#include "app/carriers/PngCarrier.h"
#include "app/carriers/RdfCarrier.h"
#include "app/carriers/TableCarrier.h"
#include "app/carriers/VideoCarrier.h"
#include "app/carriers/VtkCarrier.h"
#include "fuzz/Promise.h"
#include "fuzz/Targets.h"

#include <sys/mman.h>
#include <unistd.h>

namespace dqm::fuzz {

namespace {

/// A file in memory that holds the input.
QString fileOf(const QByteArray& input)
{
    static const int file = ::memfd_create("input", 0);
    if (::ftruncate(file, 0) != 0
        || ::pwrite(file, input.constData(), static_cast<std::size_t>(input.size()), 0)
            != input.size())
        throw std::runtime_error("no file can be made in memory");
    return QStringLiteral("/proc/self/fd/%1").arg(file);
}

void requireBounds(const Carried& carried)
{
    // Where other programs write texts, spaces may surround what is no longer than that.
    if (carried.experiment.size() > 2 * longestExperiment)
        throw Finding("an experiment of " + std::to_string(carried.experiment.size()) + " bytes");
}

void readAs(const Carrier& carrier, const QByteArray& input)
{
    const QString path = fileOf(input);
    mayRefuse([&] {
        InputFile file(path);
        requireBounds(carrier.read(file));
    });
}

} // namespace

void readPng(const QByteArray& input) { readAs(pngCarrier, input); }
void readGif(const QByteArray& input) { readAs(gifCarrier, input); }
void readRdf(const QByteArray& input) { readAs(svgCarrier, input); }
void readVtk(const QByteArray& input) { readAs(vtkCarrier, input); }
void readNpz(const QByteArray& input) { readAs(arraysCarrier, input); }
void readTable(const QByteArray& input) { readAs(tableCarrier, input); }

void readAnyFile(const QByteArray& input)
{
    const Carrier* const carrier = carrierOf(input.left(1024));
    if (carrier == &mp4Carrier || carrier == &webMCarrier)
        return;
    const QString path = fileOf(input);
    mayRefuse([&] { requireBounds(readCarried(path)); });
}

} // namespace dqm::fuzz
