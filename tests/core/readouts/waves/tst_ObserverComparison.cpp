#include "core/readouts/waves/ObserverComparison.h"
#include "support/HandmadeFrame.h"

#include <QTest>

#include <cmath>

using namespace dqm;

class tst_ObserverComparison : public QObject
{
    Q_OBJECT

private slots:
    void holdsForTheGalileanLaw_data();
    void holdsForTheGalileanLaw();
    void leavesOutWhatIsNotCarried();
    void findsEachBrokenLaw_data();
    void findsEachBrokenLaw();
    void doesNotCallAGridABrokenLaw();
    void measuresAgainstTheSizeOfTheQuantity();
    void neverBreaksWhatWasComputedOnItsOwn();
    void doesNotTrustNaN();
    void toleratesAPlaneWave();
    void survivesAFrameWithoutPictures();
};

namespace {

const Comparison& of(const Comparisons& comparisons, Compared what)
{
    return comparisons[static_cast<std::size_t>(what)];
}

Verdict verdict(const Frame& frame, const char* group, std::size_t i)
{
    return verdictOf(readoutIn(observerReadouts(frame), group + std::to_string(i)));
}

Verdict observed(const Frame& frame, Compared what)
{
    return verdict(frame, "K.", static_cast<std::size_t>(what));
}

/// Changes one number of the observed K'.
using Spoiler = void (*)(Observables&);

} // namespace

Q_DECLARE_METATYPE(Spoiler)
Q_DECLARE_METATYPE(Compared)
Q_DECLARE_METATYPE(Vec2)

void tst_ObserverComparison::holdsForTheGalileanLaw_data()
{
    QTest::addColumn<Vec2>("W");
    QTest::newRow("slow") << Vec2(1.5, -0.7);
    QTest::newRow("tiny") << Vec2(1e-8, 0.0);
    QTest::newRow("fast") << Vec2(-300.0, 4e3);
}

void tst_ObserverComparison::holdsForTheGalileanLaw()
{
    QFETCH(Vec2, W);
    const Frame frame = test::handmadeFrame({}, W, true);
    const auto comparisons = compareObservers(frame);
    for (std::size_t i = 0; i < comparisons.size(); ++i) {
        QVERIFY(comparisons[i].observed && comparisons[i].evolved);
        QCOMPARE(verdict(frame, "K.", i), Verdict::Holds);
        QCOMPARE(verdict(frame, "alone.", i), Verdict::Holds);
    }
    QVERIFY(
        *of(comparisons, Compared::MomentumX).observed != of(comparisons, Compared::MomentumX).inK);
    QCOMPARE(*of(comparisons, Compared::SigmaX).observed, 1.25);
    QCOMPARE(*of(comparisons, Compared::DiffusionCoefficient).observed, 0.5);
}

void tst_ObserverComparison::leavesOutWhatIsNotCarried()
{
    const auto alone = compareObservers(test::handmadeFrame());
    QVERIFY(!alone.front().observed && !alone.front().evolved);
    const auto observed = compareObservers(test::handmadeFrame({}, {1.0, 0.0}));
    QVERIFY(observed.front().observed && !observed.front().evolved);
}

void tst_ObserverComparison::findsEachBrokenLaw_data()
{
    QTest::addColumn<Compared>("what");
    QTest::addColumn<Spoiler>("spoil");
    QTest::newRow("mean") << Compared::MeanX
                          << Spoiler([](Observables& n) { n.moments.mean.x() += 1e-8; });
    QTest::newRow("momentum") << Compared::MomentumY
                              << Spoiler([](Observables& n) { n.moments.momentum.y() += 1e-8; });
    QTest::newRow("drift energy") << Compared::DriftEnergy
                                  << Spoiler([](Observables& n) { n.energies.drift += 1e-8; });
    QTest::newRow("sigma") << Compared::SigmaY
                           << Spoiler([](Observables& n) { n.moments.sigma.y() *= 1.0 + 2e-10; });
    QTest::newRow("diffusion energy")
        << Compared::DiffusionEnergy
        << Spoiler([](Observables& n) { n.energies.diffusion *= 1.0 - 2e-10; });
    QTest::newRow("D") << Compared::DiffusionCoefficient
                       << Spoiler([](Observables& n) { n.moments.fick.x() += 1e-8; });
    QTest::newRow("uncertainty") << Compared::UncertaintyX << Spoiler([](Observables& n) {
        n.moments.uncertainty.x() += 1e-8;
    });
    QTest::newRow("mean u") << Compared::MeanDiffusionVelocity << Spoiler([](Observables& n) {
        n.moments.meanDiffusionVelocity.x() = 1e-8;
    });
}

void tst_ObserverComparison::findsEachBrokenLaw()
{
    QFETCH(Compared, what);
    QFETCH(Spoiler, spoil);
    Frame frame = test::handmadeFrame({}, {1.5, -0.7});
    spoil(frame.pictures[1].numbers);
    for (std::size_t i = 0; i < static_cast<std::size_t>(Compared::Count); ++i)
        QCOMPARE(verdict(frame, "K.", i),
            i == static_cast<std::size_t>(what) ? Verdict::Broken : Verdict::Holds);
}

void tst_ObserverComparison::doesNotCallAGridABrokenLaw()
{
    Frame frame = test::handmadeFrame({}, {1.5, -0.7});
    frame.pictures[1].numbers.moments.sigma.x() *= 1.0 + 1e-6;
    QCOMPARE(observed(frame, Compared::SigmaX), Verdict::Broken);
    frame.estimatedError = 1e-9;
    frame.gridError = 1e-9;
    QCOMPARE(observed(frame, Compared::SigmaX), Verdict::Broken);
    frame.gridError = 1e-6;
    QCOMPARE(observed(frame, Compared::SigmaX), Verdict::Holds);
    frame.gridError = 0.1;
    frame.pictures[1].numbers.moments.sigma.x() *= 1.2;
    QCOMPARE(observed(frame, Compared::SigmaX), Verdict::Unresolved);
}

void tst_ObserverComparison::measuresAgainstTheSizeOfTheQuantity()
{
    Frame frame = test::handmadeFrame({}, {1.5, -0.7});
    frame.pictures[1].numbers.moments.sigma.x() = 1.25 * (1.0 + 1e-6);
    const double deviation = of(compareObservers(frame), Compared::SigmaX).observedDeviation;
    QVERIFY(std::abs(deviation - 1e-6) < 1e-12);
}

void tst_ObserverComparison::neverBreaksWhatWasComputedOnItsOwn()
{
    Frame frame = test::handmadeFrame({}, {1.5, -0.7}, true);
    for (const double sigma : {1.3, std::nan("")}) {
        frame.pictures[2].numbers.moments.sigma.x() = sigma;
        QCOMPARE(
            verdict(frame, "alone.", static_cast<std::size_t>(Compared::SigmaX)), Verdict::Nearly);
        QCOMPARE(observed(frame, Compared::SigmaX), Verdict::Holds);
    }
}

void tst_ObserverComparison::doesNotTrustNaN()
{
    Frame frame = test::handmadeFrame({}, {1.5, -0.7});
    frame.pictures[1].numbers.energies.diffusion = std::nan("");
    QCOMPARE(observed(frame, Compared::DiffusionEnergy), Verdict::Broken);
}

void tst_ObserverComparison::toleratesAPlaneWave()
{
    test::HandmadeEnsemble wave;
    wave.momentum = {2.0, 0.0};
    wave.drift = 2.0;
    wave.diffusion = 0.0;
    Frame frame = test::handmadeFrame(wave, {1.0, 0.0});
    frame.pictures[1].numbers.energies.diffusion = 2e-16;
    QCOMPARE(observed(frame, Compared::DiffusionEnergy), Verdict::Holds);
}

void tst_ObserverComparison::survivesAFrameWithoutPictures()
{
    QVERIFY(!compareObservers(Frame{}).front().observed);
    QVERIFY(observerReadouts(Frame{}).empty());
}

QTEST_APPLESS_MAIN(tst_ObserverComparison)
#include "tst_ObserverComparison.moc"
