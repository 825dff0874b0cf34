#include "widgets/plots/ComplexDiffusionPlot.h"

#include "core/evolution/ComplexDiffusion.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QSlider>
#include <QVBoxLayout>
#include <qcustomplot.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <numbers>
#include <stdexcept>

namespace dqm {

namespace {

constexpr int rightAngle = 90;
constexpr int thickness = 8; ///< points across the thin grid, on which f is constant
constexpr double reach = 12.0; ///< length of the grid in the widest spread
constexpr double shownReach = 4.0; ///< half of what is shown, in the widest spread
constexpr double finest = 3.0; ///< points per s0

enum Index : std::size_t
{
    Heat,
    Chosen,
    Schroedinger
};

/// Exact at both ends: at 90 degrees D has no real part at all.
std::complex<double> coefficient(double D, int degrees)
{
    if (degrees == rightAngle)
        return {0.0, D};
    return std::polar(D, degrees * std::numbers::pi / 180.0);
}

} // namespace

const PlotKind complexDiffusionPlot{.word = "complex-diffusion",
    .name = QT_TRANSLATE_NOOP("PlotKind", "Heat to Schrödinger (D → iD)"),
    .make = [] { return static_cast<Plot*>(new ComplexDiffusionPlot); }};

ComplexDiffusionPlot::ComplexDiffusionPlot(QWidget* parent)
    : Plot(parent)
{
    m_keyName = QStringLiteral("x");
    addCurve(tr("heat"), &Theme::rest);
    addCurve(tr("chosen"), &Theme::selection);
    addCurve(tr("Schrödinger"), &Theme::total);
    m_angle = new QSlider(Qt::Horizontal, this);
    m_angle->setRange(0, rightAngle);
    m_angle->setValue(45);
    m_angle->setAccessibleName(tr("Angle of D"));
    m_angle->setToolTip(tr("D = (ħ/2m) e^{iθ}: 0° is heat conduction, 90° Schrödinger's equation"));
    m_angleText = new QLabel(this);
    auto* line = new QHBoxLayout;
    line->setContentsMargins(8, 0, 8, 2);
    line->addWidget(m_angleText);
    line->addWidget(m_angle, 1);
    m_column->insertLayout(1, line);
    connect(m_angle, &QSlider::valueChanged, this, [this] { redrawSoon(); });
    setAccessibleName(tr("From heat to Schrödinger"));
    setTheme(m_theme);
}

void ComplexDiffusionPlot::setExperiment(const Experiment& experiment)
{
    m_initialSigma = 1.0;
    for (const Packet& packet : experiment.packets) {
        if (const auto* gaussian = std::get_if<GaussianPacket>(&packet)) {
            m_initialSigma = gaussian->sigma.x();
            break;
        }
    }
    redrawSoon();
}

void ComplexDiffusionPlot::append(const std::shared_ptr<const Frame>& frame)
{
    if (!frame)
        return;
    m_units = frame->units;
    m_diffusionTime = frame->time;
    m_diffusion = frame->constants.diffusionCoefficient();
    redrawSoon();
}

void ComplexDiffusionPlot::clear()
{
    m_diffusionTime = 0.0;
    Plot::clear();
}

std::optional<double> ComplexDiffusionPlot::drawCurve(
    const Curve& curve, int degrees, const Grid& grid)
{
    const Eigen::ArrayXd xs = grid.xs();
    ComplexField f(grid.ny, grid.nx);
    f.rowwise() = (-xs.square() / (4.0 * m_initialSigma * m_initialSigma))
                      .exp()
                      .cast<std::complex<double>>()
                      .transpose();
    curve.graph->data()->clear();
    try {
        diffuse(f, grid, coefficient(m_diffusion, degrees), m_diffusionTime);
    } catch (const std::domain_error&) {
        return std::nullopt;
    }
    const Eigen::ArrayXd density = f.row(0).abs2().transpose();
    const double shown = shownReach / reach * grid.size.x();
    QVector<QCPGraphData> points;
    for (Eigen::Index i = 0; i < xs.size(); ++i) {
        if (std::abs(xs[i]) <= shown)
            points.append({xs[i], density[i]});
    }
    curve.graph->data()->set(points, true);
    return std::sqrt((density * xs.square()).sum() / density.sum());
}

void ComplexDiffusionPlot::draw()
{
    const double s0 = m_initialSigma;
    const double spread = m_diffusion * m_diffusionTime / s0;
    const double widest = std::sqrt(std::max(
        s0 * s0 + spread * spread, s0 * s0 + 2.0 * m_diffusion * std::abs(m_diffusionTime)));
    const double length = reach * widest;
    const auto points
        = std::bit_ceil(static_cast<unsigned>(std::clamp(finest * length / s0, 512.0, 16384.0)));
    const Grid grid{
        static_cast<int>(points), thickness, {length, length}, {0.0, 0.0}, BoundaryKind::Periodic};
    const int degrees = m_angle->value();
    m_angleText->setText(QStringLiteral("θ = %1°").arg(degrees));
    const QString unitOfLength = unit(Quantity::Length);
    const std::array<int, 3> angles{0, degrees, rightAngle};
    const std::array<QString, 3> names{
        tr("heat"), QStringLiteral("%1°").arg(degrees), tr("Schrödinger")};
    std::vector<std::size_t> shown;
    QStringList widths;
    for (std::size_t index = 0; index < angles.size(); ++index) {
        m_curves[index].graph->setName(names[index]);
        const auto width = drawCurve(m_curves[index], angles[index], grid);
        if (!width)
            continue;
        shown.push_back(index);
        widths << QStringLiteral("%1 %2").arg(names[index], QString::number(*width, 'f', 3));
    }
    if (shown != m_shown) {
        m_shown = shown;
        showCurves(shown);
    }
    QString note = tr("σ / %1: %2").arg(unitOfLength, widths.join(QStringLiteral(", ")));
    if (m_diffusionTime < 0.0)
        note += tr(". Backward with a real part of D: ill-posed, so only 90° is drawn.");
    setNote(note);
    for (Curve& curve : m_curves)
        curve.unit.clear();
    m_keyUnit = unitOfLength;
    m_plot->xAxis->setLabel(QStringLiteral("x / %1").arg(unitOfLength));
    m_plot->yAxis->setLabel(QStringLiteral("|f|²"));
}

} // namespace dqm
