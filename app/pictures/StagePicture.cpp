#include "app/pictures/StagePicture.h"

#include "app/pictures/SceneChoices.h"
#include "core/frames/StagePanes.h"
#include "widgets/scene/overlay/StageLegend.h"
#include "widgets/scene/overlay/StageText.h"
#include "widgets/theme/PictureMemory.h"

#include <QAbstractTextDocumentLayout>
#include <QGuiApplication>
#include <QPainter>
#include <QTextDocument>

#include <algorithm>
#include <cmath>

namespace dqm {

namespace {

constexpr QSizeF naturalSize(1280.0, 720.0); // at which text has its own size
constexpr double gap = 2.0;
constexpr double textMargin = 16.0;
constexpr double textPadding = 4.0;

void setText(QTextDocument& document, const QString& text, double width)
{
    document.setDefaultFont(QGuiApplication::font());
    document.setDocumentMargin(0.0);
    document.setHtml("<div align=center>" + text + "</div>");
    document.setTextWidth(width);
}

} // namespace

StagePicture::StagePicture(const ViewSettings& view, ThemeKind theme, QSize size)
    : StagePicture(sceneOptions(view), homeCamera(view), size)
{
    m_options.theme = theme;
}

StagePicture::StagePicture(const SceneOptions& options, const CameraState& camera, QSize size)
    : m_size(size)
    , m_ratio(scaleOf(size))
    , m_options(options)
    , m_camera(camera)
{
}

double StagePicture::scaleOf(QSize size)
{
    // Small pictures keep readable letters.
    return std::max(
        0.6, std::min(size.width() / naturalSize.width(), size.height() / naturalSize.height()));
}

void StagePicture::setTransparent(bool on)
{
    m_isTransparent = on;
    m_renderer.setTransparent(on);
}

void StagePicture::setMarks(
    const std::optional<SectionLine>& section, const std::vector<Vec2>& loop)
{
    m_section = section;
    m_loop = loop;
}

FrameRequest StagePicture::request(const Experiment& experiment, bool isSinglePane)
{
    const bool moves = experiment.frameVelocity.norm() > 0.0;
    FrameRequest request;
    request.fieldsOfStage = !isSinglePane;
    request.onlyOfPanes = true;
    request.fieldsOfK = !moves;
    request.fieldsOfKPrime = moves;
    ask(request, sceneOptions(experiment.view));
    return request;
}

std::vector<StagePicture::Row> StagePicture::rows(const Frame& frame) const
{
    const std::vector<StagePane> panes = stagePanes(frame);
    const StageShape shape = shapeOf(panes);
    if (m_isSinglePane || shape.isOne()) {
        // Whoever wants to see K alone asks for its fields alone.
        const Picture& observed = observedPicture(frame);
        return {Row{{observed.hasFields() ? &observed : &frame.pictures.front()}, {}, {}}};
    }
    const Theme& colors = theme(m_options.theme);
    const bool isOneRow = rowsStandSideBySide(shape, m_size.width(), m_size.height());
    std::vector<Row> found(isOneRow ? 1 : static_cast<std::size_t>(shape.rows));
    for (const auto& [row, column, picture] : panes) {
        Row& entry = row == StageRow::Frictional ? found.back() : found.front();
        entry.panes.push_back(picture);
        entry.captions.push_back(captionText(frame, *picture, colors));
        if (shape.columns > 1)
            entry.meter = meterText(frame, row, colors);
    }
    return found;
}

SceneScales StagePicture::scalesOf(const Frame& frame, const Picture& picture) const
{
    // A pane that is alone may show any picture.
    const bool isAlone = std::none_of(m_scales.begin() + 1, m_scales.end(),
        [](const auto& scales) { return scales.has_value(); });
    std::size_t place = 0;
    if (!isAlone) {
        for (const StagePane& pane : stagePanes(frame)) {
            if (pane.picture == &picture)
                place = placeOf(pane.row, pane.column);
        }
    }
    if (m_scales[place])
        return *m_scales[place];
    ScaleFollower scales;
    return scales.follow(frame, picture, m_options, 0.0);
}

SceneState StagePicture::state(
    const std::shared_ptr<const Frame>& frame, const Picture& picture) const
{
    SceneState state;
    state.frame = frame;
    state.shown = &picture;
    state.options = m_options;
    state.camera = m_camera;
    state.section = m_section;
    state.loop = m_loop;
    state.font = QGuiApplication::font();
    state.devicePixelRatio = m_ratio;
    state.legends = !m_hasLegend;
    return state;
}

QImage StagePicture::pane(
    const std::shared_ptr<const Frame>& frame, const Picture& picture, QSize pixels)
{
    SceneState state = this->state(frame, picture);
    // Never smaller than its place; what is too much is cut off.
    state.size = QSize(static_cast<int>(std::ceil(pixels.width() / m_ratio)),
        static_cast<int>(std::ceil(pixels.height() / m_ratio)));
    QImage image = m_renderer.render(state, settledQuality(state), scalesOf(*frame, picture));
    image.setDevicePixelRatio(1.0);
    return image;
}

double StagePicture::textHeight(const QString& text, double width) const
{
    QTextDocument document;
    setText(document, text, width - 2.0 * textMargin);
    return document.size().height() + 2.0 * textPadding;
}

void StagePicture::drawText(QPainter& painter, const QString& text, const QRectF& place) const
{
    QTextDocument document;
    setText(document, text, place.width() - 2.0 * textMargin);
    QAbstractTextDocumentLayout::PaintContext context;
    context.palette = palette(theme(m_options.theme));
    painter.save();
    painter.setClipRect(place);
    painter.translate(place.topLeft() + QPointF(textMargin, textPadding));
    document.documentLayout()->draw(&painter, context);
    painter.restore();
}

void StagePicture::keepRoom(const std::shared_ptr<const Frame>& frame, const std::vector<Row>& rows)
{
    if (m_captionHeight >= 0.0)
        return;
    m_captionHeight = 0.0;
    const double width = m_size.width() / m_ratio;
    m_remarkHeight = m_remark.isEmpty() ? 0.0 : textHeight(m_remark, width);
    m_hasLegend = rows.size() > 1 || rows.front().panes.size() > 1;
    if (m_hasLegend) {
        const Picture& picture = *rows.front().panes.front();
        m_legendHeight = paintStageLegend(
            nullptr, state(frame, picture), scalesOf(*frame, picture), {}, width);
    }
    for (const Row& row : rows) {
        const double share
            = width / static_cast<double>(std::max<std::size_t>(row.panes.size(), 1));
        for (const QString& caption : row.captions)
            m_captionHeight = std::max(m_captionHeight, textHeight(caption, share - gap));
        if (!row.meter.isEmpty())
            m_meterHeight = std::max(m_meterHeight, textHeight(row.meter, width));
    }
}

void StagePicture::drawRow(QPainter& painter, const std::shared_ptr<const Frame>& frame,
    const Row& row, int top, int bottom)
{
    const QColor line = theme(m_options.theme).line;
    const int columns = static_cast<int>(row.panes.size());
    for (int c = 0; c < columns; ++c) {
        const auto index = static_cast<std::size_t>(c);
        const int left = m_size.width() * c / columns;
        const int right = m_size.width() * (c + 1) / columns;
        const QSize pixels(right - left, std::max(1, bottom - top));
        painter.drawImage(
            QPoint(left, top), pane(frame, *row.panes[index], pixels), QRect(QPoint(0, 0), pixels));
        painter.scale(m_ratio, m_ratio);
        if (m_options.overlays && index < row.captions.size()) {
            drawText(painter, row.captions[index],
                QRectF(
                    left / m_ratio, bottom / m_ratio, pixels.width() / m_ratio, m_captionHeight));
        }
        painter.resetTransform();
        if (c > 0)
            painter.fillRect(QRectF(left, top, m_ratio, bottom - top), line);
    }
    if (top > 0)
        painter.fillRect(QRectF(0.0, top, m_size.width(), m_ratio), line);
    if (m_options.overlays && !row.meter.isEmpty()) {
        painter.scale(m_ratio, m_ratio);
        drawText(painter, row.meter,
            QRectF(
                0.0, bottom / m_ratio + m_captionHeight, m_size.width() / m_ratio, m_meterHeight));
        painter.resetTransform();
    }
}

void StagePicture::drawLegend(
    QPainter& painter, const std::shared_ptr<const Frame>& frame, const Row& row, double top) const
{
    const Picture& picture = *row.panes.front();
    painter.save();
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    painter.scale(m_ratio, m_ratio);
    paintStageLegend(&painter, state(frame, picture), scalesOf(*frame, picture), QPointF(0.0, top),
        m_size.width() / m_ratio);
    painter.restore();
}

QImage StagePicture::drawAlone(const std::shared_ptr<const Frame>& frame, const Picture& picture)
{
    return pane(frame, picture, m_size).copy(QRect(QPoint(0, 0), m_size));
}

QImage StagePicture::draw(const std::shared_ptr<const Frame>& frame)
{
    const std::vector<Row> shown = rows(*frame);
    if (m_options.overlays)
        keepRoom(frame, shown);
    QImage image = pictureToPaint(m_size, m_isTransparent);
    image.fill(m_isTransparent ? QColor(Qt::transparent) : theme(m_options.theme).background);
    QPainter painter(&image);
    const double under = m_ratio * (std::max(m_captionHeight, 0.0) + m_meterHeight);
    const double height = m_size.height() - m_ratio * (m_remarkHeight + m_legendHeight);
    const double rowHeight = height / static_cast<double>(shown.size());
    for (std::size_t r = 0; r < shown.size(); ++r) {
        drawRow(painter, frame, shown[r], qRound(static_cast<double>(r) * rowHeight),
            qRound(static_cast<double>(r + 1) * rowHeight - under));
    }
    if (m_hasLegend)
        drawLegend(painter, frame, shown.front(), height / m_ratio);
    if (m_remarkHeight > 0.0) {
        painter.scale(m_ratio, m_ratio);
        drawText(painter, m_remark,
            QRectF(
                0.0, height / m_ratio + m_legendHeight, m_size.width() / m_ratio, m_remarkHeight));
    }
    return image;
}

} // namespace dqm
