#pragma once

#include <QColor>

#include <vtkOpenGLPolyDataMapper.h>

class vtkUniforms;

namespace dqm {

/// A mapper of what lies on the surface: tested against the surface's depth and, unless KeepsDepth
/// is set, leaving it as it is, so that the smooth edge of one mark never cuts another.
class SceneMapper : public vtkOpenGLPolyDataMapper
{
public:
    using Superclass = vtkOpenGLPolyDataMapper;
    static SceneMapper* New();

    double* GetBounds() override; ///< the scene's: shaders move what the data say
    void GetBounds(double bounds[6]) override;
    void RenderPieceDraw(vtkRenderer* renderer, vtkActor* actor) override;

    bool KeepsDepth = false;
};

void setColor(vtkUniforms* uniforms, const char* name, const QColor& color);

} // namespace dqm
