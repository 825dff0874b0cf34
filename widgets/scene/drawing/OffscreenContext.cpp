#include "widgets/scene/drawing/OffscreenContext.h"

#include "widgets/scene/drawing/RendererName.h"

#include <QGuiApplication>
#include <QOffscreenSurface>
#include <QOpenGLContext>
#include <QOpenGLFunctions>

#ifdef DQM_HAVE_EGL
#include <EGL/egl.h>
#include <EGL/eglext.h>
#endif

namespace dqm {

namespace {

constexpr unsigned glOutOfMemory = 0x0505;
constexpr unsigned glIncompleteFramebuffer = 0x0506;
constexpr int mostErrors = 100; ///< of a driver that does not come to their end

/// Takes all errors that have gathered. A framebuffer is incomplete where its textures have none.
template <typename NextError>
bool isMemoryAmong(const NextError& nextError)
{
    bool isFound = false;
    int count = 0;
    for (unsigned error = nextError(); error != 0 && count < mostErrors; error = nextError()) {
        isFound = isFound || error == glOutOfMemory || error == glIncompleteFramebuffer;
        ++count;
    }
    return isFound;
}

class QtContext : public OffscreenContext
{
public:
    QtContext()
    {
        QSurfaceFormat format;
        format.setVersion(3, 2);
        format.setProfile(QSurfaceFormat::CoreProfile);
        format.setDepthBufferSize(24);
        m_surface.setFormat(format);
        // The surface may only be made here, on the GUI thread; some platforms have none.
        if (QGuiApplication::platformName() != QLatin1String("offscreen"))
            m_surface.create();
    }

    bool start() override
    {
        if (!m_surface.isValid())
            return false;
        // A context belongs to the thread that makes it.
        m_context = std::make_unique<QOpenGLContext>();
        m_context->setFormat(m_surface.requestedFormat());
        return m_context->create() && m_context->makeCurrent(&m_surface);
    }
    void makeCurrent() override { m_context->makeCurrent(&m_surface); }
    void doneCurrent() override { m_context->doneCurrent(); }
    bool isCurrent() const override
    {
        return m_context && QOpenGLContext::currentContext() == m_context.get();
    }
    bool lacksMemory() override
    {
        QOpenGLFunctions& gl = *m_context->functions();
        return isMemoryAmong([&gl] { return gl.glGetError(); });
    }
    QString rendererName() const override { return glRendererName(*m_context); }

private:
    QOffscreenSurface m_surface;
    std::unique_ptr<QOpenGLContext> m_context;
};

#ifdef DQM_HAVE_EGL

constexpr unsigned glRenderer = 0x1F01;

class EglContext : public OffscreenContext
{
public:
    // The display is shared by the whole process: terminating it here would end other contexts too.
    ~EglContext() override
    {
        if (m_context == EGL_NO_CONTEXT)
            return;
        EglContext::doneCurrent();
        eglDestroyContext(m_display, m_context);
        if (m_surface != EGL_NO_SURFACE)
            eglDestroySurface(m_display, m_surface);
    }

    bool start() override
    {
        if (!openDisplay() || !eglBindAPI(EGL_OPENGL_API))
            return false;
        const EGLint wanted[]
            = {EGL_SURFACE_TYPE, EGL_PBUFFER_BIT, EGL_RENDERABLE_TYPE, EGL_OPENGL_BIT, EGL_RED_SIZE,
                8, EGL_GREEN_SIZE, 8, EGL_BLUE_SIZE, 8, EGL_DEPTH_SIZE, 24, EGL_NONE};
        EGLConfig config = nullptr;
        EGLint found = 0;
        if (!eglChooseConfig(m_display, wanted, &config, 1, &found) || found < 1)
            return false;
        const EGLint version[] = {EGL_CONTEXT_MAJOR_VERSION, 3, EGL_CONTEXT_MINOR_VERSION, 2,
            EGL_CONTEXT_OPENGL_PROFILE_MASK, EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT, EGL_NONE};
        m_context = eglCreateContext(m_display, config, EGL_NO_CONTEXT, version);
        if (m_context == EGL_NO_CONTEXT)
            return false;
        const EGLint small[] = {EGL_WIDTH, 16, EGL_HEIGHT, 16, EGL_NONE};
        m_surface = eglCreatePbufferSurface(m_display, config, small);
        return eglMakeCurrent(m_display, m_surface, m_surface, m_context);
    }
    void makeCurrent() override
    {
        eglBindAPI(EGL_OPENGL_API);
        eglMakeCurrent(m_display, m_surface, m_surface, m_context);
    }
    void doneCurrent() override
    {
        eglMakeCurrent(m_display, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
    }
    bool isCurrent() const override
    {
        return m_context != EGL_NO_CONTEXT && eglGetCurrentContext() == m_context;
    }
    bool lacksMemory() override
    {
        using GetError = unsigned (*)();
        const auto getError = reinterpret_cast<GetError>(eglGetProcAddress("glGetError"));
        return getError && isMemoryAmong(getError);
    }
    QString rendererName() const override
    {
        using GetString = const unsigned char* (*)(unsigned);
        const auto getString = reinterpret_cast<GetString>(eglGetProcAddress("glGetString"));
        const unsigned char* name = getString ? getString(glRenderer) : nullptr;
        return QString::fromUtf8(reinterpret_cast<const char*>(name));
    }

private:
    bool openDisplay()
    {
        const auto platformDisplay = reinterpret_cast<PFNEGLGETPLATFORMDISPLAYEXTPROC>(
            eglGetProcAddress("eglGetPlatformDisplayEXT"));
        if (platformDisplay) {
            m_display = platformDisplay(EGL_PLATFORM_SURFACELESS_MESA,
                reinterpret_cast<void*>(EGL_DEFAULT_DISPLAY), nullptr);
            if (m_display != EGL_NO_DISPLAY && eglInitialize(m_display, nullptr, nullptr))
                return true;
        }
        m_display = eglGetDisplay(EGL_DEFAULT_DISPLAY);
        return m_display != EGL_NO_DISPLAY && eglInitialize(m_display, nullptr, nullptr);
    }

    EGLDisplay m_display = EGL_NO_DISPLAY;
    EGLContext m_context = EGL_NO_CONTEXT;
    EGLSurface m_surface = EGL_NO_SURFACE;
};

/// Tries EGL where it is used and falls back to Qt, whose surface had to be made before.
class EglOrQtContext : public OffscreenContext
{
public:
    bool start() override
    {
        auto egl = std::make_unique<EglContext>();
        if (egl->start())
            m_used = std::move(egl);
        else if (m_qt->start())
            m_used = std::move(m_qt);
        return m_used != nullptr;
    }
    void makeCurrent() override { m_used->makeCurrent(); }
    void doneCurrent() override { m_used->doneCurrent(); }
    bool isCurrent() const override { return m_used && m_used->isCurrent(); }
    bool lacksMemory() override { return m_used->lacksMemory(); }
    QString rendererName() const override { return m_used->rendererName(); }

private:
    std::unique_ptr<OffscreenContext> m_qt = std::make_unique<QtContext>();
    std::unique_ptr<OffscreenContext> m_used;
};

#endif

} // namespace

std::unique_ptr<OffscreenContext> OffscreenContext::create()
{
#ifdef DQM_HAVE_EGL
    return std::make_unique<EglOrQtContext>();
#else
    return std::make_unique<QtContext>();
#endif
}

} // namespace dqm
