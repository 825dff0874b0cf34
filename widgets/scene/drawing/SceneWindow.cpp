#include "widgets/scene/drawing/SceneWindow.h"

#include <vtkObjectFactory.h>
#include <vtkOpenGLState.h>
#include <vtkRect.h>
#include <vtkVersionMacros.h>

#include <algorithm>
#include <new>

namespace dqm {

namespace {

constexpr int glBgra = 0x80E1;
constexpr int glUnsignedByte = 0x1401;
constexpr unsigned glLequal = 0x0203;

} // namespace

vtkStandardNewMacro(SceneWindow);

SceneWindow::SceneWindow()
{
    this->SetReadyForRendering(false);
    this->SetOwnContext(false);
    this->SetFrameBlitModeToNoBlit();
    this->SetMultiSamples(0);
    // Asking the driver for it is an error in a core profile.
    this->SetForceMaximumHardwareLineWidth(1.0F);
}

void SceneWindow::setContext(Context context) { m_context = std::move(context); }

bool SceneWindow::start()
{
    this->GetState()->Reset();
    takeDepthRule();
    this->SetReadyForRendering(true);
    this->OpenGLInitContext();
    return this->Initialized;
}

void SceneWindow::takeDepthRule() { this->GetState()->vtkglDepthFunc(glLequal); }

void SceneWindow::OpenGLInitContext()
{
#if VTK_VERSION_NUMBER < VTK_VERSION_CHECK(9, 4, 0)
    // Its loader looks for GLX last of all and calls a context of EGL a failure, with every entry
    // point loaded. Not being quiet here would print an error into every terminal.
    const int warnings = vtkObject::GetGlobalWarningDisplay();
    vtkObject::GlobalWarningDisplayOff();
    this->Superclass::OpenGLInitContext();
    vtkObject::SetGlobalWarningDisplay(warnings);
    if (!this->Initialized && this->IsCurrent()) {
        this->GlewInitValid = true;
        this->Initialized = true;
        this->MaximumHardwareLineWidth = 1.0F;
    }
#else
    this->Superclass::OpenGLInitContext();
#endif
}

void SceneWindow::MakeCurrent()
{
    if (m_context.makeCurrent && !this->IsCurrent())
        m_context.makeCurrent();
}

bool SceneWindow::IsCurrent() { return m_context.isCurrent && m_context.isCurrent(); }

void SceneWindow::readInto(QImage& image, QImage::Format format)
{
    const int* size = this->GetSize();
    if (image.width() != size[0] || image.height() != size[1] || image.format() != format)
        image = QImage(size[0], size[1], format);
    if (image.isNull())
        throw std::bad_alloc();
    const vtkRecti all(0, 0, size[0], size[1]);
    this->ReadPixels(all, 0, glBgra, glUnsignedByte, image.bits(), 0);
    // OpenGL counts rows from below.
    const auto stride = static_cast<std::size_t>(image.bytesPerLine());
    uchar* top = image.bits();
    uchar* bottom = top + stride * static_cast<std::size_t>(size[1] - 1);
    for (; top < bottom; top += stride, bottom -= stride)
        std::swap_ranges(top, top + stride, bottom);
}

void SceneWindow::readInto(PictureDepths& depths)
{
    const int* size = this->GetSize();
    depths.width = size[0];
    depths.height = size[1];
    depths.values.resize(static_cast<std::size_t>(size[0]) * static_cast<std::size_t>(size[1]));
    this->GetZbufferData(0, 0, size[0] - 1, size[1] - 1, depths.values.data());
}

} // namespace dqm
