#include "widgets/numbers/ReadoutTable.h"

#include "widgets/numbers/Marks.h"
#include "widgets/numbers/NumberText.h"
#include "widgets/numbers/PanelTheme.h"
#include "widgets/theme/TypeSize.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QMenu>
#include <QPainter>
#include <QResizeEvent>
#include <QTextDocumentFragment>
#include <QTextOption>
#include <QToolTip>

#include <algorithm>
#include <stdexcept>

namespace dqm {

namespace {

constexpr int sideMargin = 12;
constexpr int swatchWidth = 3;
constexpr int columnGap = 8; ///< between numbers in columns, at least
constexpr int noteGap = 8; ///< between a number and the note beside it
constexpr int indent = 8; ///< of rows below their section's title

QFont titleFont(QFont font)
{
    font.setBold(true);
    return font;
}

void drawLabel(QPainter& painter, const QStaticText& label, int left, const QRect& rect)
{
    const double top = rect.top() + 0.5 * (rect.height() - label.size().height());
    painter.drawStaticText(QPointF(left, top), label);
}

} // namespace

ReadoutTable::ReadoutTable(QWidget* parent)
    : QWidget(parent)
    , m_theme(themeOf(*this))
{
    setFont(tabularFont(font()));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ReadoutTable::add(Row row)
{
    QStaticText label(row.label);
    label.setTextFormat(Qt::RichText);
    QTextOption oneLine;
    oneLine.setWrapMode(QTextOption::NoWrap);
    label.setTextOption(oneLine);
    m_rows.push_back(std::move(row));
    m_labels.push_back(label);
    measureLabels();
}

const ReadoutTable::Row& ReadoutTable::row(const QString& key) const
{
    const auto found = std::find_if(
        m_rows.begin(), m_rows.end(), [&key](const Row& row) { return row.key == key; });
    if (found == m_rows.end())
        throw std::out_of_range("no readout " + key.toStdString());
    return *found;
}

ReadoutTable::Row& ReadoutTable::row(const QString& key)
{
    return const_cast<Row&>(std::as_const(*this).row(key));
}

void ReadoutTable::clearValues()
{
    for (Row& row : m_rows) {
        if (row.kind != Kind::Value && row.kind != Kind::Columns)
            continue;
        row.cells.fill({});
        row.mark = Mark::None;
    }
    refresh();
}

void ReadoutTable::setColumnCount(int columns) { m_columns = columns; }

void ReadoutTable::setTheme(const Theme& theme)
{
    m_theme = theme;
    update();
}

void ReadoutTable::takeLabels()
{
    bool isAnother = false;
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        if (m_labels[i].text() != m_rows[i].label) {
            m_labels[i].setText(m_rows[i].label);
            isAnother = true;
        }
    }
    if (isAnother)
        measureLabels();
}

void ReadoutTable::refresh()
{
    takeLabels();
    stack(false);
    const std::size_t shown = lines().size();
    if (shown != m_shownLines) {
        m_shownLines = shown;
        updateGeometry();
    }
    update();
}

int ReadoutTable::lineHeight() const { return fontMetrics().height() + 4; }

int ReadoutTable::markWidth() const { return fontMetrics().height() + 1; }

int ReadoutTable::numberWidth() const
{
    return fontMetrics().horizontalAdvance(QStringLiteral("−88888.88888"));
}

void ReadoutTable::measureLabels()
{
    m_valueLabelWidth = 0;
    m_columnLabelWidth = 0;
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        m_labels[i].prepare(QTransform(), font());
        const int width = static_cast<int>(m_labels[i].size().width()) + 1;
        if (m_rows[i].kind == Kind::Value)
            m_valueLabelWidth = std::max(m_valueLabelWidth, width);
        else if (m_rows[i].kind == Kind::Columns)
            m_columnLabelWidth = std::max(m_columnLabelWidth, width);
    }
}

std::vector<ReadoutTable::Line> ReadoutTable::lines() const
{
    std::vector<Line> shown;
    int top = 4;
    bool folded = false;
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const bool isSection = m_rows[i].kind == Kind::Section;
        if (isSection)
            folded = std::find(m_folded.begin(), m_folded.end(), i) != m_folded.end();
        if (!m_rows[i].shown || (folded && !isSection))
            continue;
        if (isSection && !shown.empty())
            top += 8;
        const int rows = m_isStacked && m_rows[i].kind == Kind::Columns ? 2 : 1;
        shown.push_back({i, QRect(0, top, width(), rows * lineHeight())});
        top += rows * lineHeight();
    }
    return shown;
}

QSize ReadoutTable::sizeHint() const
{
    const auto shown = lines();
    const int note = fontMetrics().horizontalAdvance(QStringLiteral("≥ 0.25000 E₀²·T₀²"));
    const int needed = sideMargin + indent + m_valueLabelWidth + numberWidth() + noteGap + note
        + markWidth() + sideMargin;
    return {std::max(340, needed), (shown.empty() ? 0 : shown.back().rect.bottom() + 1) + 4};
}

QSize ReadoutTable::minimumSizeHint() const { return {scaledToType(240), sizeHint().height()}; }

int ReadoutTable::columnsLeft() const
{
    return sideMargin + indent + (m_isStacked ? 0 : m_columnLabelWidth);
}

int ReadoutTable::columnWidth() const
{
    return (width() - columnsLeft() - markWidth() - 8) / std::max(1, m_columns);
}

bool ReadoutTable::columnsAreTight() const
{
    const int room = columnWidth() - columnGap;
    return std::ranges::any_of(m_rows, [&](const Row& row) {
        return row.kind == Kind::Columns && row.shown
            && std::ranges::any_of(row.cells,
                [&](const QString& cell) { return fontMetrics().horizontalAdvance(cell) > room; });
    });
}

void ReadoutTable::stack(bool anew)
{
    const bool before = m_isStacked;
    // Numbers that change their length must not let the rows jump back.
    if (anew)
        m_isStacked = false;
    // Before it is shown its width means nothing.
    m_isStacked = m_isStacked || (isVisible() && columnsAreTight());
    if (m_isStacked != before)
        updateGeometry();
}

void ReadoutTable::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        stack(true);
}

const ReadoutTable::Row* ReadoutTable::rowAt(QPoint position) const
{
    for (const Line& line : lines()) {
        if (line.rect.contains(position))
            return &m_rows[line.index];
    }
    return nullptr;
}

bool ReadoutTable::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const Row* row = rowAt(help->pos());
    if (row && !row->tooltip.isEmpty())
        QToolTip::showText(help->globalPos(), row->tooltip, this);
    else
        QToolTip::hideText();
    return true;
}

void ReadoutTable::mouseReleaseEvent(QMouseEvent* event)
{
    const Row* row
        = event->button() == Qt::LeftButton ? rowAt(event->position().toPoint()) : nullptr;
    if (!row || row->kind != Kind::Section)
        return;
    const auto index = static_cast<std::size_t>(row - m_rows.data());
    const auto folded = std::find(m_folded.begin(), m_folded.end(), index);
    if (folded == m_folded.end())
        m_folded.push_back(index);
    else
        m_folded.erase(folded);
    refresh();
}

void ReadoutTable::contextMenuEvent(QContextMenuEvent* event)
{
    QMenu menu(this);
    menu.addAction(
        tr("Copy these numbers"), [this] { QApplication::clipboard()->setText(plainText()); });
    menu.exec(event->globalPos());
}

void ReadoutTable::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::FontChange) {
        measureLabels();
        stack(true);
        updateGeometry();
    }
    QWidget::changeEvent(event);
}

QString ReadoutTable::plainText() const
{
    QString text;
    for (const Line& line : lines()) {
        const Row& row = m_rows[line.index];
        QStringList words(QTextDocumentFragment::fromHtml(row.label).toPlainText());
        for (const QString& cell : row.cells) {
            if (!cell.isEmpty())
                words << cell;
        }
        if (row.mark != Mark::None)
            words << signOf(row.mark);
        text += words.join(QLatin1Char('\t')) + QLatin1Char('\n');
    }
    return text;
}

void ReadoutTable::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    for (const Line& line : lines())
        paintRow(painter, line.index, line.rect);
}

void ReadoutTable::paintRow(QPainter& painter, std::size_t index, const QRect& whole) const
{
    const Row& row = m_rows[index];
    const QRect rect(whole.left(), whole.top(), whole.width(), lineHeight());
    const bool isSection = row.kind == Kind::Section;
    painter.setFont(isSection ? titleFont(font()) : font());
    painter.setPen(row.kind == Kind::Caption ? m_theme.mutedText : m_theme.*row.color);
    int left = sideMargin;
    if (isSection) {
        const bool folded = std::find(m_folded.begin(), m_folded.end(), index) != m_folded.end();
        painter.drawText(rect.adjusted(left, 0, 0, 0), Qt::AlignVCenter,
            (folded ? QStringLiteral("▸ ") : QStringLiteral("▾ ")) + row.label);
        painter.setFont(font());
        painter.setPen(m_theme.mutedText);
    } else {
        if (row.color != &Theme::total)
            painter.fillRect(
                QRect(left, rect.top() + 4, swatchWidth, rect.height() - 8), m_theme.*row.color);
        drawLabel(painter, m_labels[index], left + indent, rect);
        painter.setPen(m_theme.total);
    }
    const QRect last(whole.left(), whole.bottom() + 1 - lineHeight(), whole.width(), lineHeight());
    paintCells(painter, row, last);
    paintMark(painter, row.mark, last);
}

void ReadoutTable::paintCells(QPainter& painter, const Row& row, const QRect& rect) const
{
    if (row.kind == Kind::Value) {
        const int left = sideMargin + indent + m_valueLabelWidth;
        painter.drawText(QRect(left, rect.top(), numberWidth(), rect.height()),
            Qt::AlignRight | Qt::AlignVCenter, row.cells[0]);
        painter.setPen(m_theme.mutedText);
        const QRect note = rect.adjusted(left + numberWidth() + noteGap, 0, -markWidth() - 4, 0);
        painter.drawText(note, Qt::AlignVCenter,
            fontMetrics().elidedText(row.cells[1], Qt::ElideRight, note.width()));
        return;
    }
    const int each = columnWidth();
    for (int column = 0; column < m_columns; ++column) {
        const QRect cell(columnsLeft() + column * each, rect.top(), each, rect.height());
        painter.drawText(cell, Qt::AlignRight | Qt::AlignVCenter,
            fontMetrics().elidedText(
                row.cells[static_cast<std::size_t>(column)], Qt::ElideRight, each));
    }
}

void ReadoutTable::paintMark(QPainter& painter, Mark mark, const QRect& rect) const
{
    painter.setPen(colorOf(mark, m_theme));
    painter.drawText(
        rect.adjusted(rect.width() - markWidth() - 4, 0, -4, 0), Qt::AlignCenter, signOf(mark));
}

} // namespace dqm
