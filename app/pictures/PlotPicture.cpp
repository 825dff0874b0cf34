#include "app/pictures/PlotPicture.h"

#include "app/experiments/CarriedExperiment.h"
#include "app/files/WholeFile.h"
#include "app/pictures/SceneChoices.h"
#include "app/results/ColumnTable.h"
#include "core/experiment/Units.h"
#include "widgets/theme/PictureMemory.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QFileInfo>
#include <QPageSize>
#include <QPdfWriter>
#include <QSvgGenerator>

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace dqm {

namespace {

constexpr QSizeF naturalSize(640.0, 400.0); // at which text has its own size
constexpr double smallestScale = 0.6;
constexpr double pointsPerInch = 72.0;

/// On a page of its own the ground of light themes is that of paper, which has no tint.
Theme themeOf(const PlotFile& file)
{
    Theme colors = theme(file.theme);
    if (!colors.dark && !file.isBesideScene)
        colors.background = Qt::white;
    return colors;
}

PlotPage pageOf(const PlotFile& file)
{
    PlotPage page;
    page.scale = file.scale;
    if (page.scale <= 0.0) {
        page.scale = std::max(smallestScale,
            std::min(file.pixels.width() / naturalSize.width(),
                file.pixels.height() / naturalSize.height()));
    }
    page.size = QSize(static_cast<int>(std::ceil(file.pixels.width() / page.scale)),
        static_cast<int>(std::ceil(file.pixels.height() / page.scale)));
    page.heading = file.heading;
    page.theme = themeOf(file);
    page.isTransparent = file.isTransparent;
    page.showsNow = file.isBesideScene;
    return page;
}

QByteArray svg(Plot& plot, const PlotFile& file)
{
    QBuffer buffer;
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setResolution(plot.logicalDpiX());
    generator.setSize(file.pixels);
    generator.setViewBox(QRect(QPoint(0, 0), file.pixels));
    generator.setTitle(file.heading.toHtmlEscaped());
    generator.setDescription(QStringLiteral("DQM Lab %1").arg(DQM_VERSION));
    plot.paint(generator, pageOf(file));
    QByteArray text = buffer.data();
    const QByteArray mark = "</desc>";
    const qsizetype place = text.indexOf(mark) + mark.size();
    return text.insert(
        place, "\n<metadata>\n" + carriedAsRdf(file.experiment, file.time) + "</metadata>");
}

QByteArray pdf(Plot& plot, const PlotFile& file)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    const PlotPage page = pageOf(file);
    const int resolution = plot.logicalDpiX();
    writer.setResolution(resolution);
    writer.setPageSize(QPageSize(QSizeF(page.size) * pointsPerInch / resolution, QPageSize::Point,
        QString(), QPageSize::ExactMatch));
    writer.setPageMargins(QMarginsF());
    writer.setTitle(file.heading);
    writer.setCreator(QStringLiteral("DQM Lab %1").arg(DQM_VERSION));
    writer.setDocumentXmpMetadata(
        "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
        "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
        + carriedAsRdf(file.experiment, file.time) + "</x:xmpmeta>\n<?xpacket end=\"r\"?>\n");
    PlotPage inLetters = page;
    inLetters.scale = 1.0;
    plot.paint(writer, inLetters);
    buffer.close();
    return buffer.data();
}

} // namespace

QString plotHeading(const Experiment& experiment, const PlotKind& plot, double time)
{
    const QString unit = QString::fromStdString(unitSymbol(Quantity::Time, experiment.units));
    return QCoreApplication::translate("PlotPicture", "%1  ·  %2  ·  t = %3 %4")
        .arg(QString::fromStdString(experiment.title), plot.title(),
            QString::number(time, 'g', 6).replace('-', QChar(0x2212)), unit);
}

QImage plotImage(Plot& plot, const PlotFile& file)
{
    QImage image = pictureToPaint(file.pixels, file.isTransparent);
    image.fill(file.isTransparent ? QColor(Qt::transparent) : themeOf(file).background);
    plot.paint(image, pageOf(file));
    return image;
}

bool isPlotFile(const QString& path)
{
    const QString suffix = QFileInfo(path).suffix().toLower();
    return suffix == "png" || suffix == "svg" || suffix == "pdf";
}

void writePlot(Plot& plot, const QString& path, const PlotFile& file)
{
    const QString suffix = QFileInfo(path).suffix().toLower();
    if (suffix == "svg") {
        writeWholeFile(path, svg(plot, file));
    } else if (suffix == "pdf") {
        writeWholeFile(path, pdf(plot, file));
    } else {
        writePicture(plotImage(plot, file), path, file.experiment, file.time);
    }
}

void writePlotData(Plot& plot, const QString& path, const QByteArray& experiment, double time,
    const TableStyle& style)
{
    const std::vector<PlotColumn> columns = plot.columns();
    if (columns.empty())
        throw std::runtime_error("the plot shows no curve to write to " + path.toStdString());
    std::vector<TableColumn> table;
    for (const PlotColumn& column : columns) {
        table.push_back({column.unit.isEmpty() ? column.name : column.name + " / " + column.unit,
            column.values});
    }
    writeColumns(table, path, experiment, time, style);
}

PlotPicture::PlotPicture(const Experiment& experiment, const PlotKind& plot)
    : m_kind(plot)
    , m_plot(plot.make())
    , m_moves(experiment.frameVelocity.norm() > 0.0)
{
    m_plot->setExperiment(experiment);
}

FrameRequest PlotPicture::request() const
{
    FrameRequest request;
    request.fields = false;
    request.fieldsOfK = !m_moves;
    request.fieldsOfKPrime = m_moves;
    request.fieldsOfStage = false;
    m_plot->ask(request);
    return request;
}

void PlotPicture::fixAxes()
{
    m_plot->fixAxes();
    m_plot->clear();
}

void PlotPicture::append(const std::shared_ptr<const Frame>& frame)
{
    // Through the middle of what the observer sees, wherever it has moved to.
    m_plot->setSection(homeSection(observedPicture(*frame).grid));
    m_plot->append(frame);
}

} // namespace dqm
