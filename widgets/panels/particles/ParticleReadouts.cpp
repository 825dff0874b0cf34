#include "widgets/panels/particles/ParticleReadouts.h"

#include "widgets/numbers/NumberText.h"
#include "widgets/numbers/ReadoutTable.h"

#include <QVBoxLayout>

#include <cmath>
#include <numbers>

namespace dqm {

namespace {

using Kind = ReadoutTable::Kind;
using Mark = ReadoutTable::Mark;

/// In standard errors.
constexpr double holdsWithin = 3.0;
/// Of the bound: five standard errors, which chance does not reach.
constexpr double rarely = 5.0 / holdsWithin;
/// What a finite step does to D, as a share of it.
constexpr double stepShareOfD = 0.02;
constexpr double chiSquaredAllowed = 0.3; ///< beside 1, and three times what chance may add
constexpr double L1Allowed = 0.2; ///< beside what chance alone gives, likewise

QString withMinus(QString text) { return text.replace(QLatin1Char('-'), QChar(0x2212)); }

/// Digits as far as the error says anything.
int decimalsOf(double error)
{
    return error > 0.0 ? std::clamp(static_cast<int>(std::ceil(1.0 - std::log10(error))), 0, 5) : 4;
}

QString number(const Estimate& estimate)
{
    return withMinus(QString::number(estimate.value, 'f', decimalsOf(estimate.error)));
}

QString error(const Estimate& estimate)
{
    return QStringLiteral("± ") + QString::number(estimate.error, 'f', decimalsOf(estimate.error));
}

QString withError(const Estimate& estimate)
{
    return number(estimate) + QChar(' ') + error(estimate);
}

Mark markIf(bool holds) { return holds ? Mark::Holds : Mark::Broken; }

/// Of what chance keeps within the bound nearly always: among thousands of looks some lie beyond.
Mark markWithin(double off, double bound)
{
    return off <= bound ? Mark::Holds : off <= rarely * bound ? Mark::Nearly : Mark::Broken;
}

/// Against rho and psi, which only an ensemble keeps that began as rho and moves by the first law:
/// the others are to differ.
Mark markIf(bool holds, const EnsembleReport& report)
{
    const bool follows = report.law == ParticleLaw::Conservative && report.isFromRho;
    return holds || follows ? markIf(holds) : Mark::Differs;
}

Mark markWithin(double off, double bound, const EnsembleReport& report)
{
    const Mark mark = markWithin(off, bound);
    return mark == Mark::Broken ? markIf(false, report) : mark;
}

} // namespace

ParticleReadouts::ParticleReadouts(QWidget* parent)
    : QWidget(parent)
    , m_table(new ReadoutTable(this))
{
    m_table->setObjectName(QStringLiteral("particleReadouts"));
    const auto section = [&](const char* key, const QString& label) {
        m_table->add({.kind = Kind::Section,
            .key = QString::fromLatin1(key),
            .label = label,
            .tooltip = QString()});
    };
    const auto value = [&](const char* key, const QString& label, const QString& tooltip,
                           QColor Theme::*color = &Theme::total) {
        m_table->add({.kind = Kind::Value,
            .key = QString::fromLatin1(key),
            .label = label,
            .tooltip = QStringLiteral("<p>%1</p>").arg(tooltip),
            .color = color});
    };
    const auto columns
        = [&](const char* key, const QString& label, const QString& tooltip, QColor Theme::*color) {
              m_table->add({.kind = Kind::Columns,
                  .key = QString::fromLatin1(key),
                  .label = label,
                  .tooltip = QStringLiteral("<p>%1</p>").arg(tooltip),
                  .color = color});
          };
    section("histogram", tr("Histogram against ρ"));
    value("alive", tr("Particles"), tr("Still there, of those that began; the rest was absorbed."));
    value("chi", tr("<i>χ</i>²/dof"),
        tr("Of the histogram against <i>ρ</i> = |<i>ψ</i>|², in bins with more than eight expected "
           "each. Chance alone gives 1 ± √(2/dof); a law that leaves <i>ρ</i> goes far above."));
    value("L1", tr("<i>L</i>₁ distance"),
        tr("Sum over bins of |share of the particles − probability|, beside √(2/π) Σ "
           "√(<i>P</i>(1−<i>P</i>)/<i>N</i>), what chance alone gives."));
    section("paths", tr("Paths"));
    value("D", tr("<i>D</i> of the paths"),
        tr("From the quadratic variation of the paths, ⟨(d<i>x</i> − <i>b</i> "
           "d<i>t</i>)²⟩/2d<i>t</i>, "
           "beside <i>ν</i>ħ/2<i>m</i> (2): the same for an observer in K′, for <b>W</b> shifts "
           "only the mean. Kicks that may be refused make it off by a share of the step."),
        &Theme::diffusion);
    value("acceptance", tr("Kicks taken"),
        tr("Share of the osmotic kicks that the rule of Metropolis and Hastings accepts; it goes "
           "to 1 with the step and keeps <i>ρ</i> exactly for any step."));
    value("corrX", QString(),
        tr("Correlation of the places at the start and now. Nelson’s free Gaussian: exp(−<i>ν</i> "
           "arctan <i>θ</i>), <i>θ</i> = ħ<i>t</i>/2<i>ms</i>₀²; with drift alone it stays 1. It "
           "never falls below e<sup>−π/2</sup> = 0.208: the paths do not forget. A move of the "
           "particles that lasts d<i>t</i> adds about 0.15 (ħ d<i>t</i>/2<i>ms</i>₀²)"
           "<sup>3/2</sup>."));
    value("corrY", QString(), tr("Likewise along the other axis."));
    section("velocities", tr("Mean velocities, fullest bin"));
    columns("b", tr("<i>b</i> = <b>v</b> − <b>u</b>"),
        tr("Mean velocity with which particles of the bin go on."), &Theme::total);
    columns("bStar", tr("<i>b</i>* = <b>v</b> + <b>u</b>"),
        tr("Mean velocity with which they came: the paper’s “total velocity” (erratum X3)."),
        &Theme::total);
    columns("v", tr("<b>v</b> = (<i>b</i>* + <i>b</i>)/2"), tr("Half the sum: the drift (6)."),
        &Theme::drift);
    columns("vPsi", tr("<b>v</b> of <i>ψ</i>"),
        tr("∇<i>S</i>/<i>m</i> over the same particles and the same ways."), &Theme::drift);
    columns("u", tr("<b>u</b> = (<i>b</i>* − <i>b</i>)/2"),
        tr("Half the difference: the diffusion velocity (2), (3), weakened by <i>ν</i> as the "
           "noise is."),
        &Theme::diffusion);
    columns("uPsi", tr("<i>ν</i><b>u</b> of <i>ψ</i>"),
        tr("−<i>ν</i>(ħ/2<i>m</i>) ∇<i>ρ</i>/<i>ρ</i> over the same particles and the same ways."),
        &Theme::diffusion);
    value("pullV", tr("All bins, Δ<b>v</b>/error"),
        tr("Root mean square of (measured − of <i>ψ</i>)/standard error over all bins with 50 "
           "particles and more, <i>ψ</i> read all along each particle’s way: 1 by chance. What "
           "chance exceeds once in 300,000 times stands beside it."),
        &Theme::drift);
    value("pullU", tr("All bins, Δ<b>u</b>/error"), tr("Likewise for the diffusion velocity."),
        &Theme::diffusion);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_table);
}

void ParticleReadouts::setTheme(const Theme& theme) { m_table->setTheme(theme); }

void ParticleReadouts::setFrame(const Frame& frame)
{
    // Several frames carry one report.
    if (!frame.ensemble || frame.ensemble == m_shown)
        return;
    m_shown = frame.ensemble;
    const EnsembleReport& report = *frame.ensemble;
    setHistogram(report);
    setDiffusion(
        report, QString::fromStdString(unitSymbol(Quantity::DiffusionCoefficient, frame.units)));
    setCorrelation(report, frame.axes);
    setVelocities(report, frame.units);
    m_table->refresh();
}

void ParticleReadouts::clear()
{
    m_shown.reset();
    m_table->clearValues();
}

void ParticleReadouts::setHistogram(const EnsembleReport& report)
{
    m_table->row(QStringLiteral("alive")).cells
        = {QString::number(report.alive), tr("of %1").arg(report.count), QString()};
    const double scatter = report.chiSquaredScatter();
    auto& chi = m_table->row(QStringLiteral("chi"));
    chi.cells = {QString::number(report.histogram.chiSquaredPerDof, 'g', 4),
        QStringLiteral("1 ± %1").arg(scatter, 0, 'f', 3), QString()};
    chi.mark = markWithin(report.histogram.chiSquaredPerDof - 1.0,
        std::max(chiSquaredAllowed, holdsWithin * scatter), report);
    auto& L1 = m_table->row(QStringLiteral("L1"));
    L1.cells = {QString::number(report.histogram.L1, 'f', 4),
        tr("chance %1").arg(QString::number(report.histogram.expectedL1, 'f', 4)), QString()};
    // A sum of moduli of normal numbers, one of each bin.
    const double scatterOfL1
        = std::sqrt((0.5 * std::numbers::pi - 1.0) / std::max(1, report.histogram.bins));
    L1.mark = markWithin(report.histogram.L1 / report.histogram.expectedL1 - 1.0,
        std::max(L1Allowed, holdsWithin * scatterOfL1), report);
}

void ParticleReadouts::setDiffusion(const EnsembleReport& report, const QString& unit)
{
    auto& row = m_table->row(QStringLiteral("D"));
    auto& acceptance = m_table->row(QStringLiteral("acceptance"));
    const bool isMeasured = report.diffusion.error > 0.0;
    m_table->row(QStringLiteral("paths")).label = tr("Paths (D in %1)").arg(unit);
    row.cells = {isMeasured ? number(report.diffusion) : QStringLiteral("—"),
        shortNumber(report.expectedDiffusion, 4)
            + (isMeasured ? QChar(' ') + error(report.diffusion) : QString()),
        QString()};
    const double off = std::abs(report.diffusion.value - report.expectedDiffusion);
    // Kicks that the rule refuses are longer than those it takes.
    const double share = stepShareOfD + (1.0 - report.acceptance);
    const double bound = holdsWithin * report.diffusion.error
        + share * std::max(report.expectedDiffusion, 0.01 * report.diffusion.value);
    row.mark = isMeasured ? markWithin(off, std::max(bound, 1e-3)) : Mark::None;
    acceptance.cells
        = {isMeasured ? QString::number(report.acceptance, 'f', 4) : QStringLiteral("—"),
            report.law == ParticleLaw::Conservative ? QString() : tr("not adjusted"), QString()};
}

void ParticleReadouts::setCorrelation(const EnsembleReport& report, const AxisNames& axes)
{
    for (std::size_t axis = 0; axis < 2; ++axis) {
        auto& row = m_table->row(axis == 0 ? QStringLiteral("corrX") : QStringLiteral("corrY"));
        const QString place = QString::fromStdString(axes.rich.at(axis));
        row.label = tr("corr(%1(0), %1)").arg(place);
        const Estimate& r = report.correlation[axis];
        row.cells = {number(r), error(r), QString()};
        row.mark = Mark::None;
        if (report.expectedCorrelation) {
            const double expected = (*report.expectedCorrelation)[axis];
            row.cells[1]
                = QString::number(expected, 'f', decimalsOf(r.error)) + QChar(' ') + error(r);
            row.mark
                = markWithin(std::abs(r.value - expected), std::max(holdsWithin * r.error, 5e-3));
        }
    }
}

void ParticleReadouts::setVelocities(const EnsembleReport& report, UnitSystem units)
{
    const bool isMeasured = !report.velocities.empty();
    for (const char* key : {"b", "bStar", "v", "vPsi", "u", "uPsi", "pullV", "pullU"})
        m_table->row(QString::fromLatin1(key)).shown = isMeasured;
    auto& title = m_table->row(QStringLiteral("velocities"));
    title.shown = isMeasured;
    if (!isMeasured)
        return;
    const LocalVelocities& bin = report.velocities.front();
    title.label = withMinus(tr("Velocities at (%1, %2), %3")
                                .arg(shortNumber(bin.center.x(), 3), shortNumber(bin.center.y(), 3),
                                    QString::fromStdString(unitSymbol(Quantity::Velocity, units))));
    title.tooltip = tr("<p>In the fullest of 16 × 16 bins, with %1 particles, at t = %2.</p>")
                        .arg(bin.particles)
                        .arg(report.velocityTime, 0, 'g', 4);
    const auto set = [&](const char* key, const std::array<Estimate, 2>& pair) {
        m_table->row(QString::fromLatin1(key)).cells
            = {withError(pair[0]), withError(pair[1]), QString()};
    };
    const auto setExact = [&](const char* key, Vec2 pair) {
        m_table->row(QString::fromLatin1(key)).cells
            = {columnNumber(pair.x()), columnNumber(pair.y()), QString()};
    };
    set("b", bin.forward);
    set("bStar", bin.backward);
    set("v", bin.v);
    set("u", bin.u);
    setExact("vPsi", bin.vOfPsi);
    setExact("uPsi", bin.uOfPsi);
    for (const auto& [key, off] :
        {std::pair("pullV", &LocalVelocities::vOff), std::pair("pullU", &LocalVelocities::uOff)}) {
        const VelocityCheck check = checkVelocities(report.velocities, off);
        auto& row = m_table->row(QString::fromLatin1(key));
        row.cells = {QString::number(check.pull, 'f', 2),
            tr("1 by chance, at most %1").arg(check.largestByChance(), 0, 'f', 2), QString()};
        row.mark = markIf(check.pull < check.largestByChance(), report);
    }
}

} // namespace dqm
