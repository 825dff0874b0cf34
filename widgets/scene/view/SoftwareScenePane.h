#pragma once

#include "widgets/scene/drawing/SceneThread.h"
#include "widgets/scene/view/ScenePane.h"

#include <memory>
#include <mutex>

namespace dqm {

/// The scene as an image: drawn offscreen on a worker thread, painted by an ordinary widget. Twice
/// as fast as a QOpenGLWidget without a GPU, and needs no display server.
class SoftwareScenePane : public ScenePane
{
    Q_OBJECT

public:
    explicit SoftwareScenePane(std::shared_ptr<CommonQuality> quality, QWidget* parent = nullptr);
    ~SoftwareScenePane() override;

    void showState(const SceneState& state) override;
    QString rendererName() const override;
    QImage renderImage(const SceneState& state) override;
    void holdPictures(bool hold) override;
    void present() override;
    const Frame* finishedFrame() const override { return m_finished.frame.get(); }
    PictureKind finishedKind() const override { return m_finished.kind; }
    std::optional<SceneScales> finishedScales() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    /// What belongs to a finished picture.
    struct Told
    {
        std::shared_ptr<const Frame> frame;
        PictureKind kind = PictureKind::Moving;
        SceneScales scales;
    };

    void take(const SceneThread::Drawn& drawn);
    void arrive();

    QImage m_image; ///< on the screen, or about to be
    QColor m_background;
    bool m_holds = false;
    bool m_isFresh = false; ///< m_image was not painted yet
    Told m_finished;
    std::mutex m_mutex;
    QImage m_next; ///< from the thread, not yet presented
    Told m_told; ///< of m_next
    long long m_run = 0; ///< of the state that was posted last
    bool m_isAnnounced = false; ///< arrive() is about to look at m_next
    std::unique_ptr<SceneThread> m_thread;
};

} // namespace dqm
