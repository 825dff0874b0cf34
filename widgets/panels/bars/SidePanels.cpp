#include "widgets/panels/bars/SidePanels.h"

#include "widgets/theme/TypeSize.h"

#include <QAction>
#include <QApplication>
#include <QDockWidget>
#include <QEvent>
#include <QFrame>
#include <QHBoxLayout>
#include <QMainWindow>
#include <QScopedValueRollback>

#include <algorithm>

namespace dqm {

namespace {

Qt::DockWidgetArea areaAt(Qt::Edge edge)
{
    return edge == Qt::LeftEdge ? Qt::LeftDockWidgetArea : Qt::RightDockWidgetArea;
}

} // namespace

SidePanels::SidePanels(QMainWindow& window, QWidget* middle, QWidget* home)
    : QObject(&window)
    , m_window(window)
    , m_home(home)
    , m_frame(new QWidget)
{
    m_left = makeSide(Qt::LeftEdge);
    m_right = makeSide(Qt::RightEdge);
    auto* row = new QHBoxLayout(m_frame);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_left.tabs);
    row->addWidget(middle, 1);
    row->addWidget(m_right.tabs);
    window.setCentralWidget(m_frame);
    window.installEventFilter(this);
    m_frame->installEventFilter(this);
}

SidePanels::Side SidePanels::makeSide(Qt::Edge edge)
{
    Side made;
    made.tabs = new EdgeTabs(edge, m_frame);
    made.tabs->setObjectName(
        edge == Qt::LeftEdge ? QStringLiteral("leftTabs") : QStringLiteral("rightTabs"));
    made.tabs->hide();
    made.drawer = new QFrame(m_frame);
    made.drawer->setObjectName(
        edge == Qt::LeftEdge ? QStringLiteral("leftDrawer") : QStringLiteral("rightDrawer"));
    made.drawer->setFrameShape(QFrame::StyledPanel);
    made.drawer->setAutoFillBackground(true);
    auto* column = new QHBoxLayout(made.drawer);
    column->setContentsMargins(1, 1, 1, 1);
    made.drawer->hide();
    return made;
}

void SidePanels::add(const Panel& panel)
{
    Entry entry;
    entry.panel = panel;
    entry.isFirst = std::ranges::none_of(
        m_entries, [&](const Entry& other) { return other.panel.edge == panel.edge; });
    entry.tab
        = side(panel.edge).tabs->add(panel.word, panel.dock->objectName() + QStringLiteral(".tab"));
    m_entries.push_back(entry);
    addToWindow(entry);
    panel.dock->setVisible(entry.isFirst);
    panel.dock->installEventFilter(this);
    QDockWidget* dock = panel.dock;
    connect(entry.tab, &QAbstractButton::clicked, this, [dock, command = panel.command] {
        if (command)
            command->trigger();
        else
            dock->setVisible(dock->isHidden());
    });
    if (const QAction* command = panel.command) {
        entry.tab->setToolTip(command->toolTip());
        connect(command, &QAction::changed, entry.tab,
            [command, tab = entry.tab] { tab->setVisible(command->isEnabled()); });
    }
    fitWidths();
}

void SidePanels::addToWindow(const Entry& entry)
{
    m_window.addDockWidget(areaAt(entry.panel.edge), entry.panel.dock);
    if (entry.isFirst)
        return;
    const auto first = std::ranges::find_if(m_entries,
        [&](const Entry& other) { return other.isFirst && other.panel.edge == entry.panel.edge; });
    m_window.tabifyDockWidget(first->panel.dock, entry.panel.dock);
}

void SidePanels::arrange()
{
    fitWidths();
    // Until the window is shown its size is nobody's wish.
    if (!m_window.isVisible())
        return;
    const bool isNarrow = m_window.width() < scaledToType(roomyWidth);
    if (isNarrow && !m_areDrawers)
        becomeDrawers();
    else if (!isNarrow && m_areDrawers)
        becomeDocks();
    fitWidths();
    placeDrawers();
    if (const double scale = typeScale(); scale != m_scale) {
        m_scale = scale;
        if (!m_areDrawers)
            widenDocks();
    }
}

void SidePanels::widenDocks()
{
    QList<QDockWidget*> docks;
    QList<int> widths;
    for (const Entry& entry : m_entries) {
        if (entry.isFirst) {
            docks << entry.panel.dock;
            widths << scaledToType(entry.panel.width);
        }
    }
    m_window.resizeDocks(docks, widths, Qt::Horizontal);
}

void SidePanels::becomeDrawers()
{
    const QScopedValueRollback moving(m_isMoving, true);
    m_state = m_window.saveState();
    for (Entry& entry : m_entries) {
        QDockWidget* dock = entry.panel.dock;
        // What is folded away is hidden, and was open before.
        if (!m_isFolded || !entry.isFirst)
            entry.wasOpen = !dock->isHidden();
        m_window.removeDockWidget(dock);
        side(entry.panel.edge).drawer->layout()->addWidget(dock);
        dock->hide();
        entry.tab->setChecked(false);
    }
    m_areDrawers = true;
    for (const Side* each : {&m_left, &m_right})
        each->tabs->setVisible(!m_isFolded);
}

void SidePanels::becomeDocks()
{
    const QScopedValueRollback moving(m_isMoving, true);
    m_areDrawers = false;
    for (const Side* each : {&m_left, &m_right}) {
        each->tabs->hide();
        each->drawer->hide();
    }
    std::vector<bool> open;
    for (const Entry& entry : m_entries) {
        // What was asked for meanwhile stays, what stood there before comes back.
        open.push_back(
            !m_isFolded && (!entry.panel.dock->isHidden() || (entry.isFirst && entry.wasOpen)));
        addToWindow(entry);
    }
    m_window.restoreState(m_state);
    for (std::size_t i = 0; i < m_entries.size(); ++i)
        m_entries[i].panel.dock->setVisible(open[i]);
}

QByteArray SidePanels::state() const { return m_areDrawers ? m_state : m_window.saveState(); }

void SidePanels::fold(bool folded)
{
    if (folded == m_isFolded)
        return;
    m_isFolded = folded;
    for (const Side* each : {&m_left, &m_right})
        each->tabs->setVisible(m_areDrawers && !folded);
    for (Entry& entry : m_entries) {
        if (!entry.isFirst)
            continue;
        if (folded && !m_areDrawers)
            entry.wasOpen = !entry.panel.dock->isHidden();
        entry.panel.dock->setVisible(!folded && !m_areDrawers && entry.wasOpen);
    }
}

void SidePanels::fitWidths()
{
    for (const Entry& entry : m_entries) {
        const int wanted = scaledToType(entry.panel.width);
        entry.panel.dock->setMinimumWidth(m_areDrawers ? 0 : wanted);
    }
}

void SidePanels::placeDrawers()
{
    if (!m_areDrawers)
        return;
    int height = m_frame->height();
    for (const QWidget* bar : m_bars) {
        if (bar->isVisible())
            height = std::min(height, bar->mapTo(m_frame, QPoint()).y());
    }
    for (const Qt::Edge edge : {Qt::LeftEdge, Qt::RightEdge}) {
        const Side& each = side(edge);
        const int room = m_frame->width() - each.tabs->width();
        int wanted = 0;
        for (const Entry& entry : m_entries) {
            if (entry.panel.edge == edge)
                wanted = std::max(wanted, scaledToType(entry.panel.width));
        }
        const int width = std::min(wanted, room);
        const int left = edge == Qt::LeftEdge ? each.tabs->width()
                                              : m_frame->width() - each.tabs->width() - width;
        each.drawer->setGeometry(left, 0, width, height);
        each.drawer->raise();
    }
}

void SidePanels::keepFree(QWidget* bar)
{
    m_bars.push_back(bar);
    bar->installEventFilter(this);
    placeDrawers();
}

void SidePanels::showOnly(const Entry& entry)
{
    for (const Entry& other : m_entries) {
        if (other.panel.edge == entry.panel.edge && other.panel.dock != entry.panel.dock)
            other.panel.dock->hide();
    }
    placeDrawers();
    side(entry.panel.edge).drawer->show();
}

void SidePanels::closeDrawer(const Entry& entry)
{
    const bool isOther = std::ranges::any_of(m_entries, [&](const Entry& other) {
        return other.panel.edge == entry.panel.edge && !other.panel.dock->isHidden();
    });
    if (isOther)
        return;
    QFrame* drawer = side(entry.panel.edge).drawer;
    const QWidget* focus = QApplication::focusWidget();
    const bool hadFocus = !focus || drawer->isAncestorOf(focus);
    drawer->hide();
    if (hadFocus && m_home)
        m_home->setFocus();
}

bool SidePanels::eventFilter(QObject* watched, QEvent* event)
{
    const auto type = event->type();
    if (watched == &m_window) {
        if (type == QEvent::Resize || type == QEvent::Show || type == QEvent::FontChange)
            arrange();
        return QObject::eventFilter(watched, event);
    }
    if (watched == m_frame) {
        if (type == QEvent::Resize || type == QEvent::LayoutRequest)
            placeDrawers();
        return QObject::eventFilter(watched, event);
    }
    if (std::ranges::find(m_bars, watched) != m_bars.end()) {
        if (type == QEvent::Show || type == QEvent::Hide || type == QEvent::Move
            || type == QEvent::Resize)
            placeDrawers();
        return QObject::eventFilter(watched, event);
    }
    if (type != QEvent::ShowToParent && type != QEvent::HideToParent)
        return QObject::eventFilter(watched, event);
    const auto entry = std::ranges::find_if(
        m_entries, [&](const Entry& each) { return each.panel.dock == watched; });
    if (entry != m_entries.end()) {
        entry->tab->setChecked(type == QEvent::ShowToParent);
        if (m_areDrawers && !m_isMoving) {
            if (type == QEvent::ShowToParent)
                showOnly(*entry);
            else
                closeDrawer(*entry);
        }
    }
    return QObject::eventFilter(watched, event);
}

} // namespace dqm
