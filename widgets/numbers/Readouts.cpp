#include "widgets/numbers/Readouts.h"

#include "core/evolution/MadelungSolver.h"
#include "core/frames/DetectedShare.h"
#include "core/readouts/waves/ObserverComparison.h"
#include "core/readouts/waves/WaveReadouts.h"
#include "widgets/numbers/NumberText.h"
#include "widgets/numbers/ReadoutRows.h"
#include "widgets/theme/ShareText.h"

#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace dqm {

namespace {

constexpr double worthSaying = 5e-5; // of the ensemble that an edge took
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

    std::vector<Readout> numbers; ///< of the frame that is shown

    const Readout& number(const char* key) const { return readoutIn(numbers, key); }
    /// None where there is no such number.
    Verdict verdict(const QString& key) const
    {
        const auto found = std::ranges::find(numbers, key.toStdString(), &Readout::id);
        return found == numbers.end() ? Verdict::None : verdictOf(*found);
    }
    void setValue(const char* key, const QString& number, const QString& note)
    {
        table->row(QString::fromLatin1(key)).cells = {number, note, QString()};
    }
    /// The number of that name, beside its unit unless something else is said.
    void show(const char* key) { show(key, QString::fromStdString(number(key).unit)); }
    void show(const char* key, const QString& note)
    {
        const Readout& shown = number(key);
        setValue(key, columnOrDash(shown.value, shown.size), note);
    }
    void showError(const char* key, const QString& note)
    {
        const Readout& shown = number(key);
        setValue(key, shown.value ? errorNumber(*shown.value) : dash, note);
    }
    void mark(const char* key)
    {
        table->row(QString::fromLatin1(key)).mark = verdictOf(number(key));
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
    m.numbers = waveReadouts(frame);
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
    table->row(QStringLiteral("energies")).label = observedPicture(frame).route == Route::Rest
        ? Readouts::tr("Energies")
        : Readouts::tr("Energies seen from K′");
    for (const char* key : {"drift", "diffusion", "potential", "total", "rest", "cross"})
        show(key);
}

void Readouts::Implementation::setPair(const Frame& frame)
{
    for (const char* key : {"pair", "pair.distance", "pair.correlation", "pair.exchange",
             "pair.purity", "pair.coupling"})
        table->row(QString::fromLatin1(key)).shown = frame.pair.has_value();
    if (!frame.pair)
        return;
    const bool isFermions = frame.exchange == Exchange::Antisymmetric;
    show("pair.distance");
    show("pair.correlation", Readouts::tr("0: a product"));
    show("pair.exchange",
        isFermions                                  ? Readouts::tr("−1: fermions")
            : frame.exchange == Exchange::Symmetric ? Readouts::tr("+1: bosons")
                                                    : Readouts::tr("told apart"));
    show("pair.purity", isFermions ? Readouts::tr("≤ ½: fermions") : Readouts::tr("1: a product"));
    show("pair.coupling");
    mark("pair.exchange");
    mark("pair.purity");
}

void Readouts::Implementation::setChecks(const Frame& frame)
{
    showError("conservation",
        frame.energyIsConserved ? Readouts::tr("relative")
            : frame.isCooling   ? Readouts::tr("it only falls")
                                : Readouts::tr("not conserved"));
    table->row(QStringLiteral("cooling")).shown = frame.isCooling;
    table->row(QStringLiteral("excess")).shown = frame.groundEnergy.has_value();
    if (frame.groundEnergy)
        showError("excess", QString::fromStdString(number("excess").unit));
    // What an absorbing edge takes is no error.
    const bool hasLeft = observedPicture(frame).grid.boundary == BoundaryKind::Absorbing
        && -frame.normError > worthSaying;
    show("norm",
        frame.detectors ? Readouts::tr("%1 detected").arg(shareText(detectedShare(frame)))
            : hasLeft   ? Readouts::tr("%1 absorbed").arg(shareText(-frame.normError))
                        : Readouts::tr("error %1").arg(errorNumber(frame.normError)));
    show("D");
    for (const char* key : {"boundX", "boundY"}) {
        const Readout& bound = number(key);
        show(key,
            bound.expected ? QStringLiteral("≥ %1 %2").arg(
                columnNumber(*bound.expected), QString::fromStdString(bound.unit))
                           : Readouts::tr("ρ fills the box"));
        mark(key);
    }
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
    const std::optional<double> grid = number("grid").value;
    const QString beside = grid ? Readouts::tr("grid ≈ %1").arg(errorNumber(*grid))
                                : QStringLiteral("%1, %2").arg(nameOf(frame.scheme), precision);
    const std::optional<double> steps = number("steps").value;
    setValue("error", steps ? QStringLiteral("≈ ") + errorNumber(*steps) : dash,
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
        const Verdict observed = verdict(QStringLiteral("K.%1").arg(i));
        row.mark = observed == Verdict::None
            ? observed
            : worse(observed, verdict(QStringLiteral("alone.%1").arg(i)));
        row.tooltip = tooltips[i] + deviations(comparison);
    }
}

void Readouts::Implementation::setTwin(const Frame& frame)
{
    for (const char* key : {"twin.rho", "twin.sigma", "twin.u", "twin.diffusion"}) {
        table->row(QString::fromLatin1(key)).shown = frame.invariance.has_value();
        if (frame.invariance)
            showError(key, Readouts::tr("relative"));
    }
    table->row(QStringLiteral("twin")).shown = frame.invariance.has_value();
}

void Readouts::Implementation::setHydrodynamics(const Frame& frame)
{
    const HydrodynamicCheck check = frame.hydrodynamic.value_or(HydrodynamicCheck{});
    const bool isThere = frame.hydrodynamic.has_value();
    if (isThere) {
        showError("hydro.rho", Readouts::tr("relative"));
        showError("hydro.v", Readouts::tr("relative"));
        show("hydro.depth", Readouts::tr("> %1").arg(columnNumber(MadelungSolver::leastDensity)));
    }
    for (const char* key : {"hydro.rho", "hydro.v"})
        table->row(QString::fromLatin1(key)).shown = isThere && number(key).value.has_value();
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
