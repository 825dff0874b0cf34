#include "app/carriers/VtkCarrier.h"

#include "app/carriers/VtkReader.h"

namespace dqm {

namespace {

Carried read(InputFile& file)
{
    VtkReader reader(file);
    Carried carried;
    carried.experiment
        = reader.text("FieldData", carriedExperimentKey, longestExperiment).value_or("");
    const auto time = reader.numbers("FieldData", "TimeValue", 1);
    if (time && time->size() == 1)
        carried.time = time->front();
    return carried;
}

} // namespace

const Carrier vtkCarrier{"a VTK file", Carrier::Sort::Data, "*.vti *.vtp",
    [](const QByteArray& start) { return start.startsWith('<') && start.contains("<VTKFile"); },
    read};

} // namespace dqm
