#include "widgets/plots/MarginalsPlot.h"

#include "core/frames/FrameRequest.h"
#include "core/observables/DensityMarginals.h"
#include "widgets/plots/parts/PictureInView.h"

#include <qcustomplot.h>

#include <cmath>
#include <numbers>

namespace dqm {

namespace {

constexpr std::size_t perPicture = 4; ///< rho(x), rho(y) and their normal curves
constexpr int normalPoints = 400;

struct Line
{
    double lower;
    double size;
    bool isTorus;
};

/// The normal density, on a torus the sum over the nearest windings.
QVector<QCPGraphData> normalCurve(const Line& line, double mean, double sigma, double norm)
{
    QVector<QCPGraphData> points;
    if (!(sigma > 0.0) || !std::isfinite(sigma) || !std::isfinite(mean))
        return points;
    const double middle = line.lower + 0.5 * line.size;
    const double inside
        = line.isTorus ? mean - line.size * std::round((mean - middle) / line.size) : mean;
    for (int i = 0; i <= normalPoints; ++i) {
        const double x = line.lower + line.size * i / normalPoints;
        double density = 0.0;
        for (const int winding : {-1, 0, 1}) {
            if (winding != 0 && !line.isTorus)
                continue;
            const double distance = (x - inside - winding * line.size) / sigma;
            density += std::exp(-0.5 * distance * distance);
        }
        points.append({x, norm * density / (sigma * std::sqrt(2.0 * std::numbers::pi))});
    }
    return points;
}

QVector<QCPGraphData> curveOf(const Eigen::ArrayXd& places, const Eigen::ArrayXd& values)
{
    QVector<QCPGraphData> points;
    points.reserve(places.size());
    for (Eigen::Index i = 0; i < places.size(); ++i)
        points.append({places[i], values[i]});
    return points;
}

} // namespace

const PlotKind marginalsPlot{.word = "marginals",
    .name = QT_TRANSLATE_NOOP("PlotKind", "Marginals"),
    .make = [] { return static_cast<Plot*>(new MarginalsPlot); }};

MarginalsPlot::MarginalsPlot(QWidget* parent)
    : Plot(parent)
{
    addCurve({}, &Theme::total);
    addCurve({}, &Theme::total, {Qt::DashLine, false, false});
    addCurve({}, &Theme::mutedText, {Qt::SolidLine, true, false});
    addCurve({}, &Theme::mutedText, {Qt::DotLine, true, false});
    addCurve({}, &Theme::rest);
    addCurve({}, &Theme::rest, {Qt::DashLine, false, false});
    addCurve({}, &Theme::rest, {Qt::SolidLine, true, false});
    addCurve({}, &Theme::rest, {Qt::DotLine, true, false});
    nameCurves();
    setTheme(m_theme);
}

void MarginalsPlot::nameCurves()
{
    m_keyName = QStringLiteral("%1, %2").arg(axisName(0), axisName(1));
    const QString density = QString::fromStdString(m_axes.density);
    for (std::size_t axis = 0; axis < 2; ++axis) {
        const QString marginal = QStringLiteral("%1(%2)").arg(density, axisName(axis));
        const QString normal = tr("normal, %1").arg(axisName(axis));
        m_curves[axis].graph->setName(marginal);
        m_curves[2 + axis].graph->setName(normal);
        m_curves[perPicture + axis].graph->setName(tr("%1, frictional").arg(marginal));
        m_curves[perPicture + 2 + axis].graph->setName(tr("%1, frictional").arg(normal));
    }
    setAccessibleName(tr("Density along %1 and %2").arg(axisName(0), axisName(1)));
}

void MarginalsPlot::append(const std::shared_ptr<const Frame>& frame)
{
    m_frame = frame;
    redrawSoon();
}

void MarginalsPlot::ask(FrameRequest& request) const
{
    request.fields = true;
    request.fieldsOfStage = true;
}

void MarginalsPlot::clear()
{
    m_frame.reset();
    Plot::clear();
}

void MarginalsPlot::drawPicture(const Picture& picture, std::size_t first)
{
    const Grid& grid = picture.grid;
    const DensityMarginals marginals
        = densityMarginals(RealField(picture.rho.cast<double>()), grid);
    const Moments& moments = picture.numbers.moments;
    const auto set = [this, first](std::size_t index, const QVector<QCPGraphData>& points) {
        m_curves[first + index].graph->data()->set(points, true);
    };
    set(0, curveOf(grid.xs(), marginals.x));
    set(1, curveOf(grid.ys(), marginals.y));
    const Vec2 lower = grid.lower();
    set(2,
        normalCurve({lower.x(), grid.size.x(), grid.isTorus()}, moments.mean.x(), moments.sigma.x(),
            moments.norm));
    set(3,
        normalCurve({lower.y(), grid.size.y(), grid.isTorus()}, moments.mean.y(), moments.sigma.y(),
            moments.norm));
}

void MarginalsPlot::draw()
{
    for (const Curve& curve : m_curves)
        curve.graph->data()->clear();
    if (m_frame && !m_frame->pictures.empty()) {
        m_units = m_frame->units;
        if (m_axes != m_frame->axes) {
            m_axes = m_frame->axes;
            nameCurves();
            m_shown.clear();
        }
        const Picture& picture = pictureInView(*m_frame);
        if (picture.hasFields())
            drawPicture(picture, 0);
        // The twin of K belongs beside the picture of K only.
        const bool isRest = picture.route == Route::Rest;
        if (isRest && !m_frame->frictional.empty() && m_frame->frictional.front().hasFields())
            drawPicture(m_frame->frictional.front(), perPicture);
    }
    std::vector<std::size_t> shown;
    for (std::size_t index = 0; index < m_curves.size(); ++index) {
        if (!m_curves[index].graph->data()->isEmpty())
            shown.push_back(index);
    }
    if (shown != m_shown) {
        m_shown = shown;
        showCurves(shown);
        std::vector<QCPGraph*> named; // thin and purple says enough of the twin's normal curves
        for (const std::size_t index : shown) {
            if (index < perPicture + 2)
                named.push_back(m_curves[index].graph);
        }
        m_legend->show(std::move(named));
    }
    const QString length = unit(Quantity::Length);
    for (Curve& curve : m_curves)
        curve.unit = length + QStringLiteral("⁻¹");
    m_keyUnit = length;
    m_plot->xAxis->setLabel(QStringLiteral("%1 / %2").arg(m_keyName, length));
    m_plot->yAxis->setLabel(QStringLiteral("%1, %2 / %3⁻¹")
                                .arg(m_curves[0].graph->name(), m_curves[1].graph->name(), length));
}

} // namespace dqm
