#include "widgets/scene/drawing/GlCanvas.h"

#include "widgets/scene/drawing/RendererName.h"

#include <QElapsedTimer>
#include <QOpenGLContext>
#include <QOpenGLExtraFunctions>

#include <vtkOpenGLState.h>
#include <vtkRenderer.h>

#include <algorithm>

namespace dqm {

namespace {

constexpr int restMilliseconds = 400;

} // namespace

GlCanvas::GlCanvas(std::shared_ptr<CommonQuality> quality, QWidget* parent)
    : QOpenGLWidget(parent)
    , m_quality(std::move(quality))
{
    QSurfaceFormat format;
    format.setRenderableType(QSurfaceFormat::OpenGL);
    format.setVersion(3, 2);
    format.setProfile(QSurfaceFormat::CoreProfile);
    format.setDepthBufferSize(24);
    // Samples belong to VTK's own framebuffer.
    format.setSamples(0);
    setFormat(format);
    setUpdateBehavior(QOpenGLWidget::NoPartialUpdate);
    m_rest.setSingleShot(true);
    m_rest.setInterval(restMilliseconds);
    connect(&m_rest, &QTimer::timeout, this, [this] {
        m_settled = true;
        update();
    });
}

GlCanvas::~GlCanvas()
{
    makeCurrent();
    release();
    doneCurrent();
}

void GlCanvas::setState(const SceneState& state)
{
    m_state = state;
    m_settled = false;
    m_rest.start();
    update();
}

SceneScales GlCanvas::scales() const { return m_model ? m_model->scales() : SceneScales(); }

void GlCanvas::release()
{
    if (!m_window)
        return;
    m_ready = false;
    makeCurrent();
    m_window->Finalize();
    m_window = nullptr;
    m_model.reset();
}

void GlCanvas::initializeGL()
{
    // Called once more with another context when the pane moves to another window.
    connect(context(), &QOpenGLContext::aboutToBeDestroyed, this, &GlCanvas::release,
        Qt::ConnectionType(Qt::DirectConnection | Qt::UniqueConnection));
    m_rendererName = glRendererName(*context());
    m_window = vtkSmartPointer<SceneWindow>::New();
    m_window->setContext({[this] {
                              // While painting, Qt has bound its framebuffer already.
                              if (!m_painting && isValid())
                                  makeCurrent();
                          },
        [this] { return context() && QOpenGLContext::currentContext() == context(); }});
    m_ready = m_window->start();
    if (!m_ready) {
        emit failed(QStringLiteral("The OpenGL driver (%1) is older than OpenGL 3.2, so the scene "
                                   "cannot be drawn.")
                        .arg(m_rendererName));
        return;
    }
    m_window->SetMultiSamples(isSoftwareRenderer(m_rendererName) ? 0 : 8);
    m_model = std::make_unique<SceneModel>();
    m_window->AddRenderer(m_model->renderer());
}

void GlCanvas::paintGL()
{
    if (!m_ready || m_painting)
        return;
    m_painting = true;
    QElapsedTimer clock;
    clock.start();
    const int full = fullMesh(m_state);
    const int cells = m_settled ? full : m_quality->quality(m_state).meshCells;
    m_model->show(m_state, cells, devicePixelRatioF());
    m_window->SetSize(
        qRound(width() * devicePixelRatioF()), qRound(height() * devicePixelRatioF()));
    vtkOpenGLState* gl = m_window->GetState();
    gl->Reset();
    gl->Push();
    m_window->takeDepthRule();
    m_window->Render();
    blit();
    gl->Pop();
    if (!m_settled)
        m_quality->measured(1e-6 * static_cast<double>(clock.nsecsElapsed()), full);
    m_painting = false;
    emit painted();
}

void GlCanvas::blit()
{
    QOpenGLExtraFunctions* gl = context()->extraFunctions();
    gl->glBindFramebuffer(GL_DRAW_FRAMEBUFFER, defaultFramebufferObject());
    const GLenum target = GL_COLOR_ATTACHMENT0;
    gl->glDrawBuffers(1, &target);
    m_window->GetState()->vtkglDisable(GL_SCISSOR_TEST);
    const int* size = m_window->GetSize();
    m_window->BlitDisplayFramebuffer(
        0, 0, 0, size[0], size[1], 0, 0, size[0], size[1], GL_COLOR_BUFFER_BIT, GL_NEAREST);
    // Opaque, or Qt would blend the pane with what lies behind it.
    gl->glColorMask(GL_FALSE, GL_FALSE, GL_FALSE, GL_TRUE);
    gl->glClearColor(0.0F, 0.0F, 0.0F, 1.0F);
    gl->glClear(GL_COLOR_BUFFER_BIT);
    gl->glColorMask(GL_TRUE, GL_TRUE, GL_TRUE, GL_TRUE);
}

} // namespace dqm
