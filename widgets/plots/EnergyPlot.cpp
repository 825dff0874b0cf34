#include "widgets/plots/EnergyPlot.h"

#include "core/frames/FrameRequest.h"

#include <QMenu>
#include <qcustomplot.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace dqm {

namespace {

enum Value : std::size_t
{
    Drift,
    Diffusion,
    Potential,
    Total, ///< without the rest energy
    Power,
    Cross,
    EntropyValue,
    ValueCount,
    Equality = ValueCount ///< the curve of the dots where U_u = U_v
};

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

CurveHistory::Sample sampleOf(const Frame& frame)
{
    const Observables& numbers = observedPicture(frame).numbers;
    const Energies& energies = numbers.energies;
    return {frame.time,
        {energies.drift, energies.diffusion, energies.potential,
            energies.kinetic() + energies.potential, frame.exchangePower.value_or(nothing),
            energies.crossTerm, numbers.moments.entropy},
        frame.revision};
}

/// A polynomial through a few samples next to each other.
struct Interpolation
{
    const CurveHistory& history;
    std::size_t first;
    std::size_t end;

    /// The cubic about the samples i - 1 and i, of lower order beside an end or a break.
    static Interpolation about(const CurveHistory& history, std::size_t i)
    {
        const bool hasBefore = i >= 2 && !history.breaksBefore(i - 1);
        const bool hasAfter = i + 1 < history.samples().size() && !history.breaksBefore(i + 1);
        return {history, hasBefore ? i - 2 : i - 1, hasAfter ? i + 2 : i + 1};
    }

    double at(double time, std::size_t value) const
    {
        const auto& samples = history.samples();
        double sum = 0.0;
        for (std::size_t i = first; i < end; ++i) {
            double weight = 1.0;
            for (std::size_t j = first; j < end; ++j) {
                if (j != i)
                    weight *= (time - samples[j].time) / (samples[i].time - samples[j].time);
            }
            sum += weight * samples[i].values[value];
        }
        return sum;
    }
    double excess(double time) const { return at(time, Diffusion) - at(time, Drift); }
};

/// Where diffusion - drift changes its sign.
QVector<QCPGraphData> equalities(const CurveHistory& history)
{
    QVector<QCPGraphData> points;
    const auto& samples = history.samples();
    for (std::size_t i = 1; i < samples.size(); ++i) {
        const auto isAbove = [](const CurveHistory::Sample& sample) {
            return sample.values[Diffusion] > sample.values[Drift];
        };
        const bool startsAbove = isAbove(samples[i - 1]);
        if (history.breaksBefore(i) || startsAbove == isAbove(samples[i]))
            continue;
        const auto curves = Interpolation::about(history, i);
        double lower = samples[i - 1].time;
        double upper = samples[i].time;
        for (int halving = 0; halving < 50; ++halving) {
            const double middle = 0.5 * (lower + upper);
            ((curves.excess(middle) > 0.0) == startsAbove ? lower : upper) = middle;
        }
        points.append({lower, curves.at(lower, Drift)});
    }
    return points;
}

} // namespace

const PlotKind energyPlot{.word = "energies",
    .name = QT_TRANSLATE_NOOP("PlotKind", "Energies"),
    .keepsPast = true,
    .make = [] { return static_cast<Plot*>(new EnergyPlot); }};

EnergyPlot::EnergyPlot(QWidget* parent)
    : Plot(parent)
    , m_history(2000, Power)
{
    m_followsTime = true;
    m_keyName = QStringLiteral("t");
    addCurve(tr("drift"), &Theme::drift);
    addCurve(tr("diffusion"), &Theme::diffusion);
    addCurve(tr("potential"), &Theme::potential);
    addCurve(tr("total − mc²"), &Theme::total);
    const Look right{Qt::DashLine, false, true};
    addCurve(QStringLiteral("dUᵤ/dt"), &Theme::diffusion, right);
    addCurve(QStringLiteral("m⟨v·u⟩"), &Theme::mutedText);
    addCurve(tr("entropy"), &Theme::total, {Qt::DotLine, false, true});
    for (Curve& curve : m_curves) {
        curve.marker = new QCPItemTracer(m_plot);
        curve.marker->setStyle(QCPItemTracer::tsCircle);
        curve.marker->setVisible(false);
    }
    const Curve& dots = addCurve(tr("Uᵤ = Uᵥ"), &Theme::selection);
    dots.graph->setLineStyle(QCPGraph::lsNone);
    m_equalityLabel = new QCPItemText(m_plot);
    m_equalityLabel->setPositionAlignment(Qt::AlignBottom | Qt::AlignLeft);
    m_equalityLabel->setPadding({6, 2, 2, 4});
    m_equalityLabel->setVisible(false);
    buildOptions();
    setAccessibleName(tr("Energies over time"));
    setTheme(m_theme);
}

void EnergyPlot::buildOptions()
{
    m_options = new QMenu(this);
    m_options->setToolTipsVisible(true);
    const std::array<QString, OptionCount> names{tr("Stacked areas"),
        tr("Exchange power dUᵤ/dt (right axis)"), tr("Cross term m⟨v·u⟩"),
        tr("Entropy (right axis)"), tr("Logarithmic axis")};
    for (std::size_t i = 0; i < names.size(); ++i) {
        m_actions[i] = m_options->addAction(names[i]);
        m_actions[i]->setCheckable(true);
        connect(m_actions[i], &QAction::toggled, this, [this, i] {
            if (i == Logarithmic)
                setLogarithmic(option(Logarithmic));
            m_actions[Stacked]->setEnabled(!option(Logarithmic));
            redrawSoon();
            emit needsChanged();
        });
    }
    m_actions[CrossTerm]->setToolTip(
        tr("The paper's (7) drops this term in (8). It is (ħ/2) dS/dt with the entropy S and not "
           "zero; the right reason to leave it out is that the energy must be even under time "
           "reversal, which turns v but not u."));
    m_actions[Stacked]->setToolTip(tr("Drift, diffusion and potential energy upon one another"));
}

void EnergyPlot::setOption(Option option, bool on) { m_actions[option]->setChecked(on); }

bool EnergyPlot::option(Option option) const { return m_actions[option]->isChecked(); }

void EnergyPlot::ask(FrameRequest& request) const
{
    if (option(ExchangePower))
        request.exchangePower = true;
}

void EnergyPlot::append(const Frame& frame)
{
    if (frame.pictures.empty())
        return;
    m_units = frame.units;
    m_isCooling = frame.isCooling;
    m_history.append(sampleOf(frame));
    redrawSoon();
}

void EnergyPlot::lookBack(const std::shared_ptr<const Frame>& frame)
{
    m_history.standAt(frame->time);
    redrawSoon();
}

void EnergyPlot::clear()
{
    m_history.clear();
    Plot::clear();
}

void EnergyPlot::applyTheme()
{
    if (!m_equalityLabel)
        return;
    m_curves[Equality].graph->setScatterStyle(
        {QCPScatterStyle::ssDisc, m_theme.selection, m_theme.selection, 6.0 * m_theme.lineWidth});
    m_equalityLabel->setColor(m_theme.total);
    m_equalityLabel->setFont(font());
    QColor paper = m_theme.background;
    paper.setAlphaF(0.7F);
    m_equalityLabel->setBrush(paper);
}

void EnergyPlot::fillAreas(bool on)
{
    for (const std::size_t curve : {Drift, Diffusion, Potential}) {
        QColor color = m_theme.*m_curves[curve].color;
        color.setAlphaF(0.35F);
        QCPGraph* graph = m_curves[curve].graph;
        graph->setBrush(on && graph->visible() ? QBrush(color) : QBrush(Qt::NoBrush));
        graph->setChannelFillGraph(on && curve != Drift ? m_curves[curve - 1].graph : nullptr);
    }
}

void EnergyPlot::stack()
{
    const auto add = [this](std::size_t upper) {
        auto point = m_curves[upper].graph->data()->begin();
        const auto below = m_curves[upper - 1].graph->data();
        for (auto base = below->constBegin(); base != below->constEnd(); ++base, ++point)
            point->value += base->value;
    };
    add(Diffusion);
    add(Potential);
}

void EnergyPlot::markEquality()
{
    const auto points = equalities(m_history);
    m_curves[Equality].graph->data()->set(points, true);
    m_equalityLabel->setVisible(!points.isEmpty());
    if (points.isEmpty())
        return;
    // There is room for one label: the latest has it.
    const QCPGraphData& point = points.back();
    m_equalityLabel->position->setCoords(point.key, point.value);
    m_equalityLabel->setText(QStringLiteral("t = %1").arg(QString::number(point.key, 'g', 4)));
}

void EnergyPlot::draw()
{
    const auto& samples = m_history.samples();
    const auto has = [&samples](std::size_t value) {
        return std::any_of(samples.begin(), samples.end(), [value](const auto& sample) {
            return std::isfinite(sample.values[value]) && sample.values[value] != 0.0;
        });
    };
    std::vector<std::size_t> shown{Drift, Diffusion};
    if (has(Potential))
        shown.push_back(Potential);
    shown.push_back(Total);
    if (option(ExchangePower))
        shown.push_back(Power);
    if (option(CrossTerm))
        shown.push_back(Cross);
    if (option(Entropy))
        shown.push_back(EntropyValue);
    for (std::size_t value = 0; value < ValueCount; ++value)
        fill(m_curves[value], m_history, value);
    markEquality();
    if (!m_curves[Equality].graph->data()->isEmpty())
        shown.push_back(Equality); // on the edge of the lowest area too: that is the drift energy
    if (shown != m_shown) {
        m_shown = shown;
        showCurves(shown);
    }
    if (isStacked())
        stack();
    fillAreas(isStacked());

    const QString time = unit(Quantity::Time);
    const QString energy = unit(Quantity::Energy);
    for (Curve& curve : m_curves)
        curve.unit = energy;
    m_curves[Power].unit = energy + QLatin1Char('/') + time;
    m_curves[EntropyValue].unit.clear();
    m_keyUnit = time;
    m_keyName = m_isCooling ? QStringLiteral("τ") : QStringLiteral("t");
    m_plot->xAxis->setLabel(
        (m_isCooling ? tr("imaginary time τ (cooling) / %1") : QStringLiteral("t / %1")).arg(time));
    m_plot->yAxis->setLabel(tr("energy / %1").arg(energy));
    QStringList right;
    if (option(ExchangePower))
        right << tr("power / (%1)").arg(m_curves[Power].unit);
    if (option(Entropy))
        right << tr("entropy");
    m_plot->yAxis2->setLabel(right.join(QStringLiteral(", ")));
    standAt(m_history.isEmpty() ? std::nullopt : std::optional(m_history.present().time));
}

double EnergyPlot::ownValue(std::size_t curve, int point) const
{
    const double drawn = Plot::ownValue(curve, point);
    const bool isUpon = isStacked() && (curve == Diffusion || curve == Potential);
    return isUpon ? drawn - Plot::ownValue(curve - 1, point) : drawn;
}

QString EnergyPlot::valuesAt(double time) const
{
    const auto& samples = m_history.samples();
    if (samples.empty())
        return {};
    const auto nearest
        = std::min_element(samples.begin(), samples.end(), [time](const auto& a, const auto& b) {
              return std::abs(a.time - time) < std::abs(b.time - time);
          });
    QString text;
    for (const std::size_t value : m_shown) {
        if (value != Equality && std::isfinite(nearest->values[value]))
            text += row(m_curves[value], nearest->values[value]);
    }
    return text;
}

} // namespace dqm
