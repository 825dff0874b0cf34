#include "widgets/scene/HeightmapScene.h"

#include "widgets/scene/Resources.h"

#include <vtkActor.h>
#include <vtkCamera.h>
#include <vtkCellArray.h>
#include <vtkFloatArray.h>
#include <vtkImageData.h>
#include <vtkObjectFactory.h>
#include <vtkOpenGLPolyDataMapper.h>
#include <vtkPointData.h>
#include <vtkPoints.h>
#include <vtkPolyData.h>
#include <vtkProperty.h>
#include <vtkRenderer.h>
#include <vtkShaderProperty.h>
#include <vtkTexture.h>
#include <vtkUniforms.h>
#include <vtkUnsignedCharArray.h>

#include <Eigen/Geometry>
#include <algorithm>
#include <array>
#include <cmath>

namespace dqm {

namespace {

/// A mapper whose mesh is lifted by the shader: bounds for culling must leave room for that.
class LiftedMapper : public vtkOpenGLPolyDataMapper
{
public:
    using Superclass = vtkOpenGLPolyDataMapper;
    static LiftedMapper* New();
    double* GetBounds() override
    {
        const std::array<double, 6> bounds{-1.0, 1.0, -1.0, 1.0, -0.1, 2.0};
        std::copy(bounds.begin(), bounds.end(), this->Bounds);
        return this->Bounds;
    }
    void GetBounds(double bounds[6]) override { this->Superclass::GetBounds(bounds); }
};
vtkStandardNewMacro(LiftedMapper);

vtkSmartPointer<vtkTexture> makeTexture(vtkImageData* image)
{
    auto texture = vtkSmartPointer<vtkTexture>::New();
    texture->SetInputData(image);
    texture->InterpolateOn();
    texture->MipmapOff();
    texture->RepeatOff();
    texture->EdgeClampOn();
    texture->SetColorModeToDirectScalars();
    return texture;
}

template <class Array, class T>
void wrap(vtkImageData* image, std::vector<T>& data, int width, int height)
{
    vtkNew<Array> array;
    array->SetNumberOfComponents(4);
    array->SetArray(data.data(), static_cast<vtkIdType>(data.size()), 1);
    image->SetDimensions(width, height, 1);
    image->GetPointData()->SetScalars(array);
    image->Modified();
}

void setColor(vtkUniforms* uniforms, const char* name, const QColor& color)
{
    const std::array<float, 3> rgb{static_cast<float>(color.redF()),
        static_cast<float>(color.greenF()), static_cast<float>(color.blueF())};
    uniforms->SetUniform3f(name, rgb.data());
}

void setVector(vtkUniforms* uniforms, const char* name, const Eigen::Vector3d& vector)
{
    const Eigen::Vector3f v = vector.cast<float>();
    uniforms->SetUniform3f(name, v.data());
}

void setPair(vtkUniforms* uniforms, const char* name, double x, double y)
{
    const std::array<float, 2> pair{static_cast<float>(x), static_cast<float>(y)};
    uniforms->SetUniform2f(name, pair.data());
}

void setNumber(vtkUniforms* uniforms, const char* name, double value)
{
    uniforms->SetUniformf(name, static_cast<float>(value));
}

vtkUniforms* vertexUniforms(vtkActor* actor)
{
    return actor->GetShaderProperty()->GetVertexCustomUniforms();
}

vtkUniforms* fragmentUniforms(vtkActor* actor)
{
    return actor->GetShaderProperty()->GetFragmentCustomUniforms();
}

} // namespace

HeightmapScene::HeightmapScene()
    : m_fieldTexture(makeTexture(m_fieldImage))
    , m_colorTexture(makeTexture(m_colorImage))
    , m_surface(makeActor("surface.vert.glsl", "surface.frag.glsl"))
    , m_sheetDepth(makeActor("sheet.vert.glsl", "sheet.frag.glsl"))
    , m_sheet(makeActor("sheet.vert.glsl", "sheet.frag.glsl"))
{
    m_surface->GetProperty()->SetTexture("colorTexture", m_colorTexture);
    setNumber(fragmentUniforms(m_sheetDepth), "depthOnly", 1.0);
    setNumber(fragmentUniforms(m_sheet), "depthOnly", 0.0);
    // In the order they are added: depth of the sheet before its colour.
    for (vtkActor* actor : {m_surface.Get(), m_sheetDepth.Get(), m_sheet.Get()})
        m_renderer->AddActor(actor);
    m_surface->VisibilityOff();
    m_sheetDepth->VisibilityOff();
    m_sheet->VisibilityOff();
}

HeightmapScene::~HeightmapScene() = default;

vtkSmartPointer<vtkActor> HeightmapScene::makeActor(
    const char* vertexShader, const char* fragmentShader)
{
    auto actor = vtkSmartPointer<vtkActor>::New();
    actor->GetProperty()->LightingOff();
    actor->GetProperty()->SetTexture("fieldTexture", m_fieldTexture);
    actor->GetShaderProperty()->SetVertexShaderCode(shaderSource(vertexShader).constData());
    actor->GetShaderProperty()->SetFragmentShaderCode(shaderSource(fragmentShader).constData());
    actor->ForceOpaqueOn();
    actor->PickableOff();
    return actor;
}

vtkSmartPointer<vtkMapper> HeightmapScene::makeMapper(int cellsX, int cellsY) const
{
    vtkNew<vtkPoints> points;
    points->SetDataTypeToFloat();
    points->Allocate((cellsX + 1) * (cellsY + 1));
    for (int j = 0; j <= cellsY; ++j)
        for (int i = 0; i <= cellsX; ++i)
            points->InsertNextPoint(-1.0 + 2.0 * i / cellsX, -1.0 + 2.0 * j / cellsY, 0.0);
    vtkNew<vtkCellArray> triangles;
    triangles->AllocateEstimate(2 * cellsX * cellsY, 3);
    // In tiles: a software renderer keeps the vertices of one tile at hand.
    constexpr int tile = 12;
    for (int top = 0; top < cellsY; top += tile)
        for (int left = 0; left < cellsX; left += tile)
            for (int j = top; j < std::min(top + tile, cellsY); ++j)
                for (int i = left; i < std::min(left + tile, cellsX); ++i) {
                    const vtkIdType a = static_cast<vtkIdType>(j) * (cellsX + 1) + i;
                    const vtkIdType b = a + cellsX + 1;
                    triangles->InsertNextCell({a, a + 1, b + 1});
                    triangles->InsertNextCell({a, b + 1, b});
                }
    vtkNew<vtkPolyData> mesh;
    mesh->SetPoints(points);
    mesh->SetPolys(triangles);
    vtkNew<LiftedMapper> mapper;
    mapper->SetInputData(mesh);
    mapper->ScalarVisibilityOff();
    mapper->SetVBOShiftScaleMethod(0);
    mapper->StaticOn();
    return vtkSmartPointer<vtkMapper>(mapper.Get());
}

void HeightmapScene::updateMesh()
{
    const double longer = std::max(m_geometry.halfSides.x(), m_geometry.halfSides.y());
    const auto cells = [&](double half) {
        return std::max(8, static_cast<int>(std::lround(m_meshCells * half / longer)));
    };
    const std::pair<int, int> key{cells(m_geometry.halfSides.x()), cells(m_geometry.halfSides.y())};
    vtkSmartPointer<vtkMapper>& mapper = m_meshes[key];
    if (!mapper)
        mapper = makeMapper(key.first, key.second);
    for (vtkActor* actor : {m_surface.Get(), m_sheetDepth.Get(), m_sheet.Get()})
        if (actor->GetMapper() != mapper)
            actor->SetMapper(mapper);
}

void HeightmapScene::setMeshCells(int cells)
{
    m_meshCells = cells;
    updateMesh();
}

void HeightmapScene::setTextures(PictureTextures& textures)
{
    wrap<vtkFloatArray>(m_fieldImage, textures.field(), textures.width(), textures.height());
    wrap<vtkUnsignedCharArray>(m_colorImage, textures.color(), textures.width(), textures.height());
    for (vtkActor* actor : {m_surface.Get(), m_sheetDepth.Get(), m_sheet.Get()})
        setPair(vertexUniforms(actor), "fieldSize", textures.width(), textures.height());
    m_surface->VisibilityOn();
}

void HeightmapScene::setLook(const Look& look, const Theme& theme)
{
    m_geometry = look.geometry;
    updateMesh();
    m_renderer->SetBackground(
        theme.background.redF(), theme.background.greenF(), theme.background.blueF());

    const Vec2 half = m_geometry.halfSides;
    const SceneScales& scales = look.scales;
    const bool potential = scales.hasPotential() && scales.contourStep > 0.0;
    const double range = scales.potentialTop - scales.potentialLow;
    const double lines = potential ? range / scales.contourStep : 0.0;
    const double offset = potential ? scales.potentialLow / scales.contourStep : 0.0;
    const double ground = potential ? std::clamp(-scales.potentialLow / range, 0.0, 1.0) : 0.0;
    const double width = theme.lineWidth * look.lineScale;

    vtkUniforms* surface = fragmentUniforms(m_surface);
    // Lines at the multiples of the step, as the tick labels say.
    const Vec2 origin = m_geometry.toScene(Vec2(0.0, 0.0));
    const double step = look.gridStep * m_geometry.scale;
    setVector(surface, "gridLines",
        {std::remainder(origin.x(), step), std::remainder(origin.y(), step), step});
    setColor(surface, "lineColor", theme.line);
    setPair(surface, "contours", look.contours ? lines : 0.0, offset);
    for (vtkActor* actor : {m_surface.Get(), m_sheetDepth.Get(), m_sheet.Get()}) {
        setPair(vertexUniforms(actor), "halfSides", half.x(), half.y());
        setNumber(fragmentUniforms(actor), "lineWidth", width);
        setColor(fragmentUniforms(actor), "potentialColor", theme.potential);
    }
    setPair(surface, "halfSides", half.x(), half.y());
    for (vtkActor* actor : {m_sheetDepth.Get(), m_sheet.Get()}) {
        actor->SetVisibility(look.sheet && potential);
        setNumber(vertexUniforms(actor), "sheetHeight", m_geometry.peakHeight);
        setPair(fragmentUniforms(actor), "contours", lines, offset);
        setNumber(fragmentUniforms(actor), "levelGround", ground);
    }
}

void HeightmapScene::setCamera(const SceneCamera& camera)
{
    vtkCamera* view = m_renderer->GetActiveCamera();
    const auto& p = camera.position();
    const auto& f = camera.focalPoint();
    const auto& up = camera.up();
    view->SetPosition(p.x(), p.y(), p.z());
    view->SetFocalPoint(f.x(), f.y(), f.z());
    view->SetViewUp(up.x(), up.y(), up.z());
    view->SetViewAngle(SceneCamera::viewAngle);
    view->SetParallelProjection(camera.isParallel());
    view->SetParallelScale(camera.parallelScale());
    view->SetClippingRange(camera.nearDistance(), camera.farDistance());

    // The lights turn with the eye: from the left above, and a weaker one from the right.
    using Vec3 = Eigen::Vector3d;
    const Vec3 eye = (p - f).normalized();
    const Vec3 right = up.cross(eye).normalized();
    const Vec3 near = right.cross(Vec3::UnitZ());
    const Vec3 key = (-0.66 * right + 0.30 * near + 0.74 * Vec3::UnitZ()).normalized();
    const Vec3 fill = (0.70 * right + 0.45 * near + 0.50 * Vec3::UnitZ()).normalized();
    vtkUniforms* surface = fragmentUniforms(m_surface);
    setVector(surface, "keyLight", key);
    setVector(surface, "fillLight", fill);
    setVector(surface, "eye", eye);
    setNumber(surface, "relief", camera.isParallel() ? 0.35 : 1.0);
    setVector(fragmentUniforms(m_sheetDepth), "keyLight", key);
    setVector(fragmentUniforms(m_sheet), "keyLight", key);
}

} // namespace dqm
