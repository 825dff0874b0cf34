#pragma once

#include "core/Experiment.h"

#include <QByteArray>
#include <QString>

#include <optional>

class vtkDataObject;
class vtkXMLWriter;

namespace dqm {

// What all our VTK files have in common: fields (.vti) and particles (.vtp).

/// Writes data that carry their experiment and their time (TimeValue) as field data, both added
/// here.
/// @throws std::runtime_error if the file cannot be written; nothing is left of it then.
void writeVtkFile(vtkXMLWriter& writer, vtkDataObject& data, const QString& path, double time,
    const Experiment& experiment);

/// The experiment's JSON in a VTK file; empty if there is none.
QByteArray experimentInVtkFile(const QString& path);
/// The time of such a file; empty if it has none.
std::optional<double> timeInVtkFile(const QString& path);

} // namespace dqm
