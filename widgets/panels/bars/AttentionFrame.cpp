#include "widgets/panels/bars/AttentionFrame.h"

#include "widgets/numbers/PanelTheme.h"

#include <QPainter>

namespace dqm {

namespace {

constexpr int shownFor = 2500; // ms
constexpr int lineWidth = 3;

} // namespace

AttentionFrame::AttentionFrame(QWidget* window)
    : QWidget(window)
{
    setObjectName(QStringLiteral("attention"));
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &QWidget::hide);
    hide();
}

void AttentionFrame::pointAt(QWidget* target)
{
    if (!target || !target->isVisible()) {
        hide();
        return;
    }
    const QRect place(target->mapTo(parentWidget(), QPoint(0, 0)), target->size());
    setGeometry(place);
    // Nothing is drawn inside, so that a scene behind need not be composed anew.
    setMask(QRegion(rect()) - rect().adjusted(lineWidth, lineWidth, -lineWidth, -lineWidth));
    raise();
    show();
    m_timer.start(shownFor);
}

void AttentionFrame::paintEvent(QPaintEvent*)
{
    QPainter(this).fillRect(rect(), themeOf(*this).selection);
}

} // namespace dqm
