#include "widgets/scene/drawing/OffscreenRenderer.h"

#include "widgets/scene/drawing/OffscreenContext.h"
#include "widgets/scene/drawing/RendererName.h"
#include "widgets/scene/drawing/SceneModel.h"
#include "widgets/scene/drawing/SceneWindow.h"
#include "widgets/scene/layers/ParticleInk.h"
#include "widgets/scene/overlay/OverlayLayout.h"
#include "widgets/scene/overlay/SceneOverlay.h"
#include "widgets/theme/PictureMemory.h"

#include <QElapsedTimer>
#include <QPainter>

#include <vtkRenderer.h>
#include <vtkSmartPointer.h>

#include <algorithm>
#include <cmath>
#include <mutex>
#include <new>
#include <stdexcept>
#include <vector>

namespace dqm {

namespace {

/// VTK keeps some state per process (its GL loader, object counts): panes draw one after another.
std::mutex& vtkMutex()
{
    static std::mutex mutex;
    return mutex;
}

class Stopwatch
{
public:
    Stopwatch() { m_clock.start(); }
    /// Milliseconds since the last lap.
    double lap()
    {
        const double milliseconds = 1e-6 * static_cast<double>(m_clock.nsecsElapsed());
        m_clock.restart();
        return milliseconds;
    }

private:
    QElapsedTimer m_clock;
};

constexpr int largestSide = 5120; // that is drawn at once; more takes gigabytes
constexpr std::size_t driversMemory = 320UL << 20; // before it draws anything
constexpr std::size_t scenesMemory = 64UL << 20; // of meshes, textures and tables of colours
constexpr std::size_t bytesPerPixel = 40; // of buffers, textures and the picture read back

std::size_t memoryFor(QSize pixels)
{
    return bytesPerPixel * static_cast<std::size_t>(pixels.width())
        * static_cast<std::size_t>(pixels.height());
}

QImage required(QImage image)
{
    if (image.isNull())
        throw std::bad_alloc();
    return image;
}

} // namespace

struct OffscreenRenderer::Implementation
{
    ~Implementation();
    void start();
    QImage& freeImage();
    void show(const SceneState& state, double scale, int meshCells,
        const std::optional<SceneScales>& scales);
    /// What is shown, or the part of it, in this size.
    QImage drawn(QSize wanted, double scale);
    /// All that is shown, piece by piece: larger than a driver draws at once.
    QImage drawnInParts(QSize wanted, double scale);
    void paintParticles(QImage& image, const SceneState& state);

    std::unique_ptr<OffscreenContext> context = OffscreenContext::create();
    vtkSmartPointer<SceneWindow> window;
    std::unique_ptr<SceneModel> model;
    QString rendererName;
    Timing timing;
    bool isTransparent = false;
    bool paintsParticles = false; ///< over the picture, instead of in it
    PictureDepths depths;
    /// Reused as soon as nobody looks at them any more.
    std::vector<QImage> images;
};

OffscreenRenderer::Implementation::~Implementation()
{
    const std::scoped_lock lock(vtkMutex());
    if (!window)
        return;
    context->makeCurrent();
    window->Finalize();
    model.reset();
    window = nullptr;
    context->doneCurrent();
}

OffscreenRenderer::OffscreenRenderer()
    : m_implementation(std::make_unique<Implementation>())
{
}

OffscreenRenderer::~OffscreenRenderer() = default;

void OffscreenRenderer::Implementation::start()
{
    requireMemory(driversMemory);
    if (!context->start())
        throw std::runtime_error("No OpenGL 3.2 context can be made, so the scene cannot be drawn; "
                                 "a Mesa driver (libgl1-mesa-dri) is enough.");
    rendererName = context->rendererName();
    window = vtkSmartPointer<SceneWindow>::New();
    window->setContext(
        {[this] { context->makeCurrent(); }, [this] { return context->isCurrent(); }});
    if (!window->start()) {
        window = nullptr;
        throw std::runtime_error("The OpenGL driver (" + rendererName.toStdString()
            + ") is older than OpenGL 3.2, so the scene cannot be drawn.");
    }
    model = std::make_unique<SceneModel>();
    window->AddRenderer(model->renderer());
}

QImage& OffscreenRenderer::Implementation::freeImage()
{
    const auto free = std::find_if(
        images.begin(), images.end(), [](const QImage& image) { return image.isDetached(); });
    if (free != images.end())
        return *free;
    // A crowd of images means that they are kept elsewhere; start over.
    if (images.size() > 4)
        images.clear();
    return images.emplace_back();
}

void OffscreenRenderer::Implementation::show(
    const SceneState& state, double scale, int meshCells, const std::optional<SceneScales>& scales)
{
    requireMemory(scenesMemory);
    Stopwatch watch;
    model->freezeScales(scales);
    model->leaveParticles(paintsParticles);
    model->show(state, meshCells, state.devicePixelRatio * scale);
    if (isTransparent)
        model->renderer()->SetBackground(0.0, 0.0, 0.0); // anything else would shine through edges
    model->renderer()->SetBackgroundAlpha(isTransparent ? 0.0 : 1.0);
    timing.fields = watch.lap();
    timing.render = 0.0;
    timing.readBack = 0.0;
}

QImage OffscreenRenderer::Implementation::drawn(QSize wanted, double scale)
{
    Stopwatch watch;
    const QSize pixels(
        std::max(1, qRound(wanted.width() * scale)), std::max(1, qRound(wanted.height() * scale)));
    if (pixels != QSize(window->GetSize()[0], window->GetSize()[1]))
        requireMemory(memoryFor(pixels));
    window->SetSize(pixels.width(), pixels.height());
    window->Render();
    window->WaitForCompletion();
    if (context->lacksMemory())
        throw std::bad_alloc();
    timing.render += watch.lap();
    QImage& buffer = freeImage();
    window->readInto(
        buffer, isTransparent ? QImage::Format_ARGB32_Premultiplied : QImage::Format_RGB32);
    QImage image = buffer;
    if (image.size() != wanted)
        image = required(image.scaled(wanted, Qt::IgnoreAspectRatio, Qt::SmoothTransformation));
    timing.readBack += watch.lap();
    return image;
}

QImage OffscreenRenderer::Implementation::drawnInParts(QSize wanted, double scale)
{
    const auto countOf
        = [scale](int side) { return static_cast<int>(std::ceil(side * scale / largestSide)); };
    const int columns = countOf(wanted.width());
    const int rows = countOf(wanted.height());
    QImage whole = required(
        QImage(wanted, isTransparent ? QImage::Format_ARGB32_Premultiplied : QImage::Format_RGB32));
    whole.fill(Qt::transparent);
    QPainter painter(&whole);
    painter.setCompositionMode(QPainter::CompositionMode_Source);
    for (int row = 0; row < rows; ++row) {
        for (int column = 0; column < columns; ++column) {
            const QPoint from(wanted.width() * column / columns, wanted.height() * row / rows);
            const QPoint to(
                wanted.width() * (column + 1) / columns, wanted.height() * (row + 1) / rows);
            const QSize size(to.x() - from.x(), to.y() - from.y());
            const double width = wanted.width();
            const double height = wanted.height();
            model->showPart(QRectF(
                from.x() / width, from.y() / height, size.width() / width, size.height() / height));
            painter.drawImage(from, drawn(size, scale));
        }
    }
    return whole;
}

void OffscreenRenderer::setTransparent(bool on) { m_implementation->isTransparent = on; }

void OffscreenRenderer::Implementation::paintParticles(QImage& image, const SceneState& state)
{
    const std::vector<float>& points = model->particlePoints();
    const Picture* picture = state.picture();
    if (!paintsParticles || points.empty() || !picture)
        return;
    window->readInto(depths);
    const Theme& colors = theme(state.options.theme);
    const double ratio = state.devicePixelRatio;
    const int count = static_cast<int>(points.size() / 3);
    ParticleSplat::Look look;
    look.color = model->particleColor();
    look.casing = colors.background;
    look.diameter = particleDiameter(count) * colors.lineWidth * ratio;
    look.rim = look.diameter > 3.0 * ratio ? ratio : 0.0;
    look.opacity = particleOpacity(count);
    const SceneCamera camera(state.camera, sceneGeometry(picture->grid), paneRoom(state));
    ParticleSplat(camera, depths).paint(image, points, look);
}

QImage OffscreenRenderer::render(
    const SceneState& state, const RenderQuality& quality, const std::optional<SceneScales>& scales)
{
    Implementation& d = *m_implementation;
    const std::scoped_lock lock(vtkMutex());
    if (!d.window)
        d.start();
    d.context->makeCurrent();
    const QSize wanted = state.pixels();
    const int longest = std::max(wanted.width(), wanted.height());
    const bool isInParts = longest * quality.pixelScale > largestSide;
    // The sheet is seen through: what is below it must be drawn before it.
    d.paintsParticles = isSoftwareRenderer(d.rendererName) && !state.options.potentialSheet
        && !isInParts && !d.isTransparent; // behind a wall they are hidden
    d.show(state, quality.pixelScale, quality.meshCells, scales);
    QImage image = isInParts ? d.drawnInParts(wanted, quality.pixelScale)
                             : d.drawn(wanted, quality.pixelScale);
    Stopwatch watch;
    d.paintParticles(image, state);
    if (state.options.overlays) {
        QPainter painter(&image);
        painter.scale(state.devicePixelRatio, state.devicePixelRatio);
        paintOverlay(painter, state, d.model->scales());
    }
    image.setDevicePixelRatio(state.devicePixelRatio);
    d.timing.overlay = watch.lap();
    return image;
}

const OffscreenRenderer::Timing& OffscreenRenderer::timing() const
{
    return m_implementation->timing;
}

const SceneScales& OffscreenRenderer::scales() const { return m_implementation->model->scales(); }

QString OffscreenRenderer::rendererName() const { return m_implementation->rendererName; }

} // namespace dqm
