#include "widgets/panels/paper/EquationNumbers.h"

#include "widgets/numbers/Marks.h"
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
bool isResidual(const Readout& readout) { return readout.tolerance && *readout.tolerance < 0.1; }

/// Why there is no number to be judged; empty where there is.
QString reasonOf(const Readout& readout)
{
    if (!readout.unresolved.empty())
        return QObject::tr("not resolved: %1").arg(QString::fromStdString(readout.unresolved));
    return readout.value ? QString() : QString::fromStdString(readout.tooltip);
}

/// What it is, without the equation under which it stands.
QString quantityOf(const Readout& readout)
{
    const bool isNamed = readout.label.starts_with(readout.expectedFrom + ' ');
    return QString::fromStdString(
        isNamed ? readout.label.substr(readout.expectedFrom.size() + 1) : readout.label);
}

bool haveSameWords(const std::vector<Readout>& a, const std::vector<Readout>& b)
{
    return std::equal(
        a.begin(), a.end(), b.begin(), b.end(), [](const Readout& one, const Readout& other) {
            return one.label == other.label && one.unit == other.unit
                && one.tolerance == other.tolerance && reasonOf(one) == reasonOf(other);
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

QString withUnit(const QString& number, const Readout& readout)
{
    const QString unit = QString::fromStdString(readout.unit);
    return unit.isEmpty() ? number : number + QChar(0x2009) + unit;
}

} // namespace

int EquationNumbers::markWidth() const { return fontMetrics().height() + 5; }

EquationNumbers::EquationNumbers(QWidget* parent)
    : QWidget(parent)
{
    setFont(tabularFont(font()));
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void EquationNumbers::setReadouts(std::vector<Readout> readouts)
{
    const bool sameWords = haveSameWords(m_readouts, readouts);
    m_readouts = std::move(readouts);
    if (!sameWords)
        renewLabels();
    update();
}

QString EquationNumbers::valueText(const Readout& readout)
{
    if (const QString reason = reasonOf(readout); !reason.isEmpty() || !readout.value)
        return reason;
    const double value = *readout.value;
    return withUnit(isResidual(readout) ? errorNumber(value) : columnNumber(value), readout);
}

QString EquationNumbers::boundText(const Readout& readout)
{
    if (!readout.tolerance || !readout.unresolved.empty())
        return {};
    QString number
        = isResidual(readout) ? errorNumber(*readout.tolerance) : shortNumber(*readout.tolerance);
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
    for (const Readout& readout : m_readouts) {
        QStaticText label(quantityInSymbols(quantityOf(readout)));
        label.setTextFormat(Qt::RichText);
        m_labels.push_back(label);
    }
    // A reason has a line of its own, where it may be cut short.
    for (std::size_t i = 0; i < m_readouts.size(); ++i)
        if (reasonOf(m_readouts[i]).isEmpty())
            m_widestValue = std::max(m_widestValue, valueWidth(i));
    updateGeometry();
}

int EquationNumbers::valueWidth(std::size_t index) const
{
    const Readout& readout = m_readouts[index];
    if (const QString reason = reasonOf(readout); !reason.isEmpty())
        return fontMetrics().horizontalAdvance(reason);
    const QString widest = withUnit(
        isResidual(readout) ? QStringLiteral("−8.8×10⁻¹⁸") : QStringLiteral("−88.88888"), readout);
    return fontMetrics().horizontalAdvance(widest + ' ' + boundText(readout));
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
    if (m_readouts.empty()) {
        painter.setPen(colors.mutedText);
        painter.drawText(rect(), Qt::AlignLeft | Qt::AlignVCenter,
            signBeside({}) + QStringLiteral("   ") + tr("no number for this ensemble"));
        return;
    }
    const auto& all = places(width());
    for (std::size_t i = 0; i < m_readouts.size(); ++i) {
        const Readout& readout = m_readouts[i];
        painter.setPen(colorBeside(readout, colors));
        painter.drawText(QRect(0, all[i].top, markWidth() - 4, lineHeight()),
            Qt::AlignLeft | Qt::AlignVCenter, signBeside(readout));
        painter.setPen(colors.mutedText);
        painter.drawStaticText(QPointF(markWidth(), all[i].top), m_labels[i]);

        const QString bound = boundText(readout);
        QRect line(markWidth(), all[i].valueTop, width() - markWidth(), lineHeight());
        painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, bound);
        if (!bound.isEmpty())
            line.setRight(line.right() - fontMetrics().horizontalAdvance(bound + ' '));
        painter.setPen(verdictOf(readout) == Verdict::Broken ? colors.error
                : reasonOf(readout).isEmpty()                ? colors.total
                                                             : colors.mutedText);
        painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter,
            fontMetrics().elidedText(valueText(readout), Qt::ElideRight, line.width()));
    }
}

void EquationNumbers::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::FontChange)
        renewLabels();
    QWidget::changeEvent(event);
}

} // namespace dqm
