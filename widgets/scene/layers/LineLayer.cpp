#include "widgets/scene/layers/LineLayer.h"

#include "widgets/scene/layers/SceneMapper.h"
#include "widgets/scene/model/Resources.h"

#include <vtkActor.h>
#include <vtkCellArray.h>
#include <vtkFloatArray.h>
#include <vtkOpenGLPolyDataMapper.h>
#include <vtkPointData.h>
#include <vtkPoints.h>
#include <vtkPolyData.h>
#include <vtkProperty.h>
#include <vtkRenderer.h>
#include <vtkShaderProperty.h>
#include <vtkTypeInt32Array.h>
#include <vtkUniforms.h>

#include <algorithm>
#include <array>
#include <cstring>

namespace dqm {

namespace {

vtkSmartPointer<vtkFloatArray> copied(
    const std::vector<float>& values, int components, const char* name)
{
    auto array = vtkSmartPointer<vtkFloatArray>::New();
    array->SetName(name);
    array->SetNumberOfComponents(components);
    array->SetNumberOfTuples(static_cast<vtkIdType>(values.size()) / components);
    std::copy(values.begin(), values.end(), array->GetPointer(0));
    return array;
}

} // namespace

LineLayer::LineLayer()
    : m_actor(vtkSmartPointer<vtkActor>::New())
    , m_mapper(vtkSmartPointer<SceneMapper>::New())
{
    auto* mapper = vtkOpenGLPolyDataMapper::SafeDownCast(m_mapper);
    mapper->ScalarVisibilityOff();
    mapper->SetVBOShiftScaleMethod(0);
    mapper->MapDataArrayToVertexAttribute(
        "chord", "chord", vtkDataObject::FIELD_ASSOCIATION_POINTS, -1);
    mapper->MapDataArrayToVertexAttribute(
        "shape", "shape", vtkDataObject::FIELD_ASSOCIATION_POINTS, -1);
    mapper->SetInputData(m_data);
    m_actor->SetMapper(mapper);
    m_actor->GetProperty()->LightingOff();
    vtkShaderProperty* shaders = m_actor->GetShaderProperty();
    shaders->SetVertexShaderCode(shaderSource("line.vert.glsl").constData());
    shaders->SetFragmentShaderCode(shaderSource("line.frag.glsl").constData());
    m_actor->ForceOpaqueOn();
    m_actor->PickableOff();
    m_actor->VisibilityOff();
}

LineLayer::~LineLayer() = default;

void LineLayer::addTo(vtkRenderer& renderer) { renderer.AddActor(m_actor); }

void LineLayer::keepDepth() { static_cast<SceneMapper*>(m_mapper.Get())->KeepsDepth = true; }

void LineLayer::setLines(const LineGeometry& geometry)
{
    m_actor->SetVisibility(!geometry.triangles.empty());
    if (geometry.triangles.empty())
        return;
    vtkNew<vtkPoints> points;
    points->SetData(copied(geometry.positions, 3, "points"));
    vtkNew<vtkTypeInt32Array> corners;
    corners->SetNumberOfValues(static_cast<vtkIdType>(geometry.triangles.size()));
    std::copy(geometry.triangles.begin(), geometry.triangles.end(), corners->GetPointer(0));
    vtkNew<vtkCellArray> triangles;
    triangles->SetData(3, corners);
    m_data->SetPoints(points);
    m_data->SetPolys(triangles);
    m_data->GetPointData()->AddArray(copied(geometry.chords, 3, "chord"));
    m_data->GetPointData()->AddArray(copied(geometry.shapes, 4, "shape"));
    m_data->Modified();
}

void LineLayer::setLook(const Look& look)
{
    vtkShaderProperty* shaders = m_actor->GetShaderProperty();
    for (vtkUniforms* uniforms :
        {shaders->GetVertexCustomUniforms(), shaders->GetFragmentCustomUniforms()}) {
        uniforms->SetUniformf("thickness", static_cast<float>(look.thickness));
        uniforms->SetUniformf("pixelScale", static_cast<float>(look.pixelScale));
    }
    setColor(shaders->GetFragmentCustomUniforms(), "lineColor", look.color);
    setColor(shaders->GetFragmentCustomUniforms(), "casingColor", look.casing);
}

void LineLayer::setView(const Eigen::Vector3d& eye, QSizeF pane)
{
    vtkUniforms* uniforms = m_actor->GetShaderProperty()->GetVertexCustomUniforms();
    const Eigen::Vector3f towards = eye.cast<float>();
    uniforms->SetUniform3f("eye", towards.data());
    const std::array<float, 2> size{
        static_cast<float>(pane.width()), static_cast<float>(pane.height())};
    uniforms->SetUniform2f("pane", size.data());
}

} // namespace dqm
