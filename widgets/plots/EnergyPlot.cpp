#include "widgets/plots/EnergyPlot.h"

#include "widgets/plots/EnergyHistory.h"
#include "widgets/plots/LegendStrip.h"
#include "widgets/plots/PlotStyle.h"
#include "widgets/plots/StableRange.h"

#include <QMouseEvent>
#include <QTimer>
#include <QToolTip>
#include <QVBoxLayout>
#include <qcustomplot.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <optional>

namespace dqm {

namespace {

constexpr int redrawMilliseconds = 50;

using Colors = std::array<QColor Theme::*, EnergyHistory::CurveCount>;
constexpr Colors colors{&Theme::drift, &Theme::diffusion, &Theme::potential, &Theme::total};

QString nameOf(int curve)
{
    switch (curve) {
    case EnergyHistory::Drift:
        return EnergyPlot::tr("drift");
    case EnergyHistory::Diffusion:
        return EnergyPlot::tr("diffusion");
    case EnergyHistory::Potential:
        return EnergyPlot::tr("potential");
    default:
        return EnergyPlot::tr("total − mc²");
    }
}

EnergyHistory::Sample sampleOf(const Frame& frame)
{
    const Energies& energies = observedPicture(frame).numbers.energies;
    EnergyHistory::Sample sample;
    sample.time = frame.time;
    sample.revision = frame.revision;
    sample.energies = {energies.drift, energies.diffusion, energies.potential,
        energies.kinetic() + energies.potential};
    return sample;
}

QVector<QCPGraphData> pointsOf(const std::vector<EnergyHistory::Sample>& samples, int curve)
{
    QVector<QCPGraphData> points;
    points.reserve(static_cast<qsizetype>(samples.size()));
    for (std::size_t i = 0; i < samples.size(); ++i) {
        if (i > 0 && samples[i].revision != samples[i - 1].revision)
            points.append({samples[i].time, std::numeric_limits<double>::quiet_NaN()});
        points.append({samples[i].time, samples[i].energies[static_cast<std::size_t>(curve)]});
    }
    return points;
}

} // namespace

struct EnergyPlot::Implementation
{
    QCustomPlot* plot = nullptr;
    QTimer* timer = nullptr;
    std::array<QCPGraph*, EnergyHistory::CurveCount> graphs{};
    std::array<QCPItemTracer*, EnergyHistory::CurveCount> markers{};
    std::optional<LegendStrip> legend;
    QCPItemLine* now = nullptr;
    QCPItemLine* cursor = nullptr;
    EnergyHistory history;
    StableRange times{0.4, 0.3};
    StableRange energies{0.02, 0.5};
    UnitSystem units = UnitSystem::Natural;
    Theme theme = dqm::theme(ThemeKind::Light);
    bool isStale = true;

    void build(QWidget* parent);
    void style(const QFont& font);
    void draw();
    void showPotential();
    void showMarkers();
    void setRanges();
    /// Puts an upright line at a time, from the lower axis up to the legend's strip.
    void standAt(QCPItemLine& line, double time) const
    {
        line.start->setCoords(time, energies.lower());
        line.end->setCoords(time, energies.upper());
    }
    QString valuesAt(double time) const;
    QString unit(Quantity quantity) const
    {
        return QString::fromStdString(unitSymbol(quantity, units));
    }
};

void EnergyPlot::Implementation::build(QWidget* parent)
{
    plot = new QCustomPlot(parent);
    plot->setPlottingHint(QCP::phFastPolylines);
    plot->setNoAntialiasingOnDrag(false);
    plot->setMouseTracking(true);
    plot->axisRect()->setMinimumMargins({8, 8, 16, 4});
    legend.emplace(*plot);
    for (int curve = 0; curve < EnergyHistory::CurveCount; ++curve) {
        const auto index = static_cast<std::size_t>(curve);
        graphs[index] = plot->addGraph();
        graphs[index]->setName(nameOf(curve));
        graphs[index]->setAdaptiveSampling(false); // it would bridge the breaks
        markers[index] = new QCPItemTracer(plot);
        markers[index]->setStyle(QCPItemTracer::tsCircle);
        markers[index]->setVisible(false);
    }
    now = new QCPItemLine(plot);
    cursor = new QCPItemLine(plot);
    now->setVisible(false);
    cursor->setVisible(false);
    showPotential();
}

void EnergyPlot::Implementation::style(const QFont& font)
{
    stylePlot(*plot, theme, font);
    for (std::size_t curve = 0; curve < graphs.size(); ++curve) {
        const QColor& color = theme.*colors[curve];
        graphs[curve]->setPen(curvePen(color, theme));
        markers[curve]->setPen(Qt::NoPen);
        markers[curve]->setBrush(color);
        markers[curve]->setSize(5.0 * theme.lineWidth);
    }
    now->setPen(QPen(theme.mutedText, 1.0));
    cursor->setPen(QPen(theme.mutedText, 1.0, Qt::DotLine));
}

void EnergyPlot::Implementation::showPotential()
{
    const auto& samples = history.samples();
    const bool hasPotential
        = std::any_of(samples.begin(), samples.end(), [](const EnergyHistory::Sample& sample) {
              return sample.energies[EnergyHistory::Potential] != 0.0;
          });
    QCPGraph* graph = graphs[EnergyHistory::Potential];
    if (graph->visible() == hasPotential)
        return;
    graph->setVisible(hasPotential);
    std::vector<QCPGraph*> shown;
    std::copy_if(graphs.begin(), graphs.end(), std::back_inserter(shown),
        [](const QCPGraph* each) { return each->visible(); });
    legend->show(std::move(shown));
}

void EnergyPlot::Implementation::setRanges()
{
    const auto& samples = history.samples();
    if (samples.empty())
        return;
    double lowest = 0.0;
    double highest = 0.0;
    for (const EnergyHistory::Sample& sample : samples) {
        const auto [low, high]
            = std::minmax_element(sample.energies.begin(), sample.energies.end());
        lowest = std::min(lowest, *low);
        highest = std::max(highest, *high);
    }
    times.follow(samples.front().time, samples.back().time);
    energies.follow(lowest, highest);
    plot->xAxis->setRange(times.lower(), times.upper());

    // The legend has the upper strip to itself.
    const double height = std::max(40, plot->axisRect()->height());
    const double share = std::max(0.3, 1.0 - legend->height() / height);
    plot->yAxis->setRange(
        energies.lower(), energies.lower() + (energies.upper() - energies.lower()) / share);
}

void EnergyPlot::Implementation::showMarkers()
{
    const bool hasData = !history.isEmpty();
    const EnergyHistory::Sample& present = history.present();
    now->setVisible(hasData);
    standAt(*now, present.time);
    for (std::size_t curve = 0; curve < markers.size(); ++curve) {
        markers[curve]->setVisible(hasData && graphs[curve]->visible());
        markers[curve]->position->setCoords(present.time, present.energies[curve]);
    }
}

void EnergyPlot::Implementation::draw()
{
    showPotential();
    for (int curve = 0; curve < EnergyHistory::CurveCount; ++curve)
        graphs[static_cast<std::size_t>(curve)]->data()->set(
            pointsOf(history.samples(), curve), true);
    plot->xAxis->setLabel(QStringLiteral("t / %1").arg(unit(Quantity::Time)));
    plot->yAxis->setLabel(EnergyPlot::tr("energy / %1").arg(unit(Quantity::Energy)));
    // Tick labels decide how much room is left, and the room decides where the legend breaks.
    for (int pass = 0; pass < 3; ++pass) {
        const QSize room = plot->axisRect()->size();
        legend->fit();
        setRanges();
        showMarkers();
        plot->replot(QCustomPlot::rpQueuedRefresh);
        if (plot->axisRect()->size() == room)
            break;
    }
    isStale = false;
}

QString EnergyPlot::Implementation::valuesAt(double time) const
{
    const auto& samples = history.samples();
    if (samples.empty())
        return {};
    const auto nearest = std::min_element(samples.begin(), samples.end(),
        [time](const EnergyHistory::Sample& a, const EnergyHistory::Sample& b) {
            return std::abs(a.time - time) < std::abs(b.time - time);
        });
    QString text = QStringLiteral("<table><tr><td>t</td><td>&nbsp;%1 %2</td></tr>")
                       .arg(QString::number(nearest->time, 'g', 5), unit(Quantity::Time));
    for (std::size_t curve = 0; curve < graphs.size(); ++curve) {
        if (graphs[curve]->visible())
            text += QStringLiteral("<tr><td><span style='color:%1'>■</span> %2</td>"
                                   "<td align='right'>&nbsp;%3 %4</td></tr>")
                        .arg((theme.*colors[curve]).name(), graphs[curve]->name(),
                            QString::number(nearest->energies[curve], 'g', 6),
                            unit(Quantity::Energy));
    }
    return text + QStringLiteral("</table>");
}

EnergyPlot::EnergyPlot(QWidget* parent)
    : QWidget(parent)
    , m_implementation(std::make_unique<Implementation>())
{
    auto& m = *m_implementation;
    m.build(this);
    m.style(font());
    m.plot->installEventFilter(this);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m.plot);
    setMinimumSize(240, 160);
    setAccessibleName(tr("Energies over time"));

    m.timer = new QTimer(this);
    m.timer->setSingleShot(true);
    m.timer->setInterval(redrawMilliseconds);
    connect(m.timer, &QTimer::timeout, this, [this] {
        if (isVisible())
            m_implementation->draw();
    });
}

EnergyPlot::~EnergyPlot() = default;

void EnergyPlot::append(const Frame& frame)
{
    if (frame.pictures.empty())
        return;
    m_implementation->units = frame.units;
    m_implementation->history.append(sampleOf(frame));
    redrawSoon();
}

void EnergyPlot::clear()
{
    auto& m = *m_implementation;
    m.history.clear();
    m.times.reset();
    m.energies.reset();
    redrawSoon();
}

void EnergyPlot::setTheme(const Theme& theme)
{
    m_implementation->theme = theme;
    m_implementation->style(font());
    redrawSoon();
}

void EnergyPlot::redrawSoon()
{
    auto& m = *m_implementation;
    m.isStale = true;
    if (isVisible() && !m.timer->isActive())
        m.timer->start();
}

void EnergyPlot::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_implementation->isStale)
        redrawSoon();
}

void EnergyPlot::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    redrawSoon();
}

void EnergyPlot::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange && m_implementation->plot) {
        m_implementation->style(font());
        redrawSoon();
    }
}

bool EnergyPlot::eventFilter(QObject* watched, QEvent* event)
{
    auto& m = *m_implementation;
    if (event->type() == QEvent::Leave) {
        m.cursor->setVisible(false);
        redrawSoon();
    } else if (event->type() == QEvent::MouseMove && !m.history.isEmpty()) {
        const auto* mouse = static_cast<QMouseEvent*>(event);
        const double time = m.plot->xAxis->pixelToCoord(mouse->position().x());
        m.standAt(*m.cursor, time);
        m.cursor->setVisible(true);
        QToolTip::showText(mouse->globalPosition().toPoint(), m.valuesAt(time), m.plot);
        redrawSoon();
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace dqm
