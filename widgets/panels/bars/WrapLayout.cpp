#include "widgets/panels/bars/WrapLayout.h"

#include <QWidget>

#include <algorithm>

namespace dqm {

WrapLayout::WrapLayout(QWidget* parent)
    : QLayout(parent)
{
}

WrapLayout::~WrapLayout()
{
    for (QLayoutItem* item : m_items)
        delete item;
}

void WrapLayout::addItem(QLayoutItem* item) { m_items.push_back(item); }

QLayoutItem* WrapLayout::itemAt(int index) const
{
    return index >= 0 && index < count() ? m_items[static_cast<std::size_t>(index)] : nullptr;
}

QLayoutItem* WrapLayout::takeAt(int index)
{
    QLayoutItem* item = itemAt(index);
    if (!item)
        return nullptr;
    m_items.erase(m_items.begin() + index);
    if (index < m_spring)
        --m_spring;
    return item;
}

std::vector<WrapLayout::Line> WrapLayout::lines(int width) const
{
    const QMargins around = contentsMargins();
    const int room = width - around.left() - around.right();
    std::vector<Line> all(1);
    for (int i = 0; i < count(); ++i) {
        const QLayoutItem& item = *m_items[static_cast<std::size_t>(i)];
        if (item.isEmpty())
            continue;
        const QSize size = item.sizeHint();
        if (!all.back().items.empty() && all.back().width + spacing() + size.width() > room)
            all.emplace_back();
        Line& line = all.back();
        line.width += gapBefore(line) + size.width();
        line.height = std::max(line.height, size.height());
        line.items.push_back(i);
    }
    return all;
}

int WrapLayout::heightForWidth(int width) const
{
    const QMargins around = contentsMargins();
    const std::vector<Line> all = lines(width);
    int height = around.top() + around.bottom() + static_cast<int>(all.size() - 1) * spacing();
    for (const Line& line : all)
        height += line.height;
    return height;
}

QSize WrapLayout::sizeHint() const
{
    const QMargins around = contentsMargins();
    const Line line = lines(QWIDGETSIZE_MAX).front();
    return QSize(line.width, line.height).grownBy(around);
}

QSize WrapLayout::minimumSize() const
{
    QSize least;
    for (const QLayoutItem* item : m_items) {
        if (!item->isEmpty())
            least = least.expandedTo(item->sizeHint());
    }
    return least.grownBy(contentsMargins());
}

void WrapLayout::setGeometry(const QRect& rect)
{
    QLayout::setGeometry(rect);
    // A layout around this one that was asked before the items had their size is told, once.
    const QSize needed(rect.width(), heightForWidth(rect.width()));
    if (needed.height() > rect.height() && needed != m_asked && parentWidget())
        QMetaObject::invokeMethod(
            parentWidget(), [widget = parentWidget()] { widget->updateGeometry(); },
            Qt::QueuedConnection);
    m_asked = needed;
    const QRect inner = rect.marginsRemoved(contentsMargins());
    int top = inner.top();
    for (const Line& line : lines(rect.width())) {
        const auto firstAtRight = m_spring < 0 || line.items.empty() || line.items[0] >= m_spring
            ? line.items.end()
            : std::ranges::find_if(line.items, [this](int index) { return index >= m_spring; });
        int left = inner.left();
        for (auto index = line.items.begin(); index != line.items.end(); ++index) {
            if (index == firstAtRight)
                left += std::max(0, inner.width() - line.width);
            QLayoutItem& item = *m_items[static_cast<std::size_t>(*index)];
            const QSize size = item.sizeHint().boundedTo({inner.width(), line.height});
            item.setGeometry(QRect({left, top + (line.height - size.height()) / 2}, size));
            left += size.width() + spacing();
        }
        top += line.height + spacing();
    }
}

} // namespace dqm
