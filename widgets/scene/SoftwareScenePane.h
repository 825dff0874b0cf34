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
    explicit SoftwareScenePane(QWidget* parent = nullptr);
    ~SoftwareScenePane() override;

    void showState(const SceneState& state) override;
    QString rendererName() const override;
    QImage renderImage(const SceneState& state) override;
    void holdPictures(bool hold) override;
    void present() override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void takeImage(const QImage& image);

    QImage m_image;
    QColor m_background;
    bool m_holds = false;
    bool m_presents = false; ///< what waits may be painted
    std::mutex m_mutex;
    QImage m_next; ///< from the thread, not yet painted
    std::unique_ptr<SceneThread> m_thread;
};

} // namespace dqm
