#include "app/results/VtkFile.h"

#include "app/experiments/ExperimentFile.h"
#include "app/files/OutputFile.h"

#include <QFile>

#include <vtkDataObject.h>
#include <vtkDoubleArray.h>
#include <vtkFieldData.h>
#include <vtkNew.h>
#include <vtkStringArray.h>
#include <vtkXMLWriter.h>

namespace dqm {

namespace {

constexpr qint64 kibibyte = 1024;
constexpr const char* timeKey = "TimeValue"; // as ParaView calls it

void carry(vtkFieldData& data, double time, const Experiment& experiment)
{
    vtkNew<vtkStringArray> text;
    text->SetName(carriedExperimentKey);
    text->InsertNextValue(formatExperiment(experiment).toStdString());
    data.AddArray(text);

    vtkNew<vtkDoubleArray> instant;
    instant->SetName(timeKey);
    instant->InsertNextValue(time);
    data.AddArray(instant);
}

} // namespace

VtkSilence::VtkSilence()
    : m_old(vtkObject::GetGlobalWarningDisplay())
{
    vtkObject::GlobalWarningDisplayOff();
}

VtkSilence::~VtkSilence() { vtkObject::SetGlobalWarningDisplay(m_old); }

void writeVtkFile(vtkXMLWriter& writer, vtkDataObject& data, const QString& path, double time,
    const Experiment& experiment)
{
    carry(*data.GetFieldData(), time, experiment);
    const VtkSilence silence;
    OutputFile file(path);
    writer.SetFileName(QFile::encodeName(file.place()).constData());
    writer.SetInputDataObject(&data);
    writer.SetDataModeToAppended();
    writer.EncodeAppendedDataOff();
    if (writer.Write() == 0 || writer.GetErrorCode() != 0) {
        // VTK says no more than that it failed.
        throw file.unwritable(
            file.reasonNoMore(static_cast<qint64>(data.GetActualMemorySize()) * kibibyte));
    }
    file.commit();
}

} // namespace dqm
