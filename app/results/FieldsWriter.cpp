#include "app/results/FieldsWriter.h"

#include "app/files/WholeFile.h"
#include "app/results/VtkFile.h"

#include <QFileInfo>
#include <QXmlStreamWriter>

#include <vtkDoubleArray.h>
#include <vtkImageData.h>
#include <vtkNew.h>
#include <vtkPointData.h>
#include <vtkXMLImageDataWriter.h>

#include <functional>

namespace dqm {

namespace {

using Value = std::function<double(Eigen::Index)>;

void addArray(vtkImageData* image, const char* name, const std::vector<Value>& components)
{
    vtkNew<vtkDoubleArray> array;
    array->SetName(name);
    array->SetNumberOfComponents(static_cast<int>(components.size()));
    array->SetNumberOfTuples(image->GetNumberOfPoints());
    double* target = array->GetPointer(0);
    for (vtkIdType i = 0; i < image->GetNumberOfPoints(); ++i) {
        for (const Value& component : components)
            *target++ = component(i);
    }
    image->GetPointData()->AddArray(array);
}

Value of(const RealField& field)
{
    return [&field](Eigen::Index i) { return field.size() > 0 ? field.data()[i] : 0.0; };
}

} // namespace

void writeFields(const QString& path, const Simulation::Fields& fields, double time,
    const Experiment& experiment)
{
    const VtkSilence silence;
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
    vtkNew<vtkXMLImageDataWriter> writer;
    writeVtkFile(*writer, *image, path, time, experiment);
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
    while (name.endsWith('-') || name.endsWith('_') || name.endsWith('.'))
        name.chop(1);
    return file.path() + '/' + (name.isEmpty() ? QStringLiteral("fields") : name) + ".pvd";
}

void writeCollection(const QString& path, const std::vector<std::pair<double, QString>>& files)
{
    QByteArray text;
    QXmlStreamWriter xml(&text);
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
    writeWholeFile(path, text);
}

} // namespace dqm
