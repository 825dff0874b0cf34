// The kinds of exhibits of a test program: linked into it, they stand in the place of the
// program's own, core/exhibits/ExhibitKinds.cpp.

#include "core/exhibits/ExhibitKinds.h"
#include "core/exhibits/parts/Exhibit.h"

#include <cmath>
#include <random>
#include <stdexcept>
#include <thread>

namespace dqm {

namespace {

/// A coin that is thrown: heads with the probability p.
class Coin : public Exhibit
{
public:
    Coin(ExhibitValues values, std::uint64_t seed)
        : m_values(std::move(values))
        , m_random(seed)
    {
    }

    void advance(double amount) override
    {
        if (m_values.at("fault") == 1.0)
            throw std::runtime_error("the coin rolled away");
        if (m_values.at("fault") == 2.0)
            std::this_thread::sleep_for(std::chrono::milliseconds(300));
        const auto throws = static_cast<long long>(std::max(1.0, std::round(amount)));
        std::bernoulli_distribution heads(m_values.at("p"));
        for (long long i = 0; i < throws; ++i) {
            m_heads += heads(m_random) ? 1 : 0;
            ++m_throws;
            if (m_throws % 16 == 0 && m_past.size() < 1000)
                m_past.push_back(share());
        }
    }

    double progress() const override { return static_cast<double>(m_throws); }

    void setValue(const std::string& id, double value) override { m_values[id] = value; }

    std::shared_ptr<const ExhibitFrame> frame() const override
    {
        auto frame = std::make_shared<ExhibitFrame>();
        frame->progress = progress();
        frame->progressText = std::to_string(m_throws) + " throws";
        frame->scene = scene();
        frame->readouts = readouts();
        frame->charts = {sides(), past()};
        frame->notes = {{Origin::Paper, "(27)", "Throws are <i>independent</i>."},
            {Origin::Model, "X9", "That a coin has <i>p</i> is assumed."}};
        frame->finished = m_throws >= 100'000'000;
        return frame;
    }

private:
    double share() const
    {
        return m_throws > 0 ? static_cast<double>(m_heads) / static_cast<double>(m_throws) : 0.0;
    }

    double error() const
    {
        return std::sqrt(share() * (1.0 - share()) / static_cast<double>(std::max(1LL, m_throws)));
    }

    std::vector<Readout> readouts() const
    {
        Readout heads{
            .id = "share",
            .symbol = "<i>P</i><sub>heads</sub>",
            .label = "Share of heads",
            .value = share(),
        };
        if (m_throws > 1) {
            heads.error = error();
            heads.expected = m_values.at("p");
            heads.expectedFrom = "exact, (27)";
        }
        Readout all{.id = "heads", .symbol = "<i>n</i>", .label = "Heads"};
        all.value = static_cast<double>(m_heads);
        all.origin = Origin::Derived;
        return {heads, all};
    }

    ExhibitChart sides() const
    {
        const double n = static_cast<double>(std::max(1LL, m_throws));
        const double p = m_values.at("p");
        ExhibitCurve seen{"thrown", CurveRole::Drift, CurveStyle::Bars, {0.0, 1.0},
            {share(), static_cast<double>(m_throws - m_heads) / n}, {}};
        ExhibitCurve exact{
            "exact, (27)", CurveRole::Plain, CurveStyle::Points, {0.0, 1.0}, {p, 1.0 - p}, {}};
        return {.id = "sides",
            .title = "Sides",
            .xLabel = "side",
            .yLabel = "share",
            .categories = {"heads", "tails, or so"},
            .curves = {seen, exact},
            .caption = "Both sides, and what is expected of them."};
    }

    ExhibitChart past() const
    {
        ExhibitCurve curve{"share", CurveRole::Diffusion, CurveStyle::Line, {}, {}, {}};
        for (std::size_t i = 0; i < m_past.size(); ++i) {
            curve.x.push_back(16.0 * static_cast<double>(i + 1));
            curve.y.push_back(m_past[i]);
            curve.error.push_back(0.5 / std::sqrt(curve.x.back()));
        }
        return {.id = "past",
            .title = "Share over throws",
            .xLabel = "throws",
            .yLabel = "share of heads",
            .logarithmicX = true,
            .curves = {curve}};
    }

    ExhibitScene scene() const
    {
        const auto balls = static_cast<int>(m_values.at("balls"));
        if (m_values.at("scene") == 0.0) {
            BoxesScene boxes{{0.0, 1.0, 2.0}, {{}, {}, {}}, {0.5, 0.3, 0.2}, "Balls in boxes"};
            for (int ball = 0; ball < balls; ++ball)
                boxes.occupants[static_cast<std::size_t>((ball + m_throws) % 3)].push_back(ball);
            return boxes;
        }
        PlaneScene plane;
        plane.width = 10.0;
        plane.height = 8.0;
        plane.lengthUnit = "L₀";
        plane.circles = {{0.0, 0.0, 2.0, CurveRole::Hint, "mean free path"}};
        PlaneScene::Kind walkers{"walkers", CurveRole::Drift, 0.0, {}, {}, {}};
        for (int ball = 0; ball < balls; ++ball) {
            const double angle = 0.1 * static_cast<double>(m_throws) + ball;
            walkers.x.push_back(static_cast<float>(3.0 * std::cos(angle)));
            walkers.y.push_back(static_cast<float>(3.0 * std::sin(angle)));
            walkers.trails.push_back({0.0F, 0.0F, 1.0F, 0.5F, walkers.x.back(), walkers.y.back()});
        }
        plane.kinds = {walkers, {"masses", CurveRole::Medium, 0.5, {-2.0F}, {1.0F}, {}}};
        plane.caption = "Walkers about a mass";
        if (m_values.at("scene") == 1.0)
            return plane;
        MapScene map{.nx = 32, .ny = 24, .width = 8.0, .height = 6.0};
        map.lowest = -1.0F;
        map.isSigned = true;
        map.quantity = "<i>φ</i>";
        map.caption = "A field";
        map.points = plane.kinds;
        for (int i = 0; i < map.nx * map.ny; ++i)
            map.values.push_back(std::sin(0.3F * static_cast<float>(i % map.nx)));
        return map;
    }

    ExhibitValues m_values;
    std::mt19937_64 m_random;
    long long m_throws = 0;
    long long m_heads = 0;
    std::vector<double> m_past;
};

std::unique_ptr<Exhibit> makeCoin(const ExhibitValues& values, std::uint64_t seed)
{
    return std::make_unique<Coin>(values, seed);
}

ExhibitKind coin()
{
    ExhibitParameter balls{.id = "balls",
        .symbol = "<i>N</i>",
        .label = "Balls",
        .minimum = 1.0,
        .maximum = 40.0,
        .defaultValue = 3.0,
        .step = 1.0,
        .integer = true,
        .origin = Origin::Paper,
        .equation = "(27)",
        .tooltip = "How many."};
    ExhibitParameter p{.id = "p",
        .symbol = "<i>p</i>",
        .label = "Probability of heads",
        .defaultValue = 0.5,
        .step = 0.01,
        .actsAtOnce = true,
        .tooltip = "Of one throw."};
    ExhibitParameter scene{.id = "scene",
        .symbol = "",
        .label = "Scene",
        .choices = {{"boxes", "balls in boxes"}, {"plane", "walkers"}, {"map", "a field"}},
        .actsAtOnce = true,
        .origin = Origin::Derived,
        .tooltip = "What is drawn."};
    ExhibitParameter fault{.id = "fault",
        .symbol = "",
        .label = "Fault",
        .choices = {{"none", "none"}, {"throws", "rolls away"}, {"slow", "takes its time"}},
        .actsAtOnce = true,
        .tooltip = "What goes wrong."};
    return {.kind = "coin",
        .name = "Coins",
        .parameters = {balls, p, scene, fault},
        .progressName = "Throws",
        .defaultUntil = 1000.0,
        .defaultPace = 100.0,
        .make = makeCoin,
        .step = 1.0};
}

} // namespace

std::span<const ExhibitKind> exhibitKinds()
{
    static const std::vector<ExhibitKind> kinds{coin()};
    return kinds;
}

} // namespace dqm
