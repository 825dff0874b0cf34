#include "widgets/scene/OffscreenRenderer.h"

#include "widgets/scene/OffscreenContext.h"
#include "widgets/scene/ParticleInk.h"
#include "widgets/scene/RendererName.h"
#include "widgets/scene/SceneModel.h"
#include "widgets/scene/SceneOverlay.h"
#include "widgets/scene/SceneWindow.h"

#include <QElapsedTimer>
#include <QPainter>

#include <vtkRenderer.h>
#include <vtkSmartPointer.h>

#include <algorithm>
#include <mutex>
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

constexpr int largestSide = 8192;

} // namespace

struct OffscreenRenderer::Implementation
{
    ~Implementation();
    void start();
    QImage& freeImage();
    void draw(const SceneState& state, const RenderQuality& quality,
        const std::optional<SceneScales>& scales);
    QImage read(QSize wanted);
    void paintParticles(QImage& image, const SceneState& state);

    std::unique_ptr<OffscreenContext> context = OffscreenContext::create();
    vtkSmartPointer<SceneWindow> window;
    std::unique_ptr<SceneModel> model;
    QString rendererName;
    Timing timing;
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

void OffscreenRenderer::Implementation::draw(
    const SceneState& state, const RenderQuality& quality, const std::optional<SceneScales>& scales)
{
    Stopwatch watch;
    const QSize wanted = state.pixels();
    const double scale = std::min(quality.pixelScale,
        static_cast<double>(largestSide) / std::max(wanted.width(), wanted.height()));
    model->freezeScales(scales);
    // The sheet is seen through: what is below it must be drawn before it.
    model->leaveParticles(isSoftwareRenderer(rendererName) && !state.options.potentialSheet);
    model->show(state, quality.meshCells, state.devicePixelRatio * scale);
    timing.fields = watch.lap();
    window->SetSize(
        std::max(1, qRound(wanted.width() * scale)), std::max(1, qRound(wanted.height() * scale)));
    window->Render();
    window->WaitForCompletion();
    timing.render = watch.lap();
}

QImage OffscreenRenderer::Implementation::read(QSize wanted)
{
    Stopwatch watch;
    QImage& buffer = freeImage();
    window->readInto(buffer);
    QImage image = buffer;
    if (image.size() != wanted)
        image = image.scaled(wanted, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    timing.readBack = watch.lap();
    return image;
}

void OffscreenRenderer::Implementation::paintParticles(QImage& image, const SceneState& state)
{
    const std::vector<float>& points = model->particlePoints();
    const bool isLeft = isSoftwareRenderer(rendererName) && !state.options.potentialSheet;
    const Picture* picture = state.picture();
    if (!isLeft || points.empty() || !picture)
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
    const SceneCamera camera(state.camera, sceneGeometry(picture->grid), QSizeF(state.size));
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
    d.draw(state, quality, scales);
    QImage image = d.read(state.pixels());
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

QString OffscreenRenderer::rendererName() const { return m_implementation->rendererName; }

} // namespace dqm
