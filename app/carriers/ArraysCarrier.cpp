#include "app/carriers/ArraysCarrier.h"

#include "app/carriers/InputFile.h"
#include "app/carriers/NpzReader.h"

#include <QtEndian>

namespace dqm {

namespace {

Carried read(InputFile& file)
{
    NpzReader arrays(file);
    Carried carried;
    if (const auto text = arrays.array(carriedExperimentKey, longestExperiment);
        text && text->type.startsWith("|S")) {
        carried.experiment = text->bytes;
    }
    const auto time = arrays.array("time", sizeof(double));
    if (time && time->type == "<f8" && time->bytes.size() == sizeof(double))
        carried.time = qFromLittleEndian<double>(time->bytes.constData());
    return carried;
}

} // namespace

const Carrier arraysCarrier{"a file of arrays (NPZ)", Carrier::Sort::Data, "*.npz",
    [](const QByteArray& start) { return start.startsWith("PK\x03\x04"); }, read};

} // namespace dqm
