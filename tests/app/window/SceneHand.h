#pragma once

#include "app/window/MainWindow.h"
#include "support/OwnSettings.h"
#include "widgets/scene/overlay/OverlayLayout.h"
#include "widgets/scene/tools/parts/PlaneMap.h"
#include "widgets/scene/view/SceneView.h"
#include "widgets/scene/view/StageView.h"

#include <QAction>
#include <QApplication>
#include <QMouseEvent>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <vector>

namespace dqm::test {

/// A hand in the scene of the assembled window: it presses, drags and releases at pixels.
class SceneHand
{
public:
    void begin()
    {
        QSettings().clear();
        m_window = std::make_unique<MainWindow>();
        QVERIFY(m_window->openExperimentNamed("free-spreading"));
        m_window->resize(1280, 800);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        settle();
    }

    QAction* tool(const char* name)
    {
        for (QAction* each : m_window->commands().tools())
            if (each->objectName() == QLatin1String(name))
                return each;
        return nullptr;
    }
    const Experiment& experiment() const { return m_window->document().present(); }
    PlaneMap map() const { return mapOf(pane(), m_window->frame()->pictures.front()); }
    QPoint pixelOf(Vec2 place) const { return map().pixelOf(place).toPoint(); }
    Vec2 placeAt(QPoint pixel) const { return *map().openPlaceAt(pixel); }
    void undo() { m_window->commands()[CommandId::Undo]->trigger(); }

    /// The present run is seen, and the places of its panes stay.
    void settle()
    {
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->isPreparing() && m_window->frame() != nullptr, 20000);
        QTest::qWait(20);
    }

    void flat(bool on)
    {
        m_window->commands()[CommandId::Flat]->setChecked(on);
        QTRY_COMPARE(m_window->scene().camera().flat, on);
    }

    SceneView* pane(int number = 0) const
    {
        QList<SceneView*> seen;
        for (SceneView* each : m_window->scene().findChildren<SceneView*>())
            if (each->isVisible())
                seen << each;
        return seen.value(number);
    }

    PlaneMap mapOf(SceneView* pane, const Picture& picture) const
    {
        SceneState state;
        state.frame = m_window->frame();
        state.shown = &picture;
        state.options = pane->options();
        state.camera = pane->camera();
        state.size = pane->size();
        state.devicePixelRatio = pane->devicePixelRatioF();
        state.font = pane->font();
        state.legends = m_window->scene().paneCount() == 1;
        return PlaneMap(picture, experiment().grid, state.camera, paneRoom(state));
    }

    /// QTest's own moves have no button pressed.
    void move(QPoint pixel, Qt::KeyboardModifiers modifiers = {}, SceneView* over = nullptr)
    {
        SceneView* view = over ? over : pane();
        QMouseEvent event(QEvent::MouseMove, QPointF(pixel), view->mapToGlobal(QPointF(pixel)),
            Qt::NoButton, Qt::LeftButton, modifiers);
        QApplication::sendEvent(view, &event);
    }

    void drag(const std::vector<QPoint>& way, Qt::KeyboardModifiers modifiers = {})
    {
        SceneView* view = pane();
        QTest::mousePress(view, Qt::LeftButton, modifiers, way.front());
        for (const QPoint& pixel : way)
            move(pixel, modifiers, view);
        QTest::mouseRelease(view, Qt::LeftButton, modifiers, way.back());
    }

    std::unique_ptr<MainWindow> m_window;
    QTemporaryDir m_folder;
};

inline bool areNear(Vec2 a, Vec2 b, double within = 1e-9) { return (a - b).norm() < within; }

} // namespace dqm::test
