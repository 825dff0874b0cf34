#include "widgets/scene/layers/HeightmapScene.h"

#include "widgets/scene/layers/SceneMapper.h"
#include "widgets/scene/model/ColorMaps.h"
#include "widgets/scene/model/Resources.h"

#include <vtkActor.h>
#include <vtkCamera.h>
#include <vtkCellArray.h>
#include <vtkFloatArray.h>
#include <vtkImageData.h>
#include <vtkMatrix4x4.h>
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

/// Height of the potential's sheet against a packet's peak.
constexpr double sheetShare = 0.7;
/// Likewise of walls: high enough to be walls, low enough to look over.
constexpr double wallShare = 0.36;

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

/// Triangles over -1 .. 1 in tiles: a software renderer keeps the vertices of one tile at hand.
vtkSmartPointer<vtkPolyData> makeMesh(int cellsX, int cellsY)
{
    vtkNew<vtkPoints> points;
    points->SetDataTypeToFloat();
    points->Allocate(static_cast<vtkIdType>(cellsX + 1) * (cellsY + 1));
    for (int j = 0; j <= cellsY; ++j)
        for (int i = 0; i <= cellsX; ++i)
            points->InsertNextPoint(-1.0 + 2.0 * i / cellsX, -1.0 + 2.0 * j / cellsY, 0.0);
    vtkNew<vtkCellArray> triangles;
    triangles->AllocateEstimate(static_cast<vtkIdType>(2) * cellsX * cellsY, 3);
    constexpr int tile = 12;
    const auto square = [&](int i, int j) {
        const vtkIdType a = static_cast<vtkIdType>(j) * (cellsX + 1) + i;
        const vtkIdType b = a + cellsX + 1;
        triangles->InsertNextCell({a, a + 1, b + 1});
        triangles->InsertNextCell({a, b + 1, b});
    };
    for (int top = 0; top < cellsY; top += tile)
        for (int left = 0; left < cellsX; left += tile)
            for (int j = top; j < std::min(top + tile, cellsY); ++j)
                for (int i = left; i < std::min(left + tile, cellsX); ++i)
                    square(i, j);
    auto mesh = vtkSmartPointer<vtkPolyData>::New();
    mesh->SetPoints(points);
    mesh->SetPolys(triangles);
    return mesh;
}

vtkSmartPointer<vtkMapper> makeMapper(vtkPolyData* mesh)
{
    vtkNew<LiftedMapper> mapper;
    mapper->SetInputData(mesh);
    mapper->ScalarVisibilityOff();
    mapper->SetVBOShiftScaleMethod(0);
    mapper->StaticOn();
    return vtkSmartPointer<vtkMapper>(mapper.Get());
}

} // namespace

HeightmapScene::HeightmapScene()
    : m_fieldTexture(makeTexture(m_fieldImage))
    , m_colorTexture(makeTexture(m_colorImage))
    , m_surface(makeLayer("surface.vert.glsl", "surface.frag.glsl"))
    , m_sheetDepth(makeLayer("sheet.vert.glsl", "sheet.frag.glsl"))
    , m_sheet(makeLayer("sheet.vert.glsl", "sheet.frag.glsl"))
{
    m_surface.actor->GetProperty()->SetTexture("colorTexture", m_colorTexture);
    setNumber(m_sheetDepth.fragment(), "depthOnly", 1.0);
    setNumber(m_sheet.fragment(), "depthOnly", 0.0);
    // In the order they are added: lines before the sheet above them, and of the sheet its depth
    // before its colour.
    for (const Layer* layer : layers()) {
        layer->actor->VisibilityOff();
        m_renderer->AddActor(layer->actor);
        if (layer == &m_surface) {
            for (const LineFamily family : {LineFamily::Drift, LineFamily::Diffusion})
                m_lines[static_cast<std::size_t>(family)].addTo(*m_renderer);
            m_particles.addTo(*m_renderer);
            m_lines[static_cast<std::size_t>(LineFamily::Trails)].addTo(*m_renderer);
            m_lines[static_cast<std::size_t>(LineFamily::Trails)].keepDepth();
        }
    }
}

HeightmapScene::~HeightmapScene() = default;

vtkUniforms* HeightmapScene::Layer::vertex() const
{
    return actor->GetShaderProperty()->GetVertexCustomUniforms();
}

vtkUniforms* HeightmapScene::Layer::fragment() const
{
    return actor->GetShaderProperty()->GetFragmentCustomUniforms();
}

HeightmapScene::Layer HeightmapScene::makeLayer(
    const char* vertexShader, const char* fragmentShader) const
{
    Layer layer{vtkSmartPointer<vtkActor>::New(), {}};
    vtkProperty* property = layer.actor->GetProperty();
    property->LightingOff();
    property->SetTexture("fieldTexture", m_fieldTexture);
    vtkShaderProperty* shaders = layer.actor->GetShaderProperty();
    shaders->SetVertexShaderCode(shaderSource(vertexShader).constData());
    shaders->SetFragmentShaderCode(shaderSource(fragmentShader).constData());
    layer.actor->ForceOpaqueOn();
    layer.actor->PickableOff();
    return layer;
}

vtkPolyData* HeightmapScene::mesh(MeshSize cells)
{
    vtkSmartPointer<vtkPolyData>& found = m_meshes[cells];
    if (!found)
        found = makeMesh(cells.first, cells.second);
    return found;
}

void HeightmapScene::updateMesh()
{
    const double longer = std::max(m_geometry.halfSides.x(), m_geometry.halfSides.y());
    const auto size = [&](int most) {
        const auto along = [&](double half) {
            return std::max(8, static_cast<int>(std::lround(most * half / longer)));
        };
        return MeshSize{along(m_geometry.halfSides.x()), along(m_geometry.halfSides.y())};
    };
    // In steps of 16: a support that grows does not ask for a new mesh with every frame.
    const int worth = (m_cellsWorthDrawing + 15) / 16 * 16;
    const MeshSize dense = size(std::min(m_meshCells, worth));
    const MeshSize whole = size(m_meshCells);
    for (Layer* layer : layers()) {
        if (!layer->actor->GetVisibility())
            continue;
        const MeshSize cells = layer == &m_surface ? dense : whole;
        vtkSmartPointer<vtkMapper>& mapper = layer->mappers[cells];
        if (!mapper)
            mapper = makeMapper(mesh(cells));
        if (layer->actor->GetMapper() != mapper)
            layer->actor->SetMapper(mapper);
    }
}

void HeightmapScene::setTextures(PictureTextures& textures)
{
    wrap<vtkFloatArray>(m_fieldImage, textures.field(), textures.width(), textures.height());
    wrap<vtkUnsignedCharArray>(m_colorImage, textures.color(), textures.width(), textures.height());
    for (const Layer* layer : layers())
        setPair(layer->vertex(), "fieldSize", textures.width(), textures.height());
    setPair(m_surface.fragment(), "fieldSize", textures.width(), textures.height());
    m_surface.actor->VisibilityOn();
    setFocus(textures.support());
}

void HeightmapScene::compileContours(bool wanted)
{
    if (wanted == m_hasContours)
        return;
    m_hasContours = wanted;
    QByteArray source = shaderSource("surface.frag.glsl");
    if (wanted)
        source.replace("//VTK::Output::Dec", "//VTK::Output::Dec\n#define CONTOURS");
    m_surface.actor->GetShaderProperty()->SetFragmentShaderCode(source.constData());
}

void HeightmapScene::setFocus(const PictureTextures::Support& support)
{
    const auto set = [this](const char* name, double low, double high) {
        // Four fifths of the cells go to the support, unless it is as wide as that anyway; the rest
        // are split between both sides as these are wide.
        const double width = std::max(high - low, 1e-3);
        const double inside = std::max(width, 0.8);
        const double outside = std::max(1.0 - width, 1e-9);
        const double left = (1.0 - inside) * low / outside;
        const std::array<float, 4> knots{static_cast<float>(2.0 * left - 1.0),
            static_cast<float>(2.0 * low - 1.0), static_cast<float>(2.0 * (left + inside) - 1.0),
            static_cast<float>(2.0 * high - 1.0)};
        m_surface.vertex()->SetUniform4f(name, knots.data());
        return width / inside;
    };
    const double narrowX = set("focusX", support.left, support.right);
    const double narrowY = set("focusY", support.bottom, support.top);
    const int* samples = m_fieldImage->GetDimensions();
    m_cellsWorthDrawing = static_cast<int>(
        std::ceil(std::max(samples[0], samples[1]) * std::max(narrowX, narrowY)));
}

void HeightmapScene::setLines(LineFamily family, const LineGeometry& lines)
{
    m_lines[static_cast<std::size_t>(family)].setLines(lines);
}

void HeightmapScene::clear()
{
    m_surface.actor->VisibilityOff();
    for (LineLayer& lines : m_lines)
        lines.setLines({});
    m_particles.setPoints({});
}

void HeightmapScene::setLook(const Look& look, int meshCells, const Theme& theme)
{
    m_geometry = look.geometry;
    m_meshCells = meshCells;
    m_renderer->SetBackground(
        theme.background.redF(), theme.background.greenF(), theme.background.blueF());

    const SceneScales& scales = look.scales;
    const bool hasLines = scales.hasPotential() && scales.contourStep > 0.0;
    const double range = scales.potentialTop - scales.potentialLow;
    const double lines = hasLines ? range / scales.contourStep : 0.0;
    const double offset = hasLines ? scales.potentialLow / scales.contourStep : 0.0;
    for (const Layer* layer : layers()) {
        setPair(layer->vertex(), "halfSides", m_geometry.halfSides.x(), m_geometry.halfSides.y());
        setNumber(layer->fragment(), "lineWidth", theme.lineWidth * look.lineScale);
        setColor(layer->fragment(), "potentialColor", theme.potential);
        setColor(layer->fragment(), "wallColor", wallColor(theme));
        setNumber(layer->fragment(), "walls", look.walls ? 1.0 : 0.0);
    }
    vtkUniforms* surface = m_surface.fragment();
    // Lines at the multiples of the step, as the tick labels say.
    const Vec2 origin = m_geometry.toScene(Vec2(0.0, 0.0));
    const double step = look.gridStep * m_geometry.scale;
    setVector(surface, "gridLines",
        {std::remainder(origin.x(), step), std::remainder(origin.y(), step), step});
    setColor(surface, "lineColor", theme.line);
    setPair(surface, "halfSides", m_geometry.halfSides.x(), m_geometry.halfSides.y());
    // The sheet carries its own lines.
    compileContours(look.walls || (look.contours && !look.sheet && hasLines));
    setPair(surface, "contours", look.contours ? lines : 0.0, offset);
    setSheet(look, lines, offset);
    const auto setInk = [&](LineFamily family, const QColor& color) {
        m_lines[static_cast<std::size_t>(family)].setLook(
            {color, theme.background, theme.lineWidth, look.lineScale});
    };
    setInk(LineFamily::Drift, theme.drift);
    setInk(LineFamily::Diffusion, theme.diffusion);
    setInk(LineFamily::Trails, theme.selection);
    m_particles.setLook({look.particles, theme.background, theme.lineWidth, look.lineScale});
    updateMesh();
}

void HeightmapScene::setSheet(const Look& look, double lines, double offset)
{
    const SceneScales& scales = look.scales;
    const double range = scales.potentialTop - scales.potentialLow;
    const double ground = range > 0.0 ? std::clamp(-scales.potentialLow / range, 0.0, 1.0) : 0.0;
    const bool isShown = look.walls || (look.sheet && lines > 0.0);
    const double height = (look.walls ? wallShare : sheetShare) * m_geometry.peakHeight;
    for (const Layer* layer : {&m_sheetDepth, &m_sheet}) {
        layer->actor->SetVisibility(isShown && m_surface.actor->GetVisibility());
        setNumber(layer->vertex(), "sheetHeight", height);
        setNumber(layer->vertex(), "walls", look.walls ? 1.0 : 0.0);
        setNumber(layer->fragment(), "sheetHeight", height);
        setPair(layer->fragment(), "contours", lines, offset);
        setNumber(layer->fragment(), "levelGround", ground);
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
    view->UseExplicitProjectionTransformMatrixOff();

    // The lights turn with the eye: from the left above, and a weaker one from the right.
    using Vec3 = Eigen::Vector3d;
    const Vec3 eye = (p - f).normalized();
    const Vec3 right = up.cross(eye).normalized();
    const Vec3 near = right.cross(Vec3::UnitZ());
    const Vec3 key = (-0.66 * right + 0.30 * near + 0.74 * Vec3::UnitZ()).normalized();
    const Vec3 fill = (0.70 * right + 0.45 * near + 0.50 * Vec3::UnitZ()).normalized();
    vtkUniforms* surface = m_surface.fragment();
    setVector(surface, "keyLight", key);
    setVector(surface, "fillLight", fill);
    setVector(surface, "eye", eye);
    setNumber(surface, "relief", camera.isParallel() ? 0.2 : 1.0);
    setVector(m_sheetDepth.fragment(), "keyLight", key);
    setVector(m_sheet.fragment(), "keyLight", key);
    for (LineLayer& lines : m_lines)
        lines.setView(eye, camera.pane());
    m_particles.setView(eye);
    m_eye = eye;
    m_pane = camera.pane();
}

void HeightmapScene::setPart(const QRectF& part)
{
    vtkCamera* view = m_renderer->GetActiveCamera();
    view->UseExplicitProjectionTransformMatrixOff();
    vtkNew<vtkMatrix4x4> whole;
    whole->DeepCopy(
        view->GetProjectionTransformMatrix(m_pane.width() / m_pane.height(), -1.0, 1.0));
    // The part of -1 .. 1 that is drawn becomes -1 .. 1.
    vtkNew<vtkMatrix4x4> enlarged;
    enlarged->SetElement(0, 0, 1.0 / part.width());
    enlarged->SetElement(0, 3, (1.0 - 2.0 * part.center().x()) / part.width());
    enlarged->SetElement(1, 1, 1.0 / part.height());
    enlarged->SetElement(1, 3, (2.0 * part.center().y() - 1.0) / part.height());
    vtkNew<vtkMatrix4x4> both;
    vtkMatrix4x4::Multiply4x4(enlarged, whole, both);
    view->SetExplicitProjectionTransformMatrix(both);
    view->UseExplicitProjectionTransformMatrixOn();
    const QSizeF pane(m_pane.width() * part.width(), m_pane.height() * part.height());
    for (LineLayer& lines : m_lines)
        lines.setView(m_eye, pane);
}

} // namespace dqm
