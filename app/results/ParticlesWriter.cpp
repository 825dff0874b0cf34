#include "app/results/ParticlesWriter.h"

#include "app/results/VtkFile.h"

#include <vtkCellArray.h>
#include <vtkDoubleArray.h>
#include <vtkIntArray.h>
#include <vtkNew.h>
#include <vtkPointData.h>
#include <vtkPoints.h>
#include <vtkPolyData.h>
#include <vtkUnsignedCharArray.h>
#include <vtkXMLPolyDataWriter.h>

namespace dqm {

namespace {

void addVectors(vtkPolyData& data, const char* name, const std::vector<Vec2>& vectors)
{
    vtkNew<vtkDoubleArray> array;
    array->SetName(name);
    array->SetNumberOfComponents(3);
    array->SetNumberOfTuples(static_cast<vtkIdType>(vectors.size()));
    for (std::size_t k = 0; k < vectors.size(); ++k)
        array->SetTuple3(static_cast<vtkIdType>(k), vectors[k].x(), vectors[k].y(), 0.0);
    data.GetPointData()->AddArray(array);
}

} // namespace

ParticleTable particleTable(const ParticleEnsemble& particles, Vec2 W, double time)
{
    ParticleTable table;
    const Vec2 offset = -time * W;
    for (int k = 0; k < particles.count(); ++k) {
        const bool isAlive = particles.isAlive(k);
        const LocalWave wave = isAlive ? particles.wave().at(particles.wrapped(k)) : LocalWave{};
        table.place.emplace_back(particles.wrapped(k) + offset);
        table.start.push_back(particles.startingPlace(k));
        table.displacement.emplace_back(particles.place(k) - particles.startingPlace(k) + offset);
        table.v.emplace_back(isAlive ? Vec2(wave.v - W) : Vec2(0.0, 0.0));
        table.u.push_back(wave.u);
        table.alive.push_back(isAlive ? 1 : 0);
    }
    return table;
}

void writeParticles(
    const QString& path, const ParticleTable& particles, double time, const Experiment& experiment)
{
    const VtkSilence silence;
    const int count = particles.count();
    vtkNew<vtkPoints> points;
    points->SetDataTypeToDouble();
    points->SetNumberOfPoints(count);
    vtkNew<vtkCellArray> vertices;
    vtkNew<vtkIntArray> id;
    id->SetName("id");
    id->SetNumberOfValues(count);
    vtkNew<vtkUnsignedCharArray> alive;
    alive->SetName("alive");
    alive->SetNumberOfValues(count);
    for (vtkIdType k = 0; k < count; ++k) {
        const auto index = static_cast<std::size_t>(k);
        points->SetPoint(k, particles.place[index].x(), particles.place[index].y(), 0.0);
        vertices->InsertNextCell(1, &k);
        id->SetValue(k, static_cast<int>(k));
        alive->SetValue(k, particles.alive[index]);
    }
    vtkNew<vtkPolyData> data;
    data->SetPoints(points);
    data->SetVerts(vertices);
    data->GetPointData()->AddArray(id);
    addVectors(*data, "start", particles.start);
    addVectors(*data, "displacement", particles.displacement);
    addVectors(*data, "v", particles.v);
    addVectors(*data, "u", particles.u);
    data->GetPointData()->AddArray(alive);
    vtkNew<vtkXMLPolyDataWriter> writer;
    writeVtkFile(*writer, *data, path, time, experiment);
}

} // namespace dqm
