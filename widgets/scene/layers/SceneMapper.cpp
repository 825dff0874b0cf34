#include "widgets/scene/layers/SceneMapper.h"

#include <vtkObjectFactory.h>
#include <vtkOpenGLRenderWindow.h>
#include <vtkOpenGLState.h>
#include <vtkRenderer.h>
#include <vtkUniforms.h>
#include <vtk_glew.h>

#include <algorithm>
#include <array>

namespace dqm {

vtkStandardNewMacro(SceneMapper);

double* SceneMapper::GetBounds()
{
    const std::array<double, 6> bounds{-1.0, 1.0, -1.0, 1.0, -0.1, 2.0};
    std::copy(bounds.begin(), bounds.end(), this->Bounds);
    return this->Bounds;
}

void SceneMapper::GetBounds(double bounds[6]) { this->Superclass::GetBounds(bounds); }

void SceneMapper::RenderPieceDraw(vtkRenderer* renderer, vtkActor* actor)
{
    auto* window = vtkOpenGLRenderWindow::SafeDownCast(renderer->GetRenderWindow());
    window->GetState()->vtkglDepthMask(KeepsDepth ? GL_TRUE : GL_FALSE);
    this->Superclass::RenderPieceDraw(renderer, actor);
    window->GetState()->vtkglDepthMask(GL_TRUE);
}

void setColor(vtkUniforms* uniforms, const char* name, const QColor& color)
{
    const std::array<float, 3> rgb{static_cast<float>(color.redF()),
        static_cast<float>(color.greenF()), static_cast<float>(color.blueF())};
    uniforms->SetUniform3f(name, rgb.data());
}

} // namespace dqm
