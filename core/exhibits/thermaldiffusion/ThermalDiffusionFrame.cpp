#include "core/exhibits/thermaldiffusion/ThermalDiffusionExhibit.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace dqm {

namespace {

constexpr size_t drawnParticles = 4000;
constexpr int profileSteps = 120;
constexpr double near = 1.0; // r1 and r2 of (34), in widths b
constexpr double far = 3.0;

std::string text(const char* format, double value)
{
    char buffer[64];
    std::snprintf(buffer, sizeof buffer, format, value);
    return buffer;
}

} // namespace

Vec2 ThermalDiffusionExhibit::along(double distance) const
{
    // Away from the other mass, if there is one.
    return profile().dips().front().center - Vec2(distance, 0.0);
}

std::string ThermalDiffusionExhibit::law() const
{
    switch (m_particles.settings().migration) {
    case Migration::Diffusion:
        return "ρ ~ <i>D</i><sup>α−1</sup>, exact";
    case Migration::VariableRate:
        return "ρ = const, exact";
    default:
        return "ρ ~ 1/c(r), exact";
    }
}

std::shared_ptr<const ExhibitFrame> ThermalDiffusionExhibit::frame() const
{
    ExhibitFrame frame{.progress = progress(),
        .progressText
        = "<i>t</i> = " + text("%.1f", progress()) + " <i>b</i>²/<i>D</i><sub>0</sub>",
        .scene = scene(),
        .readouts = readouts(),
        .charts = {densityChart(), driftChart(), profileChart(), deficitChart()},
        .notes = notes()};
    return std::make_shared<const ExhibitFrame>(std::move(frame));
}

MapScene ThermalDiffusionExhibit::scene() const
{
    const auto side = static_cast<int>(std::lround(std::sqrt(static_cast<double>(m_map.size()))));
    MapScene scene{.nx = side,
        .ny = side,
        .width = m_particles.settings().size.x(),
        .height = m_particles.settings().size.y(),
        .values = m_map,
        .lowest = *std::ranges::min_element(m_map),
        .highest = 1.0F,
        .quantity = "η / η<sub>0</sub>",
        .caption = isRing() ? "A trench of η along y; both directions are closed to rings."
                            : "η around the masses, in a box with walls; deficits add."};
    PlaneScene::Kind particles{.name = "particles"};
    for (const Vec2& place : m_particles.places()) {
        if (particles.x.size() == drawnParticles)
            break;
        particles.x.push_back(static_cast<float>(place.x()));
        particles.y.push_back(static_cast<float>(place.y()));
    }
    scene.points.push_back(std::move(particles));
    return scene;
}

std::vector<Readout> ThermalDiffusionExhibit::readouts() const
{
    const DensityRecord::Contrast contrast = m_record.contrast(m_particles);
    const DensityRecord::Contrast now = m_record.contrastNow(m_particles);
    // On the way from an even spread to the equilibrium anything between them is right.
    const double way = m_record.moments() > 0 ? 0.0 : std::abs(contrast.expected - 1.0);
    const Readout ratio{.id = "contrast",
        .symbol = "ρ<sub>near</sub> / ρ<sub>far</sub>",
        .label = "Density near over far",
        .value = contrast.value,
        .error = contrast.standardError,
        .expected = contrast.expected,
        .expectedFrom = law(),
        .tolerance = way + 3.0 * contrast.standardError,
        .origin = Origin::Model,
        .tooltip = "Within b of a mass (b/2 of the trench) over beyond 3.5 b of all; averaged over "
                   "moments once the particles have settled. Above 1: they gather, below: they are "
                   "driven away."};
    const Readout instant{.id = "contrast_now",
        .symbol = "ρ<sub>near</sub> / ρ<sub>far</sub>",
        .label = "The same now",
        .value = now.value,
        .error = now.standardError,
        .origin = Origin::Model,
        .tooltip = "Of this moment only; 1 at the start."};
    const Readout chi{.id = "chi_square",
        .symbol = "χ² / bin",
        .label = "Density against equilibrium",
        .value = m_record.chiSquarePerBin(m_particles),
        .expected = 1.0,
        .expectedFrom = law(),
        .tolerance = 1.0,
        .origin = Origin::Model,
        .tooltip = "Of the averaged density in the chart, 1 before there is one; about 1 if the "
                   "equilibrium is the exact one."};
    std::vector<Readout> readouts{ratio, instant, chi};
    for (Readout& readout : profileReadouts())
        readouts.push_back(std::move(readout));
    return readouts;
}

std::vector<Readout> ThermalDiffusionExhibit::profileReadouts() const
{
    bool rises = true;
    double before = 0.0;
    for (int i = 0; i <= profileSteps; ++i) {
        const double ratio = profile().ratio(along(5.0 * i / profileSteps));
        rises = rises && ratio > before && ratio < 1.0;
        before = ratio;
    }
    const FieldDip& dip = profile().dips().front();
    const double first = deficitWithin(10.0, dip);
    const double second = deficitWithin(20.0, dip);
    return {{.id = "eta_1",
                .symbol = "η(<i>r</i><sub>1</sub>)/η<sub>0</sub>",
                .label = "Field at r1 = b",
                .value = profile().ratio(along(near)),
                .origin = Origin::Model,
                .tooltip = "Of the model, outwards from the middle of the first dip."},
        {.id = "eta_2",
            .symbol = "η(<i>r</i><sub>2</sub>)/η<sub>0</sub>",
            .label = "Field at r2 = 3b",
            .value = profile().ratio(along(far)),
            .origin = Origin::Model,
            .tooltip = "Larger than at r1 and less than 1, as (34) says."},
        {.id = "rises",
            .symbol = "η(<i>r</i><sub>1</sub>) &lt; η(<i>r</i><sub>2</sub>) &lt; η<sub>0</sub>",
            .label = "Rises all the way out",
            .value = rises ? 1.0 : 0.0,
            .expected = 1.0,
            .expectedFrom = "(34)",
            .tolerance = 0.0,
            .origin = Origin::Paper,
            .tooltip = "1 if η grows with every step outwards, and stays below η₀."},
        {.id = "deficit_10",
            .symbol = "∫<sub>10<i>b</i></sub>(η<sub>0</sub><sup>2</sup> − η<sup>2</sup>)",
            .label = "Missing within 10 b",
            .value = first,
            .unit = "η₀² b³",
            .origin = Origin::Model,
            .tooltip = "In space, around one such mass. The paper wants it to be mc² in all."},
        {.id = "deficit_20",
            .symbol = "∫<sub>20<i>b</i></sub>(η<sub>0</sub><sup>2</sup> − η<sup>2</sup>)",
            .label = "Missing within 20 b",
            .value = second,
            .unit = "η₀² b³",
            .origin = Origin::Model,
            .tooltip = "It would have to be about the same as within 10 b if it were mc²; it is "
                + text("%.2f", second / first) + " times as much (X16)."}};
}

ExhibitChart ThermalDiffusionExhibit::densityChart() const
{
    ExhibitCurve now{.name = "now", .role = CurveRole::Medium, .style = CurveStyle::Steps};
    ExhibitCurve mean{
        .name = "averaged", .role = CurveRole::Diffusion, .style = CurveStyle::Points};
    ExhibitCurve exact{.name = law()};
    for (const DensityRecord::Bin& bin : m_record.bins(m_particles)) {
        now.x.push_back(bin.center);
        now.y.push_back(bin.now);
        exact.x.push_back(bin.center);
        exact.y.push_back(bin.expected);
        if (m_record.moments() == 0)
            continue;
        mean.x.push_back(bin.center);
        mean.y.push_back(bin.mean);
        mean.error.push_back(bin.meanError);
    }
    return {.id = "density",
        .title = "Density of the particles",
        .xLabel = isOneMass() ? "r / b" : "x / b",
        .yLabel = "ρ / mean",
        .curves = {std::move(exact), std::move(now), std::move(mean)},
        .caption = m_record.moments() > 0
            ? "Averaged over " + std::to_string(m_record.moments()) + " moments."
            : "The average begins when the particles have settled."};
}

ExhibitChart ThermalDiffusionExhibit::driftChart() const
{
    ExhibitCurve seen{.name = "now", .role = CurveRole::Drift};
    ExhibitCurve expected{.name = law(), .style = CurveStyle::Dashes};
    const double level = m_record.contrastNow(m_particles).expected;
    for (const Moment& moment : m_moments) {
        seen.x.push_back(moment.time);
        seen.y.push_back(moment.contrast);
    }
    expected.x = {0.0, std::max(progress(), 1.0)};
    expected.y = {level, level};
    return {.id = "drift",
        .title = "Which way they drift",
        .xLabel = "t · D₀/b²",
        .yLabel = "ρ near / ρ far",
        .curves = {std::move(seen), std::move(expected)},
        .caption = "Above 1 they gather where η is small, below 1 they leave."};
}

ExhibitChart ThermalDiffusionExhibit::profileChart() const
{
    ExhibitCurve eta{.name = "η/η₀", .role = CurveRole::Potential};
    ExhibitCurve diffusion{.name = "D/D₀", .role = CurveRole::Diffusion};
    ExhibitCurve speed{.name = "c(r)/c", .role = CurveRole::Drift, .style = CurveStyle::Dashes};
    const DiffusionSettings& settings = m_particles.settings();
    const double half = 0.5 * settings.size.x();
    for (int i = 0; i <= profileSteps; ++i) {
        const double share = static_cast<double>(i) / profileSteps;
        const double x = isOneMass() ? half * share : half * (2.0 * share - 1.0);
        const Vec2 place(x, 0.0);
        for (ExhibitCurve* curve : {&eta, &diffusion, &speed})
            curve->x.push_back(x);
        eta.y.push_back(profile().ratio(place));
        diffusion.y.push_back(m_particles.diffusion(place) / settings.D0);
        speed.y.push_back(m_particles.speed(place) / settings.speed);
    }
    if (settings.migration == Migration::Diffusion)
        speed = {.name = speed.name, .role = speed.role, .style = speed.style};
    return {.id = "profile",
        .title = "The field and what is assumed to follow it",
        .xLabel = isOneMass() ? "r / b" : "x / b",
        .yLabel = "share of the value far away",
        .curves = {std::move(eta), std::move(diffusion), std::move(speed)}};
}

ExhibitChart ThermalDiffusionExhibit::deficitChart() const
{
    ExhibitCurve deficit{.name = "within R", .role = CurveRole::Potential};
    for (double radius = 0.5; radius < 1100.0; radius *= 1.25) {
        deficit.x.push_back(radius);
        deficit.y.push_back(deficitWithin(radius, profile().dips().front()));
    }
    return {.id = "deficit",
        .title = "What one mass takes from the field, X16",
        .xLabel = "R / b",
        .yLabel = "∫(η₀² − η²) d³r / η₀² b³",
        .logarithmicX = true,
        .logarithmicY = true,
        .curves = {std::move(deficit)},
        .caption = "It grows as R² and has no limit, so it cannot be mc²."};
}

std::vector<ExhibitNote> ThermalDiffusionExhibit::notes() const
{
    return {{Origin::Paper, "(34)",
                "Around a particle the rms of the field is smaller than far "
                "away. This is all that the paper says."},
        {Origin::Model, "X16",
            "The profile, that deficits add, and every equation of motion here are assumptions. "
            "With a 1/<i>r</i> profile the missing energy grows without bound and cannot be "
            "<i>mc</i><sup>2</sup>."},
        {Origin::Derived, "X17",
            "α decides: with Itô’s reading particles gather where <i>D</i> is small, with Fick’s "
            "nothing happens. With <i>D</i> = ħ/2<i>m</i> and <i>m</i> ~ η, as IV.B and (2) say, "
            "<i>D</i> is larger near the mass and the drift is away from it."},
        {Origin::Derived, "",
            "Flights at one speed stay evenly spread however their rate varies: a varying "
            "<i>D</i> alone is no force. A slower flight near the mass gathers as 1/<i>c</i>."},
        {Origin::Derived, "(8)",
            "The clean way to attraction is the rest energy <i>mc</i><sup>2</sup> ~ η in (8): it "
            "acts as a potential, and <b>a</b> = −<i>c</i><sup>2</sup>∇η/η<sub>0</sub> is the same "
            "for all masses. See the experiments “Falling without weight” and “An orbit in a "
            "thinner field”."}};
}

} // namespace dqm
