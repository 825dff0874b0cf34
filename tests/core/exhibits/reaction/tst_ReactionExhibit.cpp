#include "core/background/Smoluchowski.h"
#include "core/exhibits/ExhibitKinds.h"
#include "core/exhibits/reaction/ReactionExhibit.h"
#include "support/Close.h"
#include "support/ExhibitChecks.h"

#include <QTest>

#include <stdexcept>

using namespace dqm;
using namespace dqm::test;

class TestReactionExhibit : public QObject
{
    Q_OBJECT

private slots:
    void isAKindWithSoundParameters();
    void readoutsAreWhereTheyShouldBe_data();
    void readoutsAreWhereTheyShouldBe();
    void brownianChartHoldsSmoluchowskisLaw();
    void persistentWalkersAreComparedWithNoLaw();
    void compositesFollowTheLawOfTheIncreasedMass_data();
    void compositesFollowTheLawOfTheIncreasedMass();
    void boundIsTheRestEnergyOfOneOfTheTwo();
    void sceneHasCaptureCirclesAroundWalkersThatAreApart();
    void pairsWithinTheRadiusReactAtOnce();
    void sameAmountsGiveTheSameNumbers_data();
    void sameAmountsGiveTheSameNumbers();
    void extremesStayFinite_data();
    void extremesStayFinite();
    void notesSayWhatIsPaperDerivedAndModel();
    void refusesWhatCannotBe();

private:
    static std::unique_ptr<Exhibit> make(ExhibitValues values, std::uint64_t seed = 1);
};

std::unique_ptr<Exhibit> TestReactionExhibit::make(ExhibitValues values, std::uint64_t seed)
{
    values.try_emplace("pairs", 2000.0);
    return made("reaction", values, seed);
}

void TestReactionExhibit::isAKindWithSoundParameters() { checkParameters("reaction"); }

void TestReactionExhibit::readoutsAreWhereTheyShouldBe_data()
{
    QTest::addColumn<double>("walk");
    QTest::addColumn<int>("dimensions");
    for (const double walk : {0.0, 1.0})
        for (const int d : {2, 3})
            QTest::addRow("%s d=%d", walk == 0.0 ? "Brownian" : "persistent", d) << walk << d;
}

void TestReactionExhibit::readoutsAreWhereTheyShouldBe()
{
    QFETCH(double, walk);
    QFETCH(int, dimensions);
    const auto reaction = make({{"walk", walk}, {"dimensions", dimensions}, {"pairs", 4000.0}}, 3);
    const auto start = reaction->frame();
    QCOMPARE(flawIn(*start), QString());
    QCOMPARE(readoutsThatFail(*start), 0);
    for (int k = 0; k < 4; ++k) {
        reaction->advance(3.0);
        const auto frame = reaction->frame();
        QCOMPARE(flawIn(*frame), QString());
        QVERIFY(readoutIds(*frame) == readoutIds(*start));
        QCOMPARE(readoutsThatFail(*frame), 0);
    }
    DQM_CLOSE(reaction->progress(), 12.0, 1e-12);
}

void TestReactionExhibit::brownianChartHoldsSmoluchowskisLaw()
{
    const auto reaction = make({{"pairs", 4000.0}}, 2);
    reaction->advance(20.0);
    const auto frame = reaction->frame();
    const ExhibitChart& survival = chart(*frame, "survival");
    const ExhibitCurve& measured = survival.curves.at(0);
    const ExhibitCurve& exact = survival.curves.at(1);
    QVERIFY(measured.x.size() > 20);
    QVERIFY(exact.style == CurveStyle::Line);
    for (size_t k = 0; k < measured.x.size(); ++k) {
        DQM_CLOSE(measured.y[k], exact.y[k], 4.0 * measured.error[k]);
        QCOMPARE(exact.y[k], smoluchowskiSurvival(2, 2.0, 1.0, 1.0, exact.x[k]));
    }
}

void TestReactionExhibit::persistentWalkersAreComparedWithNoLaw()
{
    const auto reaction = make({{"walk", 1.0}, {"distance", 5.0}}, 2);
    reaction->advance(100.0);
    const auto frame = reaction->frame();
    QVERIFY(!readout(*frame, "survival").expected);
    DQM_CLOSE(*readout(*frame, "survival").value, 0.7323, 0.03);
    DQM_CLOSE(*readout(*frame, "smoluchowski").value, 0.554, 5e-4);
    QVERIFY(*readout(*frame, "reacted_ratio").value < 0.7);
    const ExhibitCurve& law = chart(*frame, "survival").curves.at(1);
    QVERIFY(law.style == CurveStyle::Dashes);
    QVERIFY(law.name.find("exact") == std::string::npos);
    QVERIFY(chart(*frame, "survival").caption.find("far less") != std::string::npos);
}

void TestReactionExhibit::compositesFollowTheLawOfTheIncreasedMass_data()
{
    readoutsAreWhereTheyShouldBe_data();
}

void TestReactionExhibit::compositesFollowTheLawOfTheIncreasedMass()
{
    QFETCH(double, walk);
    QFETCH(int, dimensions);
    const auto reaction = make({{"walk", walk}, {"dimensions", dimensions}, {"massA", 0.5},
                                   {"massB", 2.0}, {"distance", 1.2}, {"pairs", 4000.0}},
        5);
    reaction->advance(10.0);
    const auto frame = reaction->frame();
    const Readout& diffusion = readout(*frame, "diffusion");
    DQM_CLOSE(*diffusion.expected, 0.2, 1e-12);
    QVERIFY(diffusion.holds().value());
    const ExhibitChart& composites = chart(*frame, "composites");
    const ExhibitCurve& measured = composites.curves.at(0);
    const ExhibitCurve& exact = composites.curves.at(1);
    QVERIFY(measured.x.size() >= 3);
    for (size_t k = 0; k < measured.x.size(); ++k) {
        const auto after = std::ranges::lower_bound(exact.x, measured.x[k]) - exact.x.begin();
        DQM_CLOSE(measured.y[k], exact.y[static_cast<size_t>(after)],
            4.0 * measured.error[k] + 0.02 * exact.y.back());
    }
}

void TestReactionExhibit::boundIsTheRestEnergyOfOneOfTheTwo()
{
    const auto frame = make({{"massA", 2.0}, {"massB", 2.0}, {"c", 3.0}})->frame();
    DQM_CLOSE(*readout(*frame, "bound").value, 18.0, 1e-9);
    DQM_CLOSE(*readout(*frame, "bound_share").value, 0.5, 1e-12);
    const auto half = make({{"capture", 0.5}})->frame();
    DQM_CLOSE(*readout(*half, "bound").value, 4.0, 1e-9);
    // r0 = 2: d^2 hbar^2/(8 mu r0^2)
    DQM_CLOSE(*readout(*half, "bound_apart").value, 0.25, 1e-9);
}

void TestReactionExhibit::sceneHasCaptureCirclesAroundWalkersThatAreApart()
{
    const auto reaction = make({}, 1);
    for (int k = 0; k < 30; ++k)
        reaction->advance(0.05);
    const auto frame = reaction->frame();
    const auto& scene = std::get<PlaneScene>(frame->scene);
    QCOMPARE(scene.kinds.size(), size_t(3));
    QCOMPARE(scene.circles.size(), scene.kinds[0].x.size());
    QCOMPARE(scene.kinds[0].x.size(), scene.kinds[1].x.size());
    QCOMPARE(scene.kinds[0].x.size() + scene.kinds[2].x.size(), size_t(36));
    QVERIFY(!scene.kinds[2].x.empty());
    for (size_t k = 0; k < scene.circles.size(); ++k) {
        QCOMPARE(scene.circles[k].radius, 1.0);
        QCOMPARE(static_cast<float>(scene.circles[k].x), scene.kinds[0].x[k]);
        const double apart = std::hypot(
            scene.kinds[0].x[k] - scene.kinds[1].x[k], scene.kinds[0].y[k] - scene.kinds[1].y[k]);
        QVERIFY(apart > 0.9999);
    }
    for (const PlaneScene::Kind& kind : scene.kinds)
        for (const std::vector<float>& trail : kind.trails)
            QVERIFY(trail.size() >= 2 && trail.size() <= 48);
}

void TestReactionExhibit::pairsWithinTheRadiusReactAtOnce()
{
    const auto reaction = make({{"distance", 1.0}, {"capture", 2.0}});
    const auto frame = reaction->frame();
    QCOMPARE(flawIn(*frame), QString());
    QCOMPARE(*readout(*frame, "survival").value, 0.0);
    QCOMPARE(*readout(*frame, "survival").expected, 0.0);
    QCOMPARE(*readout(*frame, "bound_apart").value, 0.0);
}

void TestReactionExhibit::sameAmountsGiveTheSameNumbers_data()
{
    QTest::addColumn<double>("walk");
    QTest::newRow("Brownian") << 0.0;
    QTest::newRow("persistent") << 1.0;
}

void TestReactionExhibit::sameAmountsGiveTheSameNumbers()
{
    QFETCH(double, walk);
    const auto one = make({{"walk", walk}}, 7);
    const auto two = make({{"walk", walk}}, 7);
    const auto other = make({{"walk", walk}}, 8);
    for (int k = 0; k < 5; ++k)
        for (const auto& reaction : {one.get(), two.get(), other.get()})
            reaction->advance(0.7);
    const auto first = one->frame();
    const auto second = two->frame();
    for (size_t k = 0; k < first->readouts.size(); ++k)
        QCOMPARE(first->readouts[k].value, second->readouts[k].value);
    QVERIFY(first->charts[0].curves[0].y == second->charts[0].curves[0].y);
    QVERIFY(*readout(*other->frame(), "diffusion").value != *readout(*first, "diffusion").value);
}

void TestReactionExhibit::extremesStayFinite_data()
{
    QTest::addColumn<ExhibitValues>("values");
    for (const ExhibitParameter& p : exhibitKind("reaction")->parameters) {
        const double highest
            = p.choices.empty() ? p.maximum : static_cast<double>(p.choices.size()) - 1.0;
        for (const double value : {p.minimum, highest})
            for (const double walk : {0.0, 1.0})
                QTest::addRow("%s=%g walk %g", p.id.c_str(), value, walk)
                    << ExhibitValues{{p.id, value}, {"walk", walk}};
    }
    for (const double walk : {0.0, 1.0}) {
        QTest::addRow("finest %g", walk) << ExhibitValues{{"walk", walk}, {"massA", 5.0},
            {"massB", 5.0}, {"hbar", 0.2}, {"c", 5.0}, {"capture", 0.1}, {"distance", 1.0}};
        QTest::addRow("coarsest %g", walk)
            << ExhibitValues{{"walk", walk}, {"massA", 0.2}, {"massB", 0.2}, {"hbar", 5.0},
                   {"c", 0.2}, {"capture", 5.0}, {"distance", 20.0}, {"dimensions", 3.0}};
        QTest::addRow("unlike %g", walk) << ExhibitValues{
            {"walk", walk}, {"massA", 0.2}, {"massB", 5.0}, {"capture", 0.1}, {"distance", 1.0}};
    }
}

void TestReactionExhibit::extremesStayFinite()
{
    QFETCH(ExhibitValues, values);
    values.try_emplace("pairs", 100.0);
    const auto reaction = make(values);
    QCOMPARE(flawIn(*reaction->frame()), QString());
    for (const double amount : {1e-9, 0.02, 1.0, 2.0}) {
        reaction->advance(amount);
        QCOMPARE(flawIn(*reaction->frame()), QString());
    }
}

void TestReactionExhibit::notesSayWhatIsPaperDerivedAndModel()
{
    const auto frame = make({{"walk", 1.0}})->frame();
    QVERIFY(says(*frame, Origin::Paper, "increased mass"));
    QVERIFY(says(*frame, Origin::Model, "gives no formula"));
    QVERIFY(says(*frame, Origin::Derived, "nothing that evades it"));
    QVERIFY(says(*frame, Origin::Derived, "far less than Smoluchowski"));
}

void TestReactionExhibit::refusesWhatCannotBe()
{
    const auto reaction = make({});
    QVERIFY_THROWS_EXCEPTION(std::invalid_argument, reaction->advance(0.0));
    QVERIFY_THROWS_EXCEPTION(std::invalid_argument, reaction->advance(HUGE_VAL));
    QVERIFY_THROWS_EXCEPTION(std::invalid_argument, reaction->setValue("massA", 2.0));
}

QTEST_APPLESS_MAIN(TestReactionExhibit)
#include "tst_ReactionExhibit.moc"
