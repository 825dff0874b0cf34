#include "widgets/panels/bars/Timeline.h"

#include "widgets/numbers/NumberText.h"
#include "widgets/numbers/PanelTheme.h"
#include "widgets/theme/TypeSize.h"

#include <QHBoxLayout>
#include <QHelpEvent>
#include <QLineEdit>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace dqm {

namespace {

constexpr int margin = 8;
constexpr int gap = 6;
constexpr int above = 4; ///< of the strip, below it as well
constexpr int leastStrip = 80;
constexpr int closeTimes = 3; // pixels
constexpr std::size_t mostSamples = 1024;
/// Of the bar, how far two samples may lie apart that are joined.
constexpr double widestGap = 1.0 / 8.0; // a window that is resized misses some
constexpr double keyStep = 0.01; // of the bar
constexpr double pageStep = 0.1;

/// Of the diffusion energy in the energy of the motion about the mean; NaN where there is none.
double shareOf(const Frame& frame)
{
    const Observables& numbers = frame.pictures.front().numbers;
    const double bulk = 0.5 * numbers.moments.momentum.squaredNorm() / frame.constants.mass;
    const double drift = std::max(0.0, numbers.energies.drift - bulk);
    return numbers.energies.diffusion / (numbers.energies.diffusion + drift);
}

} // namespace

Timeline::Timeline(QWidget* parent)
    : QWidget(parent)
    , m_box(new QLineEdit)
{
    setObjectName("timeline");
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Timeline"));
    m_box->setObjectName("goToTime");
    m_box->setPlaceholderText(tr("go to t …"));
    m_box->setAccessibleName(tr("Time to go to"));
    m_box->setToolTip(tr("Type a time and press Enter: a moment that was reached before comes back "
                         "as it was, a later one is computed"));
    m_box->setCursor(Qt::IBeamCursor);
    m_box->setFocusPolicy(Qt::ClickFocus);
    auto* line = new QHBoxLayout(this);
    line->setContentsMargins(margin, 2, margin, 2);
    line->addStretch();
    line->addWidget(m_box);
    connect(m_box, &QLineEdit::returnPressed, this, &Timeline::typed);
    withType(m_box, [this] { fitBox(); });
}

void Timeline::fitBox()
{
    m_box->setFixedWidth(m_box->fontMetrics().horizontalAdvance(tr("go to t …") + "000") + 12);
    updateGeometry();
}

void Timeline::begin(double until)
{
    m_samples.clear();
    m_changes.clear();
    m_time = 0.0;
    m_isDragged = false;
    setUntil(until);
}

void Timeline::setUntil(double until)
{
    m_until = until > 0.0 && std::isfinite(until) ? until : 1.0;
    updateGeometry();
    update();
}

void Timeline::setFrame(const Frame& frame)
{
    m_unit = QString::fromStdString(unitSymbol(Quantity::Time, frame.units));
    m_isCooling = frame.isCooling;
    if (std::exchange(m_time, frame.time) != frame.time && !m_isDragged)
        update();
}

void Timeline::note(const Frame& frame)
{
    if (frame.pictures.empty() || !(frame.time >= 0.0))
        return;
    const double apart = end() / static_cast<double>(mostSamples);
    const Sample sample{frame.time, shareOf(frame)};
    const auto place = std::ranges::lower_bound(m_samples, frame.time, {}, &Sample::time);
    const bool isLast = place == m_samples.end();
    if (!isLast
        && (place->time - frame.time < apart || place == m_samples.begin()
            || frame.time - (place - 1)->time < apart))
        return;
    // The end of what is known is where time has come to, however little that is further.
    const bool isProvisional
        = isLast && m_samples.size() > 1 && frame.time - (place - 2)->time < apart;
    if (isProvisional)
        m_samples.back() = sample;
    else
        m_samples.insert(place, sample);
    if (m_samples.size() > 2 * mostSamples)
        thin();
    update();
}

void Timeline::thin()
{
    std::size_t index = 0;
    std::erase_if(m_samples, [&index](const Sample&) { return index++ % 2 == 1; });
}

void Timeline::forgetAfter(double time)
{
    std::erase_if(m_samples, [time](const Sample& sample) { return sample.time > time; });
    std::erase_if(m_changes, [time](double change) { return change > time; });
    update();
}

void Timeline::markChange(double time)
{
    // A slider that is dragged makes one mark, at its last position.
    while (!m_changes.empty() && areClose(m_changes.back(), time))
        m_changes.pop_back();
    m_changes.insert(std::ranges::upper_bound(m_changes, time), time);
    update();
}

std::optional<double> Timeline::lastChange() const
{
    return m_changes.empty() ? std::nullopt : std::optional(m_changes.back());
}

double Timeline::end() const
{
    double end = m_until;
    while (end < std::max(m_time, knownUntil()) && std::isfinite(end))
        end *= 2.0;
    return end;
}

QString Timeline::timeText(double time) const
{
    return QStringLiteral("%1 = %2 %3")
        .arg(m_isCooling ? QStringLiteral("τ") : QStringLiteral("t"), shortNumber(time, 4), m_unit);
}

QString Timeline::endText() const { return shortNumber(end(), 4) + QChar(0x2009) + m_unit; }

QSize Timeline::sizeHint() const
{
    return {std::max(320, minimumSizeHint().width()), minimumSizeHint().height()};
}

QSize Timeline::minimumSizeHint() const
{
    const QFontMetrics metrics = fontMetrics();
    const int words = metrics.horizontalAdvance("0")
        + std::max(metrics.horizontalAdvance("0000 T₀"), metrics.horizontalAdvance(endText()));
    const QSize box = m_box->minimumSizeHint();
    return {2 * margin + words + 3 * gap + leastStrip + m_box->width(),
        std::max(metrics.height() + 2 * above, box.height() + 4)};
}

QRect Timeline::strip() const
{
    const QFontMetrics metrics = fontMetrics();
    const int left = margin + metrics.horizontalAdvance("0") + gap;
    const int right = m_box->x() - 2 * gap - metrics.horizontalAdvance(endText());
    const int height = std::max(10, metrics.height() - 4);
    return {left, (this->height() - height) / 2, std::max(1, right - left), height};
}

double Timeline::placeOf(double time) const
{
    const QRect bar = strip();
    return bar.left() + std::clamp(time / end(), 0.0, 1.0) * bar.width();
}

double Timeline::timeAt(double x) const
{
    const QRect bar = strip();
    return std::clamp((x - bar.left()) / bar.width(), 0.0, 1.0) * end();
}

bool Timeline::areClose(double a, double b) const
{
    return std::abs(placeOf(a) - placeOf(b)) <= closeTimes;
}

void Timeline::paintStrip(QPainter& painter) const
{
    const Theme& colors = themeOf(*this);
    const QRect bar = strip();
    painter.fillRect(bar, colors.surface);
    const double most = widestGap * end();
    for (std::size_t i = 0; i < m_samples.size(); ++i) {
        const Sample& from = m_samples[i];
        const bool isJoined = i + 1 < m_samples.size() && m_samples[i + 1].time - from.time < most;
        const int x = static_cast<int>(placeOf(from.time));
        const int next = isJoined ? static_cast<int>(placeOf(m_samples[i + 1].time)) : x + 1;
        if (!std::isfinite(from.share) || next <= x)
            continue;
        const int high = qRound(from.share * bar.height());
        painter.fillRect(x, bar.bottom() + 1 - high, next - x, high, colors.diffusion);
        painter.fillRect(x, bar.top(), next - x, bar.height() - high, colors.drift);
    }
    painter.setPen(colors.line);
    painter.drawRect(bar.adjusted(-1, -1, 0, 0));
}

void Timeline::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& colors = themeOf(*this);
    paintStrip(painter);
    const QRect bar = strip();
    painter.setPen(colors.mutedText);
    painter.drawText(QRect(0, 0, bar.left() - gap, height()), Qt::AlignRight | Qt::AlignVCenter,
        QStringLiteral("0"));
    painter.drawText(QRect(bar.right() + gap, 0, m_box->x() - bar.right() - gap, height()),
        Qt::AlignLeft | Qt::AlignVCenter, endText());
    if (end() > m_until) {
        painter.setPen(QPen(colors.total, colors.lineWidth, Qt::DotLine));
        painter.drawLine(
            QPointF(placeOf(m_until), bar.top()), QPointF(placeOf(m_until), bar.bottom()));
    }
    painter.setRenderHint(QPainter::Antialiasing);
    paintChanges(painter);
    const double x = placeOf(shown());
    const QRectF handle(x - 3.0, bar.top() - 3.0, 6.0, bar.height() + 6.0);
    painter.setPen(QPen(colors.panel, 1.0));
    painter.setBrush(colors.total);
    painter.drawRoundedRect(handle, 3.0, 3.0);
    if (hasFocus()) {
        painter.setPen(QPen(colors.selection, 2.0 * colors.lineWidth));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(bar).adjusted(-3.0, -3.0, 3.0, 3.0), 3.0, 3.0);
    }
}

/// A line across the strip and a notch above it.
void Timeline::paintChanges(QPainter& painter) const
{
    const QRect bar = strip();
    const Theme& colors = themeOf(*this);
    for (const double change : m_changes) {
        const double x = placeOf(change);
        painter.setPen(QPen(colors.total, colors.lineWidth));
        painter.drawLine(QPointF(x, bar.top()), QPointF(x, bar.bottom()));
        painter.setPen(Qt::NoPen);
        painter.setBrush(colors.selection);
        const QPointF notch[]
            = {{x - 4.0, bar.top() - 4.0}, {x + 4.0, bar.top() - 4.0}, {x, bar.top() + 2.0}};
        painter.drawPolygon(notch, 3);
    }
}

void Timeline::hold(double x)
{
    m_held = timeAt(x);
    update();
    emit dragged(m_held);
}

void Timeline::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return QWidget::mousePressEvent(event);
    m_before = m_time;
    m_isDragged = true;
    hold(event->position().x());
}

void Timeline::mouseMoveEvent(QMouseEvent* event)
{
    if (m_isDragged)
        hold(event->position().x());
}

void Timeline::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || !std::exchange(m_isDragged, false))
        return;
    m_time = m_held;
    update();
    emit released(m_held);
}

void Timeline::goBy(double share)
{
    const double time = std::clamp(shown() + share * end(), 0.0, end());
    if (time == m_time)
        return;
    m_time = time;
    update();
    emit asked(time);
}

void Timeline::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Left:
        return goBy(-keyStep);
    case Qt::Key_Right:
        return goBy(keyStep);
    case Qt::Key_PageDown:
        return goBy(-pageStep);
    case Qt::Key_PageUp:
        return goBy(pageStep);
    case Qt::Key_Escape:
        if (std::exchange(m_isDragged, false)) {
            update();
            emit released(m_before);
        } else {
            m_box->clear();
            emit left();
        }
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

void Timeline::typed()
{
    const QString text = m_box->text().trimmed();
    if (text.isEmpty()) {
        emit left();
        return;
    }
    const std::optional<double> time = numberIn(text);
    if (!time || *time < 0.0) {
        emit refused(tr("Go to t: \"%1\" is no time of this run; a number from 0 on is expected.")
                         .arg(text));
        m_box->selectAll();
        return;
    }
    m_box->clear();
    emit left();
    emit asked(*time);
}

bool Timeline::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const Theme& colors = themeOf(*this);
    const auto coloured = [](const QColor& color, const QString& text) {
        return QStringLiteral("<span style='color:%1'>%2</span>").arg(color.name(), text);
    };
    QToolTip::showText(help->globalPos(),
        QStringLiteral("<p><b>%1</b></p><p>%2</p><p>%3</p><p>%4</p>")
            .arg(timeText(timeAt(help->pos().x())),
                tr("Click or drag to go to another time, or ← and → once it has the focus. What "
                   "was reached before comes back as it was."),
                tr("The strip shows how the energy is shared: %1 from below, %2 from above, in K "
                   "and without the mean motion.")
                        .arg(coloured(colors.diffusion, tr("diffusion Uᵤ")),
                            coloured(colors.drift, tr("drift Uᵥ")))
                    + (m_changes.empty() ? QString()
                                         : ' ' + tr("A notch marks where something was changed.")),
                m_kept),
        this);
    return true;
}

} // namespace dqm
