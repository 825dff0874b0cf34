#include "widgets/numbers/EquationText.h"

#include <QHash>

namespace dqm {

namespace {

/// With the signs and factors of the paper; what the program corrects is said in brackets.
const QHash<QString, const char*> equations = {
    {"1", "∫ <i>ρ</i> d<i>x</i> = 1"},
    {"2", "<i>ρ</i><b>u</b> = −<i>D</i> ∇<i>ρ</i>, &nbsp;<i>D</i> = ħ/2<i>m</i> (Fick's law)"},
    {"3",
        "<b>u</b> = −(ħ/2<i>m</i>) ∇<i>ρ</i>/<i>ρ</i>, &nbsp;⟨<b>u</b>⟩ = 0, "
        "⟨<b>u</b>²⟩ ≠ 0."},
    {"4",
        "⟨<i>p<sub>u</sub></i>²⟩⟨<i>x</i>²⟩ ≥ ħ²/4 (per axis, as a product of means: what the "
        "equation says literally holds in one dimension only)"},
    {"5", "<i>U<sub>u</sub></i> = ∫ (ħ²/8<i>m</i>)(∇<i>ρ</i>/<i>ρ</i>)² <i>ρ</i> d<i>x</i>"},
    {"6", "<i>m</i><b>v</b> = ∇<i>S</i>"},
    {"7",
        "<i>H</i> = ∫ (<i>mc</i>² + <i>m</i><b>v</b>²/2 + <i>m</i><b>u</b>²/2 + <i>V</i>) "
        "<i>ρ</i> d<i>x</i> (the cross term <i>m</i>⟨<b>v</b>·<b>u</b>⟩ is dropped)"},
    {"8",
        "<i>H</i> = ∫ (<i>mc</i>² + (∇<i>S</i>)²/2<i>m</i> + "
        "(ħ²/8<i>m</i>)(∇<i>ρ</i>/<i>ρ</i>)² + <i>V</i>) <i>ρ</i> d<i>x</i>"},
    {"9",
        "{<i>A</i>, <i>B</i>} = ∫ (δ<i>A</i>/δ<i>ρ</i> δ<i>B</i>/δ<i>S</i> − δ<i>B</i>/δ<i>ρ</i> "
        "δ<i>A</i>/δ<i>S</i>) d<i>x</i>"},
    {"10", "{<i>ρ</i>(<i>x</i>), <i>S</i>(<i>x</i>′)} = δ(<i>x</i> − <i>x</i>′)"},
    {"11",
        "∂<i>S</i>/∂<i>t</i> = −δ<i>H</i>/δ<i>ρ</i>, &nbsp;∂<i>ρ</i>/∂<i>t</i> = "
        "δ<i>H</i>/δ<i>S</i>"},
    {"12", "(∇<i>ρ</i>/<i>ρ</i>)² + 2∇·(∇<i>ρ</i>/<i>ρ</i>) = 4 Δ√<i>ρ</i>/√<i>ρ</i>"},
    {"13",
        "∂<i>S</i>/∂<i>t</i> + (∇<i>S</i>)²/2<i>m</i> + <i>V</i> − (ħ²/2<i>m</i>) "
        "Δ√<i>ρ</i>/√<i>ρ</i> = 0"},
    {"14", "∂<i>ρ</i>/∂<i>t</i> + ∇·(<i>ρ</i>∇<i>S</i>/<i>m</i>) = 0"},
    {"15", "<i>ψ</i> = √<i>ρ</i> exp(i<i>S</i>/ħ)"},
    {"16", "iħ ∂<i>ψ</i>/∂<i>t</i> = −(ħ²/2<i>m</i>) Δ<i>ψ</i> + <i>Vψ</i> (Schrödinger)"},
    {"17",
        "<i>A</i>(<i>ρ</i>, <i>S</i>) = ∬ <i>ψ</i>*(<i>x</i>) <i>A</i>(<i>x</i>, <i>x</i>′) "
        "<i>ψ</i>(<i>x</i>′) d<i>x</i> d<i>x</i>′"},
    {"18",
        "(<i>Âψ</i>)(<i>x</i>) = ∫ <i>A</i>(<i>x</i>, <i>x</i>′) <i>ψ</i>(<i>x</i>′) "
        "d<i>x</i>′"},
    {"19", "<i>A</i> = ⟨<i>ψ</i>, <i>Âψ</i>⟩"},
    {"20", "{<i>A</i>, <i>B</i>} = ⟨<i>ψ</i>, [<i>Â</i>, <i>B̂</i>]<i>ψ</i>⟩/iħ"},
    {"21", "⟨<b>x</b>⟩ = ∫ <i>ρ</i><b>x</b> d<i>x</i>"},
    {"22", "⟨<b>p</b>⟩ = ⟨<i>ψ</i>, (ħ/i)∇<i>ψ</i>⟩"},
    {"23", "⟨<b>p</b>⟩ = ∫ <i>ρ</i>∇<i>S</i> d<i>x</i>"},
    {"24", "δ<i>ρ</i> = −δ<b>a</b>·∇<i>ρ</i>"},
    {"25", "δ<i>S</i> = −δ<b>a</b>·∇<i>S</i>"},
    {"26", "d<i>A</i>/d<i>t</i> = ∂<i>A</i>/∂<i>t</i> + {<i>A</i>, <i>H</i>}"},
    {"27", "<i>P</i><sub>MB</sub> = <i>M</i><sup>−<i>N</i></sup> <i>N</i>!/∏<i>n<sub>i</sub></i>!"},
    {"28", "<i>P</i><sub>FD</sub> = <i>N</i>!(<i>M</i>−<i>N</i>)!/<i>M</i>!"},
    {"29",
        "<i>P</i>{<i>n<sub>i</sub></i>} = <i>N</i>! ∏ ∫ d<i>w<sub>i</sub></i> "
        "<i>w<sub>i</sub><sup>n<sub>i</sub></sup></i>/<i>n<sub>i</sub></i>! "
        "δ(1 − ∑<i>w<sub>i</sub></i>)"},
    {"30", "∫ d<i>w w<sup>m</sup></i>(<i>a</i> − <i>w</i>)<sup><i>n</i></sup>"},
    {"31", "<i>P</i><sub>BE</sub> = <i>N</i>!(<i>M</i>−1)!/(<i>M</i>+<i>N</i>−1)!"},
    {"32", "<i>U<sub>m</sub></i> = <i>mc</i>²"},
    {"33", "time means of the field: ⟨φ⟩ = 0, ⟨|φ|²⟩ = <i>η</i>²(<b>r</b>)"},
    {"34",
        "<i>η</i>(<i>r</i>₁) &lt; <i>η</i>(<i>r</i>₂) &lt; <i>η</i>₀ for <i>r</i>₁ &lt; "
        "<i>r</i>₂ &lt; ∞"},
};

} // namespace

QString equationText(const QString& number)
{
    return withOsmoticNote(QString::fromUtf8(equations.value(number, "")));
}

QString withOsmoticNote(const QString& text)
{
    const bool speaksOfU = text.contains(QLatin1String("<b>u</b>"))
        || text.contains(QLatin1String("diffusion velocity"), Qt::CaseInsensitive);
    return speaksOfU ? text + QStringLiteral(" Nelson's osmotic velocity has the opposite sign.")
                     : text;
}

} // namespace dqm
