#include "core/exhibits/gaugemass/GaugeMassExhibit.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numbers>

namespace dqm {

namespace {

constexpr double pi = std::numbers::pi;
/// Above this A is drawn in units of a power of ten.
constexpr double drawnAsItIs = 1000.0;

std::string text(const char* format, double value)
{
    char buffer[64];
    std::snprintf(buffer, sizeof buffer, format, value);
    return buffer;
}

/// Standard deviation of the mean of h^2/eta^2 over a time, for a band with an even spectrum.
double strayOfSquare(double width, double time) { return std::sqrt(2.0 * pi / (width * time)); }

/// "between 0.406 and 0.519 or 0.751 and 1.237".
std::string windowsText(const std::vector<GrowthWindow>& windows)
{
    if (windows.empty())
        return "nowhere above " + text("%.1f", GaugeMassExhibit::slowestDrive);
    std::string words = "between ";
    for (const GrowthWindow& window : windows)
        words += (&window == &windows.front() ? "" : " or ") + text("%.3f", window.from) + " and "
            + text("%.3f", window.to);
    return words;
}

} // namespace

double GaugeMassExhibit::massTolerance() const
{
    const double T = std::max(progress(), m_oscillator.step());
    const double k = m_values.at("wavenumber");
    const double mass = std::sqrt(squared());
    // A phase that is known to a fraction of a turn, over the time; k makes the mass a small part
    // of the frequency.
    double tolerance = 1.5 / T * std::hypot(k, mass) / mass;
    if (isBand())
        tolerance += 1.5 * mass * strayOfSquare(drive(), T) + 0.5 * squared() / drive();
    return std::min(tolerance, 10.0);
}

std::shared_ptr<const ExhibitFrame> GaugeMassExhibit::frame() const
{
    ExhibitFrame frame{.progress = progress(),
        .progressText = "<i>t</i> = " + text("%.1f", progress()) + " / <i>m</i><sub>0</sub>",
        .scene = scene(),
        .readouts = readouts(),
        .charts = {oscillationChart(), massChart(), growthChart(), averagesChart()},
        .notes = notes()};
    return std::make_shared<const ExhibitFrame>(std::move(frame));
}

PlaneScene GaugeMassExhibit::scene() const
{
    const auto& recent = m_oscillator.recent();
    const double frequency = std::hypot(m_values.at("wavenumber"), std::sqrt(squared()));
    const GaugeOscillator::Sample& now = m_oscillator.now();
    double largest = 1e-300;
    std::vector<float> trail;
    for (const GaugeOscillator::Sample& sample : recent)
        largest = std::max(largest,
            std::exp(sample.logScale - now.logScale)
                * std::hypot(sample.amplitude, sample.rate / frequency));
    for (const GaugeOscillator::Sample& sample : recent) {
        const double scale = std::exp(sample.logScale - now.logScale) / largest;
        trail.push_back(static_cast<float>(scale * sample.amplitude));
        trail.push_back(static_cast<float>(scale * sample.rate / frequency));
    }
    const float x = trail[trail.size() - 2];
    const float y = trail.back();
    return {.width = 2.6,
        .height = 2.6,
        .kinds = {{.name = "A and its rate",
            .role = CurveRole::Drift,
            .radius = 0.03,
            .x = {x},
            .y = {y},
            .trails = {std::move(trail)}}},
        .circles
        = {{.radius = 1.0, .role = CurveRole::Hint, .name = "a constant mass, largest of late"}},
        .caption = "A to the right, A′/ω upwards, in units of the largest of late. A constant mass "
                   "goes round a circle; a growing mode winds outwards."};
}

Readout GaugeMassExhibit::massReadout() const
{
    Readout mass{.id = "mass",
        .symbol = "<i>m</i><sub>eff</sub> / <i>m</i><sub>0</sub>",
        .label = "Measured mass",
        .value = m_oscillator.effectiveMass(),
        .origin = isBand() && squared() == 1.0 ? Origin::Paper : Origin::Derived,
        .tooltip = "√(ω² − k²) from the phase of A(t), over gη/2."};
    if (isBand()) {
        mass.expected = std::sqrt(squared());
        mass.expectedFrom = squared() == 1.0 ? "gη/2, IV.B" : "gη/√2, X14";
        mass.tolerance = massTolerance();
    } else if (m_exact.growthRate == 0.0) {
        mass.expected = m_exact.mass;
        mass.expectedFrom = "Mathieu's equation, exact";
        mass.tolerance = massTolerance();
    }
    return mass;
}

Readout GaugeMassExhibit::growthReadout() const
{
    const double T = std::max(progress(), m_oscillator.step());
    const double expected
        = isBand() ? broadFieldGrowth(drive(), 2.0 * drive(), squared()) : m_exact.growthRate;
    const double spread = isBand() ? 3.0 * std::sqrt(2.0 * expected / T) + expected : 0.0;
    return {.id = "growth",
        .symbol = "Γ / <i>m</i><sub>0</sub>",
        .label = "Growth rate",
        .value = m_oscillator.growthRate(),
        .expected = expected,
        .expectedFrom = isBand() ? "weak broad noise" : "Mathieu's equation, exact",
        .tolerance = std::min(10.0, 3.0 / T + 0.02 * expected + spread),
        .origin = Origin::Derived,
        .tooltip = "Of ln|A| per time. Where it is not 0 the field does not only give a mass: it "
                   "makes the mode grow for ever."};
}

std::vector<Readout> GaugeMassExhibit::readouts() const
{
    const double T = std::max(progress(), m_oscillator.step());
    const double meanBound = 2.0 * std::sqrt(isBand() ? 80.0 : 2.0) / (drive() * T);
    const double squareBound = isBand() ? 3.0 * strayOfSquare(drive(), T) : 1.0 / (drive() * T);
    return {massReadout(),
        {.id = "mass_law",
            .symbol = "1 + <i>m</i><sub>0</sub><sup>2</sup>/16Ω<sup>2</sup>",
            .label = "Law of a fast field",
            .value = isBand() ? std::sqrt(squared()) : fastFieldMass(drive(), squared()),
            .origin = Origin::Derived,
            .tooltip = "Of a single frequency, over gη/2; it holds for Ω ≫ m₀ only. A band: no "
                       "correction."},
        {.id = "mass_exact",
            .symbol = "<i>m</i><sub>M</sub> / <i>m</i><sub>0</sub>",
            .label = "Mathieu's mass",
            .value = m_exact.mass,
            .origin = Origin::Derived,
            .tooltip = "Exact for a single frequency Ω; locked to a multiple of Ω where the mode "
                       "grows."},
        growthReadout(),
        {.id = "linear",
            .symbol = "⟨<i>g</i>φ⟩<sub>T</sub> / <i>g</i>η",
            .label = "Mean of the linear term",
            .value = m_oscillator.field().mean(),
            .expected = 0.0,
            .expectedFrom = "(33), IV.B",
            .tolerance = std::min(10.0, meanBound),
            .origin = Origin::Paper,
            .tooltip = "What a fermion's linear coupling to the field averages to; φ is the field "
                       "of (33), whose mean square is η²."},
        {.id = "quadratic",
            .symbol = "⟨<i>g</i>φ<sup>2</sup>⟩<sub>T</sub> / <i>g</i>η<sup>2</sup>",
            .label = "Mean of the quadratic term",
            .value = m_oscillator.field().meanSquare(),
            .expected = 1.0,
            .expectedFrom = "(33), IV.B",
            .tolerance = std::min(10.0, squareBound),
            .origin = Origin::Paper,
            .tooltip = "Only this term survives the average, and gives the mass."}};
}

ExhibitChart GaugeMassExhibit::oscillationChart() const
{
    const auto& recent = m_oscillator.recent();
    const double frequency = std::hypot(m_values.at("wavenumber"), std::sqrt(squared()));
    double largest = -1e300;
    for (const GaugeOscillator::Sample& sample : recent)
        largest = std::max(largest,
            sample.logScale + std::log(std::hypot(sample.amplitude, sample.rate / frequency)));
    const double decades
        = largest > std::log(drawnAsItIs) ? std::floor(largest / std::numbers::ln10) : 0.0;
    ExhibitCurve wave{.name = "A", .role = CurveRole::Drift};
    ExhibitCurve above{.name = "envelope", .role = CurveRole::Hint, .style = CurveStyle::Dashes};
    ExhibitCurve below{.name = "−envelope", .role = CurveRole::Hint, .style = CurveStyle::Dashes};
    for (const GaugeOscillator::Sample& sample : recent) {
        const double scale = std::exp(sample.logScale - decades * std::numbers::ln10);
        const double envelope = scale * std::hypot(sample.amplitude, sample.rate / frequency);
        wave.x.push_back(sample.time);
        wave.y.push_back(scale * sample.amplitude);
        above.x.push_back(sample.time);
        above.y.push_back(envelope);
        below.x.push_back(sample.time);
        below.y.push_back(-envelope);
    }
    return {.id = "oscillation",
        .title = "The mode of the gauge field",
        .xLabel = "t · m₀",
        .yLabel = decades > 0.0 ? "A / 10<sup>" + text("%.0f", decades) + "</sup>" : "A",
        .curves = {std::move(wave), std::move(above), std::move(below)},
        .caption = "Envelope: √(A² + (A′/ω)²) with ω² = k² + m²."};
}

ExhibitChart GaugeMassExhibit::massChart() const
{
    ExhibitCurve exact{.name = "exact, one frequency", .role = CurveRole::Drift};
    ExhibitCurve law{.name = "law of a fast field", .style = CurveStyle::Dashes};
    ExhibitCurve paper{.name = "the paper", .role = CurveRole::Hint};
    ExhibitCurve growing{
        .name = "growing", .role = CurveRole::Diffusion, .style = CurveStyle::Points};
    for (const SweepPoint& point : m_sweep) {
        exact.x.push_back(point.drive);
        exact.y.push_back(point.motion.mass);
        paper.x.push_back(point.drive);
        paper.y.push_back(1.0);
        if (point.drive > 1.0) {
            law.x.push_back(point.drive);
            law.y.push_back(fastFieldMass(point.drive, squared()));
        }
        if (point.motion.growthRate > 0.0) {
            growing.x.push_back(point.drive);
            growing.y.push_back(point.motion.mass);
        }
    }
    ExhibitCurve here{.name = "measured",
        .role = CurveRole::Medium,
        .style = CurveStyle::Points,
        .x = {drive()},
        .y = {m_oscillator.effectiveMass()},
        .error = {std::min(0.5, massTolerance() / 3.0)}};
    return {.id = "masses",
        .title = "Mass against the frequency of the field",
        .xLabel = "Ω / m₀",
        .yLabel = "m / (gη/2)",
        .logarithmicX = true,
        .curves
        = {std::move(exact), std::move(law), std::move(paper), std::move(growing), std::move(here)},
        .caption = "Where the mode grows its frequency is locked to Ω, and is no mass."};
}

ExhibitChart GaugeMassExhibit::growthChart() const
{
    ExhibitCurve exact{.name = "exact, one frequency", .role = CurveRole::Diffusion};
    ExhibitCurve broad{
        .name = "weak noise, Ω to 2Ω", .role = CurveRole::Medium, .style = CurveStyle::Dashes};
    for (const SweepPoint& point : m_sweep) {
        exact.x.push_back(point.drive);
        exact.y.push_back(point.motion.growthRate);
        if (point.drive < 4.0)
            continue;
        broad.x.push_back(point.drive);
        broad.y.push_back(broadFieldGrowth(point.drive, 2.0 * point.drive, squared()));
    }
    ExhibitCurve here{.name = "measured",
        .role = CurveRole::Drift,
        .style = CurveStyle::Points,
        .x = {drive()},
        .y = {m_oscillator.growthRate()}};
    return {.id = "growth",
        .title = "Growth rate against the frequency of the field",
        .xLabel = "Ω / m₀",
        .yLabel = "Γ / m₀",
        .logarithmicX = true,
        .curves = {std::move(exact), std::move(broad), std::move(here)}};
}

ExhibitChart GaugeMassExhibit::averagesChart() const
{
    ExhibitCurve linear{.name = "⟨gφ⟩ / gη", .role = CurveRole::Drift};
    ExhibitCurve quadratic{.name = "⟨gφ²⟩ / gη²", .role = CurveRole::Diffusion};
    for (const RunningAverage::Row& row : m_oscillator.field().rows()) {
        linear.x.push_back(row.T);
        linear.y.push_back(row.mean);
        quadratic.x.push_back(row.T);
        quadratic.y.push_back(row.meanSquare);
    }
    return {.id = "averages",
        .title = "Which coupling survives the average, (33)",
        .xLabel = "T · m₀",
        .yLabel = "running mean",
        .logarithmicX = true,
        .curves = {std::move(linear), std::move(quadratic)}};
}

std::vector<ExhibitNote> GaugeMassExhibit::notes() const
{
    std::vector<ExhibitNote> notes{
        {Origin::Paper, "IV.B",
            "A gauge field takes the mass <i>m</i> = <i>g</i>η/2 from |Dφ|² and (33), without "
            "broken symmetry; for fermions only the quadratic term survives."},
        {Origin::Derived, "X14",
            squared() == 1.0
                ? "This holds with η the rms of the real field <i>h</i> = √2 φ. If η² is the mean "
                  "of |φ|², as (33) says, the mass is √2 times as large."
                : "With η² the mean of |φ|², as (33) says, the mass is <i>g</i>η/√2: √2 times the "
                  "paper’s <i>g</i>η/2, which needs η = √2 rms|φ|."},
        {Origin::Derived, "",
            "The mean alone is not enough: the field has to be much faster than the mass. A "
            "single frequency Ω/<i>m</i><sub>0</sub> makes the mode grow, for this <i>k</i> and "
            "this η, "
                + windowsText(m_windows) + "."},
        {Origin::Model, "",
            "One mode in a field that depends on time only; how fast the field fluctuates the "
            "paper does not say."}};
    if (isBand())
        notes.push_back({Origin::Derived, "",
            "Beats of a broad field at twice the mass pump energy into the mode, at a rate of "
            "about π<i>m</i><sub>0</sub><sup>2</sup>/4<i>B</i> for a width <i>B</i>: slow, but "
            "never zero. The paper does not mention what carries it away."});
    if (!isBand() && m_exact.growthRate > 0.0)
        notes.push_back({Origin::Derived, "",
            "<b>Resonance:</b> at this frequency the mode grows without bound, and there is no "
            "mass to be measured."});
    return notes;
}

} // namespace dqm
