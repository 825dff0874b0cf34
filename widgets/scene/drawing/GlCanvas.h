#pragma once

#include "widgets/scene/drawing/SceneModel.h"
#include "widgets/scene/drawing/SceneWindow.h"
#include "widgets/scene/model/RenderQuality.h"
#include "widgets/scene/model/SceneState.h"

#include <QOpenGLWidget>
#include <QTimer>

#include <vtkSmartPointer.h>

namespace dqm {

/// Hosts the VTK scene in Qt's own context; Qt 6 has no such widget from VTK on many systems.
class GlCanvas : public QOpenGLWidget
{
    Q_OBJECT

public:
    explicit GlCanvas(std::shared_ptr<CommonQuality> quality, QWidget* parent = nullptr);
    ~GlCanvas() override;

    void setState(const SceneState& state);
    SceneScales scales() const;
    /// Of what was painted last.
    PictureKind kind() const { return m_settled ? PictureKind::Settled : PictureKind::Moving; }
    const QString& rendererName() const { return m_rendererName; }

signals:
    void painted();
    void failed(const QString& reason);

protected:
    void initializeGL() override;
    void paintGL() override;

private:
    void release();
    void blit();

    SceneState m_state;
    vtkSmartPointer<SceneWindow> m_window;
    std::unique_ptr<SceneModel> m_model;
    std::shared_ptr<CommonQuality> m_quality;
    QTimer m_rest; ///< fires when nothing has changed for a while
    QString m_rendererName;
    bool m_ready = false;
    bool m_painting = false;
    bool m_settled = false;
};

} // namespace dqm
