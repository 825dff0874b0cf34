#pragma once

#include "core/experiment/Experiment.h"

#include <QString>

class vtkDataObject;
class vtkXMLWriter;

namespace dqm {

// What all our VTK files have in common: fields (.vti) and particles (.vtp).

/// VTK writes its troubles to the terminal, where one line of ours is expected: it is quiet as long
/// as one of these lives.
class VtkSilence
{
public:
    VtkSilence();
    ~VtkSilence();
    VtkSilence(const VtkSilence&) = delete;
    VtkSilence& operator=(const VtkSilence&) = delete;

private:
    int m_old;
};

/// Writes data that carry their experiment and their time (TimeValue) as field data, both added
/// here.
/// @throws std::runtime_error if the file cannot be written; nothing is left of it then.
void writeVtkFile(vtkXMLWriter& writer, vtkDataObject& data, const QString& path, double time,
    const Experiment& experiment);

} // namespace dqm
