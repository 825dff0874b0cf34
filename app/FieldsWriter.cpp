#include "app/FieldsWriter.h"

#include "app/ExperimentFile.h"

#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QXmlStreamWriter>

#include <vtkDoubleArray.h>
#include <vtkFieldData.h>
#include <vtkImageData.h>
#include <vtkNew.h>
#include <vtkPointData.h>
#include <vtkSmartPointer.h>
#include <vtkStringArray.h>
#include <vtkXMLImageDataReader.h>
#include <vtkXMLImageDataWriter.h>

#include <cstdio>
#include <functional>
#include <stdexcept>

namespace dqm {

namespace {

constexpr const char* timeKey = "TimeValue"; // as ParaView names it

using Value = std::function<double(Eigen::Index)>;

void addArray(vtkImageData* image, const char* name, const std::vector<Value>& components)
{
    vtkNew<vtkDoubleArray> array;
    array->SetName(name);
    array->SetNumberOfComponents(static_cast<int>(components.size()));
    array->SetNumberOfTuples(image->GetNumberOfPoints());
    double* target = array->GetPointer(0);
    for (vtkIdType i = 0; i < image->GetNumberOfPoints(); ++i) {
        for (const Value& component : components) {
            *target++ = component(i);
        }
    }
    image->GetPointData()->AddArray(array);
}

Value of(const RealField& field)
{
    return [&field](Eigen::Index i) { return field.size() > 0 ? field.data()[i] : 0.0; };
}

void addFieldData(vtkImageData* image, double time, const Experiment& experiment)
{
    vtkNew<vtkStringArray> text;
    text->SetName(carriedExperimentKey);
    text->InsertNextValue(formatExperiment(experiment).toStdString());
    image->GetFieldData()->AddArray(text);

    vtkNew<vtkDoubleArray> instant;
    instant->SetName(timeKey);
    instant->InsertNextValue(time);
    image->GetFieldData()->AddArray(instant);
}

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

vtkSmartPointer<vtkImageData> readImage(const QString& path)
{
    const VtkSilence silence;
    vtkNew<vtkXMLImageDataReader> reader;
    reader->SetFileName(QFile::encodeName(path).constData());
    reader->Update();
    return reader->GetOutput();
}

} // namespace

void writeFields(const QString& path, const Simulation::Fields& fields, double time,
    const Experiment& experiment)
{
    const Grid& grid = fields.grid;
    vtkNew<vtkImageData> image;
    image->SetDimensions(grid.nx, grid.ny, 1);
    image->SetOrigin(grid.x(0), grid.y(0), 0.0);
    image->SetSpacing(grid.dx(), grid.dy(), 1.0);

    const Hydrodynamics& h = fields.hydrodynamics;
    const Value zero = [](Eigen::Index) { return 0.0; };
    addArray(image, "rho", {of(h.rho)});
    addArray(image, "phase", {of(h.phase)});
    addArray(image, "v", {of(h.v.x), of(h.v.y), zero});
    addArray(image, "u", {of(h.u.x), of(h.u.y), zero});
    addArray(image, "V", {of(fields.V)});
    addArray(image, "Q", {of(h.Q)});
    addArray(image, "psi_re", {[&](Eigen::Index i) { return fields.psi.data()[i].real(); }});
    addArray(image, "psi_im", {[&](Eigen::Index i) { return fields.psi.data()[i].imag(); }});
    addFieldData(image, time, experiment);

    const VtkSilence silence;
    vtkNew<vtkXMLImageDataWriter> writer;
    // A file that is half written must not pass for a whole one, nor replace one.
    const QByteArray whole = QFile::encodeName(path);
    const QByteArray part = whole + ".part";
    writer->SetFileName(part.constData());
    writer->SetInputData(image);
    writer->SetDataModeToAppended();
    writer->EncodeAppendedDataOff();
    const bool written = writer->Write() != 0 && writer->GetErrorCode() == 0;
    if (!written || std::rename(part.constData(), whole.constData()) != 0) {
        std::remove(part.constData());
        throw std::runtime_error("the fields cannot be written to " + path.toStdString());
    }
}

QByteArray experimentInFields(const QString& path)
{
    const vtkSmartPointer<vtkImageData> image = readImage(path);
    auto* text = vtkStringArray::SafeDownCast(
        image->GetFieldData()->GetAbstractArray(carriedExperimentKey));
    return text != nullptr && text->GetNumberOfValues() > 0
        ? QByteArray::fromStdString(text->GetValue(0))
        : QByteArray();
}

std::optional<double> timeInFields(const QString& path)
{
    const vtkSmartPointer<vtkImageData> image = readImage(path);
    auto* instant = vtkDoubleArray::SafeDownCast(image->GetFieldData()->GetAbstractArray(timeKey));
    return instant != nullptr && instant->GetNumberOfValues() > 0
        ? std::optional(instant->GetValue(0))
        : std::nullopt;
}

QString fieldsFileName(const QString& pattern, long long row, long long lastRow)
{
    const auto width = static_cast<int>(QString::number(lastRow).size());
    return QString(pattern).replace("{n}", QStringLiteral("%1").arg(row, width, 10, QChar('0')));
}

QString collectionName(const QString& pattern)
{
    const QFileInfo file(pattern);
    QString name = file.completeBaseName().remove("{n}");
    while (name.endsWith('-') || name.endsWith('_') || name.endsWith('.')) {
        name.chop(1);
    }
    return file.path() + '/' + (name.isEmpty() ? QStringLiteral("fields") : name) + ".pvd";
}

void writeCollection(const QString& path, const std::vector<std::pair<double, QString>>& files)
{
    QSaveFile file(path);
    bool written = file.open(QIODevice::WriteOnly);
    if (written) {
        QXmlStreamWriter xml(&file);
        xml.setAutoFormatting(true);
        xml.writeStartDocument();
        xml.writeStartElement("VTKFile");
        xml.writeAttribute("type", "Collection");
        xml.writeAttribute("version", "0.1");
        xml.writeStartElement("Collection");
        for (const auto& [time, name] : files) {
            xml.writeEmptyElement("DataSet");
            xml.writeAttribute("timestep", QString::number(time, 'g', 17));
            xml.writeAttribute("part", "0");
            xml.writeAttribute("file", QFileInfo(name).fileName());
        }
        xml.writeEndDocument();
        written = !xml.hasError() && file.commit();
    }
    if (!written) {
        throw std::runtime_error(
            "cannot write " + path.toStdString() + ": " + file.errorString().toStdString());
    }
}

} // namespace dqm
