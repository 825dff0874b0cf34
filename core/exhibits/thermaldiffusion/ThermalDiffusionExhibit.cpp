#include "core/exhibits/thermaldiffusion/ThermalDiffusionExhibit.h"

#include "core/grid/Parallel.h"

#include <algorithm>
#include <cmath>

namespace dqm {

namespace {

constexpr int bins = 40;
constexpr double lookEvery = 0.1; // time between looks at the particles
constexpr size_t mostMoments = 2000;

FieldDips dipsFor(const ExhibitValues& values)
{
    const double depth = values.at("depth");
    const double half = 0.5 * values.at("distance");
    if (values.at("place") == 0.0)
        return {{.shape = FieldDip::Shape::Trench, .depth = depth}};
    if (values.at("place") == 1.0)
        return {{.depth = depth}};
    return {{.center = Vec2(-half, 0.0), .depth = 0.5 * depth},
        {.center = Vec2(half, 0.0), .depth = 0.5 * depth}};
}

DiffusionSettings settingsFor(const ExhibitValues& values, std::uint64_t seed)
{
    const bool isRing = values.at("place") == 0.0;
    const double side = isRing ? 10.0 : 12.0;
    return {.profile = VacuumProfile(dipsFor(values)),
        .size = Vec2(side, side),
        .isPeriodic = isRing,
        .migration = static_cast<Migration>(values.at("motion")),
        .law = static_cast<DiffusionLaw>(values.at("law")),
        .alpha = values.at("alpha"),
        .particles = static_cast<int>(values.at("particles")),
        .seed = static_cast<std::uint32_t>(seed ^ (seed >> 32))};
}

std::vector<ExhibitParameter> choices()
{
    return {{.id = "place",
                .label = "Where",
                .defaultValue = 1,
                .choices = {{"ring", "a trench on a ring"}, {"mass", "around one mass"},
                    {"two-masses", "around two masses"}},
                .equation = "(34)",
                .tooltip = "The trench, η²/η₀² = 1 − δ exp(−x²/2), is the check with a closed "
                           "form; masses have δ b/√(r² + b²) each, in a box with walls."},
        {.id = "motion",
            .label = "Motion",
            .choices = {{"diffusion", "diffusion with D(r) and α"},
                {"variable-rate", "flights at c, their rate varies"},
                {"variable-speed", "flights whose speed varies"}},
            .tooltip = "How a particle learns of the field. All three have the same D(r), and end "
                       "in different equilibria."},
        {.id = "law",
            .symbol = "<i>D</i>(η)",
            .label = "Diffusion coefficient",
            .choices = {{"square", "D = D₀ η²/η₀²"}, {"mass", "D = ħ/2m with m ~ η: D = D₀ η₀/η"}},
            .equation = "X17",
            .tooltip = "The first is smaller near a mass; the second, which follows from (2) and "
                       "the mass of IV.B, is larger there and turns the drift round."}};
}

std::vector<ExhibitParameter> thermalParameters()
{
    std::vector<ExhibitParameter> parameters = choices();
    parameters.push_back({.id = "alpha",
        .symbol = "α",
        .label = "Reading of the noise",
        .minimum = 0.0,
        .maximum = 1.0,
        .defaultValue = 0.0,
        .step = 0.05,
        .actsAtOnce = true,
        .equation = "X17",
        .tooltip = "dx = α ∇D dt + √(2D) dW: 0 is Itô’s, 1/2 Stratonovich’s, 1 Fick’s and "
                   "Hänggi’s reading. The paper does not fix it. Used by the diffusion only."});
    parameters.push_back({.id = "depth",
        .symbol = "δ",
        .label = "Missing at the middle",
        .minimum = 0.05,
        .maximum = 0.9,
        .defaultValue = 0.5,
        .step = 0.05,
        .equation = "(34)",
        .tooltip = "Share of η² that is missing at the middle of a mass; each of two has half of "
                   "it."});
    parameters.push_back({.id = "distance",
        .symbol = "<i>d</i>/<i>b</i>",
        .label = "Distance of two masses",
        .minimum = 1.0,
        .maximum = 8.0,
        .defaultValue = 5.0,
        .step = 0.5,
        .tooltip = "In units of their width b. Deficits add where they overlap."});
    parameters.push_back({.id = "particles",
        .symbol = "<i>N</i>",
        .label = "Particles",
        .minimum = 200,
        .maximum = 20000,
        .defaultValue = 4000,
        .step = 100,
        .logarithmic = true,
        .integer = true,
        .tooltip = "They begin evenly spread."});
    return parameters;
}

} // namespace

ThermalDiffusionExhibit::ThermalDiffusionExhibit(const ExhibitValues& values, std::uint64_t seed)
    : m_values(values)
    , m_particles(settingsFor(values, seed))
    , m_record(
          m_particles, isOneMass() ? DensityRecord::Along::Radius : DensityRecord::Along::X, bins)
{
    constexpr int points = 96;
    const Vec2 size = m_particles.settings().size;
    for (int j = 0; j < points; ++j) {
        for (int i = 0; i < points; ++i) {
            const Vec2 share((i + 0.5) / points - 0.5, (j + 0.5) / points - 0.5);
            m_map.push_back(static_cast<float>(profile().ratio(size.cwiseProduct(share))));
        }
    }
    remember();
}

void ThermalDiffusionExhibit::advance(double amount)
{
    long long steps = m_clock.steps(amount, progress(), m_particles.step());
    const long long stride = std::max(1LL, static_cast<long long>(lookEvery / m_particles.step()));
    while (steps > 0) {
        const long long some = std::min(steps, stride);
        m_particles.advance(some, threadCount());
        steps -= some;
        m_record.see(m_particles);
        if (progress() >= m_moments.back().time + 0.999 * lookEvery)
            remember();
    }
}

void ThermalDiffusionExhibit::remember()
{
    // Twice as sparse rather than longer and longer.
    if (m_moments.size() >= mostMoments) {
        size_t kept = 0;
        std::erase_if(m_moments, [&kept](const Moment&) { return kept++ % 2 == 1; });
    }
    m_moments.push_back({progress(), m_record.contrastNow(m_particles).value});
}

void ThermalDiffusionExhibit::setValue(const std::string& id, double value)
{
    m_values.at(id) = value;
    m_particles.setAlpha(m_values.at("alpha"));
    m_record.restart(m_particles);
}

ExhibitKind thermalDiffusionKind()
{
    return {.kind = "thermal-diffusion",
        .name = "Thermal diffusion",
        .parameters = thermalParameters(),
        .progressName = "Time",
        .progressUnit = "b²/D₀",
        .defaultUntil = 60.0,
        .defaultPace = 1.0,
        .make = [](const ExhibitValues& values, std::uint64_t seed) -> std::unique_ptr<Exhibit> {
            return std::make_unique<ThermalDiffusionExhibit>(values, seed);
        },
        .step = 0.1};
}

} // namespace dqm
