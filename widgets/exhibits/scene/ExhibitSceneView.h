#pragma once

#include "core/exhibits/parts/ExhibitFrame.h"
#include "widgets/theme/Theme.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

#include <memory>

namespace dqm {

/// The scene of an exhibit's frame: boxes with balls that fall in, points in the plane, or a map.
class ExhibitSceneView : public QWidget
{
    Q_OBJECT

public:
    explicit ExhibitSceneView(QWidget* parent = nullptr);

    /// Null: nothing is drawn.
    void setFrame(const std::shared_ptr<const ExhibitFrame>& frame);
    void setTheme(const Theme& theme);
    /// Nothing eases, everything stands at once.
    void setReducedMotion(bool reduced) { m_reducedMotion = reduced; }
    bool isFalling() const { return m_clock.isActive(); }
    QSize sizeHint() const override { return {480, 360}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::shared_ptr<const ExhibitFrame> m_frame;
    std::shared_ptr<const ExhibitFrame> m_before;
    Theme m_theme;
    QTimer m_clock; ///< while balls fall
    QElapsedTimer m_sinceChange;
    bool m_reducedMotion = false;
};

} // namespace dqm
