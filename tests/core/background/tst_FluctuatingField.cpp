#include "core/background/FluctuatingField.h"
#include "support/Close.h"

#include <algorithm>
#include <limits>

using namespace dqm;

namespace {

FieldSettings unevenSettings()
{
    return {
        .waves = 48, .profile = VacuumProfile(FieldDips{{.center = Vec2(0.4, 0.2), .depth = 0.6}})};
}

} // namespace

class TestFluctuatingField : public QObject
{
    Q_OBJECT

private slots:
    void obeysTheWaveEquation()
    {
        const FluctuatingField field({.waves = 64});
        for (const auto& wave : field.waves())
            DQM_CLOSE(wave.omega * wave.omega - wave.k.squaredNorm(), 1.0, 1e-10);
        const double h = 1e-3;
        const Vec2 place(1.2, -0.7);
        const double t = 3.1;
        const auto second = [&](const Vec2& dr, double dt) {
            return (field.value(place + dr, t + dt) + field.value(place - dr, t - dt)
                       - 2.0 * field.value(place, t))
                / (h * h);
        };
        const double left = second(Vec2(0.0, 0.0), h);
        const double right
            = second(Vec2(h, 0.0), 0.0) + second(Vec2(0.0, h), 0.0) - field.value(place, t);
        DQM_CLOSE(left, right, 1e-3);
    }

    void leavesTheShellIfAsked()
    {
        const FluctuatingField field({.waves = 64, .onShell = false});
        QVERIFY(std::ranges::any_of(
            field.waves(), [](const auto& wave) { return wave.k.norm() > 1.5 * wave.omega; }));
    }

    void hasTheSlopesOfItsValues()
    {
        const double h = 1e-5;
        const Vec2 place(0.9, 0.6);
        for (const FieldSettings& settings : {FieldSettings{.waves = 48}, unevenSettings()}) {
            const FluctuatingField field(settings);
            for (const Vec2& along : {Vec2(h, 0.0), Vec2(0.0, h)}) {
                const double slope
                    = (field.value(place + along, 2.0) - field.value(place - along, 2.0))
                    / (2.0 * h);
                DQM_CLOSE(field.gradient(place, 2.0).dot(along) / h, slope, 1e-7);
            }
        }
    }

    void paintsItsValues()
    {
        const FluctuatingField field(unevenSettings());
        std::vector<float> map;
        field.paint(700.3, 50, 10.0, map);
        QCOMPARE(map.size(), size_t{2500});
        for (const int i : {0, 17, 49}) {
            for (const int j : {0, 31, 49}) {
                const Vec2 place(0.2 * i - 4.9, 0.2 * j - 4.9);
                DQM_CLOSE(
                    double(map[static_cast<size_t>(50 * j + i)]), field.value(place, 700.3), 1e-5);
            }
        }
    }

    void isAScalarForTheMovingObserver()
    {
        // With a cutoff that loses no wave, phi'(r', t') = phi(r, t).
        const FluctuatingField field({.spectrum = SpectrumKind::Thermal, .waves = 40});
        const double beta = 0.4;
        const double gamma = 1.0 / std::sqrt(1.0 - beta * beta);
        const FluctuatingField seen = field.seenBy(beta);
        QVERIFY(seen.waves().size() > 10 && seen.waves().size() < 40);
        for (const auto& wave : seen.waves()) {
            DQM_CLOSE(wave.omega * wave.omega - wave.k.squaredNorm(), 1.0, 1e-10);
            const double inK = gamma * (wave.omega + beta * wave.k.x());
            const auto same = std::ranges::find_if(field.waves(),
                [&](const auto& other) { return std::abs(other.omega - inK) < 1e-10; });
            QVERIFY(same != field.waves().end());
            const Vec2 place(0.7, -2.0);
            const double t = 1.7;
            const Vec2 seenPlace(gamma * (place.x() - beta * t), place.y());
            const double seenTime = gamma * (t - beta * place.x());
            DQM_CLOSE(wave.k.dot(seenPlace) - wave.omega * seenTime,
                same->k.dot(place) - same->omega * t, 1e-9);
        }
    }

    void isTheSameFieldForTheSameSeed()
    {
        const FluctuatingField field({.waves = 32, .seed = 5});
        const Vec2 place(0.1, 0.2);
        QCOMPARE(
            FluctuatingField({.waves = 32, .seed = 5}).value(place, 1.0), field.value(place, 1.0));
        QVERIFY(FluctuatingField({.waves = 32, .seed = 6}).value(place, 1.0)
            != field.value(place, 1.0));
    }

    void refusesWhatIsNoField()
    {
        QVERIFY_THROWS_EXCEPTION(std::invalid_argument, FluctuatingField({.waves = 0}));
        QVERIFY_THROWS_EXCEPTION(std::invalid_argument, FluctuatingField({.waves = 5000}));
        QVERIFY_THROWS_EXCEPTION(std::invalid_argument,
            FluctuatingField({.cutoff = std::numeric_limits<double>::infinity()}));
        QVERIFY_THROWS_EXCEPTION(std::invalid_argument, FluctuatingField({.waves = 9}).seenBy(1.0));
    }
};

QTEST_APPLESS_MAIN(TestFluctuatingField)
#include "tst_FluctuatingField.moc"
