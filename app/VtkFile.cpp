#include "app/VtkFile.h"

#include "app/ExperimentFile.h"

#include <QFile>

#include <vtkDataObject.h>
#include <vtkDoubleArray.h>
#include <vtkFieldData.h>
#include <vtkNew.h>
#include <vtkSmartPointer.h>
#include <vtkStringArray.h>
#include <vtkXMLGenericDataObjectReader.h>
#include <vtkXMLWriter.h>

#include <cstdio>
#include <stdexcept>

namespace dqm {

namespace {

constexpr const char* timeKey = "TimeValue"; // as ParaView calls it

/// VTK writes its troubles to the terminal, where one line of ours is expected.
class VtkSilence
{
public:
    VtkSilence() { vtkObject::GlobalWarningDisplayOff(); }
    ~VtkSilence() { vtkObject::SetGlobalWarningDisplay(m_old); }
    VtkSilence(const VtkSilence&) = delete;
    VtkSilence& operator=(const VtkSilence&) = delete;

private:
    int m_old = vtkObject::GetGlobalWarningDisplay();
};

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

vtkSmartPointer<vtkFieldData> fieldDataOf(const QString& path)
{
    const VtkSilence silence;
    vtkNew<vtkXMLGenericDataObjectReader> reader;
    reader->SetFileName(QFile::encodeName(path).constData());
    reader->Update();
    return reader->GetOutput() != nullptr ? reader->GetOutput()->GetFieldData() : nullptr;
}

} // namespace

void writeVtkFile(vtkXMLWriter& writer, vtkDataObject& data, const QString& path, double time,
    const Experiment& experiment)
{
    carry(*data.GetFieldData(), time, experiment);
    const VtkSilence silence;
    // A file that is half written must not pass for a whole one, nor replace one.
    const QByteArray whole = QFile::encodeName(path);
    const QByteArray part = whole + ".part";
    writer.SetFileName(part.constData());
    writer.SetInputDataObject(&data);
    writer.SetDataModeToAppended();
    writer.EncodeAppendedDataOff();
    const bool written = writer.Write() != 0 && writer.GetErrorCode() == 0;
    if (!written || std::rename(part.constData(), whole.constData()) != 0) {
        std::remove(part.constData());
        throw std::runtime_error("the data cannot be written to " + path.toStdString());
    }
}

QByteArray experimentInVtkFile(const QString& path)
{
    const auto data = fieldDataOf(path);
    auto* text = data ? vtkStringArray::SafeDownCast(data->GetAbstractArray(carriedExperimentKey))
                      : nullptr;
    return text != nullptr && text->GetNumberOfValues() > 0
        ? QByteArray::fromStdString(text->GetValue(0))
        : QByteArray();
}

std::optional<double> timeInVtkFile(const QString& path)
{
    const auto data = fieldDataOf(path);
    auto* instant = data ? vtkDataArray::SafeDownCast(data->GetAbstractArray(timeKey)) : nullptr;
    return instant != nullptr && instant->GetNumberOfTuples() > 0
        ? std::optional(instant->GetTuple1(0))
        : std::nullopt;
}

} // namespace dqm
