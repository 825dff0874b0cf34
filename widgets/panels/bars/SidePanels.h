#pragma once

#include "widgets/panels/bars/EdgeTabs.h"

#include <QByteArray>
#include <QObject>

#include <vector>

class QAction;
class QDockWidget;
class QFrame;
class QMainWindow;

namespace dqm {

/// What stands at the sides of a window's middle: docks where there is room for them, and drawers
/// over the middle with handles at its edges where the window is narrower than roomyWidth, which
/// grows with the type. Their widths grow with it as well.
class SidePanels : public QObject
{
    Q_OBJECT

public:
    static constexpr int roomyWidth = 1280;

    struct Panel
    {
        QDockWidget* dock = nullptr;
        Qt::Edge edge = Qt::LeftEdge; ///< or RightEdge
        int width = 320; ///< at the usual size of type
        QString word; ///< on the handle
        QAction* command
            = nullptr; ///< checkable, opens and closes it; null: it only comes and goes
    };

    /// Puts the middle into the window, between the handles.
    /// @param home  what gets the focus when a drawer that holds it closes.
    SidePanels(QMainWindow& window, QWidget* middle, QWidget* home);

    /// Adds a panel; the first at an edge is open where there is room, the others stand behind it
    /// as tabs and are closed until asked for.
    void add(const Panel& panel);
    /// Drawers end above such a bar at the foot of the middle while it is seen: time can be run
    /// with a panel open.
    void keepFree(QWidget* bar);
    bool areDrawers() const { return m_areDrawers; }
    /// Closes every panel and hides the handles, or opens again what was open.
    void fold(bool folded);
    /// How the docks were arranged when there was room for them last.
    QByteArray state() const;
    /// Whether there is room, and how wide everything is, at the present size of window and type.
    void arrange();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Entry
    {
        Panel panel;
        EdgeTab* tab = nullptr;
        bool isFirst = false; ///< at its edge
        bool wasOpen = true;
    };
    struct Side
    {
        EdgeTabs* tabs = nullptr;
        QFrame* drawer = nullptr;
    };

    Side& side(Qt::Edge edge) { return edge == Qt::LeftEdge ? m_left : m_right; }
    Side makeSide(Qt::Edge edge);
    void becomeDrawers();
    void becomeDocks();
    void addToWindow(const Entry& entry);
    void showOnly(const Entry& entry);
    void closeDrawer(const Entry& entry);
    void placeDrawers();
    void fitWidths();
    void widenDocks();

    QMainWindow& m_window;
    QWidget* m_home;
    QWidget* m_frame;
    std::vector<Entry> m_entries;
    std::vector<QWidget*> m_bars;
    Side m_left;
    Side m_right;
    QByteArray m_state; ///< of the docks, kept while they are drawers
    double m_scale = 1.0; ///< of the type that the widths were made for
    bool m_areDrawers = false;
    bool m_isFolded = false;
    bool m_isMoving = false; ///< panels go from one place to the other
};

} // namespace dqm
