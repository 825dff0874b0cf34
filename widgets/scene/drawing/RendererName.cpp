#include "widgets/scene/drawing/RendererName.h"

#include <QGuiApplication>
#include <QOffscreenSurface>
#include <QOpenGLContext>
#include <QOpenGLFunctions>

#include <algorithm>
#include <array>

namespace dqm {

namespace {

QString probe()
{
    // Showing a QOpenGLWidget on these platforms crashes Qt 6.4.
    const QString platform = QGuiApplication::platformName();
    if (platform == QLatin1String("offscreen") || platform == QLatin1String("minimal")
        || platform == QLatin1String("vnc"))
        return {};
    QSurfaceFormat format;
    format.setVersion(3, 2);
    format.setProfile(QSurfaceFormat::CoreProfile);
    QOffscreenSurface surface;
    surface.setFormat(format);
    surface.create();
    QOpenGLContext context;
    context.setFormat(format);
    if (!surface.isValid() || !context.create() || !context.makeCurrent(&surface))
        return {};
    QString name = glRendererName(context);
    context.doneCurrent();
    return name;
}

} // namespace

QString glRendererName(QOpenGLContext& context)
{
    const GLubyte* name = context.functions()->glGetString(GL_RENDERER);
    return QString::fromUtf8(reinterpret_cast<const char*>(name));
}

bool isSoftwareRenderer(const QString& name)
{
    static constexpr std::array<const char*, 6> known{
        "llvmpipe", "softpipe", "swrast", "swr", "software", "gdi generic"};
    return std::any_of(known.begin(), known.end(), [&name](const char* part) {
        return name.contains(QLatin1String(part), Qt::CaseInsensitive);
    });
}

const QString& screenRendererName()
{
    static const QString name = probe();
    return name;
}

RenderRoute chosenRoute(RenderRoute wanted)
{
    const QByteArray named = qgetenv("DQMLAB_RENDERER").toLower();
    if (named == "software")
        return RenderRoute::Software;
    // Without a driver for the screen, Qt ends the program.
    if (named == "gpu" && !screenRendererName().isEmpty())
        return RenderRoute::Gpu;
    if (wanted != RenderRoute::Automatic)
        return wanted;
    const QString& name = screenRendererName();
    return name.isEmpty() || isSoftwareRenderer(name) ? RenderRoute::Software : RenderRoute::Gpu;
}

} // namespace dqm
