#include "core/exhibits/field/FieldExhibit.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numbers>

namespace dqm {

namespace {

constexpr int mapPoints = 128;
constexpr double brightest = 2.5; // rms values of a nearly Gaussian field
constexpr double pi = std::numbers::pi;
constexpr size_t readLag = 4; // 2.4 / cutoff

std::string text(const char* format, double value)
{
    char buffer[64];
    std::snprintf(buffer, sizeof buffer, format, value);
    return buffer;
}

std::vector<double> places(double begin, double end, size_t bins)
{
    std::vector<double> centers;
    for (size_t b = 0; b < bins; ++b)
        centers.push_back(
            begin + (static_cast<double>(b) + 0.5) * (end - begin) / static_cast<double>(bins));
    return centers;
}

std::vector<ExhibitNote> notes(bool hasParticles, bool isOnShell)
{
    std::vector<ExhibitNote> notes{
        {Origin::Paper, "(33)",
            "Averaged over a long, finite time φ vanishes in every place, and φ² does not."},
        {Origin::Derived, "(33)",
            "For finite <i>T</i> both hold approximately only: the mean of φ is bounded by "
            "(2/<i>T</i>) Σ <i>A</i>/ω, that of φ² strays from η² as 1/√<i>T</i>."},
        {Origin::Derived, "X19",
            "The paper wants the field to be alike in all inertial frames. For a sum of waves that "
            "fixes the spectrum: d<sup>2</sup>k/ω, here ω evenly spread and all directions alike. "
            "A thermal field has a rest frame, and so contradicts this first principle."},
        {Origin::Model, "",
            "The waves, their spectrum with its ends μ and Λ, and the profile η(<b>r</b>) are "
            "assumptions: the paper gives the two means only. A field with a profile solves no "
            "wave equation."}};
    if (hasParticles)
        notes.push_back({Origin::Derived, "X18",
            "“Particles in a fluctuating field diffuse in a similar way” is not borne out here: "
            "the squared distance grows about as <i>t</i><sup>2</sup>, from the kick at the start "
            "and a slow heating by beats of the waves, not as <i>t</i>. No wave on the shell is "
            "as slow as a particle."});
    if (!isOnShell)
        notes.push_back({Origin::Model, "X18",
            "Waves off the shell are no solutions of a field equation; the particles heat up "
            "faster than diffusion."});
    return notes;
}

} // namespace

std::shared_ptr<const ExhibitFrame> FieldExhibit::frame() const
{
    ExhibitFrame frame{.progress = progress(),
        .progressText = "<i>t</i> = " + text("%.2f", progress()) + " /μ",
        .scene = scene(),
        .readouts = readouts(),
        .charts = charts(),
        .notes = notes(m_particles.has_value(), m_field.settings().onShell)};
    return std::make_shared<const ExhibitFrame>(std::move(frame));
}

MapScene FieldExhibit::scene() const
{
    MapScene scene{.nx = mapPoints,
        .ny = mapPoints,
        .width = width(),
        .height = width(),
        .lowest = static_cast<float>(-brightest),
        .highest = static_cast<float>(brightest),
        .isSigned = true,
        .quantity = "φ / η<sub>0</sub>"};
    (isMoving() ? *m_seen : m_field).paint(progress(), mapPoints, width(), scene.values);
    if (isMoving()) {
        scene.caption = "Seen at " + text("%.2f", m_values.at("beta")) + " c: the waves up to ω′ = "
            + text("%.2f", m_exact.limit) + " μ, " + std::to_string(m_seen->waves().size()) + " of "
            + std::to_string(m_field.waves().size()) + ".";
        return scene;
    }
    scene.caption = "Seen in K. The mark in the middle is where φ(t) is written down.";
    scene.points.push_back(
        {.name = "φ(t) is recorded", .role = CurveRole::Hint, .x = {0.0F}, .y = {0.0F}});
    if (!m_particles)
        return scene;
    PlaneScene::Kind particles{.name = "particles (sandbox)", .role = CurveRole::Plain};
    for (const Vec2& place : m_particles->places()) {
        particles.x.push_back(
            static_cast<float>(place.x() - width() * std::round(place.x() / width())));
        particles.y.push_back(
            static_cast<float>(place.y() - width() * std::round(place.y() / width())));
    }
    scene.points.push_back(std::move(particles));
    return scene;
}

double FieldExhibit::meanTolerance() const
{
    const double T = progress();
    return T > 0.0 ? std::min(m_field.meanBound(T), 10.0) : 10.0;
}

std::vector<Readout> FieldExhibit::readouts() const
{
    const FieldSpectrum& spectrum = m_field.spectrum();
    const double T = std::max(progress(), m_record.step());
    const double eta2 = m_field.settings().profile.square(Vec2(0.0, 0.0));
    const double stray = std::sqrt(2.0 * spectrum.correlationTime() / T);
    std::vector<Readout> readouts{{.id = "mean",
                                      .symbol = "⟨φ⟩<sub>T</sub>",
                                      .label = "Running mean",
                                      .value = m_record.average(0).mean(),
                                      .expected = 0.0,
                                      .expectedFrom = "(33), within (2/T) Σ A/ω",
                                      .tolerance = meanTolerance(),
                                      .origin = Origin::Paper,
                                      .tooltip = "Of φ in the middle, from 0 to T."},
        {.id = "mean_bound",
            .symbol = "(2/<i>T</i>) Σ<i>A</i>/ω",
            .label = "Bound of the mean",
            .value = meanTolerance(),
            .origin = Origin::Derived,
            .tooltip = "No sum of these waves can have a larger mean over the time T."},
        {.id = "mean_square",
            .symbol = "⟨φ<sup>2</sup>⟩<sub>T</sub>",
            .label = "Running mean square",
            .value = m_record.average(0).meanSquare(),
            .error = eta2 * stray,
            .expected = eta2,
            .expectedFrom = "η² there, (33)",
            .origin = Origin::Paper,
            .tooltip = "Of φ in the middle. The uncertainty is that of a Gaussian field with this "
                       "spectrum."},
        {.id = "dipole",
            .symbol = "⟨cos θ′⟩",
            .label = "Dipole seen by the moving observer",
            .value = m_drawn.dipole,
            .error = m_drawn.standardError,
            .expected = m_exact.dipole,
            .expectedFrom = spectrum.kind() == SpectrumKind::Invariant
                ? "0: no rest frame, X19"
                : "by integration: there is a rest frame, X19",
            .origin = Origin::Derived,
            .tooltip = "Mean cosine of the waves' directions against the observer's velocity, of "
                       "200 000 waves drawn from the spectrum."}};
    const std::vector<double> seen = m_record.correlation();
    const double memoryError
        = std::sqrt(0.5 / static_cast<double>(m_field.waves().size()) + 0.5 * stray * stray);
    readouts.push_back({.id = "correlation",
        .symbol = "<i>C</i>(2.4/Λ)",
        .label = "Correlation",
        .value = seen.empty() ? std::nullopt : std::optional(seen[readLag] / eta2),
        .error = seen.empty() ? std::max(1.0, memoryError) : memoryError,
        .expected = m_memory[readLag],
        .expectedFrom = "of endlessly many waves",
        .origin = Origin::Derived,
        .tooltip = "Mean of φ(t) φ(t − 2.4/Λ) over the time so far, over η²; none before the "
                   "first lags have passed."});
    for (Readout& readout : particleReadouts())
        readouts.push_back(std::move(readout));
    return readouts;
}

std::vector<Readout> FieldExhibit::particleReadouts() const
{
    return {{.id = "exponent",
                .symbol = "d ln⟨Δr²⟩ / d ln <i>t</i>",
                .label = "Growth of the distance (sandbox)",
                .value = m_particles ? m_particles->exponent() : 0.0,
                .origin = Origin::Model,
                .tooltip = "Over the last decade of time. Diffusion would have 1, free flight has "
                           "2 (X18)."},
        {.id = "velocity_square",
            .symbol = "⟨<i>v</i><sup>2</sup>⟩",
            .label = "Mean squared velocity (sandbox)",
            .value = m_particles ? m_particles->meanSquaredVelocity() : 0.0,
            .unit = "c²",
            .origin = Origin::Model,
            .tooltip = "Waves on the shell shake to g² Σ A² k²/ω²; it then grows only slowly."}};
}

std::vector<ExhibitChart> FieldExhibit::charts() const
{
    return {valueChart(), meanChart(), squareChart(), correlationChart(), spectrumChart(),
        directionChart(), profileChart(), particleChart()};
}

ExhibitChart FieldExhibit::valueChart() const
{
    ExhibitCurve curve{.name = "φ in the middle", .role = CurveRole::Drift};
    const auto& recent = m_record.recent();
    const double last = std::floor(progress() / m_record.lagStep() + 1e-6) * m_record.lagStep();
    for (size_t i = 0; i < recent.size(); ++i) {
        curve.x.push_back(last - static_cast<double>(recent.size() - 1 - i) * m_record.lagStep());
        curve.y.push_back(recent[i]);
    }
    return {.id = "field",
        .title = "The field in one place",
        .xLabel = "t · μ",
        .yLabel = "φ / η₀",
        .curves = {std::move(curve)}};
}

ExhibitChart FieldExhibit::meanChart() const
{
    ExhibitCurve mean{.name = "measured", .role = CurveRole::Drift};
    ExhibitCurve above{.name = "bound", .role = CurveRole::Hint, .style = CurveStyle::Dashes};
    ExhibitCurve below{.name = "−bound", .role = CurveRole::Hint, .style = CurveStyle::Dashes};
    for (const RunningAverage::Row& row : m_record.average(0).rows()) {
        mean.x.push_back(row.T);
        mean.y.push_back(row.mean);
        const double bound = m_field.meanBound(row.T);
        if (bound > 1.0)
            continue;
        above.x.push_back(row.T);
        above.y.push_back(bound);
        below.x.push_back(row.T);
        below.y.push_back(-bound);
    }
    return {.id = "mean",
        .title = "Running mean of φ, (33)",
        .xLabel = "T · μ",
        .yLabel = "⟨φ⟩ / η₀",
        .logarithmicX = true,
        .curves = {std::move(mean), std::move(above), std::move(below)},
        .caption = "The bound is drawn where it is below 1."};
}

ExhibitChart FieldExhibit::squareChart() const
{
    const double eta2 = m_field.settings().profile.square(Vec2(0.0, 0.0));
    ExhibitCurve square{.name = "measured", .role = CurveRole::Diffusion};
    ExhibitCurve exact{.name = "η²", .role = CurveRole::Plain, .style = CurveStyle::Dashes};
    for (const RunningAverage::Row& row : m_record.average(0).rows()) {
        square.x.push_back(row.T);
        square.y.push_back(row.meanSquare);
        exact.x.push_back(row.T);
        exact.y.push_back(eta2);
    }
    return {.id = "square",
        .title = "Running mean of φ², (33)",
        .xLabel = "T · μ",
        .yLabel = "⟨φ²⟩ / η₀²",
        .logarithmicX = true,
        .curves = {std::move(square), std::move(exact)}};
}

ExhibitChart FieldExhibit::correlationChart() const
{
    const double eta2 = m_field.settings().profile.square(Vec2(0.0, 0.0));
    ExhibitCurve measured{
        .name = "measured", .role = CurveRole::Drift, .style = CurveStyle::Points};
    const std::vector<double> seen = m_record.correlation();
    for (size_t i = 0; i < seen.size(); ++i) {
        measured.x.push_back(static_cast<double>(i) * m_record.lagStep());
        measured.y.push_back(seen[i] / eta2);
    }
    ExhibitCurve exact{.name = "endlessly many waves", .role = CurveRole::Plain};
    for (size_t i = 0; i < m_memory.size(); ++i) {
        exact.x.push_back(static_cast<double>(i) * m_record.lagStep());
        exact.y.push_back(m_memory[i]);
    }
    return {.id = "correlation",
        .title = "How long the field remembers",
        .xLabel = "τ · μ",
        .yLabel = "⟨φ(t) φ(t − τ)⟩ / η²",
        .curves = {std::move(exact), std::move(measured)},
        .caption = m_field.spectrum().kind() == SpectrumKind::Invariant
            ? "Exact: [sin Λτ − sin μτ] / (Λ − μ)τ."
            : ""};
}

ExhibitChart FieldExhibit::spectrumChart() const
{
    const std::vector<double> omega = places(1.0, m_exact.limit, m_exact.frequencies.size());
    return {.id = "spectrum",
        .title = "Frequencies that the moving observer sees",
        .xLabel = "ω′ / μ",
        .yLabel = "share per frequency",
        .curves = {{.name = "counted",
                       .role = CurveRole::Drift,
                       .style = CurveStyle::Bars,
                       .x = omega,
                       .y = m_drawn.frequencies},
            {.name = "exact", .role = CurveRole::Plain, .x = omega, .y = m_exact.frequencies}},
        .caption = "The invariant spectrum is flat for everybody."};
}

ExhibitChart FieldExhibit::directionChart() const
{
    const std::vector<double> angle = places(-pi, pi, m_exact.directions.size());
    return {.id = "directions",
        .title = "Directions that the moving observer sees",
        .xLabel = "θ′",
        .yLabel = "share per angle",
        .curves = {{.name = "counted",
                       .role = CurveRole::Medium,
                       .style = CurveStyle::Bars,
                       .x = angle,
                       .y = m_drawn.directions},
            {.name = "exact", .role = CurveRole::Plain, .x = angle, .y = m_exact.directions}},
        .caption = "A bump at 0 or ±π tells the observer in which direction the field moves."};
}

ExhibitChart FieldExhibit::profileChart() const
{
    const VacuumProfile& profile = m_field.settings().profile;
    const double T = std::max(progress(), m_record.step());
    const double stray = std::sqrt(2.0 * m_field.spectrum().correlationTime() / T);
    ExhibitCurve measured{
        .name = "measured", .role = CurveRole::Diffusion, .style = CurveStyle::Points};
    ExhibitCurve exact{.name = "η², model", .role = CurveRole::Plain};
    for (size_t p = 0; p < m_record.places().size(); ++p) {
        measured.x.push_back(m_record.places()[p].x());
        measured.y.push_back(m_record.average(p).meanSquare());
        measured.error.push_back(std::min(10.0, stray * profile.square(m_record.places()[p])));
    }
    for (int i = 0; i <= 100; ++i) {
        exact.x.push_back(0.005 * i * width());
        exact.y.push_back(profile.square(Vec2(exact.x.back(), 0.0)));
    }
    return {.id = "profile",
        .title = "Mean square along a line from the middle, (34)",
        .xLabel = "r · μ/c",
        .yLabel = "⟨φ²⟩ / η₀²",
        .curves = {std::move(exact), std::move(measured)}};
}

ExhibitChart FieldExhibit::particleChart() const
{
    ExhibitCurve distance{.name = "⟨Δr²⟩", .role = CurveRole::Drift, .style = CurveStyle::Points};
    ExhibitCurve flight{.name = "~ t²: flight", .style = CurveStyle::Dashes};
    ExhibitCurve diffusion{
        .name = "~ t: diffusion", .role = CurveRole::Diffusion, .style = CurveStyle::Dashes};
    if (m_particles) {
        for (const FieldParticles::Row& row : m_particles->rows()) {
            if (row.time < 0.5 || !(row.distance > 0.0))
                continue;
            distance.x.push_back(row.time);
            distance.y.push_back(row.distance);
            const double t = row.time / distance.x.front();
            flight.x.push_back(row.time);
            flight.y.push_back(distance.y.front() * t * t);
            diffusion.x.push_back(row.time);
            diffusion.y.push_back(distance.y.front() * t);
        }
    }
    return {.id = "particles",
        .title = "Sandbox: distance of the particles from their start",
        .xLabel = "t · μ",
        .yLabel = "⟨Δr²⟩ · μ²/c²",
        .logarithmicX = true,
        .logarithmicY = true,
        .curves = {std::move(distance), std::move(flight), std::move(diffusion)},
        .caption = m_particles ? "" : "There are no particles: their number is 0."};
}

} // namespace dqm
