#include "widgets/numbers/ReadoutRows.h"

#include "core/readouts/waves/ObserverComparison.h"
#include "widgets/numbers/EquationText.h"

#include <QCoreApplication>

namespace dqm {

namespace {

using Kind = ReadoutTable::Kind;
using Row = ReadoutTable::Row;

QString translated(const char* text) { return QCoreApplication::translate("Readouts", text); }

Row heading(Kind kind, const char* key, const char* label, const char* tooltip)
{
    return {.kind = kind,
        .key = QString::fromUtf8(key),
        .label = translated(label),
        .tooltip = *tooltip ? QStringLiteral("<p>%1</p>").arg(translated(tooltip)) : QString()};
}

Row line(Kind kind, const QString& key, const char* label, const char* tooltip,
    QColor Theme::*color = &Theme::total)
{
    return {.kind = kind,
        .key = key,
        .label = translated(label),
        .tooltip = QStringLiteral("<p>%1</p>").arg(withOsmoticNote(translated(tooltip))),
        .color = color};
}

Row value(
    const char* key, const char* label, const char* tooltip, QColor Theme::*color = &Theme::total)
{
    return line(Kind::Value, QString::fromUtf8(key), label, tooltip, color);
}

Row compared(
    Compared what, const char* label, const char* tooltip, QColor Theme::*color = &Theme::total)
{
    return line(
        Kind::Columns, QStringLiteral("K.%1").arg(static_cast<int>(what)), label, tooltip, color);
}

void addEnergies(std::vector<Row>& rows)
{
    rows.push_back(heading(Kind::Section, "energies", "Energies", ""));
    rows.push_back(
        heading(Kind::Caption, "cooling", "Imaginary time: a tool of the model, no motion", ""));
    rows.push_back(value("drift", "Drift <i>U<sub>v</sub></i>",
        "Mean drift energy ∫ (<i>m</i>/2) <b>v</b>² <i>ρ</i> d²<i>x</i> with <i>m</i><b>v</b> = "
        "∇<i>S</i>, equations (6), (7). It depends on the observer.",
        &Theme::drift));
    rows.push_back(value("diffusion", "Diffusion <i>U<sub>u</sub></i>",
        "Mean diffusion energy ∫ (<i>m</i>/2) <b>u</b>² <i>ρ</i> d²<i>x</i> = ∫ "
        "(ħ²/8<i>m</i>)(∇<i>ρ</i>/<i>ρ</i>)² <i>ρ</i> d²<i>x</i>, equation (5): the energy that "
        "localisation stored.",
        &Theme::diffusion));
    rows.push_back(value("potential", "Potential ⟨<i>V</i>⟩",
        "Mean potential energy ∫ <i>V ρ</i> d²<i>x</i>, equation (7).", &Theme::potential));
    rows.push_back(value("total", "Total <i>H</i> − <i>mc</i>²",
        "Drift + diffusion + potential, equation (8) without the rest energy."));
    rows.push_back(value("rest", "Rest <i>mc</i>²",
        "Rest energy, equations (8), (32): constant, and so large that it has no place on the "
        "axis of the others.",
        &Theme::rest));
    rows.push_back(value("cross", "Cross <i>m</i>⟨<b>v</b>·<b>u</b>⟩",
        "<i>m</i>⟨<b>v</b>·<b>u</b>⟩ = (ħ/2) d/d<i>t</i>(−∫ <i>ρ</i> ln <i>ρ</i> d²<i>x</i>), part "
        "of no energy above.<br><b>Erratum to (7):</b> expanding <i>m</i>(<b>v</b> + <b>u</b>)²/2 "
        "gives this term; the paper drops it without a word, though it is not zero. Kept, it "
        "would cancel the whole quantum content: an ensemble without quantum potential, whose "
        "Gaussian spreads as 1 + <i>t</i>/<i>τ</i>. It has to go because <i>H</i> is even under "
        "time reversal (<b>v</b> → −<b>v</b>, <b>u</b> unchanged); <b>v</b> + <b>u</b> is the "
        "velocity of arrival, <b>v</b> − <b>u</b> that of departure, and the mean of both "
        "energies is (8), which the program uses.",
        &Theme::mutedText));
}

void addPair(std::vector<Row>& rows)
{
    rows.push_back(heading(Kind::Section, "pair", "Two particles",
        "What ties two equal particles on a line to each other, of <i>ψ</i>({x}, {y}): the same "
        "for every observer."));
    rows.push_back(value("pair.distance", "⟨({x} − {y})²⟩",
        "Mean square of their distance. Of the lowest two states of one spring, in units of "
        "ħ/<i>mω</i>: 2 if they are told apart, 1 for bosons, 3 for fermions, though no force acts "
        "between them."));
    rows.push_back(value("pair.correlation", "corr({x}, {y})",
        "Cov({x}, {y})/<i>σ</i>₁<i>σ</i>₂ of their places, −1 to 1; 0 for a product "
        "<i>a</i>({x})<i>b</i>({y})."));
    rows.push_back(value("pair.exchange", "Exchange",
        "∫ <i>ψ</i>*({x}, {y}) <i>ψ</i>({y}, {x}): +1 for bosons, −1 for fermions. Equation (16) "
        "keeps it while <i>V</i> does not tell the particles apart (✓ to 10⁻⁹). The symmetry is "
        "put in: the paper states that exclusion is a property of the fluctuations, and derives "
        "it from nothing."));
    rows.push_back(value("pair.purity", "Purity Tr <i>ρ</i>₁²",
        "Of one particle alone, <i>ρ</i>₁ = ∫ <i>ψψ</i>* d{y}: 1 for a product, less if the "
        "particles are entangled; ½ for two orthogonal states exchanged, and never more than ½ "
        "for fermions."));
    rows.push_back(value("pair.coupling", "⟨|∂<i>v</i>₁/∂{y}|⟩",
        "How much the drift of the first particle depends on where the second one is: 0 for a "
        "product. Where it is not, the place of one enters the motion of the other however far "
        "apart they are.",
        &Theme::drift));
}

void addChecks(std::vector<Row>& rows)
{
    rows.push_back(heading(Kind::Section, "checks", "Checks", ""));
    rows.push_back(value("conservation", "Energy error",
        "|<i>E</i> − <i>E</i>₀| / |<i>E</i>₀ − <i>mc</i>²| since the last change of a parameter; "
        "<i>E</i> is conserved by (13), (14) while <i>V</i> does not depend on time and no edge "
        "absorbs."));
    rows.push_back(value("excess", "<i>E</i> − <i>E</i>₀",
        "Energy above that of the ground state, <i>E</i>₀ = ħ(<i>ω<sub>{ix}</sub></i> + "
        "<i>ω<sub>{iy}</sub></i>)/2 in a spring. Cooling only ever lowers it: d<i>E</i>/d<i>τ</i> "
        "= "
        "−2(⟨<i>H</i>²⟩ − ⟨<i>H</i>⟩²)/ħ."));
    rows.push_back(value("norm", "Norm ∫<i>ρ</i>",
        "∫ <i>ρ</i> d²<i>x</i> = 1, equation (1), and how far it is off; an absorbing edge and "
        "detectors lower it."));
    rows.push_back(value("error", "Step error",
        "How far <i>ψ</i> has strayed from equation (16), relative, by the splitting of its steps "
        "and by rounding: estimated with a copy of the ensemble that takes steps twice as long. "
        "“—” where that would cost too much: on a large grid that no coarser one can stand for. "
        "Beside it the error of the grid, to its order of magnitude: what its spacing "
        "cuts off, and what it loses at edges of <i>V</i>, the largest so far; “warned” where the "
        "run's warnings say more. "
        "<i>time.accuracy</i> in the experiment's file chooses scheme, step and precision for an "
        "error."));
    rows.push_back(value("D", "<i>D</i> = ħ/2<i>m</i>",
        "Diffusion coefficient of Fick's law, equation (2): the same in every frame."));
    rows.push_back(value("boundX",
        "Π<i><sub>{ix}</sub></i> = ⟨<i>p<sub>u,{ix}</sub></i>²⟩<i>σ<sub>{ix}</sub></i>²",
        "Uncertainty product of the diffusion momentum <i>m</i><b>u</b>, equation (4), beside its "
        "bound ħ²/4, met by a Gaussian (✓ to 10⁻⁶). It holds for a localised <i>ρ</i>; where "
        "<i>ρ</i> "
        "reaches over the edge of a torus the product is that of the torus, larger by "
        "(ħ/2)²/⟨<i>p<sub>u</sub>x</i>⟩², and a wave that fills the box has none.<br><b>Erratum to "
        "(4):</b> the bound holds per axis and "
        "for the product of the means; in <i>d</i> dimensions the sum over axes has <i>d</i>² "
        "ħ²/4.",
        &Theme::diffusion));
    rows.push_back(value("boundY",
        "Π<i><sub>{iy}</sub></i> = ⟨<i>p<sub>u,{iy}</sub></i>²⟩<i>σ<sub>{iy}</sub></i>²",
        "Uncertainty product of the diffusion momentum <i>m</i><b>u</b> along {y}, equation (4), "
        "beside its bound ħ²/4.",
        &Theme::diffusion));
}

void addObservers(std::vector<Row>& rows)
{
    rows.push_back(heading(Kind::Section, "observers", "Observers",
        "The same ensemble seen from K and from K′, which moves with <b>W</b>; “alone”: prepared "
        "in K′ and evolved there on its own. ✓: the law of the row holds to 10⁻¹⁰, computed from "
        "the numbers shown; ≈: only the evolution on its own is farther off."));
    rows.push_back(heading(Kind::Caption, "atRest", "K′ rests in K: drag <b>W</b> to compare", ""));
    rows.push_back(heading(Kind::Caption, "changes", "changes with <b>W</b>", ""));
    rows.push_back(compared(Compared::MeanX, "⟨{x}⟩",
        "Mean position, equation (21): ⟨{x}⟩′ = ⟨{x}⟩ − <i>W<sub>{ix}</sub>t</i>."));
    rows.push_back(compared(Compared::MeanY, "⟨{y}⟩",
        "Mean position, equation (21): ⟨{y}⟩′ = ⟨{y}⟩ − <i>W<sub>{iy}</sub>t</i>."));
    rows.push_back(compared(Compared::MomentumX, "⟨<i>p<sub>{ix}</sub></i>⟩",
        "Mean momentum, equations (22), (23): ⟨<i>p<sub>{ix}</sub></i>⟩′ = "
        "⟨<i>p<sub>{ix}</sub></i>⟩ − "
        "<i>mW<sub>{ix}</sub></i>.",
        &Theme::drift));
    rows.push_back(compared(Compared::MomentumY, "⟨<i>p<sub>{iy}</sub></i>⟩",
        "Mean momentum, equations (22), (23): ⟨<i>p<sub>{iy}</sub></i>⟩′ = "
        "⟨<i>p<sub>{iy}</sub></i>⟩ − "
        "<i>mW<sub>{iy}</sub></i>.",
        &Theme::drift));
    rows.push_back(compared(Compared::DriftEnergy, "<i>U<sub>v</sub></i>",
        "Drift energy: <i>U<sub>v</sub></i>′ = <i>U<sub>v</sub></i> − <b>W</b>·⟨<b>p</b>⟩ + "
        "<i>mW</i>²/2.",
        &Theme::drift));
    rows.push_back(heading(Kind::Caption, "invariant", "does not change", ""));
    rows.push_back(compared(Compared::SigmaX, "<i>σ<sub>{ix}</sub></i>",
        "Standard deviation of <i>ρ</i> along {x}: <i>ρ</i> is carried along."));
    rows.push_back(compared(Compared::SigmaY, "<i>σ<sub>{iy}</sub></i>",
        "Standard deviation of <i>ρ</i> along {y}: <i>ρ</i> is carried along."));
    rows.push_back(compared(Compared::DiffusionEnergy, "<i>U<sub>u</sub></i>",
        "Diffusion energy, equation (5): <b>u</b> depends on <i>ρ</i> alone.", &Theme::diffusion));
    rows.push_back(compared(Compared::DiffusionCoefficient, "<i>D</i> of <i>ρ</i>",
        "Diffusion coefficient as <i>ρ</i> shows it in each frame, ⟨<i>m</i><b>u</b>·(<b>x</b> − "
        "⟨<b>x</b>⟩)⟩/2<i>m</i>; for any localised <i>ρ</i> it is ħ/2<i>m</i>, equations (2), "
        "(4). None where <i>ρ</i> reaches over the edge of the torus.",
        &Theme::diffusion));
    rows.push_back(compared(Compared::UncertaintyX, "Π<i><sub>{ix}</sub></i>",
        "Uncertainty product Π<i><sub>{ix}</sub></i> = "
        "⟨<i>p<sub>u,{ix}</sub></i>²⟩<i>σ<sub>{ix}</sub></i>² "
        "of <b>u</b>, equation "
        "(4).",
        &Theme::diffusion));
    rows.push_back(compared(Compared::UncertaintyY, "Π<i><sub>{iy}</sub></i>",
        "Uncertainty product Π<i><sub>{iy}</sub></i> = "
        "⟨<i>p<sub>u,{iy}</sub></i>²⟩<i>σ<sub>{iy}</sub></i>² "
        "of <b>u</b>, equation "
        "(4).",
        &Theme::diffusion));
    rows.push_back(compared(Compared::MeanDiffusionVelocity, "|<b>ū</b>|",
        "Mean diffusion velocity |∫ <i>ρ</i><b>u</b> d²<i>x</i>|, zero by equation (3).",
        &Theme::diffusion));
}

void addTwin(std::vector<Row>& rows)
{
    rows.push_back(heading(Kind::Section, "twin", "K′ observed against K′ alone",
        "Largest differences between the state of K seen from K′ and the same ensemble evolved in "
        "K′ on its own, relative to the largest value of each quantity in K′."));
    rows.push_back(value("twin.rho", "max |Δ<i>ρ</i>|", "Over the whole plane."));
    rows.push_back(value("twin.sigma", "|Δ<i>σ</i>|", "The larger of both axes."));
    rows.push_back(value(
        "twin.u", "max |Δ<b>u</b>|", "<b>u</b> wherever it has a meaning.", &Theme::diffusion));
    rows.push_back(value("twin.diffusion", "|Δ<i>U<sub>u</sub></i>|",
        "Diffusion energy, equation (5).", &Theme::diffusion));
}

void addHydrodynamics(std::vector<Row>& rows)
{
    rows.push_back(heading(Kind::Section, "hydro", "(13), (14) beside ψ",
        "<i>ρ</i> and <i>S</i> evolved by (13) and (14) as they stand, without <i>ψ</i>, against "
        "<i>ψ</i> evolved by (16): the same dynamics while <i>ρ</i> has no node."));
    rows.push_back(value("hydro.rho", "max |Δ<i>ρ</i>|",
        "Largest difference of <i>ρ</i> from |<i>ψ</i>|², relative to the largest <i>ρ</i>."));
    rows.push_back(value("hydro.v", "max |Δ<b>v</b>|",
        "Largest difference of ∇<i>S</i>/<i>m</i>, equation (6), from the velocity of <i>ψ</i>'s "
        "current, relative to the largest <b>v</b> or <b>u</b>; <i>S</i> itself is free by a "
        "constant.",
        &Theme::drift));
    rows.push_back(value("hydro.depth", "min <i>ρ</i> / max <i>ρ</i>",
        "At a node ln <i>ρ</i> and <i>S</i> have no value: below 0.05 (13), (14) are not solved "
        "any further. <i>ψ</i> knows nothing of that."));
    rows.push_back(heading(Kind::Caption, "hydro.note", "", ""));
}

} // namespace

QString named(QString text, const AxisNames& axes)
{
    for (const std::size_t axis : {0U, 1U}) {
        const QChar letter = axis == 0 ? 'x' : 'y';
        text.replace(
            QStringLiteral("{%1}").arg(letter), QString::fromStdString(axes.rich.at(axis)));
        text.replace(
            QStringLiteral("{i%1}").arg(letter), QString::fromStdString(axes.index.at(axis)));
    }
    return text;
}

std::vector<ReadoutTable::Row> readoutRows(const AxisNames& axes)
{
    std::vector<Row> rows;
    addEnergies(rows);
    addPair(rows);
    addChecks(rows);
    addHydrodynamics(rows);
    addObservers(rows);
    addTwin(rows);
    for (Row& row : rows) {
        row.label = named(row.label, axes);
        row.tooltip = named(row.tooltip, axes);
    }
    return rows;
}

} // namespace dqm
