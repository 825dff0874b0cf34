#include "core/background/CompositeFormation.h"
#include "core/background/Smoluchowski.h"
#include "support/Close.h"

#include <QTest>

#include <stdexcept>

using namespace dqm;

class TestCompositeFormation : public QObject
{
    Q_OBJECT

private slots:
    void brownianPairsSurviveAsSmoluchowskiSays_data();
    void brownianPairsSurviveAsSmoluchowskiSays();
    void persistentPairsSurviveAsMeasured_data();
    void persistentPairsSurviveAsMeasured();
    void persistentPairsReactFarLessThanSmoluchowskiSays();
    void compositesDiffuseByTheIncreasedMass_data();
    void compositesDiffuseByTheIncreasedMass();
    void centreOfMassDiffusesSoBeforeItReacts();
    void compositesFormWithinTheRadius_data();
    void compositesFormWithinTheRadius();
    void pairsThatStartTooCloseReactAtOnce();
    void boundOfACaptureIsTwiceTheReducedRestEnergy();
    void wayToATimeDoesNotMatterToPersistentPairs();
    void sameWhateverTheThreads_data();
    void sameWhateverTheThreads();
    void refusesWhatIsOutOfRange_data();
    void refusesWhatIsOutOfRange();
};

void TestCompositeFormation::brownianPairsSurviveAsSmoluchowskiSays_data()
{
    QTest::addColumn<CompositeOptions>("options");
    for (const int d : {2, 3})
        for (const double r0 : {1.5, 3.0})
            // D = a = 1
            QTest::addRow("d=%d r0=%g", d, r0) << CompositeOptions{
                .dimensions = d, .c = 0.5 * d, .distance = r0, .pairs = 8000, .seed = 4};
    QTest::newRow("unlike masses") << CompositeOptions{.massA = 0.4,
        .massB = 3.0,
        .hbar = 2.0,
        .distance = 2.0,
        .capture = 0.5,
        .pairs = 8000,
        .seed = 5};
}

void TestCompositeFormation::brownianPairsSurviveAsSmoluchowskiSays()
{
    QFETCH(CompositeOptions, options);
    CompositeFormation formation(options);
    for (const double time : {1.0, 10.0, 40.0}) {
        formation.advanceTo(time, 2);
        const CompositeReadings r = formation.readings();
        DQM_CLOSE(r.survival.value,
            smoluchowskiSurvival(options.dimensions, options.startDistance(),
                options.captureRadius(), options.relativeDiffusion(), time),
            3.0 * r.survival.error + 5e-4);
    }
}

void TestCompositeFormation::persistentPairsSurviveAsMeasured_data()
{
    // A measurement of its own: 4e4 pairs, +-0.004; it is no closed form.
    QTest::addColumn<int>("dimensions");
    QTest::addColumn<double>("distance");
    QTest::addColumn<double>("capture");
    QTest::addColumn<QList<double>>("survival");
    QTest::newRow("2D near") << 2 << 2.0 << 1.0 << QList<double>{0.7508, 0.6316, 0.5271};
    QTest::newRow("2D far") << 2 << 5.0 << 1.0 << QList<double>{0.9695, 0.8645, 0.7323};
    QTest::newRow("2D narrow") << 2 << 5.0 << 0.2 << QList<double>{-1.0, -1.0, 0.923};
    QTest::newRow("3D near") << 3 << 2.0 << 1.0 << QList<double>{0.9048, 0.8559, 0.8243};
    QTest::newRow("3D far") << 3 << 5.0 << 1.0 << QList<double>{0.9987, 0.9796, 0.9529};
}

void TestCompositeFormation::persistentPairsSurviveAsMeasured()
{
    QFETCH(int, dimensions);
    QFETCH(double, distance);
    QFETCH(double, capture);
    QFETCH(QList<double>, survival);
    CompositeFormation formation({.law = WalkerLaw::Persistent,
        .dimensions = dimensions,
        .distance = distance,
        .capture = capture,
        .pairs = 6000,
        .seed = 6});
    const std::array times{5.0, 20.0, 100.0};
    for (int k = 0; k < 3; ++k) {
        formation.advanceTo(times[size_t(k)], 2);
        const Estimate measured = formation.readings().survival;
        if (survival[k] >= 0.0)
            DQM_CLOSE(measured.value, survival[k], 0.004 + 2.0 * measured.error);
    }
}

void TestCompositeFormation::persistentPairsReactFarLessThanSmoluchowskiSays()
{
    const CompositeOptions options{
        .law = WalkerLaw::Persistent, .distance = 5.0, .pairs = 4000, .seed = 2};
    CompositeFormation formation(options);
    formation.advanceTo(100.0, 2);
    const Estimate survival = formation.readings().survival;
    const double brownian = smoluchowskiSurvival(
        2, options.startDistance(), options.captureRadius(), options.relativeDiffusion(), 100.0);
    DQM_CLOSE(brownian, 0.554, 5e-4);
    QVERIFY(survival.value > brownian + 10.0 * survival.error);
}

void TestCompositeFormation::compositesDiffuseByTheIncreasedMass_data()
{
    QTest::addColumn<CompositeOptions>("options");
    for (const auto law : {WalkerLaw::Brownian, WalkerLaw::Persistent}) {
        for (const int d : {2, 3}) {
            QTest::addRow("%s d=%d", law == WalkerLaw::Brownian ? "Brownian" : "persistent", d)
                << CompositeOptions{.law = law,
                       .dimensions = d,
                       .massA = 0.5,
                       .massB = 2.0,
                       .hbar = 1.5,
                       .distance = 1.2,
                       .pairs = 6000,
                       .seed = 8};
        }
    }
}

void TestCompositeFormation::compositesDiffuseByTheIncreasedMass()
{
    QFETCH(CompositeOptions, options);
    CompositeFormation formation(options);
    for (const double time : {3.0, 30.0}) {
        formation.advanceTo(time, 2);
        const CompositeReadings r = formation.readings();
        QVERIFY(r.composites > 500);
        QVERIFY(r.meanAge > 0.0 && r.meanAge < time);
        DQM_CLOSE(r.diffusion.value, 1.5 / (2.0 * 2.5), 3.0 * r.diffusion.error);
    }
}

void TestCompositeFormation::centreOfMassDiffusesSoBeforeItReacts()
{
    const CompositeOptions options{
        .massA = 0.5, .massB = 2.0, .distance = 50.0, .pairs = 8000, .seed = 9};
    CompositeFormation formation(options);
    formation.advanceTo(2.0, 2);
    SampleSums square;
    for (int k = 0; k < formation.count(); ++k) {
        const auto p = formation.pair(k);
        QVERIFY(!p.isComposite);
        square.add(((0.5 * p.a + 2.0 * p.b) / 2.5).squaredNorm());
    }
    DQM_CLOSE(square.mean().value, options.compositeSquare(2.0), 3.0 * square.mean().error);
}

void TestCompositeFormation::compositesFormWithinTheRadius_data()
{
    compositesDiffuseByTheIncreasedMass_data();
}

void TestCompositeFormation::compositesFormWithinTheRadius()
{
    QFETCH(CompositeOptions, options);
    CompositeFormation formation(options);
    formation.advanceTo(5.0, 2);
    for (int k = 0; k < formation.count(); ++k) {
        const auto p = formation.pair(k);
        if (!p.isComposite) {
            QVERIFY((p.b - p.a).norm() > options.captureRadius());
            continue;
        }
        QVERIFY(p.formed >= 0.0 && p.formed <= 5.0);
        if (options.law == WalkerLaw::Persistent)
            QVERIFY((p.composite - p.birth).norm() <= (5.0 - p.formed) * options.c * (1.0 + 1e-12));
    }
}

void TestCompositeFormation::pairsThatStartTooCloseReactAtOnce()
{
    for (const auto law : {WalkerLaw::Brownian, WalkerLaw::Persistent}) {
        CompositeFormation formation({.law = law, .distance = 1.0, .capture = 1.0, .pairs = 50});
        QCOMPARE(formation.readings().survival.value, 0.0);
        QCOMPARE(formation.readings().apartSquare.value, 0.0);
        formation.advanceTo(1.0, 1);
        QCOMPARE(formation.readings().composites, 50);
        DQM_CLOSE(formation.readings().meanAge, 1.0, 1e-12);
    }
}

void TestCompositeFormation::boundOfACaptureIsTwiceTheReducedRestEnergy()
{
    // d^2 hbar^2/(8 mu a^2) = 2 mu c^2 for a = l, whatever d, hbar and the masses.
    for (const int d : {2, 3}) {
        const CompositeOptions options{
            .dimensions = d, .massA = 0.3, .massB = 2.0, .hbar = 0.7, .c = 3.0};
        const double a = options.captureRadius();
        DQM_CLOSE(options.localisationBound(a * a), 2.0 * options.reducedMass() * 9.0, 1e-12);
    }
}

void TestCompositeFormation::wayToATimeDoesNotMatterToPersistentPairs()
{
    const CompositeOptions options{.law = WalkerLaw::Persistent, .pairs = 300, .seed = 3};
    CompositeFormation once(options);
    CompositeFormation often(options);
    once.advanceTo(6.0, 1);
    for (int k = 1; k <= 600; ++k)
        often.advanceTo(k * 0.01, 1);
    for (int k = 0; k < once.count(); ++k) {
        QCOMPARE(once.pair(k).isComposite, often.pair(k).isComposite);
        QVERIFY(once.pair(k).a == often.pair(k).a);
        QVERIFY(once.pair(k).composite == often.pair(k).composite);
    }
}

void TestCompositeFormation::sameWhateverTheThreads_data()
{
    QTest::addColumn<WalkerLaw>("law");
    QTest::newRow("Brownian") << WalkerLaw::Brownian;
    QTest::newRow("persistent") << WalkerLaw::Persistent;
}

void TestCompositeFormation::sameWhateverTheThreads()
{
    QFETCH(WalkerLaw, law);
    const CompositeOptions options{.law = law, .dimensions = 3, .pairs = 1000, .seed = 3};
    CompositeFormation one(options);
    CompositeFormation four(options);
    CompositeOptions changed = options;
    changed.seed = 4;
    CompositeFormation other(changed);
    for (const double time : {0.7, 3.0}) {
        one.advanceTo(time, 1);
        four.advanceTo(time, 4);
        other.advanceTo(time, 1);
    }
    for (int k = 0; k < one.count(); ++k) {
        QVERIFY(one.pair(k).a == four.pair(k).a);
        QVERIFY(one.pair(k).composite == four.pair(k).composite);
    }
    QCOMPARE(one.readings().diffusion.value, four.readings().diffusion.value);
    QVERIFY(one.readings().diffusion.value != other.readings().diffusion.value);
}

void TestCompositeFormation::refusesWhatIsOutOfRange_data()
{
    QTest::addColumn<CompositeOptions>("options");
    QTest::newRow("one dimension") << CompositeOptions{.dimensions = 1};
    QTest::newRow("four dimensions") << CompositeOptions{.dimensions = 4};
    QTest::newRow("no mass") << CompositeOptions{.massA = 0.0};
    QTest::newRow("negative mass") << CompositeOptions{.massB = -1.0};
    QTest::newRow("endless hbar") << CompositeOptions{.hbar = HUGE_VAL};
    QTest::newRow("no light") << CompositeOptions{.c = 0.0};
    QTest::newRow("no distance") << CompositeOptions{.distance = 0.0};
    QTest::newRow("no number") << CompositeOptions{.capture = std::nan("")};
    QTest::newRow("nobody") << CompositeOptions{.pairs = 0};
}

void TestCompositeFormation::refusesWhatIsOutOfRange()
{
    QFETCH(CompositeOptions, options);
    QVERIFY_THROWS_EXCEPTION(std::invalid_argument, CompositeFormation{options});
    CompositeFormation formation({.pairs = 1});
    formation.advanceTo(1.0, 1);
    QVERIFY_THROWS_EXCEPTION(std::invalid_argument, formation.advanceTo(0.5, 1));
}

QTEST_APPLESS_MAIN(TestCompositeFormation)
#include "tst_CompositeFormation.moc"
