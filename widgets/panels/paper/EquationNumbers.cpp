#include "widgets/panels/paper/EquationNumbers.h"

#include "widgets/numbers/NumberText.h"
#include "widgets/numbers/PanelTheme.h"
#include "widgets/numbers/Symbols.h"

#include <QEvent>
#include <QPainter>
#include <QTextOption>

#include <algorithm>
#include <cmath>

namespace dqm {

namespace {

constexpr int gap = 12; ///< between words and their number on one line
constexpr int rowGap = 6;

/// Residuals against a small bound are powers of ten; other values are plain numbers.
bool isResidual(const EquationRow& row) { return std::isfinite(row.bound) && row.bound < 0.1; }

bool haveSameWords(const std::vector<EquationRow>& a, const std::vector<EquationRow>& b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
        [](const EquationRow& one, const EquationRow& other) {
            return one.quantity == other.quantity && one.unit == other.unit
                && one.bound == other.bound && one.reason == other.reason;
        });
}

/// Of the words on one line; without that option a rich text takes a shape it finds pleasing.
double widthOf(QStaticText label, const QFont& font)
{
    QTextOption oneLine;
    oneLine.setWrapMode(QTextOption::NoWrap);
    label.setTextOption(oneLine);
    label.setTextWidth(-1.0);
    label.prepare(QTransform(), font);
    return label.size().width();
}

QString withUnit(const QString& number, const EquationRow& row)
{
    const QString unit = QString::fromStdString(row.unit);
    return unit.isEmpty() ? number : number + QChar(0x2009) + unit;
}

} // namespace

EquationMark markOf(const EquationRow& row)
{
    if (!row.reason.empty())
        return EquationMark::None;
    if (!row.holds)
        return EquationMark::Fails;
    return std::isfinite(row.bound) ? EquationMark::Holds : EquationMark::Shown;
}

EquationMark markOf(const std::vector<EquationRow>& rows)
{
    EquationMark worst = EquationMark::None;
    for (const EquationRow& row : rows)
        worst = std::max(worst, markOf(row));
    return worst;
}

QString signOf(EquationMark mark)
{
    switch (mark) {
    case EquationMark::None:
        return QStringLiteral("–");
    case EquationMark::Shown:
        return QStringLiteral("○");
    case EquationMark::Holds:
        return QStringLiteral("✓");
    case EquationMark::Fails:
        return QStringLiteral("✗");
    }
    return {};
}

QColor colorOf(EquationMark mark, const Theme& theme)
{
    switch (mark) {
    case EquationMark::None:
        return theme.mutedText;
    case EquationMark::Shown:
        return theme.total;
    case EquationMark::Holds:
        return theme.potential;
    case EquationMark::Fails:
        return theme.error;
    }
    return theme.total;
}

QString wordOf(EquationMark mark)
{
    switch (mark) {
    case EquationMark::None:
        return QObject::tr("not computed");
    case EquationMark::Shown:
        return QObject::tr("shown");
    case EquationMark::Holds:
        return QObject::tr("holds");
    case EquationMark::Fails:
        return QObject::tr("fails");
    }
    return {};
}

int EquationNumbers::markWidth() const { return fontMetrics().height() + 5; }

EquationNumbers::EquationNumbers(QWidget* parent)
    : QWidget(parent)
{
    setFont(tabularFont(font()));
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void EquationNumbers::setRows(std::vector<EquationRow> rows)
{
    const bool sameWords = haveSameWords(m_rows, rows);
    m_rows = std::move(rows);
    if (!sameWords)
        renewLabels();
    update();
}

QString EquationNumbers::valueText(const EquationRow& row)
{
    if (!row.reason.empty())
        return QString::fromStdString(row.reason);
    return withUnit(isResidual(row) ? errorNumber(row.value) : columnNumber(row.value), row);
}

QString EquationNumbers::boundText(const EquationRow& row)
{
    if (!std::isfinite(row.bound))
        return {};
    QString number = isResidual(row) ? errorNumber(row.bound) : shortNumber(row.bound);
    // A bound is a round number: 10⁻⁹, not 1.0×10⁻⁹.
    number.replace(QStringLiteral(".0×"), QStringLiteral("×"));
    if (number.startsWith(QStringLiteral("1×")))
        number.remove(0, 2);
    return QStringLiteral("≤ ") + number;
}

void EquationNumbers::renewLabels()
{
    m_labels.clear();
    m_placesWidth = -1;
    m_widestValue = 0;
    for (const EquationRow& row : m_rows) {
        QStaticText label(quantityInSymbols(QString::fromStdString(row.quantity)));
        label.setTextFormat(Qt::RichText);
        m_labels.push_back(label);
    }
    // A reason has a line of its own, where it may be cut short.
    for (std::size_t i = 0; i < m_rows.size(); ++i)
        if (m_rows[i].reason.empty())
            m_widestValue = std::max(m_widestValue, valueWidth(i));
    updateGeometry();
}

int EquationNumbers::valueWidth(std::size_t index) const
{
    const EquationRow& row = m_rows[index];
    if (!row.reason.empty())
        return fontMetrics().horizontalAdvance(valueText(row));
    const QString widest = withUnit(
        isResidual(row) ? QStringLiteral("−8.8×10⁻¹⁸") : QStringLiteral("−88.88888"), row);
    return fontMetrics().horizontalAdvance(widest + ' ' + boundText(row));
}

int EquationNumbers::lineHeight() const { return fontMetrics().height() + 2; }

const std::vector<EquationNumbers::Place>& EquationNumbers::places(int width) const
{
    if (width == m_placesWidth)
        return m_places;
    m_places.clear();
    m_placesWidth = width;
    int top = 0;
    for (std::size_t i = 0; i < m_labels.size(); ++i) {
        QStaticText& label = m_labels[i];
        const bool oneLine = markWidth() + widthOf(label, font()) + gap + valueWidth(i) <= width;
        label.setTextWidth(std::max(1, width - markWidth()));
        label.prepare(QTransform(), font());
        Place place;
        place.top = top;
        place.labelHeight
            = std::max(lineHeight(), static_cast<int>(std::ceil(label.size().height())));
        place.valueTop = oneLine ? top : top + place.labelHeight;
        place.bottom = oneLine ? top + place.labelHeight : place.valueTop + lineHeight();
        top = place.bottom + rowGap;
        m_places.push_back(place);
    }
    return m_places;
}

int EquationNumbers::heightForWidth(int width) const
{
    const auto& all = places(width);
    return all.empty() ? lineHeight() : all.back().bottom;
}

QSize EquationNumbers::sizeHint() const { return {300, heightForWidth(300)}; }

QSize EquationNumbers::minimumSizeHint() const
{
    return {markWidth() + m_widestValue, lineHeight()};
}

void EquationNumbers::paintEvent(QPaintEvent*)
{
    const Theme& colors = themeOf(*this);
    QPainter painter(this);
    if (m_rows.empty()) {
        painter.setPen(colors.mutedText);
        painter.drawText(rect(), Qt::AlignLeft | Qt::AlignVCenter,
            signOf(EquationMark::None) + QStringLiteral("   ") + tr("no number for this ensemble"));
        return;
    }
    const auto& all = places(width());
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const EquationRow& row = m_rows[i];
        const EquationMark mark = markOf(row);
        painter.setPen(colorOf(mark, colors));
        painter.drawText(QRect(0, all[i].top, markWidth() - 4, lineHeight()),
            Qt::AlignLeft | Qt::AlignVCenter, signOf(mark));
        painter.setPen(colors.mutedText);
        painter.drawStaticText(QPointF(markWidth(), all[i].top), m_labels[i]);

        const QString bound = boundText(row);
        QRect line(markWidth(), all[i].valueTop, width() - markWidth(), lineHeight());
        painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, bound);
        if (!bound.isEmpty())
            line.setRight(line.right() - fontMetrics().horizontalAdvance(bound + ' '));
        painter.setPen(mark == EquationMark::Fails ? colors.error
                : row.reason.empty()               ? colors.total
                                                   : colors.mutedText);
        painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter,
            fontMetrics().elidedText(valueText(row), Qt::ElideRight, line.width()));
    }
}

void EquationNumbers::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::FontChange)
        renewLabels();
    QWidget::changeEvent(event);
}

} // namespace dqm
