#include "app/pictures/ExhibitPicture.h"

#include "app/experiments/Suggestion.h"
#include "app/pictures/StagePicture.h"
#include "widgets/exhibits/ChartPlot.h"
#include "widgets/exhibits/ExhibitReadouts.h"
#include "widgets/exhibits/scene/PlanePainter.h"
#include "widgets/theme/PictureMemory.h"

#include <QApplication>
#include <QPainter>

#include <algorithm>
#include <stdexcept>

namespace dqm {

namespace {

constexpr double titleHeight = 40.0;
constexpr double numbersWidth = 360.0;
constexpr double sceneShare = 0.55; ///< of the height, above the charts
constexpr double margin = 12.0;

} // namespace

ExhibitPicture::ExhibitPicture(const ExhibitExperiment& experiment, ThemeKind theme)
    : m_title(QString::fromStdString(experiment.title))
    , m_theme(theme)
    , m_readouts(std::make_unique<ExhibitReadouts>())
{
    m_readouts->setPalette(dqm::palette(dqm::theme(theme)));
}

ExhibitPicture::~ExhibitPicture() = default;

QString ExhibitPicture::heading(const ExhibitFrame& frame, const ExhibitChart& chart) const
{
    return QStringLiteral("%1  ·  %2  ·  %3")
        .arg(m_title, plainOf(chart.title), plainOf(frame.progressText));
}

ChartPlot& ExhibitPicture::chart(
    const std::shared_ptr<const ExhibitFrame>& frame, std::size_t index)
{
    while (m_charts.size() <= index) {
        m_charts.push_back(std::make_unique<ChartPlot>());
        m_charts.back()->setTheme(dqm::theme(m_theme));
    }
    m_charts[index]->setChart({frame, &frame->charts.at(index)});
    return *m_charts[index];
}

QImage ExhibitPicture::drawScene(const ExhibitFrame& frame, QSize size) const
{
    QImage image = pictureToPaint(size);
    image.fill(dqm::theme(m_theme).background);
    QPainter painter(&image);
    const double scale = StagePicture::scaleOf(size);
    painter.scale(scale, scale);
    paintScene(painter, QRectF(QPointF(0.0, 0.0), QSizeF(size) / scale), frame.scene, nullptr, 1.0,
        {dqm::theme(m_theme), QApplication::font()});
    return image;
}

void ExhibitPicture::drawTitle(
    QPainter& painter, const QRectF& area, const ExhibitFrame& frame) const
{
    const Theme& colors = dqm::theme(m_theme);
    QFont font = QApplication::font();
    const QRectF line = area.adjusted(margin, 0.0, -margin, 0.0);
    painter.setFont(font);
    painter.setPen(colors.mutedText);
    painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, plainOf(frame.progressText));
    font.setBold(true);
    font.setPointSizeF(1.2 * font.pointSizeF());
    painter.setFont(font);
    painter.setPen(colors.total);
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, m_title);
}

void ExhibitPicture::drawCharts(QPainter& painter, const QRectF& area, double scale,
    const std::shared_ptr<const ExhibitFrame>& frame)
{
    const double width = area.width() / static_cast<double>(frame->charts.size());
    for (std::size_t i = 0; i < frame->charts.size(); ++i) {
        const QRectF place(
            area.left() + width * static_cast<double>(i), area.top(), width, area.height());
        PlotPage page;
        page.size = place.size().toSize();
        page.scale = scale;
        page.heading = plainOf(frame->charts[i].title);
        page.theme = dqm::theme(m_theme);
        QImage image = pictureToPaint((place.size() * scale).toSize());
        image.fill(page.theme.background);
        chart(frame, i).paint(image, page);
        painter.drawImage(place, image);
    }
}

void ExhibitPicture::drawNumbers(
    QPainter& painter, const QRectF& area, const std::shared_ptr<const ExhibitFrame>& frame)
{
    painter.fillRect(area, dqm::theme(m_theme).panel);
    m_readouts->setFrame(frame);
    const int width = static_cast<int>(area.width());
    m_readouts->resize(width, m_readouts->heightForWidth(width));
    painter.save();
    painter.setClipRect(area);
    painter.translate(area.topLeft());
    m_readouts->render(&painter, QPoint(), QRegion(), QWidget::DrawChildren);
    painter.restore();
}

QImage ExhibitPicture::draw(const std::shared_ptr<const ExhibitFrame>& frame, QSize size)
{
    const Theme& colors = dqm::theme(m_theme);
    const double scale = StagePicture::scaleOf(size);
    const QSizeF page = QSizeF(size) / scale;
    QImage image = pictureToPaint(size);
    image.fill(colors.background);
    QPainter painter(&image);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    painter.scale(scale, scale);
    const double numbers
        = frame->readouts.empty() ? 0.0 : std::min(numbersWidth, 0.45 * page.width());
    const QRectF title(0.0, 0.0, page.width() - numbers, titleHeight);
    QRectF scene(0.0, titleHeight, page.width() - numbers, page.height() - titleHeight);
    QRectF charts = scene;
    if (std::holds_alternative<std::monostate>(frame->scene))
        scene.setHeight(0.0);
    else if (!frame->charts.empty())
        scene.setHeight(sceneShare * scene.height());
    charts.setTop(scene.bottom());
    if (!scene.isEmpty())
        paintScene(painter, scene, frame->scene, nullptr, 1.0, {colors, QApplication::font()});
    if (!frame->charts.empty())
        drawCharts(painter, charts, scale, frame);
    drawTitle(painter, title, *frame);
    if (numbers > 0.0)
        drawNumbers(painter, {page.width() - numbers, 0.0, numbers, page.height()}, frame);
    return image;
}

std::size_t chartNamed(const ExhibitFrame& frame, const QString& id)
{
    std::vector<std::string> ids;
    for (const ExhibitChart& chart : frame.charts)
        ids.push_back(chart.id);
    const auto found = std::ranges::find(ids, id.toStdString());
    if (found == ids.end())
        throw std::invalid_argument("there is no chart \"" + id.toStdString()
            + "\", expected one of " + quotedList(ids) + suggestion(id.toStdString(), ids));
    return static_cast<std::size_t>(found - ids.begin());
}

} // namespace dqm
