#include "widgets/panels/gallery/GalleryCard.h"

#include "widgets/numbers/PanelTheme.h"
#include "widgets/theme/TypeSize.h"

#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>
#include <QTextLayout>
#include <QToolTip>

#include <cmath>
#include <utility>

namespace dqm {

namespace {

constexpr int hardestLevel = 3;
constexpr int linesOfText = 3; ///< title and line together
constexpr double corner = 6.0;
constexpr double edge = 8.0; ///< between the frame and what it holds
constexpr double smallLetters = 0.88; ///< of the type, for all but the title
constexpr double focusWidth = 2.5;

QFont titleFont(QFont font)
{
    font.setWeight(QFont::DemiBold);
    return font;
}

QFont smallFont(QFont font)
{
    if (font.pointSizeF() > 0.0)
        font.setPointSizeF(smallLetters * font.pointSizeF());
    else
        font.setPixelSize(qRound(smallLetters * font.pixelSize()));
    return font;
}

QColor between(const QColor& a, const QColor& b, float share)
{
    return QColor::fromRgbF(a.redF() + share * (b.redF() - a.redF()),
        a.greenF() + share * (b.greenF() - a.greenF()),
        a.blueF() + share * (b.blueF() - a.blueF()));
}

/// A text in at most so many lines; what has no room ends in an ellipsis.
struct Broken
{
    QStringList lines;
    bool isCut = false;
};

Broken broken(const QString& text, const QFont& font, double width, int most)
{
    Broken result;
    if (text.isEmpty() || most <= 0) {
        result.isCut = !text.isEmpty();
        return result;
    }
    const QFontMetricsF metrics(font);
    QTextLayout layout(text, font);
    layout.beginLayout();
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width);
        const QString rest = text.mid(line.textStart());
        const QString own = text.mid(line.textStart(), line.textLength()).trimmed();
        const bool isLast = result.lines.size() + 1 == most;
        const QString shown = metrics.elidedText(isLast ? rest : own, Qt::ElideRight, width);
        result.isCut = result.isCut || shown != (isLast ? rest : own);
        result.lines << shown;
        if (isLast)
            break;
    }
    layout.endLayout();
    return result;
}

/// What stands where no picture is yet: a packet's outline, hardly to be seen.
void drawPlaceholder(QPainter& painter, const QRectF& area, const QColor& ink)
{
    QPainterPath bell;
    constexpr int pieces = 48;
    for (int i = 0; i <= pieces; ++i) {
        const double x = 2.0 * i / pieces - 1.0;
        const QPointF point(area.center().x() + 0.32 * area.width() * x,
            area.bottom() - area.height() * (0.22 + 0.5 * std::exp(-8.0 * x * x)));
        if (i == 0)
            bell.moveTo(point);
        else
            bell.lineTo(point);
    }
    painter.setPen(QPen(ink, 1.5));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(bell);
}

} // namespace

/// What is written below the picture.
struct GalleryCard::Words
{
    Broken title;
    Broken line;
};

GalleryCard::GalleryCard(GalleryEntry entry, QWidget* parent)
    : QAbstractButton(parent)
    , m_entry(std::move(entry))
{
    setObjectName(QStringLiteral("card.") + m_entry.name);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    sayWhatItIs();
}

QSize GalleryCard::sizeHint() const
{
    return {scaledToType(size100.width()), scaledToType(size100.height())};
}

void GalleryCard::setPicture(const QImage& picture)
{
    m_picture = picture;
    update();
}

void GalleryCard::setGoOn(const QString& words)
{
    m_goOn = words;
    sayWhatItIs();
    update();
}

void GalleryCard::sayWhatItIs()
{
    QStringList facts;
    for (const QString& equation : m_entry.equations)
        facts << QStringLiteral("(%1)").arg(equation);
    const QString equations
        = facts.isEmpty() ? QString() : tr("Equations %1").arg(facts.join(QStringLiteral(", ")));
    const QString level
        = m_entry.level > 0 ? tr("level %1 of %2").arg(m_entry.level).arg(hardestLevel) : QString();
    setAccessibleName(
        m_goOn.isEmpty() ? m_entry.title : QStringLiteral("%1, %2").arg(m_entry.title, m_goOn));
    QStringList described;
    for (const QString& part : {m_entry.line, equations, level}) {
        if (!part.isEmpty())
            described << part;
    }
    setAccessibleDescription(described.join(QStringLiteral(". ")));
    QString tip = QStringLiteral("<b>%1</b>").arg(m_entry.title.toHtmlEscaped());
    for (const QString& part : std::as_const(described))
        tip += QStringLiteral("<br>") + part.toHtmlEscaped();
    setToolTip(QStringLiteral("<qt>%1</qt>").arg(tip));
}

bool GalleryCard::matches(const QStringList& words) const
{
    QString all
        = QStringList{m_entry.title, m_entry.line, m_entry.chapter, m_entry.words}.join(' ');
    for (const QString& equation : m_entry.equations)
        all += QStringLiteral(" (%1)").arg(equation);
    all = all.toLower();
    return std::ranges::all_of(words, [&all](const QString& word) { return all.contains(word); });
}

GalleryCard::Words GalleryCard::words() const
{
    const double room = width() - 2.0 * edge;
    Words all;
    all.title = broken(m_entry.title, titleFont(font()), room, linesOfText - 1);
    const int left = linesOfText - static_cast<int>(all.title.lines.size());
    all.line = broken(m_goOn.isEmpty() ? m_entry.line : m_goOn, smallFont(font()), room, left);
    return all;
}

bool GalleryCard::isCut() const
{
    const Words all = words();
    return all.title.isCut || all.line.isCut;
}

bool GalleryCard::isTitleCut() const { return words().title.isCut; }

QRectF GalleryCard::pictureArea() const
{
    return {1.0, 1.0, width() - 2.0,
        std::floor(height() * static_cast<double>(pictureHeight) / size100.height())};
}

void GalleryCard::drawPicture(QPainter& painter) const
{
    const Theme& colours = themeOf(*this);
    const QRectF area = pictureArea();
    painter.save();
    QPainterPath shape;
    shape.addRoundedRect(QRectF(rect()).adjusted(1.0, 1.0, -1.0, -1.0), corner, corner);
    painter.setClipPath(shape);
    painter.setClipRect(area, Qt::IntersectClip);
    painter.fillRect(area, colours.background);
    if (m_picture.isNull()) {
        drawPlaceholder(painter, area, colours.line);
    } else {
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        const QSizeF size
            = QSizeF(m_picture.size()).scaled(area.size(), Qt::KeepAspectRatioByExpanding);
        QRectF place(QPointF(), size);
        place.moveCenter(area.center());
        painter.drawImage(place, m_picture);
    }
    painter.restore();
}

/// Equations and level, in the lower corners of the picture.
void GalleryCard::drawFacts(QPainter& painter) const
{
    const Theme& colours = themeOf(*this);
    const QFont font = smallFont(this->font());
    const QFontMetricsF metrics(font);
    const QRectF area = pictureArea();
    painter.setFont(font);
    const double dot = 0.42 * metrics.height();
    const double dots = m_entry.level > 0 ? hardestLevel * 1.5 * dot + edge : 0.0;
    const QRectF line(area.left() + edge, area.bottom() - metrics.height() - 2.0,
        area.width() - 2.0 * edge, metrics.height());
    QStringList equations;
    for (const QString& equation : m_entry.equations)
        equations << QStringLiteral("(%1)").arg(equation);
    const QString text
        = metrics.elidedText(equations.join(QChar(0x2009)), Qt::ElideRight, line.width() - dots);
    if (!text.isEmpty()) {
        QColor ground = colours.background;
        ground.setAlphaF(0.72F);
        painter.fillRect(QRectF(line.left() - 4.0, line.top(),
                             metrics.horizontalAdvance(text) + 8.0, line.height()),
            ground);
        painter.setPen(colours.mutedText);
        painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, text);
    }
    for (int i = 0; i < (m_entry.level > 0 ? hardestLevel : 0); ++i) {
        const QRectF place(line.right() - dot - (hardestLevel - 1 - i) * 1.5 * dot,
            line.center().y() - 0.5 * dot, dot, dot);
        painter.setPen(QPen(colours.mutedText, 1.2));
        painter.setBrush(i < m_entry.level ? QBrush(colours.mutedText) : QBrush(Qt::NoBrush));
        painter.drawEllipse(place);
    }
}

void GalleryCard::drawWords(QPainter& painter) const
{
    const Theme& colours = themeOf(*this);
    const Words all = words();
    const QFont title = titleFont(font());
    const QFont small = smallFont(font());
    const QRectF area = pictureArea();
    double top = area.bottom() + 0.5 * edge;
    const auto write = [&](const QStringList& lines, const QFont& font, const QColor& ink) {
        const double height = QFontMetricsF(font).height();
        painter.setFont(font);
        painter.setPen(ink);
        for (const QString& line : lines) {
            painter.drawText(QRectF(edge, top, width() - 2.0 * edge, height),
                Qt::AlignLeft | Qt::AlignVCenter, line);
            top += height;
        }
    };
    write(all.title.lines, title, colours.total);
    write(all.line.lines, small,
        m_goOn.isEmpty() ? colours.mutedText : palette().color(QPalette::Link));
}

void GalleryCard::paintEvent(QPaintEvent* /*event*/)
{
    const Theme& colours = themeOf(*this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool isFocused = hasFocus();
    const bool isHovered = underMouse();
    const QRectF frame = QRectF(rect()).adjusted(1.0, 1.0, -1.0, -1.0);
    painter.setPen(Qt::NoPen);
    painter.setBrush(between(colours.panel, colours.line,
        isDown()        ? 0.6F
            : isHovered ? 0.4F
                        : 0.2F));
    painter.drawRoundedRect(frame, corner, corner);
    drawPicture(painter);
    drawFacts(painter);
    drawWords(painter);
    painter.setBrush(Qt::NoBrush);
    const QColor line = isFocused || !m_goOn.isEmpty() ? colours.selection : colours.line;
    painter.setPen(QPen(line, isFocused ? focusWidth : 1.0,
        isFocused || m_goOn.isEmpty() ? Qt::SolidLine : Qt::DashLine));
    painter.drawRoundedRect(frame, corner, corner);
}

void GalleryCard::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        return click();
    if (event->key() == Qt::Key_Space)
        return QAbstractButton::keyPressEvent(event);
    // Arrows lead to other cards and letters to the search, which the page knows.
    event->ignore();
}

bool GalleryCard::event(QEvent* event)
{
    if (event->type() == QEvent::FontChange)
        updateGeometry();
    return QAbstractButton::event(event);
}

} // namespace dqm
