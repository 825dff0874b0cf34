#include "widgets/panels/particles/ParticleReadouts.h"

#include "core/frames/DetectedShare.h"
#include "core/readouts/waves/DetectorNumbers.h"
#include "core/readouts/waves/ParticleNumbers.h"
#include "widgets/numbers/NumberText.h"
#include "widgets/numbers/ReadoutTable.h"

#include <QVBoxLayout>

#include <cmath>

namespace dqm {

namespace {

using Kind = ReadoutTable::Kind;

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

void section(ReadoutTable& table, const char* key, const QString& label)
{
    table.add({.kind = Kind::Section,
        .key = QString::fromLatin1(key),
        .label = label,
        .tooltip = QString()});
}

void row(ReadoutTable& table, Kind kind, const char* key, const QString& label,
    const QString& tooltip, QColor Theme::*color)
{
    table.add({.kind = kind,
        .key = QString::fromLatin1(key),
        .label = label,
        .tooltip = QStringLiteral("<p>%1</p>").arg(tooltip),
        .color = color});
}

void value(ReadoutTable& table, const char* key, const QString& label, const QString& tooltip,
    QColor Theme::*color = &Theme::total)
{
    row(table, Kind::Value, key, label, tooltip, color);
}

void columns(ReadoutTable& table, const char* key, const QString& label, const QString& tooltip,
    QColor Theme::*color)
{
    row(table, Kind::Columns, key, label, tooltip, color);
}

void addHistogram(ReadoutTable& table)
{
    section(table, "histogram", ParticleReadouts::tr("Histogram against ρ"));
    value(table, "alive", ParticleReadouts::tr("Particles"),
        ParticleReadouts::tr("Still there, of those that began; the rest was absorbed."));
    value(table, "chi", ParticleReadouts::tr("<i>χ</i>²/dof"),
        ParticleReadouts::tr(
            "Of the histogram against <i>ρ</i> = |<i>ψ</i>|², in bins with more than eight "
            "expected "
            "each. Chance alone gives 1 ± √(2/dof); a law that leaves <i>ρ</i> goes far above."));
    value(table, "L1", ParticleReadouts::tr("<i>L</i>₁ distance"),
        ParticleReadouts::tr(
            "Sum over bins of |share of the particles − probability|, beside √(2/π) Σ "
            "√(<i>P</i>(1−<i>P</i>)/<i>N</i>), what chance alone gives."));
}

void addHits(ReadoutTable& table)
{
    section(table, "detectors", ParticleReadouts::tr("Detectors"));
    value(table, "hits", ParticleReadouts::tr("Hits"),
        ParticleReadouts::tr(
            "Particles that ended on a detector, beside <i>N</i> ∫(2/ħ)Γ<i>ρ</i>, what <i>ρ</i> "
            "has given it, with the standard error of so many that do not know of each other "
            "(model assumption: the detector is a strip that absorbs)."));
    value(table, "hitsChi", ParticleReadouts::tr("<i>χ</i>²/dof along it"),
        ParticleReadouts::tr(
            "Of the hits along the detector against n(<i>s</i>), in bins with eight expected and "
            "more; of several detectors the largest."));
}

void addPaths(ReadoutTable& table)
{
    section(table, "paths", ParticleReadouts::tr("Paths"));
    value(table, "D", ParticleReadouts::tr("<i>D</i> of the paths"),
        ParticleReadouts::tr(
            "From the quadratic variation of the paths, ⟨(d<i>x</i> − <i>b</i> "
            "d<i>t</i>)²⟩/2d<i>t</i>, "
            "beside <i>ν</i>ħ/2<i>m</i> (2): the same for an observer in K′, for <b>W</b> shifts "
            "only the mean. Kicks that may be refused make it off by a share of the step."),
        &Theme::diffusion);
    value(table, "acceptance", ParticleReadouts::tr("Kicks taken"),
        ParticleReadouts::tr(
            "Share of the osmotic kicks that the rule of Metropolis and Hastings accepts; it goes "
            "to 1 with the step and keeps <i>ρ</i> exactly for any step."));
    value(table, "corrX", QString(),
        ParticleReadouts::tr(
            "Correlation of the places at the start and now. Nelson’s free Gaussian: exp(−<i>ν</i> "
            "arctan <i>θ</i>), <i>θ</i> = ħ<i>t</i>/2<i>ms</i>₀²; with drift alone it stays 1. It "
            "never falls below e<sup>−π/2</sup> = 0.208: the paths do not forget. A move of the "
            "particles that lasts d<i>t</i> adds about 0.15 (ħ d<i>t</i>/2<i>ms</i>₀²)"
            "<sup>3/2</sup>."));
    value(table, "corrY", QString(), ParticleReadouts::tr("Likewise along the other axis."));
}

void addVelocities(ReadoutTable& table)
{
    section(table, "velocities", ParticleReadouts::tr("Mean velocities, fullest bin"));
    columns(table, "b", ParticleReadouts::tr("<i>b</i> = <b>v</b> − <b>u</b>"),
        ParticleReadouts::tr("Mean velocity with which particles of the bin go on."),
        &Theme::total);
    columns(table, "bStar", ParticleReadouts::tr("<i>b</i>* = <b>v</b> + <b>u</b>"),
        ParticleReadouts::tr(
            "Mean velocity with which they came: the paper’s “total velocity” (erratum X3)."),
        &Theme::total);
    columns(table, "v", ParticleReadouts::tr("<b>v</b> = (<i>b</i>* + <i>b</i>)/2"),
        ParticleReadouts::tr("Half the sum: the drift (6)."), &Theme::drift);
    columns(table, "vPsi", ParticleReadouts::tr("<b>v</b> of <i>ψ</i>"),
        ParticleReadouts::tr("∇<i>S</i>/<i>m</i> over the same particles and the same ways."),
        &Theme::drift);
    columns(table, "u", ParticleReadouts::tr("<b>u</b> = (<i>b</i>* − <i>b</i>)/2"),
        ParticleReadouts::tr(
            "Half the difference: the diffusion velocity (2), (3), weakened by <i>ν</i> as the "
            "noise is."),
        &Theme::diffusion);
    columns(table, "uPsi", ParticleReadouts::tr("<i>ν</i><b>u</b> of <i>ψ</i>"),
        ParticleReadouts::tr(
            "−<i>ν</i>(ħ/2<i>m</i>) ∇<i>ρ</i>/<i>ρ</i> over the same particles and the same ways."),
        &Theme::diffusion);
    value(table, "pullV", ParticleReadouts::tr("All bins, Δ<b>v</b>/error"),
        ParticleReadouts::tr(
            "Root mean square of (measured − of <i>ψ</i>)/standard error over all bins with 50 "
            "particles and more, <i>ψ</i> read all along each particle’s way: 1 by chance. What "
            "chance exceeds once in 300,000 times stands beside it."),
        &Theme::drift);
    value(table, "pullU", ParticleReadouts::tr("All bins, Δ<b>u</b>/error"),
        ParticleReadouts::tr("Likewise for the diffusion velocity."), &Theme::diffusion);
}

} // namespace

ParticleReadouts::ParticleReadouts(QWidget* parent)
    : QWidget(parent)
    , m_table(new ReadoutTable(this))
{
    m_table->setObjectName(QStringLiteral("particleReadouts"));
    addHistogram(*m_table);
    addHits(*m_table);
    addPaths(*m_table);
    addVelocities(*m_table);
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
    m_numbers = particleNumbers(report, frame.axes, frame.units);
    setHistogram(report);
    setHits(frame);
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

Verdict ParticleReadouts::verdict(const char* id) const
{
    return verdictOf(readoutIn(m_numbers, id));
}

void ParticleReadouts::setHistogram(const EnsembleReport& report)
{
    m_table->row(QStringLiteral("alive")).cells
        = {QString::number(report.alive), tr("of %1").arg(report.count), QString()};
    auto& chi = m_table->row(QStringLiteral("chi"));
    chi.cells = {QString::number(report.histogram.chiSquaredPerDof, 'g', 4),
        QStringLiteral("1 ± %1").arg(report.chiSquaredScatter(), 0, 'f', 3), QString()};
    chi.mark = verdict("chi");
    auto& L1 = m_table->row(QStringLiteral("L1"));
    L1.cells = {QString::number(report.histogram.L1, 'f', 4),
        tr("chance %1").arg(QString::number(report.histogram.expectedL1, 'f', 4)), QString()};
    L1.mark = verdict("L1");
}

void ParticleReadouts::setHits(const Frame& frame)
{
    auto& hits = m_table->row(QStringLiteral("hits"));
    auto& chi = m_table->row(QStringLiteral("hitsChi"));
    m_table->row(QStringLiteral("detectors")).shown = frame.detectors != nullptr;
    hits.shown = chi.shown = frame.detectors != nullptr;
    if (!frame.detectors)
        return;
    hits.mark = chi.mark = Verdict::None;
    double expected = 0.0;
    double variance = 0.0;
    const Readout* worst = nullptr;
    const std::vector<Readout> numbers = detectorNumbers(frame);
    for (const Readout& number : numbers) {
        if (number.id.starts_with("hits.")) {
            expected += *number.expected;
            variance += *number.error * *number.error;
            hits.mark = worse(hits.mark, verdictOf(number));
        } else if (number.id.starts_with("hitsChi.")) {
            if (!worst || *number.value > *worst->value)
                worst = &number;
            chi.mark = worse(chi.mark, verdictOf(number));
        }
    }
    hits.cells = {QString::number(detectedHits(frame)),
        tr("ρ: %1 ± %2").arg(expected, 0, 'f', 1).arg(std::sqrt(variance), 0, 'f', 1), QString()};
    chi.cells = {worst ? QString::number(*worst->value, 'f', 2) : QStringLiteral("—"),
        worst ? QStringLiteral("1 ± %1").arg(*worst->error, 0, 'f', 2) : tr("too few yet"),
        QString()};
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
    row.mark = verdict("D.paths");
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
        row.mark = verdict(axis == 0 ? "corrX" : "corrY");
        if (report.expectedCorrelation) {
            const double expected = (*report.expectedCorrelation)[axis];
            row.cells[1]
                = QString::number(expected, 'f', decimalsOf(r.error)) + QChar(' ') + error(r);
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
        row.mark = verdict(key);
    }
}

} // namespace dqm
