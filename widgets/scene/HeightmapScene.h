#pragma once

#include "widgets/Theme.h"
#include "widgets/scene/PictureTextures.h"
#include "widgets/scene/SceneCamera.h"
#include "widgets/scene/SceneGeometry.h"
#include "widgets/scene/SceneScales.h"

#include <vtkNew.h>
#include <vtkSmartPointer.h>

#include <map>

class vtkActor;
class vtkImageData;
class vtkMapper;
class vtkRenderer;
class vtkTexture;
class vtkUniforms;

namespace dqm {

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
        double gridStep = 1.0; ///< between grid lines, length of the experiment
        double lineScale = 1.0; ///< device pixels per line width of 1
    };

    /// Takes the textures' memory for the next renders; they must stay alive and unmoved.
    void setTextures(PictureTextures& textures);
    void setLook(const Look& look, const Theme& theme);
    void setCamera(const SceneCamera& camera);
    /// Cells of the mesh along the longer side.
    void setMeshCells(int cells);
    int meshCells() const { return m_meshCells; }

private:
    vtkSmartPointer<vtkActor> makeActor(const char* vertexShader, const char* fragmentShader);
    vtkSmartPointer<vtkMapper> makeMapper(int cellsX, int cellsY) const;
    void updateMesh();

    vtkNew<vtkRenderer> m_renderer;
    vtkNew<vtkImageData> m_fieldImage;
    vtkNew<vtkImageData> m_colorImage;
    vtkSmartPointer<vtkTexture> m_fieldTexture;
    vtkSmartPointer<vtkTexture> m_colorTexture;
    vtkSmartPointer<vtkActor> m_surface;
    vtkSmartPointer<vtkActor> m_sheetDepth;
    vtkSmartPointer<vtkActor> m_sheet;
    /// One mesh per resolution, kept: changing it costs nothing after the first time.
    std::map<std::pair<int, int>, vtkSmartPointer<vtkMapper>> m_meshes;
    SceneGeometry m_geometry;
    int m_meshCells = 128;
};

} // namespace dqm
