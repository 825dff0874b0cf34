#pragma once

#include "widgets/scene/ScenePane.h"

#include <memory>
#include <mutex>

namespace dqm {

class SceneThread;

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
    const Frame* finishedFrame() const override { return m_finished.get(); }
    PictureKind finishedKind() const override { return m_finishedKind; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void takeImage(
        const QImage& image, const std::shared_ptr<const Frame>& frame, PictureKind kind);
    void arrive();

    QImage m_image; ///< on the screen, or about to be
    QColor m_background;
    bool m_holds = false;
    bool m_isFresh = false; ///< m_image was not painted yet
    std::shared_ptr<const Frame> m_finished;
    PictureKind m_finishedKind = PictureKind::Moving;
    std::mutex m_mutex;
    QImage m_next; ///< from the thread, not yet presented
    std::shared_ptr<const Frame> m_nextFrame;
    PictureKind m_nextKind = PictureKind::Moving;
    long long m_run = 0; ///< of the state that was posted last
    bool m_isAnnounced = false; ///< arrive() is about to look at m_next
    std::unique_ptr<SceneThread> m_thread;
};

} // namespace dqm
