#include "widgets/exhibits/ExhibitReadouts.h"

#include "widgets/exhibits/OriginBadge.h"
#include "widgets/exhibits/scene/SceneInk.h"
#include "widgets/numbers/Marks.h"
#include "widgets/numbers/NumberText.h"
#include "widgets/numbers/PanelTheme.h"
#include "widgets/scene/model/Ticks.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QMenu>
#include <QPainter>
#include <QTextOption>
#include <QToolTip>

#include <algorithm>
#include <cmath>
#include <tuple>

namespace dqm {

namespace {

constexpr int gap = 12;
constexpr int rowGap = 6;
constexpr int side = 12;
constexpr qsizetype longestValue = 20; ///< letters that a line keeps room for

/// Digits behind the dot as far as an error says anything: two of its own.
int decimalsOf(double error)
{
    return std::clamp(static_cast<int>(std::ceil(1.0 - std::log10(error))), 0, 9);
}

int exponentOf(double value)
{
    return value == 0.0 ? 0 : static_cast<int>(std::floor(std::log10(std::abs(value))));
}

QString fixed(double value, int decimals)
{
    return QString::number(value, 'f', decimals).replace(QLatin1Char('-'), QChar(0x2212));
}

/// Six digits, without zeros that say nothing.
QString plainNumber(double value)
{
    const int exponent = exponentOf(value);
    if (exponent < -3 || exponent >= 7)
        return legendNumber(value, 4);
    QString text = QString::number(value, 'g', exponent >= 6 ? 7 : 6);
    return text.replace(QLatin1Char('-'), QChar(0x2212));
}

bool hasError(const Readout& readout)
{
    return readout.error && *readout.error > 0.0 && std::isfinite(*readout.error);
}

QString withUnit(const QString& number, const std::string& unit)
{
    return unit.empty() ? number : number + QChar(0x2009) + plainOf(unit);
}

QString labelOf(const Readout& readout)
{
    QString text = QString::fromStdString(readout.label);
    if (!readout.symbol.empty())
        text += (text.isEmpty() ? QString() : QStringLiteral("&nbsp; "))
            + QString::fromStdString(readout.symbol);
    return text;
}

} // namespace

QString valueText(const Readout& readout)
{
    if (!readout.value)
        return QStringLiteral("—");
    const double value = *readout.value;
    if (!hasError(readout))
        return withUnit(plainNumber(value), readout.unit);
    const double error = *readout.error;
    const int exponent = exponentOf(std::max(std::abs(value), error));
    if (exponent >= -3 && exponent < 6) {
        const int decimals = decimalsOf(error);
        return withUnit(
            fixed(value, decimals) + QStringLiteral(" ± ") + fixed(error, decimals), readout.unit);
    }
    const double scale = std::pow(10.0, exponent);
    const int decimals = decimalsOf(error / scale);
    return withUnit(QStringLiteral("(%1 ± %2) × %3")
                        .arg(fixed(value / scale, decimals), fixed(error / scale, decimals),
                            powerOfTen(exponent)),
        readout.unit);
}

namespace {

/// The number, and the rich words that say where it comes from.
std::pair<QString, QString> expectedParts(const Readout& readout)
{
    if (!readout.expected)
        return {};
    // What rounding leaves of a zero is zero.
    const double size
        = std::max(std::abs(readout.value.value_or(0.0)), readout.error.value_or(0.0));
    const double expected = std::abs(*readout.expected) < 1e-9 * size ? 0.0 : *readout.expected;
    const int exponent = exponentOf(expected);
    const bool isPlain = hasError(readout) && exponent >= -3 && exponent < 6;
    const QString number = isPlain ? fixed(expected, std::min(9, decimalsOf(*readout.error) + 1))
                                   : plainNumber(expected);
    return {number, QString::fromStdString(readout.expectedFrom)};
}

/// As expectedText(), with its symbols typeset.
QString expectedMarkup(const Readout& readout)
{
    const auto [number, from] = expectedParts(readout);
    return from.isEmpty() ? expectedText(readout) : number + QStringLiteral("&nbsp; ") + from;
}

} // namespace

QString expectedText(const Readout& readout)
{
    const auto [number, from] = expectedParts(readout);
    if (number.isEmpty())
        return {};
    return from.isEmpty() ? QObject::tr("expected %1").arg(number)
                          : number + QStringLiteral("  ") + plainOf(readout.expectedFrom);
}

ExhibitReadouts::ExhibitReadouts(QWidget* parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("exhibitReadouts"));
    setFont(tabularFont(font()));
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

int ExhibitReadouts::markWidth() const { return fontMetrics().height() + 5; }

const std::vector<Readout>& ExhibitReadouts::readouts() const
{
    static const std::vector<Readout> none;
    return m_frame ? m_frame->readouts : none;
}

void ExhibitReadouts::setFrame(const std::shared_ptr<const ExhibitFrame>& frame)
{
    // A row keeps its shape until it says or needs something else.
    const auto shape = [](const Readout& readout) {
        return std::tuple(labelOf(readout), readout.error.has_value(), readout.expected.has_value(),
            valueText(readout).size() > longestValue);
    };
    const std::shared_ptr<const ExhibitFrame> before = std::exchange(m_frame, frame);
    static const std::vector<Readout> none;
    if (!std::ranges::equal(before ? before->readouts : none, readouts(), {}, shape, shape))
        renewLabels();
    update();
}

void ExhibitReadouts::renewLabels()
{
    m_labels.clear();
    m_placesWidth = -1;
    for (const Readout& readout : readouts()) {
        QStaticText label(labelOf(readout));
        label.setTextFormat(Qt::RichText);
        QTextOption option;
        option.setWrapMode(QTextOption::WordWrap);
        label.setTextOption(option);
        m_labels.push_back(label);
    }
    updateGeometry();
}

const std::vector<ExhibitReadouts::Place>& ExhibitReadouts::places(int width) const
{
    if (width == m_placesWidth)
        return m_places;
    m_places.clear();
    m_placesWidth = width;
    const int line = fontMetrics().height() + 2;
    int top = 4;
    for (std::size_t i = 0; i < m_labels.size(); ++i) {
        // Room for the widest value, so that lines never jump.
        const Readout& readout = readouts()[i];
        const QString widest = withUnit(
            readout.error ? QStringLiteral("−88.888 ± 0.088") : QStringLiteral("−8.88888"),
            readout.unit);
        const int value = std::max(fontMetrics().horizontalAdvance(widest),
            fontMetrics().horizontalAdvance(valueText(readout)));
        const int room = width - 2 * side - markWidth();
        const bool isOneLine = richSize(m_labels[i].text(), font()).width() + gap + value <= room;
        m_labels[i].setTextWidth(isOneLine ? room - value : room);
        m_labels[i].prepare(QTransform(), font());
        const int labelHeight
            = std::max(line, static_cast<int>(std::ceil(m_labels[i].size().height())));
        // Below a label the value shares its line with the badge.
        Place place;
        place.top = top;
        place.badgeTop = top + labelHeight;
        place.valueTop = isOneLine ? top : place.badgeTop;
        place.noteTop = isOneLine ? place.badgeTop : place.badgeTop + line;
        place.bottom = readout.expected || isOneLine ? place.noteTop + line : place.noteTop;
        top = place.bottom + rowGap;
        m_places.push_back(place);
    }
    return m_places;
}

int ExhibitReadouts::heightForWidth(int width) const
{
    const auto& all = places(width);
    return all.empty() ? 0 : all.back().bottom + 4;
}

QSize ExhibitReadouts::sizeHint() const { return {320, heightForWidth(320)}; }

QSize ExhibitReadouts::minimumSizeHint() const { return {240, 0}; }

QString ExhibitReadouts::tooltipOf(const Readout& readout) const
{
    QString text = QStringLiteral("<p><b>%1</b></p>").arg(labelOf(readout));
    if (!readout.tooltip.empty())
        text += QStringLiteral("<p>%1</p>").arg(QString::fromStdString(readout.tooltip));
    text += QStringLiteral("<p>%1 %2</p>").arg(valueText(readout), expectedMarkup(readout));
    if (readout.holds()) {
        text += readout.tolerance
            ? tr("<p>Holds within %1.</p>").arg(plainNumber(*readout.tolerance))
            : tr("<p>Holds within three standard errors.</p>");
    }
    return text + QStringLiteral("<p>%1</p>").arg(sentenceOf(readout.origin));
}

bool ExhibitReadouts::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const auto& all = places(width());
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (help->pos().y() >= all[i].top && help->pos().y() < all[i].bottom) {
            QToolTip::showText(help->globalPos(), tooltipOf(readouts()[i]), this);
            return true;
        }
    }
    QToolTip::hideText();
    return true;
}

void ExhibitReadouts::contextMenuEvent(QContextMenuEvent* event)
{
    QMenu menu(this);
    menu.addAction(
        tr("Copy these numbers"), [this] { QApplication::clipboard()->setText(plainText()); });
    menu.exec(event->globalPos());
}

QString ExhibitReadouts::plainText() const
{
    QString text;
    for (const Readout& readout : readouts())
        text += plainOf(labelOf(readout).toStdString()) + '\t' + valueText(readout) + '\t'
            + expectedText(readout) + '\n';
    return text;
}

void ExhibitReadouts::paintRow(QPainter& painter, std::size_t index) const
{
    const Readout& readout = readouts()[index];
    const Place& place = m_places[index];
    const Theme& colors = themeOf(*this);
    const int line = fontMetrics().height() + 2;
    const QRect row(side, place.top, width() - 2 * side, line);
    painter.setFont(font());
    painter.setPen(colorBeside(readout, colors));
    painter.drawText(row, Qt::AlignLeft | Qt::AlignVCenter, signBeside(readout));
    painter.setPen(colors.total);
    painter.drawStaticText(QPointF(side + markWidth(), place.top), m_labels[index]);
    painter.setPen(verdictOf(readout) == Verdict::Broken ? colors.error : colors.total);
    painter.drawText(QRect(row.left(), place.valueTop, row.width(), line),
        Qt::AlignRight | Qt::AlignVCenter, valueText(readout));
    paintBadge(
        painter, QPointF(side + markWidth(), place.badgeTop), readout.origin, font(), colors);
    const int taken = place.noteTop == place.badgeTop
        ? markWidth() + badgeSize(readout.origin, font()).width() + gap
        : markWidth();
    const QRect note = QRect(row.left(), place.noteTop, row.width(), line).adjusted(taken, 0, 0, 0);
    const QString expected = expectedMarkup(readout);
    const double width = richSize(expected, font()).width();
    if (width <= note.width()) {
        drawRich(painter, {note.right() + 1.0 - width, static_cast<double>(note.top())}, expected,
            font(), colors.mutedText);
        return;
    }
    painter.setFont(font());
    painter.setPen(colors.mutedText);
    painter.drawText(note, Qt::AlignRight | Qt::AlignVCenter,
        fontMetrics().elidedText(expectedText(readout), Qt::ElideRight, note.width()));
}

void ExhibitReadouts::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const std::size_t count = places(width()).size();
    for (std::size_t i = 0; i < count; ++i)
        paintRow(painter, i);
}

void ExhibitReadouts::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::FontChange)
        renewLabels();
    QWidget::changeEvent(event);
}

} // namespace dqm
