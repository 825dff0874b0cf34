#include "core/exhibits/field/FieldExhibit.h"

#include "core/grid/Parallel.h"

#include <cmath>

namespace dqm {

namespace {

constexpr int lags = 120;
constexpr int seenBins = 36;
constexpr int censusDraws = 200000;
constexpr int recordedPlaces = 8;

double widthFor(const ExhibitValues& values)
{
    // 128 points, six of them to the shortest wave.
    return 140.0 / values.at("cutoff");
}

FieldSettings settingsFor(const ExhibitValues& values, std::uint32_t seed)
{
    FieldSettings settings{.spectrum = static_cast<SpectrumKind>(values.at("spectrum")),
        .cutoff = values.at("cutoff"),
        .waves = static_cast<int>(values.at("waves")),
        .onShell = values.at("shell") == 0.0,
        .seed = seed};
    if (values.at("depth") > 0.0)
        settings.profile = VacuumProfile(
            FieldDips{{.depth = values.at("depth"), .core = 0.12 * widthFor(values)}});
    return settings;
}

std::vector<Vec2> placesFor(const ExhibitValues& values)
{
    std::vector<Vec2> places;
    places.reserve(recordedPlaces);
    for (int i = 0; i < recordedPlaces; ++i)
        places.emplace_back(0.5 * widthFor(values) * i / recordedPlaces, 0.0);
    return places;
}

std::uint32_t folded(std::uint64_t seed) { return static_cast<std::uint32_t>(seed ^ (seed >> 32)); }

} // namespace

FieldExhibit::FieldExhibit(const ExhibitValues& values, std::uint64_t seed)
    : m_values(values)
    , m_seed(folded(seed))
    , m_field(settingsFor(values, m_seed))
    , m_record(m_field, placesFor(values), lags)
{
    if (const int count = static_cast<int>(values.at("particles")); count > 0)
        m_particles.emplace(m_field, count, values.at("coupling"), width());
    for (int lag = 0; lag < lags; ++lag)
        m_memory.push_back(m_field.spectrum().correlation(lag * m_record.lagStep()));
    look();
}

double FieldExhibit::width() const { return widthFor(m_values); }

void FieldExhibit::advance(double amount)
{
    m_record.advance(m_clock.steps(amount, progress(), m_record.step()));
    if (m_particles)
        m_particles->advanceTo(progress(), threadCount());
}

void FieldExhibit::setValue(const std::string& id, double value)
{
    m_values.at(id) = value;
    look();
}

void FieldExhibit::look()
{
    const double beta = m_values.at("beta");
    m_exact = seenExactly(m_field.spectrum(), beta, seenBins);
    m_drawn = seenOfDraws(m_field.spectrum(), beta, seenBins, censusDraws, m_seed);
    m_seen = m_field.seenBy(beta);
}

namespace {

ExhibitParameter choice(std::string id, std::string label, std::vector<ExhibitChoice> choices,
    bool actsAtOnce, std::string tooltip)
{
    return {.id = std::move(id),
        .label = std::move(label),
        .choices = std::move(choices),
        .actsAtOnce = actsAtOnce,
        .tooltip = std::move(tooltip)};
}

/// The field itself, and who looks at it.
void addWaves(std::vector<ExhibitParameter>& parameters)
{
    parameters.push_back(choice("spectrum", "Spectrum",
        {{"invariant", "d<sup>2</sup>k/ω: the same for all observers"},
            {"thermal", "thermal, d<sup>2</sup>k/ω<sup>2</sup>"},
            {"white", "white, d<sup>2</sup>k"}},
        false,
        "How the mean square is shared out among the waves. Only the first looks the same to every "
        "inertial observer; the others have a rest frame."));
    parameters.push_back({.id = "waves",
        .symbol = "<i>N</i>",
        .label = "Waves",
        .minimum = 16,
        .maximum = 1024,
        .defaultValue = 128,
        .step = 1,
        .logarithmic = true,
        .integer = true,
        .equation = "(33)",
        .tooltip = "Number of plane waves of equal amplitude whose sum is the field."});
    parameters.push_back({.id = "cutoff",
        .symbol = "Λ/μ",
        .label = "Highest frequency",
        .minimum = 5,
        .maximum = 40,
        .defaultValue = 12,
        .step = 1,
        .logarithmic = true,
        .tooltip = "Highest frequency, in units of the lowest one, μ. Lengths are in c/μ."});
    parameters.push_back({.id = "beta",
        .symbol = "<i>V</i>/<i>c</i>",
        .label = "Speed of the observer",
        .minimum = 0,
        .maximum = 0.9,
        .defaultValue = 0.6,
        .step = 0.05,
        .actsAtOnce = true,
        .tooltip = "An observer who moves along x counts the waves: those below the frequency up "
                   "to which the cutoff of K leaves all directions."});
    parameters.push_back(choice("view", "Picture",
        {{"rest", "as seen in K"}, {"moving", "as seen by the moving observer"}}, true,
        "Whose picture of the field is drawn. The moving observer's shows only the waves that are "
        "complete for that observer, and no profile."));
    parameters.push_back({.id = "depth",
        .symbol = "δ",
        .label = "Missing in the middle",
        .minimum = 0,
        .maximum = 0.9,
        .defaultValue = 0,
        .step = 0.05,
        .equation = "(34)",
        .tooltip = "Share of η² that is missing at the middle, δ b/√(r² + b²) around it; 0: η is "
                   "the same everywhere."});
}

/// What the paper does not say: classical particles in the field.
void addSandbox(std::vector<ExhibitParameter>& parameters)
{
    parameters.push_back({.id = "particles",
        .label = "Particles (sandbox)",
        .minimum = 0,
        .maximum = 400,
        .defaultValue = 0,
        .step = 10,
        .integer = true,
        .equation = "X18",
        .tooltip = "Classical particles of mass 1 that obey r″ = −g∇φ, released at rest."});
    parameters.push_back({.id = "coupling",
        .symbol = "<i>g</i>",
        .label = "Coupling (sandbox)",
        .minimum = 0.001,
        .maximum = 0.3,
        .defaultValue = 0.03,
        .step = 0.001,
        .logarithmic = true,
        .equation = "X18",
        .tooltip = "Strength of the field's force on the particles."});
    parameters.push_back(choice("shell", "Waves (sandbox)",
        {{"on-shell", "on the shell, ω² = c²k² + μ²"},
            {"off-shell", "off the shell, ω and k independent"}},
        false,
        "Waves off the shell solve no field equation, but particles can surf on the slow ones."));
}

std::vector<ExhibitParameter> fieldParameters()
{
    std::vector<ExhibitParameter> parameters;
    addWaves(parameters);
    addSandbox(parameters);
    return parameters;
}

} // namespace

ExhibitKind fieldKind()
{
    return {.kind = "field",
        .name = "Fluctuating field",
        .parameters = fieldParameters(),
        .progressName = "Time",
        .progressUnit = "1/μ",
        .defaultUntil = 1000.0,
        .defaultPace = 1.0,
        .make = [](const ExhibitValues& values, std::uint64_t seed) -> std::unique_ptr<Exhibit> {
            return std::make_unique<FieldExhibit>(values, seed);
        },
        .step = 0.05};
}

} // namespace dqm
