#include "app/rendering/ExhibitRendering.h"

#include "app/console/ExhibitRun.h"
#include "app/experiments/CarriedExperiment.h"
#include "app/experiments/ExperimentFile.h"
#include "app/pictures/PlotPicture.h"
#include "app/results/ChartTable.h"
#include "core/exhibits/ExhibitKinds.h"
#include "widgets/exhibits/ChartPlot.h"

#include <stdexcept>

namespace dqm {

namespace {

std::size_t chosenChart(const ExhibitFrame& frame, const QString& id)
{
    if (frame.charts.empty())
        throw std::invalid_argument("--plot: this exhibit has no charts");
    return id.isEmpty() ? 0 : chartNamed(frame, id);
}

} // namespace

ExhibitRendering::ExhibitRendering(const ExhibitRenderOptions& options)
    : m_options(options)
    , m_exhibit(makeExhibit(options.experiment))
    , m_picture(options.experiment, options.theme)
{
}

std::shared_ptr<const ExhibitFrame> ExhibitRendering::frameAt(double progress)
{
    advanceTo(*m_exhibit, progress);
    return m_exhibit->frame();
}

QImage ExhibitRendering::draw(const std::shared_ptr<const ExhibitFrame>& frame)
{
    if (m_options.view == RenderView::Stage)
        return m_picture.draw(frame, m_options.size);
    if (m_options.view == RenderView::Scene)
        return m_picture.drawScene(*frame, m_options.size);
    const std::size_t index = chosenChart(*frame, m_options.chart);
    PlotFile file;
    file.pixels = m_options.size;
    file.theme = m_options.theme;
    file.heading = m_picture.heading(*frame, frame->charts[index]);
    return plotImage(m_picture.chart(frame, index), file);
}

void ExhibitRendering::writeMoment()
{
    const auto frame = frameAt(m_options.at);
    const QByteArray json = formatExperimentOnOneLine(m_options.experiment);
    if (!m_options.plotData.isEmpty()) {
        writeColumns(chartColumns(frame->charts.at(chosenChart(*frame, m_options.chart))),
            m_options.plotData, json, frame->progress, m_options.tableStyle);
    }
    if (m_options.image.isEmpty())
        return;
    if (m_options.image.endsWith(".png", Qt::CaseInsensitive)) {
        writePicture(draw(frame), m_options.image, json, frame->progress);
        return;
    }
    const std::size_t index = chosenChart(*frame, m_options.chart);
    PlotFile file;
    file.pixels = m_options.size;
    file.theme = m_options.theme;
    file.heading = m_picture.heading(*frame, frame->charts[index]);
    file.experiment = json;
    file.time = frame->progress;
    writePlot(m_picture.chart(frame, index), m_options.image, file);
}

QImage ExhibitRendering::picture(long long n) { return draw(frameAt(timeOf(n))); }

QByteArray ExhibitRendering::experimentOf(long long) const
{
    return formatExperimentOnOneLine(m_options.experiment);
}

} // namespace dqm
