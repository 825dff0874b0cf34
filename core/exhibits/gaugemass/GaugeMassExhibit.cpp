#include "core/exhibits/gaugemass/GaugeMassExhibit.h"

#include <cmath>

namespace dqm {

namespace {

constexpr int bandWaves = 40;
constexpr int sweepPoints = 160;
constexpr double fastestWindow = 2.0; ///< above it, in units of the mode's frequency, none lies

FieldHistory historyFor(const ExhibitValues& values, std::uint64_t seed)
{
    const double drive = values.at("frequency");
    if (values.at("field") == 0.0)
        return FieldHistory::single(drive);
    return FieldHistory::band(
        drive, 2.0 * drive, bandWaves, static_cast<std::uint32_t>(seed ^ (seed >> 32)));
}

std::vector<ExhibitParameter> gaugeParameters()
{
    return {{.id = "field",
                .label = "Scalar field",
                .choices = {{"single", "one frequency Ω"}, {"band", "40 waves from Ω to 2Ω"}},
                .tooltip = "The real field h(t) at one place, with rms η over long times."},
        {.id = "frequency",
            .symbol = "Ω/<i>m</i><sub>0</sub>",
            .label = "Frequency of the field",
            .minimum = GaugeMassExhibit::slowestDrive,
            .maximum = 50.0,
            .defaultValue = 5.0,
            .step = 0.1,
            .logarithmic = true,
            .equation = "(33)",
            .tooltip = "In units of m₀ = gη/2. The mass needs a field that is much faster; in the "
                       "windows that the notes print a single frequency makes the mode grow."},
        {.id = "wavenumber",
            .symbol = "<i>k</i>/<i>m</i><sub>0</sub>",
            .label = "Wave number of the mode",
            .minimum = 0.0,
            .maximum = 5.0,
            .defaultValue = 0.0,
            .step = 0.1,
            .tooltip = "The mode oscillates with √(k² + m²); the mass must not depend on k."},
        {.id = "convention",
            .symbol = "η",
            .label = "What η means",
            .choices = {{"real", "rms of the real field h, φ = h/√2"},
                {"complex", "η² = mean of |φ|², as (33) says"}},
            .equation = "X14",
            .tooltip = "With the second the mean of h² is 2η², and the mass is gη/√2, not gη/2."}};
}

} // namespace

GaugeMassExhibit::GaugeMassExhibit(const ExhibitValues& values, std::uint64_t seed)
    : m_values(values)
    , m_oscillator(historyFor(values, seed), values.at("wavenumber"), squared())
    , m_exact(mathieu(drive(), values.at("wavenumber"), squared()))
    , m_windows(growthWindows(slowestDrive,
          fastestWindow * std::hypot(values.at("wavenumber"), std::sqrt(squared())),
          values.at("wavenumber"), squared()))
{
    const double k = values.at("wavenumber");
    for (int i = 0; i <= sweepPoints; ++i) {
        const double swept = 0.5 * std::pow(100.0, static_cast<double>(i) / sweepPoints);
        m_sweep.push_back({swept, mathieu(swept, k, squared())});
    }
}

void GaugeMassExhibit::advance(double amount)
{
    m_oscillator.advance(m_clock.steps(amount, progress(), m_oscillator.step()));
}

void GaugeMassExhibit::setValue(const std::string& id, double value) { m_values.at(id) = value; }

ExhibitKind gaugeMassKind()
{
    return {.kind = "gauge-mass",
        .name = "Mass from the rms",
        .parameters = gaugeParameters(),
        .progressName = "Time",
        .progressUnit = "1/m₀",
        .defaultUntil = 200.0,
        .defaultPace = 5.0,
        .make = [](const ExhibitValues& values, std::uint64_t seed) -> std::unique_ptr<Exhibit> {
            return std::make_unique<GaugeMassExhibit>(values, seed);
        },
        .step = 0.05};
}

} // namespace dqm
