#include "core/setup/ExperimentChecks.h"
#include "core/setup/Parameters.h"

#include <QTest>

#include <cmath>
#include <limits>
#include <set>

using namespace dqm;

namespace {

Experiment experiment()
{
    Experiment e;
    e.grid.nx = e.grid.ny = 128;
    e.packets = {GaussianPacket{.sigma = {1.0, 0.8}, .velocity = {1.0, 0.0}},
        VortexPacket{.center = {3.0, 0.0}}};
    e.potential = {HarmonicTerm{}};
    return e;
}

void addEveryParameter()
{
    QTest::addColumn<QString>("id");
    for (const Parameter& entry : parameters())
        QTest::newRow(entry.id.c_str()) << QString::fromStdString(entry.id);
}

} // namespace

class tst_Parameters : public QObject
{
    Q_OBJECT

private slots:
    void standInTheOrderOfThePanel()
    {
        std::vector<std::string> ids;
        for (const Parameter& entry : parameters())
            ids.push_back(entry.id);
        const std::vector<std::string> expected{"constants.mass", "strength", "frame.velocity[0]",
            "frame.velocity[1]", "medium.friction", "medium.velocity[0]", "medium.velocity[1]",
            "ensemble.particles", "ensemble.noise", "constants.hbar", "packets.width",
            "playback.speed", "time.step"};
        QCOMPARE(ids, expected);
    }

    void everyEntryIsComplete_data() { addEveryParameter(); }

    void everyEntryIsComplete()
    {
        QFETCH(QString, id);
        const Parameter& entry = parameter(id.toStdString());
        QVERIFY(!entry.symbol.empty() && !entry.label.empty());
        QVERIFY(entry.tooltip.size() > 20 && entry.tooltip.back() == '.');
        QVERIFY(entry.equation.front() == '(' && entry.equation.back() == ')');
        QVERIFY(entry.minimum < entry.maximum && entry.step > 0.0);
        QVERIFY(entry.minimum <= entry.defaultValue && entry.defaultValue <= entry.maximum);
        QVERIFY(!entry.logarithmic || entry.minimum >= 0.0);
    }

    void aValueThatIsSetIsRead_data() { addEveryParameter(); }

    void aValueThatIsSetIsRead()
    {
        QFETCH(QString, id);
        const std::string key = id.toStdString();
        Experiment e = experiment();
        const double value = key == "time.step" ? 0.01
            : key == "ensemble.particles"       ? 300.0
            : key == "ensemble.noise"           ? 0.25
                                                : 1.25;
        setParameterValue(e, key, value);
        QCOMPARE(parameterValue(e, key), key == "packets.width" ? 1.0 : value);
        QVERIFY(e != experiment());
    }

    void aWidthMultipliesEveryPacket()
    {
        Experiment e = experiment();
        e.packets.emplace_back(EigenstatePacket{.of = EigenstatePacket::Of::Harmonic});
        setParameterValue(e, "packets.width", 1.5);
        QVERIFY(std::get<GaussianPacket>(e.packets[0]).sigma.isApprox(Vec2(1.5, 1.2)));
        QCOMPARE(std::get<VortexPacket>(e.packets[1]).sigma, 1.5);
        QVERIFY(std::get<EigenstatePacket>(e.packets[2]).omega.isApprox(Vec2(1.0, 1.0) / 2.25));
    }

    void zeroStepMeansAutomatic()
    {
        Experiment e = experiment();
        setParameterValue(e, "time.step", 0.02);
        QCOMPARE(e.time.step.value(), 0.02);
        setParameterValue(e, "time.step", 0.0);
        QVERIFY(!e.time.step.has_value());
    }

    void bothEndsOfEverySliderCanBeBuilt_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<Experiment>("start");
        Experiment plain;
        plain.packets = {GaussianPacket{}};
        Experiment fast = experiment();
        std::get<GaussianPacket>(fast.packets[0]).velocity = {6.0, -3.0};
        Experiment electron = plain;
        electron.units = UnitSystem::Electron;
        Experiment box = plain;
        box.grid.boundary = BoundaryKind::Walls;
        box.packets = {EigenstatePacket{.n = {3, 2}}};
        Experiment short_ = plain;
        short_.time.until = 0.05;
        for (const Parameter& entry : parameters()) {
            const auto row = [&](const char* name, const Experiment& e) {
                QTest::addRow("%s, %s", name, entry.id.c_str())
                    << QString::fromStdString(entry.id) << e;
            };
            row("plain", plain);
            row("two packets", experiment());
            row("fast", fast);
            row("electron", electron);
            row("box", box);
            row("short", short_);
        }
    }

    void bothEndsOfEverySliderCanBeBuilt()
    {
        QFETCH(QString, id);
        QFETCH(Experiment, start);
        validate(start);
        const std::string key = id.toStdString();
        const auto [least, most] = parameterRange(start, key);
        const double now = parameterValue(start, key);
        QVERIFY(least <= now && now <= most);
        for (const double value : {least, most, now}) {
            Experiment changed = start;
            setParameterValue(changed, key, value);
            validate(changed);
        }
    }

    void theRangeOfAPlainExperimentIsTheTables()
    {
        Experiment plain;
        plain.packets = {GaussianPacket{}};
        for (const Parameter& entry : parameters()) {
            const auto range = parameterRange(plain, entry.id);
            QCOMPARE(range, std::pair(entry.minimum, entry.maximum));
        }
    }

    void aRangeReachesTheExperimentsOwnValue()
    {
        Experiment e = experiment();
        e.constants.mass = 0.02;
        e.strength = -2.0;
        e.frameVelocity = {7.0, 0.0};
        QCOMPARE(parameterRange(e, "constants.mass").first, 0.02);
        QCOMPARE(parameterRange(e, "strength").first, -2.0);
        QCOMPARE(parameterRange(e, "frame.velocity[0]").second, 7.0);
    }

    void aRangeEndsWhereTheGridNoLongerResolvesThePacket()
    {
        Experiment e = experiment();
        std::get<GaussianPacket>(e.packets[0]).velocity = {4.0, 0.0};
        const double most = parameterRange(e, "constants.mass").second;
        QVERIFY(most > 1.0 && most < 2.5);
        setParameterValue(e, "constants.mass", most);
        QVERIFY_EXCEPTION_THROWN(
            setParameterValue(e, "constants.mass", 1.01 * most), ExperimentError);
    }

    void whatHasNoWidthHasNoRange()
    {
        Experiment e = experiment();
        e.packets = {PlanePacket{}};
        QCOMPARE(parameterRange(e, "packets.width"), std::pair(1.0, 1.0));
        e = experiment();
        e.units = UnitSystem::Electron;
        const double hbar = physicalConstants(e).hbar;
        QCOMPARE(parameterRange(e, "constants.hbar"), std::pair(hbar, hbar));
    }

    void refusesWhatIsNotAllowed_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<double>("value");
        const auto row = [](const char* id, double value) {
            QTest::addRow("%s = %g", id, value) << QString(id) << value;
        };
        for (const Parameter& entry : parameters()) {
            row(entry.id.c_str(), std::numeric_limits<double>::quiet_NaN());
            row(entry.id.c_str(), std::numeric_limits<double>::infinity());
        }
        row("constants.mass", 0.0);
        row("constants.mass", -1.0);
        row("constants.hbar", 0.0);
        row("packets.width", 0.0);
        row("packets.width", -1.0);
        row("packets.width", 100.0);
        row("playback.speed", 0.0);
        row("time.step", -0.1);
        row("time.step", 100.0);
    }

    void refusesWhatIsNotAllowed()
    {
        QFETCH(QString, id);
        QFETCH(double, value);
        Experiment e = experiment();
        QVERIFY_EXCEPTION_THROWN(setParameterValue(e, id.toStdString(), value), ExperimentError);
        QVERIFY(e == experiment());
    }

    void takesWhatMissesAnEndByRoundingForTheEnd()
    {
        Experiment e = experiment();
        setParameterValue(e, "ensemble.noise", std::nextafter(1.0, 2.0));
        QCOMPARE(e.ensemble.noise, 1.0);
        setParameterValue(e, "ensemble.noise", -1e-17);
        QCOMPARE(e.ensemble.noise, 0.0);
        setParameterValue(e, "ensemble.particles", 200'000.00000000003);
        QCOMPARE(e.ensemble.particles, 200'000);
        setParameterValue(e, "time.step", std::nextafter(e.time.until, 2.0 * e.time.until));
        QCOMPARE(*e.time.step, e.time.until);
        for (const double beyond : {1.0 + 1e-14, -1e-14})
            QVERIFY_EXCEPTION_THROWN(
                setParameterValue(e, "ensemble.noise", beyond), ExperimentError);
    }

    void placesAtTheEdgeOfTheGridAreInside()
    {
        Experiment e = experiment();
        e.packets = {GaussianPacket{.center
            = Vec2(std::nextafter((e.grid.lower() + e.grid.size).x(), 1e9), e.grid.center.y())}};
        QVERIFY_EXCEPTION_THROWN(validate(e), ExperimentError);
        validate(withinRanges(e));
    }

    void refusesAnUnknownName()
    {
        Experiment e = experiment();
        QVERIFY_EXCEPTION_THROWN(parameter("constants.m"), std::out_of_range);
        QVERIFY_EXCEPTION_THROWN(parameterValue(e, "nothing"), std::out_of_range);
        QVERIFY_EXCEPTION_THROWN(setParameterValue(e, "nothing", 1.0), std::out_of_range);
    }
};

QTEST_APPLESS_MAIN(tst_Parameters)
#include "tst_Parameters.moc"
