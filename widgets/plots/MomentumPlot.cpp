#include "widgets/plots/MomentumPlot.h"

#include "core/frames/FrameRequest.h"
#include "widgets/plots/parts/PictureInView.h"

#include <qcustomplot.h>

#include <algorithm>

namespace dqm {

namespace {

constexpr float shownShare = 1e-4F; ///< of the largest density
constexpr Eigen::Index margin = 3; ///< cells about what is shown
constexpr Eigen::Index mostCells = 256; ///< a side of the map; more is not seen

struct Span
{
    Eigen::Index first;
    Eigen::Index count;
};

Span spanOf(const Eigen::ArrayXf& largest, float floor)
{
    Eigen::Index first = 0;
    Eigen::Index last = largest.size() - 1;
    while (first < last && largest[first] <= floor)
        ++first;
    while (last > first && largest[last] <= floor)
        --last;
    first = std::max<Eigen::Index>(0, first - margin);
    last = std::min(largest.size() - 1, last + margin);
    return {first, last - first + 1};
}

} // namespace

const PlotKind momentumPlot{.word = "momentum",
    .name = QT_TRANSLATE_NOOP("PlotKind", "Momenta"),
    .make = [] { return static_cast<Plot*>(new MomentumPlot); }};

MomentumPlot::MomentumPlot(QWidget* parent)
    : Plot(parent)
{
    m_map = new QCPColorMap(m_plot->xAxis, m_plot->yAxis);
    m_map->setInterpolate(true);
    m_plot->legend->setVisible(false);
    setAccessibleName(tr("Density of the momenta"));
    setTheme(m_theme);
}

void MomentumPlot::append(const std::shared_ptr<const Frame>& frame)
{
    m_frame = frame;
    redrawSoon();
}

void MomentumPlot::ask(FrameRequest& request) const
{
    request.fields = true;
    request.momentum = true;
}

void MomentumPlot::clear()
{
    m_frame.reset();
    Plot::clear();
}

void MomentumPlot::applyTheme()
{
    if (!m_map)
        return;
    QCPColorGradient gradient;
    gradient.clearColorStops();
    gradient.setColorStopAt(0.0, m_theme.background);
    gradient.setColorStopAt(0.5, m_theme.drift);
    gradient.setColorStopAt(1.0, m_theme.total);
    m_map->setGradient(gradient);
}

void MomentumPlot::drawMap(const MomentumDensity& momentum)
{
    const FloatField& density = momentum.density;
    const float largest = density.maxCoeff();
    const Span x = spanOf(density.colwise().maxCoeff().transpose(), shownShare * largest);
    const Span y = spanOf(density.rowwise().maxCoeff(), shownShare * largest);
    const Eigen::Index stride = (std::max(x.count, y.count) + mostCells - 1) / mostCells;
    const int columns = static_cast<int>((x.count + stride - 1) / stride);
    const int rows = static_cast<int>((y.count + stride - 1) / stride);
    const auto place = [stride](double first, double step, Eigen::Index from, int count) {
        const double lower
            = first + step * (static_cast<double>(from) + 0.5 * static_cast<double>(stride - 1));
        return QCPRange(lower, lower + step * static_cast<double>(stride * (count - 1)));
    };
    m_map->data()->setSize(columns, rows);
    m_map->data()->setRange(place(momentum.first.x(), momentum.step.x(), x.first, columns),
        place(momentum.first.y(), momentum.step.y(), y.first, rows));
    for (int j = 0; j < rows; ++j) {
        for (int i = 0; i < columns; ++i) {
            const Eigen::Index fromX = x.first + i * stride;
            const Eigen::Index fromY = y.first + j * stride;
            const auto block
                = density.block(fromY, fromX, std::min(stride, y.first + y.count - fromY),
                    std::min(stride, x.first + x.count - fromX));
            m_map->data()->setCell(i, j, static_cast<double>(block.maxCoeff()));
        }
    }
    m_map->setDataRange({0.0, static_cast<double>(largest)});
}

void MomentumPlot::draw()
{
    const MomentumDensity* momentum = nullptr;
    if (m_frame && !m_frame->pictures.empty())
        momentum = pictureInView(*m_frame).momentum.get();
    m_map->setVisible(momentum && momentum->density.size() > 0);
    setNote(m_map->visible() || !m_frame ? QString() : tr("The momenta come with the next frame."));
    if (!m_map->visible())
        return;
    m_units = m_frame->units;
    m_axes = m_frame->axes;
    drawMap(*momentum);
    const QString p = unit(Quantity::Momentum);
    m_plot->xAxis->setLabel(QStringLiteral("momentum along %1 / %2").arg(axisName(0), p));
    m_plot->yAxis->setLabel(QStringLiteral("momentum along %1 / %2").arg(axisName(1), p));
}

void MomentumPlot::setRanges()
{
    if (!m_map->visible())
        return;
    // Up to the edges of the outermost cells.
    const auto whole = [](QCPRange middles, int cells) {
        const double half = cells > 1 ? 0.5 * middles.size() / (cells - 1) : 0.5;
        return QCPRange(middles.lower - half, middles.upper + half);
    };
    const QCPColorMapData& map = *m_map->data();
    m_plot->xAxis->setRange(whole(map.keyRange(), map.keySize()));
    m_plot->yAxis->setRange(whole(map.valueRange(), map.valueSize()));
}

std::vector<PlotColumn> MomentumPlot::columns()
{
    draw();
    if (!m_map->visible())
        return {};
    const QString p = unit(Quantity::Momentum);
    PlotColumn px{QStringLiteral("momentum along %1").arg(axisName(0)), p, {}};
    PlotColumn py{QStringLiteral("momentum along %1").arg(axisName(1)), p, {}};
    PlotColumn density{tr("density of the momenta"), QStringLiteral("(%1)⁻²").arg(p), {}};
    QCPColorMapData& map = *m_map->data();
    for (int j = 0; j < map.valueSize(); ++j) {
        for (int i = 0; i < map.keySize(); ++i) {
            double x = 0.0;
            double y = 0.0;
            map.cellToCoord(i, j, &x, &y);
            px.values.push_back(x);
            py.values.push_back(y);
            density.values.push_back(map.cell(i, j));
        }
    }
    return {px, py, density};
}

} // namespace dqm
