#include "core/exhibits/ExhibitKinds.h"
#include "core/exhibits/lightwalk/LightWalkExhibit.h"
#include "support/Close.h"
#include "support/ExhibitChecks.h"

#include <QTest>

#include <stdexcept>

using namespace dqm;
using namespace dqm::test;

class TestLightWalkExhibit : public QObject
{
    Q_OBJECT

private slots:
    void isAKindWithSoundParameters();
    void readoutsAreWhereTheyShouldBe_data();
    void readoutsAreWhereTheyShouldBe();
    void energyOfFluctuationsIsTheMass();
    void chartsHoldTheLaws();
    void aWalkerThatPassesByIsContracted();
    void variantWithAFixedFrameLosesItsDrift();
    void sceneHasTrailsAndTheLightCone();
    void inOneDimensionItShowsWorldLines();
    void sameAmountsGiveTheSameNumbers();
    void divisionOfTheWayDoesNotMatter();
    void extremesStayFinite_data();
    void extremesStayFinite();
    void notesSayWhatIsPaperDerivedAndModel();
    void refusesWhatCannotBe();

private:
    static std::unique_ptr<Exhibit> make(ExhibitValues values, std::uint64_t seed = 1);
};

std::unique_ptr<Exhibit> TestLightWalkExhibit::make(ExhibitValues values, std::uint64_t seed)
{
    values.try_emplace("walkers", 4000.0);
    return made("light-walk", values, seed);
}

void TestLightWalkExhibit::isAKindWithSoundParameters() { checkParameters("light-walk"); }

void TestLightWalkExhibit::readoutsAreWhereTheyShouldBe_data()
{
    QTest::addColumn<int>("dimensions");
    QTest::addColumn<double>("boost");
    QTest::addColumn<double>("redirection");
    for (const int d : {1, 2, 3})
        for (const double boost : {0.0, 0.6})
            for (const double frame : {0.0, 1.0})
                QTest::addRow("d=%d V=%g %s", d, boost, frame == 0.0 ? "own" : "fixed")
                    << d << boost << frame;
}

void TestLightWalkExhibit::readoutsAreWhereTheyShouldBe()
{
    QFETCH(int, dimensions);
    QFETCH(double, boost);
    QFETCH(double, redirection);
    const auto walk = make({{"dimensions", dimensions}, {"boost", boost},
                               {"redirection", redirection}, {"walkers", 20000.0}},
        4);
    const auto start = walk->frame();
    QCOMPARE(readoutsThatFail(*start), 0);
    QCOMPARE(flawIn(*start), QString());
    for (int k = 0; k < 4; ++k) {
        walk->advance(2.0);
        const auto frame = walk->frame();
        QCOMPARE(flawIn(*frame), QString());
        QVERIFY(readoutIds(*frame) == readoutIds(*start));
        // One of fifty may be beyond three standard errors by chance.
        for (const Readout& r : frame->readouts)
            if (r.expected)
                DQM_CLOSE(*r.value, *r.expected,
                    std::max(4.0 * r.error.value_or(0.0), r.tolerance.value_or(0.0)));
    }
}

void TestLightWalkExhibit::energyOfFluctuationsIsTheMass()
{
    const auto walk = make({{"restEnergy", 4.0}, {"c", 2.0}, {"hbar", 0.5}}, 2);
    walk->advance(3.0);
    const auto frame = walk->frame();
    QCOMPARE(*readout(*frame, "mass").value, 1.0);
    DQM_CLOSE(*readout(*frame, "diffusion").expected, 0.25, 1e-9);
    DQM_CLOSE(*readout(*frame, "turn_rate").expected, 8.0, 1e-12);
    DQM_CLOSE(*readout(*frame, "free_path").expected, 0.25, 1e-12);
    DQM_CLOSE(*readout(*frame, "speed_squared").expected, 4.0, 1e-12);
}

void TestLightWalkExhibit::chartsHoldTheLaws()
{
    const auto walk = make({{"walkers", 20000.0}}, 3);
    walk->advance(10.0);
    const auto frame = walk->frame();
    const ExhibitChart& spread = chart(*frame, "spread");
    const ExhibitCurve& measured = spread.curves.at(0);
    const ExhibitCurve& exact = spread.curves.at(1);
    QVERIFY(measured.x.size() > 20);
    for (size_t k = 0; k < measured.x.size(); ++k)
        DQM_CLOSE(measured.y[k], exact.y[k], 4.0 * measured.error[k]);
    // Ballistic limit above, diffusive limit too.
    for (size_t k = 0; k < exact.x.size(); ++k) {
        QVERIFY(exact.y[k] < spread.curves.at(2).y[k]);
        QVERIFY(exact.y[k] < spread.curves.at(3).y[k]);
    }
    const ExhibitChart& radial = chart(*frame, "radial");
    double farthest = 0.0;
    for (size_t k = 0; k < radial.curves.at(0).x.size(); ++k)
        farthest
            = std::max(farthest, std::abs(radial.curves.at(0).y[k] - radial.curves.at(1).y[k]));
    // Kolmogorov: 1.63/sqrt(N) at one in a hundred.
    QVERIFY2(farthest < 1.63 / std::sqrt(20000.0), qPrintable(QString::number(farthest)));
    const ExhibitChart& directions = chart(*frame, "directions");
    for (size_t k = 0; k < directions.curves.at(0).x.size(); ++k)
        DQM_CLOSE(directions.curves.at(0).y[k], directions.curves.at(1).y[k],
            4.0 * directions.curves.at(0).error[k]);
}

void TestLightWalkExhibit::aWalkerThatPassesByIsContracted()
{
    const auto walk = make({{"boost", 0.8}, {"walkers", 20000.0}}, 3);
    walk->advance(60.0);
    const auto frame = walk->frame();
    const double along = *readout(*frame, "spread_along").value;
    const double across = *readout(*frame, "spread_across").value;
    DQM_CLOSE(std::sqrt(along / across), 0.6, 0.03);
    QCOMPARE(chart(*frame, "spread").curves.size(), size_t(4));
    DQM_CLOSE(*readout(*frame, "flight_energy").value, 1.0 / 0.6, 0.01);
    DQM_CLOSE(*readout(*frame, "energy").value, 1.32 / 0.6, 0.03);
}

void TestLightWalkExhibit::variantWithAFixedFrameLosesItsDrift()
{
    const auto walk = make({{"boost", 0.8}, {"redirection", 1.0}, {"walkers", 40000.0}}, 3);
    walk->advance(1.5);
    const auto early = walk->frame();
    DQM_CLOSE(*readout(*early, "mean_velocity").value, 0.8 * std::exp(-1.5), 0.01);
    walk->advance(20.0);
    const auto late = walk->frame();
    DQM_CLOSE(
        *readout(*late, "mean_velocity").value, 0.0, 3.0 * *readout(*late, "mean_velocity").error);
}

void TestLightWalkExhibit::sceneHasTrailsAndTheLightCone()
{
    const auto walk = make({}, 1);
    walk->advance(2.0);
    const auto frame = walk->frame();
    const auto& scene = std::get<PlaneScene>(frame->scene);
    QCOMPARE(scene.circles.size(), size_t(2));
    QCOMPARE(scene.circles[0].radius, 2.0);
    size_t drawn = 0;
    for (const PlaneScene::Kind& kind : scene.kinds) {
        QCOMPARE(kind.trails.size(), kind.x.size());
        drawn += kind.x.size();
        for (size_t k = 0; k < kind.x.size(); ++k) {
            QVERIFY(std::hypot(kind.x[k], kind.y[k]) <= 2.0001);
            QCOMPARE(kind.trails[k].back(), kind.y[k]);
        }
    }
    QCOMPARE(drawn, size_t(LightSpeedWalk::tracedWalkers));
    // Those that have not turned are on the cone.
    for (size_t k = 0; k < scene.kinds[1].x.size(); ++k)
        DQM_CLOSE(std::hypot(scene.kinds[1].x[k], scene.kinds[1].y[k]), 2.0, 1e-5);
}

void TestLightWalkExhibit::inOneDimensionItShowsWorldLines()
{
    const auto walk = make({{"dimensions", 1.0}}, 1);
    walk->advance(3.0);
    const auto frame = walk->frame();
    const auto& scene = std::get<PlaneScene>(frame->scene);
    for (const PlaneScene::Kind& kind : scene.kinds)
        for (const std::vector<float>& trail : kind.trails)
            for (size_t k = 2; k < trail.size(); k += 2)
                // light goes at 45 degrees
                DQM_CLOSE(std::abs(trail[k] - trail[k - 2]), trail[k + 1] - trail[k - 1], 1e-5);
}

void TestLightWalkExhibit::sameAmountsGiveTheSameNumbers()
{
    const auto one = make({{"boost", 0.3}}, 7);
    const auto two = make({{"boost", 0.3}}, 7);
    const auto other = make({{"boost", 0.3}}, 8);
    for (int k = 0; k < 5; ++k)
        for (const auto& walk : {one.get(), two.get(), other.get()})
            walk->advance(0.3);
    const auto first = one->frame();
    const auto second = two->frame();
    for (size_t k = 0; k < first->readouts.size(); ++k)
        QCOMPARE(first->readouts[k].value, second->readouts[k].value);
    QVERIFY(first->charts[0].curves[0].y == second->charts[0].curves[0].y);
    QVERIFY(*readout(*other->frame(), "spread").value != *readout(*first, "spread").value);
}

void TestLightWalkExhibit::divisionOfTheWayDoesNotMatter()
{
    const auto once = make({}, 7);
    const auto often = make({}, 7);
    once->advance(4.0);
    for (int k = 0; k < 64; ++k)
        often->advance(0.0625);
    const auto first = once->frame();
    const auto second = often->frame();
    for (size_t k = 0; k < first->readouts.size(); ++k)
        QCOMPARE(first->readouts[k].value, second->readouts[k].value);
    QVERIFY(first->charts[0].curves[0].y == second->charts[0].curves[0].y);
}

void TestLightWalkExhibit::extremesStayFinite_data()
{
    QTest::addColumn<ExhibitValues>("values");
    for (const ExhibitParameter& p : exhibitKind("light-walk")->parameters) {
        const double highest
            = p.choices.empty() ? p.maximum : static_cast<double>(p.choices.size()) - 1.0;
        for (const double value : {p.minimum, highest})
            QTest::addRow("%s=%g", p.id.c_str(), value) << ExhibitValues{{p.id, value}};
    }
    QTest::newRow("rarest turns") << ExhibitValues{
        {"restEnergy", 0.1}, {"hbar", 5.0}, {"dimensions", 3.0}, {"boost", 0.95}, {"c", 0.2}};
    QTest::newRow("most turns") << ExhibitValues{
        {"restEnergy", 10.0}, {"hbar", 0.2}, {"dimensions", 1.0}, {"boost", 0.95}, {"c", 5.0}};
    QTest::newRow("fast friction") << ExhibitValues{{"restEnergy", 10.0}, {"hbar", 0.2},
        {"dimensions", 3.0}, {"boost", 0.95}, {"redirection", 1.0}};
}

void TestLightWalkExhibit::extremesStayFinite()
{
    QFETCH(ExhibitValues, values);
    values.try_emplace("walkers", 200.0);
    const auto walk = make(values);
    QCOMPARE(flawIn(*walk->frame()), QString());
    for (const double amount : {1e-9, 0.02, 1.0, 20.0}) {
        walk->advance(amount);
        QCOMPARE(flawIn(*walk->frame()), QString());
    }
    DQM_CLOSE(walk->progress(), 21.02 + 1e-9, 1e-12);
}

void TestLightWalkExhibit::notesSayWhatIsPaperDerivedAndModel()
{
    const auto frame = make({{"boost", 0.5}})->frame();
    QVERIFY(says(*frame, Origin::Paper, "rest energy"));
    QVERIFY(says(*frame, Origin::Derived, "The paper gives no rate"));
    QVERIFY(says(*frame, Origin::Derived, "not the microscopic origin of (16)"));
    QVERIFY(says(*frame, Origin::Derived, "stress of the field"));
    QVERIFY(says(*frame, Origin::Model, "isotropic"));
}

void TestLightWalkExhibit::refusesWhatCannotBe()
{
    const auto walk = make({});
    QVERIFY_THROWS_EXCEPTION(std::invalid_argument, walk->advance(0.0));
    QVERIFY_THROWS_EXCEPTION(std::invalid_argument, walk->advance(-1.0));
    QVERIFY_THROWS_EXCEPTION(std::invalid_argument, walk->advance(std::nan("")));
    QVERIFY_THROWS_EXCEPTION(std::invalid_argument, walk->setValue("boost", 0.5));
}

QTEST_APPLESS_MAIN(TestLightWalkExhibit)
#include "tst_LightWalkExhibit.moc"
