#pragma once

#include "widgets/scene/layers/LineLayer.h"
#include "widgets/scene/layers/ParticleLayer.h"
#include "widgets/scene/layers/PictureTextures.h"
#include "widgets/scene/model/SceneCamera.h"
#include "widgets/scene/model/SceneGeometry.h"
#include "widgets/scene/model/SceneScales.h"
#include "widgets/theme/Theme.h"

#include <vtkNew.h>
#include <vtkSmartPointer.h>

#include <array>
#include <map>
#include <utility>

class vtkActor;
class vtkImageData;
class vtkMapper;
class vtkPolyData;
class vtkRenderer;
class vtkTexture;
class vtkUniforms;

namespace dqm {

/// Families of lines on the surface.
enum class LineFamily
{
    Drift,
    Diffusion,
    Trails ///< of particles
};

/// The VTK pipeline of one pane, independent of any window: a static mesh that shaders lift to the
/// density, floor, grid and contour lines included, and the potential's sheet.
///
/// A new picture changes two textures and a few uniforms, nothing else.
/// Threads  one at a time; all GL work happens when the renderer's window renders.
class HeightmapScene
{
public:
    HeightmapScene();
    ~HeightmapScene();
    HeightmapScene(const HeightmapScene&) = delete;
    HeightmapScene& operator=(const HeightmapScene&) = delete;

    vtkRenderer* renderer() const { return m_renderer; }

    /// What else the shaders need to know of a picture.
    struct Look
    {
        SceneGeometry geometry;
        SceneScales scales;
        bool contours = true;
        bool sheet = false;
        bool walls = false; ///< V as a solid
        double gridStep = 1.0; ///< between grid lines, length of the experiment
        double lineScale = 1.0; ///< device pixels per line width of 1
        QColor particles;
    };

    /// Takes the textures' memory for the next renders; they must stay alive and unmoved.
    void setTextures(PictureTextures& textures);
    /// Lines from now on; empty: none.
    void setLines(LineFamily family, const LineGeometry& lines);
    /// @param positions  x, y, z of each particle; scene units. None if empty.
    void setParticles(const std::vector<float>& positions) { m_particles.setPoints(positions); }
    /// Nothing to draw but the background.
    void clear();
    /// @param meshCells  along the longer side.
    void setLook(const Look& look, int meshCells, const Theme& theme);
    void setCamera(const SceneCamera& camera);
    /// Draws a part of the pane only, as large as the window is; until the next setCamera().
    /// @param part  shares of the pane, 0 .. 1, y down.
    void setPart(const QRectF& part);

private:
    /// An actor and its mappers, one per mesh, kept: another mesh costs nothing after the first
    /// time. Actors with different shaders must not share a mapper, which remembers the shader.
    struct Layer
    {
        vtkSmartPointer<vtkActor> actor;
        std::map<std::pair<int, int>, vtkSmartPointer<vtkMapper>> mappers;
        vtkUniforms* vertex() const;
        vtkUniforms* fragment() const;
    };
    using MeshSize = std::pair<int, int>;

    Layer makeLayer(const char* vertexShader, const char* fragmentShader) const;
    std::array<Layer*, 3> layers() { return {&m_surface, &m_sheetDepth, &m_sheet}; }
    vtkPolyData* mesh(MeshSize cells);
    void updateMesh();
    void compileContours(bool wanted);
    void setFocus(const PictureTextures::Support& support);
    void setSheet(const Look& look, double lines, double offset);

    vtkNew<vtkRenderer> m_renderer;
    vtkNew<vtkImageData> m_fieldImage;
    vtkNew<vtkImageData> m_colorImage;
    vtkSmartPointer<vtkTexture> m_fieldTexture;
    vtkSmartPointer<vtkTexture> m_colorTexture;
    Layer m_surface;
    std::array<LineLayer, 3> m_lines; ///< by LineFamily
    ParticleLayer m_particles;
    Layer m_sheetDepth;
    Layer m_sheet;
    std::map<MeshSize, vtkSmartPointer<vtkPolyData>> m_meshes;
    SceneGeometry m_geometry;
    Eigen::Vector3d m_eye{0.0, 0.0, 1.0}; ///< towards the camera
    QSizeF m_pane{1.0, 1.0};
    bool m_hasContours = false;
    int m_cellsWorthDrawing = 512; ///< more would be finer than the samples
    int m_meshCells = 128;
};

} // namespace dqm
