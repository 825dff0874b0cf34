#pragma once

#include "widgets/scene/layers/ParticleSplat.h"

#include <QImage>

#include <vtkGenericOpenGLRenderWindow.h>

#include <functional>

namespace dqm {

/// A VTK window without a window: it draws into its own framebuffer in a context that somebody else
/// owns, made by GLX, EGL or Qt.
class SceneWindow : public vtkGenericOpenGLRenderWindow
{
public:
    using Superclass = vtkGenericOpenGLRenderWindow;
    static SceneWindow* New();

    struct Context
    {
        std::function<void()> makeCurrent;
        std::function<bool()> isCurrent;
    };
    void setContext(Context context);

    /// Takes up the context, which is current. @returns false if it is too old for VTK.
    bool start();
    /// Equal depths pass, as VTK's passes need; Qt leaves it otherwise.
    void takeDepthRule();
    /// Reads the last render, rows from the top.
    /// @param format  RGB32, or ARGB32_Premultiplied with what was left clear.
    void readInto(QImage& image, QImage::Format format);
    /// The depths of the last render.
    void readInto(PictureDepths& depths);

    void OpenGLInitContext() override;
    void MakeCurrent() override;
    bool IsCurrent() override;

protected:
    SceneWindow();

private:
    Context m_context;
};

} // namespace dqm
