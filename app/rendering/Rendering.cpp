#include "app/rendering/Rendering.h"

#include "app/experiments/CarriedExperiment.h"
#include "app/experiments/ExperimentFile.h"
#include "app/pictures/SceneChoices.h"
#include "app/results/FieldsWriter.h"
#include "core/grid/Parallel.h"
#include "widgets/theme/PictureMemory.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace dqm {

namespace {

constexpr double plotShare = 0.34; ///< of the width that plots beside a scene take
constexpr double looksAhead = 60.0; // at a film, before it is drawn
constexpr double samplesOfPast = 240.0; ///< of a plot, from t = 0 on

/// What serves both.
FrameRequest both(const FrameRequest& one, const FrameRequest& other)
{
    FrameRequest all = one.fields ? one : other;
    all.exchangePower = one.exchangePower || other.exchangePower;
    all.equations = one.equations || other.equations;
    all.momentum = one.momentum || other.momentum;
    all.vortices = one.vortices || other.vortices;
    all.residuals = one.residuals || other.residuals;
    if (one.fields && other.fields) {
        all.fieldsOfK = one.fieldsOfK || other.fieldsOfK;
        all.fieldsOfKPrime = one.fieldsOfKPrime || other.fieldsOfKPrime;
        all.fieldsOfStage = one.fieldsOfStage || other.fieldsOfStage;
        all.onlyOfPanes = one.onlyOfPanes && other.onlyOfPanes;
    }
    return all;
}

SimulationOptions simulationOptions(const Experiment& experiment)
{
    return {experiment.stage.columns == StageSettings::Columns::KAndKPrime, threadCount()};
}

} // namespace

Rendering::Rendering(const RenderOptions& options, WidgetCalls onWidgets)
    : m_options(options)
    , m_onWidgets(std::move(onWidgets))
    , m_sceneSize(options.size)
{
    if (options.withPlots)
        m_sceneSize.rwidth() -= plotWidth(options.size);
    if (options.view != RenderView::Plots) {
        if (options.look) {
            m_scene.emplace(options.look->options, options.look->camera, m_sceneSize);
            m_scene->setMarks(options.look->section, options.look->loop);
        } else {
            m_scene.emplace(options.experiment.view, options.theme, m_sceneSize);
        }
        m_scene->setScale(StagePicture::scaleOf(options.size));
        m_scene->setOverlays(options.overlays);
        m_scene->setTransparent(options.transparent);
        m_scene->setSinglePane(options.view == RenderView::Scene);
    }
    const double end = options.from + options.every * static_cast<double>(options.pictures);
    m_spacing
        = std::max({std::abs(options.at), std::abs(options.from), std::abs(end)}) / samplesOfPast;
}

int Rendering::plotWidth(QSize size) { return qRound(plotShare * size.width()); }

Rendering::~Rendering()
{
    onWidgets([this] { m_plots.clear(); });
}

void Rendering::onWidgets(const std::function<void()>& call) const
{
    if (m_onWidgets) {
        m_onWidgets(call);
    } else {
        call();
    }
}

void Rendering::append(const std::shared_ptr<const Frame>& frame, bool onlyPast)
{
    if (m_plots.empty())
        return;
    onWidgets([&] {
        for (const auto& plot : m_plots) {
            if (!onlyPast || plot->hasPast())
                plot->append(frame);
        }
    });
}

CameraState Rendering::camera() const
{
    return m_options.look ? m_options.look->camera : homeCamera(m_options.experiment.view);
}

void Rendering::start(const Experiment& experiment)
{
    if (m_experiment == &experiment)
        return;
    m_experiment = &experiment;
    m_simulation.emplace(experiment, simulationOptions(experiment));
    const bool hasPlots = m_options.view == RenderView::Plots || m_options.withPlots
        || !m_options.plotData.isEmpty();
    if (!hasPlots)
        return;
    onWidgets([this, &experiment] {
        m_plots.clear();
        for (const PlotKind* plot : m_options.plots) {
            m_plots.push_back(std::make_unique<PlotPicture>(experiment, *plot));
            if (m_options.look && m_options.look->section)
                m_plots.back()->setSection(*m_options.look->section);
        }
    });
}

FrameRequest Rendering::request() const
{
    FrameRequest all;
    all.fields = false;
    if (m_scene) {
        all = StagePicture::request(*m_experiment, m_options.view == RenderView::Scene);
        if (m_options.look)
            all.loop = m_options.look->loop;
        if (m_options.fromK) {
            all.fieldsOfK = true;
            all.fieldsOfKPrime = false;
        }
    }
    for (const auto& plot : m_plots)
        all = both(all, plot->request());
    return all;
}

void Rendering::gatherPast(double time)
{
    const double from = m_simulation->time();
    const bool isWanted
        = std::ranges::any_of(m_plots, [](const auto& plot) { return plot->hasPast(); });
    const double pieces
        = isWanted && m_spacing > 0.0 ? std::ceil(std::abs(time - from) / m_spacing - 1e-9) : 0.0;
    for (double piece = 0.0; piece < pieces; piece += 1.0) {
        m_simulation->advanceTo(from + (time - from) * piece / pieces);
        FrameRequest numbers;
        numbers.fields = false;
        const auto frame = m_simulation->frame(numbers);
        append(frame, true);
    }
    m_simulation->advanceTo(time);
}

void Rendering::measureAxes()
{
    if (m_plots.empty())
        return;
    const double last = timeOf(m_options.pictures - 1);
    // The way there first: plots begin at t = 0.
    std::vector<double> times;
    for (double piece = 0.0; piece < looksAhead; piece += 1.0)
        times.push_back(m_options.from * piece / looksAhead);
    if (m_options.from == 0.0)
        times.clear();
    for (double piece = 0.0; piece <= looksAhead; piece += 1.0)
        times.push_back(m_options.from + (last - m_options.from) * piece / looksAhead);
    FrameRequest needs = m_plots.front()->request();
    for (const auto& plot : m_plots)
        needs = both(needs, plot->request());
    Simulation ahead(*m_experiment, simulationOptions(*m_experiment));
    for (const double time : times) {
        ahead.advanceTo(time);
        const auto frame = ahead.frame(needs);
        append(frame, false);
        const bool isSeen
            = time >= std::min(m_options.from, last) && time <= std::max(m_options.from, last);
        onWidgets([&] {
            for (const auto& plot : m_plots) {
                // Those with a past know all of it at the end.
                if (isSeen && (!plot->hasPast() || time == times.back()))
                    plot->plot().measureAxes(m_options.from, last);
            }
        });
    }
    onWidgets([this] {
        for (const auto& plot : m_plots)
            plot->fixAxes();
    });
}

PlotFile Rendering::plotFile(QSize size) const
{
    PlotFile file;
    file.pixels = size;
    file.theme = m_options.theme;
    file.isTransparent = m_options.transparent;
    return file;
}

QString Rendering::heading(std::size_t plot, bool isAlone) const
{
    const PlotKind& kind = *m_options.plots[plot];
    if (!m_options.overlays)
        return {};
    return isAlone && plot == 0 ? plotHeading(*m_experiment, kind, m_simulation->time())
                                : kind.title();
}

QImage Rendering::drawPlots(QSize size, bool isAlone)
{
    // Beside a scene letters and ground are the scene's.
    const double scale = isAlone ? 0.0 : StagePicture::scaleOf(m_options.size);
    if (m_plots.size() == 1) {
        PlotFile file = plotFile(size);
        file.heading = heading(0, isAlone);
        file.scale = scale;
        file.isBesideScene = !isAlone;
        return plotImage(m_plots.front()->plot(), file);
    }
    QImage image = pictureToPaint(size, m_options.transparent);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    const int count = static_cast<int>(m_plots.size());
    for (int i = 0; i < count; ++i) {
        const int top = size.height() * i / count;
        const auto index = static_cast<std::size_t>(i);
        PlotFile file = plotFile({size.width(), size.height() * (i + 1) / count - top});
        file.heading = heading(index, isAlone);
        file.scale = scale;
        file.isBesideScene = !isAlone;
        painter.drawImage(0, top, plotImage(m_plots[index]->plot(), file));
    }
    return image;
}

QImage Rendering::draw()
{
    const auto frame = m_simulation->frame(request());
    append(frame, false);
    if (!m_scene) {
        QImage plots;
        onWidgets([&] { plots = drawPlots(m_options.size, true); });
        return plots;
    }
    QImage scene = m_scene->draw(frame);
    if (!m_options.withPlots)
        return scene;
    QImage all = pictureToPaint(m_options.size, scene.hasAlphaChannel());
    all.fill(Qt::transparent);
    QPainter painter(&all);
    painter.drawImage(0, 0, scene);
    const int left = m_sceneSize.width();
    const QSize rest(m_options.size.width() - left, m_options.size.height());
    onWidgets([&] { painter.drawImage(left, 0, drawPlots(rest, false)); });
    const double width = std::max(1.0, rest.width() / 400.0);
    painter.fillRect(QRectF(left, 0.0, width, rest.height()), theme(m_options.theme).line);
    return all;
}

void Rendering::writeMoment()
{
    start(m_options.experiment);
    gatherPast(m_options.at);
    const QByteArray json = formatExperimentOnOneLine(m_options.experiment);
    const bool isVector
        = !m_options.image.isEmpty() && !m_options.image.endsWith(".png", Qt::CaseInsensitive);
    if (!m_options.image.isEmpty() && !isVector) {
        writePicture(draw(), m_options.image, json, m_options.at);
    } else {
        const auto frame = m_simulation->frame(request());
        for (const auto& plot : m_plots)
            plot->append(frame);
    }
    if (isVector) {
        PlotFile file = plotFile(m_options.size);
        file.heading = heading(0, true);
        file.experiment = json;
        file.time = m_options.at;
        writePlot(m_plots.front()->plot(), m_options.image, file);
    }
    if (!m_options.plotData.isEmpty()) {
        writePlotData(
            m_plots.front()->plot(), m_options.plotData, json, m_options.at, m_options.tableStyle);
    }
}

double Rendering::timeOf(long long n) const { return m_options.timeOf(n); }

QByteArray Rendering::experimentOf(long long n) const
{
    return formatExperimentOnOneLine(m_options.steps.empty()
            ? m_options.experiment
            : m_options.steps[static_cast<std::size_t>(n)].experiment);
}

QImage Rendering::picture(long long n)
{
    if (m_options.steps.empty()) {
        const bool isFirst = m_experiment == nullptr;
        start(m_options.experiment);
        if (isFirst)
            measureAxes();
    } else {
        const RenderStep& step = m_options.steps[static_cast<std::size_t>(n)];
        start(step.experiment);
        if (m_scene)
            m_scene->setRemark(step.remark);
    }
    gatherPast(timeOf(n));
    if (m_scene && m_options.orbit != 0.0) {
        CameraState turned = camera();
        turned.azimuth
            += m_options.orbit * static_cast<double>(n) / static_cast<double>(m_options.pictures);
        m_scene->setCamera(turned);
    }
    return draw();
}

} // namespace dqm
