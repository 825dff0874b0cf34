#include "widgets/scene/layers/ParticleLayer.h"

#include "widgets/scene/layers/ParticleInk.h"
#include "widgets/scene/layers/SceneMapper.h"
#include "widgets/scene/model/Resources.h"

#include <vtkActor.h>
#include <vtkCellArray.h>
#include <vtkFloatArray.h>
#include <vtkObjectFactory.h>
#include <vtkOpenGLPolyDataMapper.h>
#include <vtkPoints.h>
#include <vtkPolyData.h>
#include <vtkProperty.h>
#include <vtkRenderer.h>
#include <vtkShaderProperty.h>
#include <vtkTypeInt32Array.h>
#include <vtkUniforms.h>
#include <vtk_glew.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace dqm {

namespace {

/// Of points in the size that the actor's property says.
class ParticleMapper : public SceneMapper
{
public:
    using Superclass = SceneMapper;
    static ParticleMapper* New();
    void RenderPieceDraw(vtkRenderer* renderer, vtkActor* actor) override
    {
        glPointSize(actor->GetProperty()->GetPointSize());
        this->Superclass::RenderPieceDraw(renderer, actor);
    }
};
vtkStandardNewMacro(ParticleMapper);

/// One cell for each point.
vtkSmartPointer<vtkCellArray> cellsFor(int count)
{
    vtkNew<vtkTypeInt32Array> corners;
    corners->SetNumberOfValues(count);
    std::iota(corners->GetPointer(0), corners->GetPointer(0) + count, 0);
    auto cells = vtkSmartPointer<vtkCellArray>::New();
    cells->SetData(1, corners);
    return cells;
}

} // namespace

ParticleLayer::ParticleLayer()
    : m_actor(vtkSmartPointer<vtkActor>::New())
    , m_mapper(vtkSmartPointer<ParticleMapper>::New())
{
    auto* mapper = vtkOpenGLPolyDataMapper::SafeDownCast(m_mapper);
    mapper->ScalarVisibilityOff();
    mapper->SetVBOShiftScaleMethod(0);
    mapper->SetInputData(m_data);
    m_actor->SetMapper(mapper);
    m_actor->GetProperty()->LightingOff();
    vtkShaderProperty* shaders = m_actor->GetShaderProperty();
    shaders->SetVertexShaderCode(shaderSource("particle.vert.glsl").constData());
    shaders->SetFragmentShaderCode(shaderSource("particle.frag.glsl").constData());
    m_actor->ForceOpaqueOn();
    m_actor->PickableOff();
    m_actor->VisibilityOff();
}

ParticleLayer::~ParticleLayer() = default;

void ParticleLayer::addTo(vtkRenderer& renderer) { renderer.AddActor(m_actor); }

void ParticleLayer::setPoints(const std::vector<float>& positions)
{
    const int count = static_cast<int>(positions.size() / 3);
    m_actor->SetVisibility(count > 0);
    if (count > 0) {
        vtkNew<vtkFloatArray> places;
        places->SetNumberOfComponents(3);
        places->SetNumberOfTuples(count);
        std::copy(positions.begin(), positions.end(), places->GetPointer(0));
        vtkNew<vtkPoints> points;
        points->SetData(places);
        m_data->SetPoints(points);
        // The same cells for the same number: the card keeps them.
        if (count != m_count)
            m_data->SetVerts(cellsFor(count));
        m_data->Modified();
    }
    m_count = count;
}

void ParticleLayer::setLook(const Look& look)
{
    const double diameter = particleDiameter(m_count) * look.thickness * look.pixelScale;
    // Room for a smooth edge.
    m_actor->GetProperty()->SetPointSize(static_cast<float>(diameter + 1.0));
    vtkUniforms* uniforms = m_actor->GetShaderProperty()->GetFragmentCustomUniforms();
    uniforms->SetUniformf("diameter", static_cast<float>(diameter));
    uniforms->SetUniformf(
        "rim", static_cast<float>(diameter > 3.0 * look.pixelScale ? look.pixelScale : 0.0));
    uniforms->SetUniformf("opacity", static_cast<float>(particleOpacity(m_count)));
    setColor(uniforms, "pointColor", look.color);
    setColor(uniforms, "casingColor", look.casing);
}

void ParticleLayer::setView(const Eigen::Vector3d& eye)
{
    const Eigen::Vector3f towards = eye.cast<float>();
    m_actor->GetShaderProperty()->GetVertexCustomUniforms()->SetUniform3f("eye", towards.data());
}

} // namespace dqm
