#include "widgets/numbers/Readouts.h"

#include "core/evolution/MadelungSolver.h"
#include "widgets/numbers/NumberText.h"
#include "widgets/numbers/ObserverComparison.h"
#include "widgets/numbers/ReadoutRows.h"
#include "widgets/theme/ShareText.h"

#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace dqm {

namespace {

using Mark = ReadoutTable::Mark;

/// A Gaussian meets the bound; what its tails lose at the edge of the grid must not count as less.
constexpr double boundTolerance = 1e-6;
constexpr double worthSaying = 5e-5; // of the ensemble that an edge took
constexpr double localisedTolerance = 0.05; // of <p_u.x> per axis, hbar/2 for a localised rho

Mark markOf(const Comparison& comparison)
{
    if (!comparison.isThere() || !comparison.observed)
        return Mark::None;
    if (!comparison.observedHolds())
        return Mark::Broken;
    return comparison.evolvedHolds() ? Mark::Holds : Mark::Nearly;
}

const QString dash = QStringLiteral("—");

QString nameOf(Scheme scheme)
{
    if (scheme == Scheme::Chin4B)
        return QStringLiteral("Chin 4B");
    return scheme == Scheme::Strang ? QStringLiteral("Strang") : QStringLiteral("T.–Imada");
}

QString columnOrDash(const std::optional<double>& value, double size)
{
    return value ? columnNumber(*value, size) : dash;
}

QString deviations(const Comparison& comparison)
{
    QString text;
    if (comparison.observed)
        text += Readouts::tr("<br>Off by %1 (relative)")
                    .arg(errorNumber(comparison.observedDeviation));
    if (comparison.evolved)
        text += Readouts::tr(", on its own by %1").arg(errorNumber(comparison.evolvedDeviation));
    return text;
}

} // namespace

struct Readouts::Implementation
{
    ReadoutTable* table = nullptr;
    AxisNames axes = axisNames(ExperimentKind::Wave);
    QString aboutError;
    std::array<QString, static_cast<std::size_t>(Compared::Count)> tooltips;

    void setValue(const char* key, const QString& number, const QString& note)
    {
        table->row(QString::fromLatin1(key)).cells = {number, note, QString()};
    }

    void takeWords(const AxisNames& names);
    void setEnergies(const Frame& frame);
    void setPair(const Frame& frame);
    void setChecks(const Frame& frame);
    void setSolver(const Frame& frame);
    void setObservers(const Frame& frame);
    void setTwin(const Frame& frame);
    void setHydrodynamics(const Frame& frame);
};

Readouts::Readouts(QWidget* parent)
    : QWidget(parent)
    , m_implementation(std::make_unique<Implementation>())
{
    auto& m = *m_implementation;
    m.table = new ReadoutTable(this);
    for (auto& row : readoutRows(m.axes))
        m.table->add(std::move(row));
    m.takeWords(m.axes);
    for (const char* key :
        {"pair", "pair.distance", "pair.correlation", "pair.exchange", "pair.purity",
            "pair.coupling", "cooling", "excess", "twin", "twin.rho", "twin.sigma", "twin.u",
            "twin.diffusion", "hydro", "hydro.rho", "hydro.v", "hydro.depth", "hydro.note"})
        m.table->row(QString::fromLatin1(key)).shown = false;
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m.table);
    column->addStretch();
}

Readouts::~Readouts() = default;

void Readouts::setTheme(const Theme& theme) { m_implementation->table->setTheme(theme); }

void Readouts::setFrame(const Frame& frame)
{
    if (frame.pictures.empty())
        return;
    auto& m = *m_implementation;
    if (m.axes != frame.axes)
        m.takeWords(frame.axes);
    m.setEnergies(frame);
    m.setPair(frame);
    m.setChecks(frame);
    m.setSolver(frame);
    m.setObservers(frame);
    m.setTwin(frame);
    m.setHydrodynamics(frame);
    m.table->refresh();
}

void Readouts::Implementation::takeWords(const AxisNames& names)
{
    axes = names;
    for (const ReadoutTable::Row& words : readoutRows(axes)) {
        ReadoutTable::Row& row = table->row(words.key);
        row.label = words.label;
        row.tooltip = words.tooltip;
    }
    for (std::size_t i = 0; i < tooltips.size(); ++i)
        tooltips[i] = table->row(QStringLiteral("K.%1").arg(i)).tooltip;
    aboutError = table->row(QStringLiteral("error")).tooltip;
}

void Readouts::Implementation::setEnergies(const Frame& frame)
{
    const Picture& picture = observedPicture(frame);
    const Energies& energies = picture.numbers.energies;
    const QString unit = QString::fromStdString(unitSymbol(Quantity::Energy, frame.units));
    table->row(QStringLiteral("energies")).label = picture.route == Route::Rest
        ? Readouts::tr("Energies")
        : Readouts::tr("Energies seen from K′");
    const double size = std::max(energies.kinetic(), std::abs(energies.potential));
    setValue("drift", columnNumber(energies.drift, size), unit);
    setValue("diffusion", columnNumber(energies.diffusion, size), unit);
    setValue("potential", columnNumber(energies.potential, size), unit);
    // Summed without the rest energy: what is left of (total - rest) after rounding is not it.
    setValue("total", columnNumber(energies.kinetic() + energies.potential, size), unit);
    setValue("rest", columnNumber(energies.rest), unit);
    setValue("cross", columnNumber(energies.crossTerm, size), unit);
}

void Readouts::Implementation::setPair(const Frame& frame)
{
    constexpr double tolerance = 1e-9;
    for (const char* key : {"pair", "pair.distance", "pair.correlation", "pair.exchange",
             "pair.purity", "pair.coupling"})
        table->row(QString::fromLatin1(key)).shown = frame.pair.has_value();
    if (!frame.pair)
        return;
    const PairObservables& pair = *frame.pair;
    const auto unit = [&frame](Quantity quantity) {
        return QString::fromStdString(unitSymbol(quantity, frame.units));
    };
    const bool isFermions = frame.exchange == Exchange::Antisymmetric;
    setValue("pair.distance", columnNumber(pair.distanceSquared),
        unit(Quantity::Length) + QStringLiteral("²"));
    setValue("pair.correlation", columnNumber(pair.correlation, 1.0), Readouts::tr("0: a product"));
    setValue("pair.exchange", columnNumber(pair.exchange, 1.0),
        isFermions                                  ? Readouts::tr("−1: fermions")
            : frame.exchange == Exchange::Symmetric ? Readouts::tr("+1: bosons")
                                                    : Readouts::tr("told apart"));
    setValue("pair.purity", columnNumber(pair.purity, 1.0),
        isFermions ? Readouts::tr("≤ ½: fermions") : Readouts::tr("1: a product"));
    setValue("pair.coupling", columnNumber(pair.driftCoupling, 1.0), unit(Quantity::InverseTime));
    const double expected = isFermions ? -1.0 : 1.0;
    const auto markIf = [](bool holds) { return holds ? Mark::Holds : Mark::Broken; };
    table->row(QStringLiteral("pair.exchange")).mark = frame.exchange == Exchange::None
        ? Mark::None
        : markIf(std::abs(pair.exchange - expected) < tolerance);
    table->row(QStringLiteral("pair.purity")).mark
        = isFermions ? markIf(pair.purity < 0.5 + tolerance) : Mark::None;
}

void Readouts::Implementation::setChecks(const Frame& frame)
{
    const auto unit = [&frame](Quantity quantity) {
        return QString::fromStdString(unitSymbol(quantity, frame.units));
    };
    const Moments& moments = observedPicture(frame).numbers.moments;
    if (frame.energyIsConserved)
        setValue("conservation", errorNumber(frame.energyError), Readouts::tr("relative"));
    else
        setValue("conservation", dash,
            frame.isCooling ? Readouts::tr("it only falls") : Readouts::tr("not conserved"));
    table->row(QStringLiteral("cooling")).shown = frame.isCooling;
    table->row(QStringLiteral("excess")).shown = frame.groundEnergy.has_value();
    if (frame.groundEnergy) {
        const Energies& energies = observedPicture(frame).numbers.energies;
        const double excess = energies.kinetic() + energies.potential - *frame.groundEnergy;
        setValue("excess", errorNumber(excess), unit(Quantity::Energy));
    }
    // What an absorbing edge takes is no error.
    const bool hasLeft = observedPicture(frame).grid.boundary == BoundaryKind::Absorbing
        && -frame.normError > worthSaying;
    setValue("norm", columnNumber(moments.norm),
        hasLeft ? Readouts::tr("%1 left the picture").arg(shareText(-frame.normError))
                : Readouts::tr("error %1").arg(errorNumber(frame.normError)));
    setValue("D", columnNumber(frame.constants.diffusionCoefficient()),
        unit(Quantity::DiffusionCoefficient));

    const double bound = 0.25 * frame.constants.hbar * frame.constants.hbar;
    const auto setBound = [&](const char* key, double product, double fick) {
        // The identity behind the bound fails where rho fills a periodic box: there is none then.
        const bool isLocalised
            = std::abs(fick / (0.5 * frame.constants.hbar) - 1.0) < localisedTolerance;
        setValue(key, columnNumber(product),
            isLocalised ? QStringLiteral("≥ %1 %2").arg(
                columnNumber(bound), unit(Quantity::MomentumSquaredLengthSquared))
                        : Readouts::tr("ρ fills the box"));
        table->row(QString::fromLatin1(key)).mark = !isLocalised ? Mark::None
            : product >= bound * (1.0 - boundTolerance)          ? Mark::Holds
                                                                 : Mark::Broken;
    };
    setBound("boundX", moments.uncertainty.x(), moments.fick.x());
    setBound("boundY", moments.uncertainty.y(), moments.fick.y());
}

void Readouts::Implementation::setSolver(const Frame& frame)
{
    const QString precision
        = frame.precision == Precision::Single ? Readouts::tr("single") : Readouts::tr("double");
    QString grave;
    const auto warnings = frame.warnings ? *frame.warnings : std::vector<RunWarning>();
    for (const RunWarning& warning : warnings)
        if (warning.isGrave)
            grave += QStringLiteral("<p>Warned: %1</p>")
                         .arg(QString::fromStdString(warning.line()).toHtmlEscaped());
    const QString beside = frame.gridError
        ? Readouts::tr("grid ≈ %1").arg(errorNumber(*frame.gridError))
        : QStringLiteral("%1, %2").arg(nameOf(frame.scheme), precision);
    setValue("error",
        frame.estimatedError ? QStringLiteral("≈ ") + errorNumber(*frame.estimatedError) : dash,
        grave.isEmpty() ? beside : Readouts::tr("%1, warned").arg(beside));
    const QString step
        = QStringLiteral("<p>%1, Δ<i>t</i> = %2 %3, %4 precision.</p>")
              .arg(nameOf(frame.scheme), QString::number(frame.stepSize, 'g', 3),
                  QString::fromStdString(unitSymbol(Quantity::Time, frame.units)), precision);
    table->row(QStringLiteral("error")).tooltip = grave + step + aboutError;
}

void Readouts::Implementation::setObservers(const Frame& frame)
{
    const Comparisons comparisons = compareObservers(frame);
    const bool hasTwin = comparisons.front().evolved.has_value();
    table->row(QStringLiteral("atRest")).shown = frame.frameVelocity.isZero(0.0);
    table->setColumnCount(hasTwin ? 3 : 2);
    table->row(QStringLiteral("observers")).cells
        = {QStringLiteral("K"), QStringLiteral("K′"), hasTwin ? Readouts::tr("alone") : QString()};
    for (std::size_t i = 0; i < comparisons.size(); ++i) {
        const Comparison& comparison = comparisons[i];
        auto& row = table->row(QStringLiteral("K.%1").arg(i));
        const double size = comparison.size;
        row.cells = {columnNumber(comparison.inK, size), columnOrDash(comparison.observed, size),
            hasTwin ? columnOrDash(comparison.evolved, size) : QString()};
        row.mark = markOf(comparison);
        row.tooltip = tooltips[i] + deviations(comparison);
    }
}

void Readouts::Implementation::setTwin(const Frame& frame)
{
    const InvarianceCheck check = frame.invariance.value_or(InvarianceCheck{});
    const std::pair<const char*, double> differences[]
        = {{"twin.rho", check.rho}, {"twin.sigma", check.sigma}, {"twin.u", check.u},
            {"twin.diffusion", check.diffusionEnergy}};
    for (const auto& [key, difference] : differences) {
        setValue(key, errorNumber(difference), Readouts::tr("relative"));
        table->row(QString::fromLatin1(key)).shown = frame.invariance.has_value();
    }
    table->row(QStringLiteral("twin")).shown = frame.invariance.has_value();
}

void Readouts::Implementation::setHydrodynamics(const Frame& frame)
{
    const HydrodynamicCheck check = frame.hydrodynamic.value_or(HydrodynamicCheck{});
    const bool isThere = frame.hydrodynamic.has_value();
    const bool isCompared = isThere && (check.note.empty() || check.endedAt);
    setValue("hydro.rho", errorNumber(check.rho), Readouts::tr("relative"));
    setValue("hydro.v", errorNumber(check.v), Readouts::tr("relative"));
    setValue("hydro.depth", columnNumber(check.depth),
        Readouts::tr("> %1").arg(columnNumber(MadelungSolver::leastDensity)));
    for (const char* key : {"hydro.rho", "hydro.v"})
        table->row(QString::fromLatin1(key)).shown = isCompared;
    for (const char* key : {"hydro", "hydro.depth"})
        table->row(QString::fromLatin1(key)).shown = isThere;
    auto& note = table->row(QStringLiteral("hydro.note"));
    note.shown = isThere && !check.note.empty();
    note.tooltip
        = QStringLiteral("<p>%1</p>").arg(QString::fromStdString(check.note).toHtmlEscaped());
    note.label = check.endedAt
        ? Readouts::tr("(<i>ρ</i>, <i>S</i>) end at a node, <i>t</i> = %1; <i>ψ</i> goes on")
              .arg(columnNumber(*check.endedAt))
        : Readouts::tr("(<i>ρ</i>, <i>S</i>) cannot start from this <i>ψ</i>");
}

} // namespace dqm
