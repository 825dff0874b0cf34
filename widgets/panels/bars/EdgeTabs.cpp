#include "widgets/panels/bars/EdgeTabs.h"

#include "widgets/numbers/PanelTheme.h"

#include <QPainter>
#include <QVBoxLayout>

namespace dqm {

namespace {

constexpr int around = 6; ///< a word, across
constexpr int ends = 12; ///< of a word
constexpr int barWidth = 3; ///< beside the tab whose drawer is open

} // namespace

EdgeTab::EdgeTab(const QString& word, Qt::Edge edge, QWidget* parent)
    : QAbstractButton(parent)
    , m_edge(edge)
{
    setText(word);
    setAccessibleName(word);
    setCheckable(true);
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

QSize EdgeTab::sizeHint() const
{
    return {
        fontMetrics().height() + 2 * around, fontMetrics().horizontalAdvance(text()) + 2 * ends};
}

void EdgeTab::paintEvent(QPaintEvent*)
{
    const Theme& colors = themeOf(*this);
    QPainter painter(this);
    if (underMouse() || hasFocus() || isChecked())
        painter.fillRect(rect(), palette().alternateBase());
    if (isChecked())
        painter.fillRect(m_edge == Qt::LeftEdge ? width() - barWidth : 0, 0, barWidth, height(),
            colors.selection);
    painter.setPen(isChecked() ? colors.total : colors.mutedText);
    // Read from below at the left edge, from above at the right one.
    painter.translate(m_edge == Qt::LeftEdge ? 0 : width(), m_edge == Qt::LeftEdge ? height() : 0);
    painter.rotate(m_edge == Qt::LeftEdge ? -90.0 : 90.0);
    painter.drawText(QRect(0, 0, height(), width()), Qt::AlignCenter, text());
}

EdgeTabs::EdgeTabs(Qt::Edge edge, QWidget* parent)
    : QWidget(parent)
    , m_edge(edge)
    , m_column(new QVBoxLayout(this))
{
    setAutoFillBackground(true);
    m_column->setContentsMargins(0, 4, 0, 4);
    m_column->setSpacing(4);
    m_column->addStretch();
}

EdgeTab* EdgeTabs::add(const QString& word, const QString& name)
{
    auto* tab = new EdgeTab(word, m_edge, this);
    tab->setObjectName(name);
    m_column->insertWidget(m_column->count() - 1, tab);
    return tab;
}

} // namespace dqm
