#include "core/detectors/AbsorptionTally.h"
#include "core/ensembles/ParticleEnsemble.h"
#include "core/simulation/KeptState.h"
#include "core/simulation/Simulation.h"
#include "support/Close.h"

#include <QTest>

#include <numbers>
#include <numeric>

using namespace dqm;

namespace {

Detector screenAt(double x, double reach, double depth, double strength)
{
    return {"screen", {x, -reach, x, reach}, depth, strength};
}

/// x0 = -5, s0 = 1, v = 2 towards a line at 3.
Experiment towardsALine()
{
    Experiment experiment;
    experiment.grid.nx = 192;
    experiment.grid.ny = 64;
    experiment.grid.size = Vec2(40.0, 20.0);
    experiment.packets = {GaussianPacket{.center = Vec2(-5.0, 0.0), .velocity = Vec2(2.0, 0.0)}};
    experiment.detectors = {screenAt(3.0, 10.0, 2.5, 3.0)};
    experiment.time.until = 8.0;
    return experiment;
}

/// The packets behind two slits of physics, x = -6, y = +-2.
Experiment behindTwoSlits(int points)
{
    Experiment experiment;
    experiment.grid.nx = experiment.grid.ny = points;
    experiment.grid.size = Vec2(40.0, 40.0);
    for (const double y : {-2.0, 2.0})
        experiment.packets.push_back(GaussianPacket{
            .center = Vec2(-6.0, y), .sigma = Vec2(1.2, 0.5), .velocity = Vec2(4.0, 0.0)});
    experiment.detectors = {screenAt(6.0, 12.0, 2.0, 11.0)};
    experiment.time.until = 6.0;
    return experiment;
}

double taken(const Simulation& simulation)
{
    const AbsorptionTally& tally = *simulation.tally();
    double sum = tally.takenByEdge();
    for (std::size_t d = 0; d < tally.absorption().strips().size(); ++d)
        sum += tally.taken(d);
    return sum;
}

double normOf(Simulation& simulation, Route route = Route::Rest)
{
    return simulation.observables(route).moments.norm;
}

DetectorReport reportOf(Simulation& simulation)
{
    return simulation.frame({.fields = false})->detectors->front();
}

void compareHits(const std::vector<DetectorHit>& a, const std::vector<DetectorHit>& b)
{
    QCOMPARE(a.size(), b.size());
    for (std::size_t n = 0; n < a.size(); ++n) {
        QCOMPARE(a[n].particle, b[n].particle);
        QCOMPARE(a[n].time, b[n].time);
        QCOMPARE(a[n].along, b[n].along);
    }
}

} // namespace

class TestDetectors : public QObject
{
    Q_OBJECT

private slots:
    void whatIsTakenIsCounted_data();
    void whatIsTakenIsCounted();
    void aPacketArrivesAsTheClosedFormSays();
    void aDeepStripTakesNearlyAll();
    void fringesLieWhereTheyShould();
    void hitsAreDistributedAsRhoSays_data();
    void hitsAreDistributedAsRhoSays();
    void hitsAreTheSameForAnyNumberOfThreads();
    void hitsComeInTheirOrder();
    void anotherLawIsSaidNotToFollowRho();
    void aKeptStateHasThemToo();
    void inKPrimeAsMuchIsTaken();
    void timeDoesNotRunBackward();
    void aScreenThatIsMovedBeginsAnew();
    void theEnergyIsNotSaidToBeConserved();
    void thereIsNothingWithoutDetectors();
};

void TestDetectors::whatIsTakenIsCounted_data()
{
    QTest::addColumn<int>("boundary");
    QTest::addColumn<int>("scheme");
    QTest::addColumn<bool>("driven");
    const auto row = [](const char* name, BoundaryKind boundary, Scheme scheme, bool driven) {
        QTest::newRow(name) << static_cast<int>(boundary) << static_cast<int>(scheme) << driven;
    };
    row("torus", BoundaryKind::Periodic, Scheme::Strang, false);
    row("walls", BoundaryKind::Walls, Scheme::Strang, false);
    row("absorbing edge", BoundaryKind::Absorbing, Scheme::Strang, false);
    row("Chin 4B", BoundaryKind::Periodic, Scheme::Chin4B, false);
    row("Takahashi-Imada", BoundaryKind::Absorbing, Scheme::TakahashiImada, false);
    row("V(t)", BoundaryKind::Periodic, Scheme::Chin4B, true);
}

/// norm + detectors + edge = 1 for any step.
void TestDetectors::whatIsTakenIsCounted()
{
    QFETCH(int, boundary);
    QFETCH(int, scheme);
    QFETCH(bool, driven);
    Experiment experiment;
    experiment.grid.nx = 80;
    experiment.grid.ny = 64;
    experiment.grid.size = Vec2(20.0, 16.0);
    experiment.grid.boundary = static_cast<BoundaryKind>(boundary);
    experiment.packets = {GaussianPacket{.center = Vec2(-3.0, 0.0), .velocity = Vec2(3.0, 1.0)}};
    experiment.detectors = {{"a", {1.0, -5.0, 3.0, 4.0}, 1.5, 2.0},
        {"b", {-2.0, 2.0, 5.0, 2.0}, 2.0, 1.0}, {"off", {-5.0, 0.0, -5.0, 1.0}, 1.0, 0.0}};
    experiment.potential = {HarmonicTerm{.omega = Vec2(0.3, 0.2)}};
    if (driven)
        experiment.potential.emplace_back(
            FormulaTerm{.expression = "sin(3*t)*exp(-x^2-y^2)", .parameters = {}});
    experiment.time.until = 4.0;
    experiment.time.scheme = static_cast<Scheme>(scheme);
    for (const bool isCoarse : {false, true}) {
        if (isCoarse)
            experiment.time.step = 0.1;
        Simulation simulation(experiment);
        for (const double time : {1.0, 2.5, 4.0}) {
            simulation.advanceTo(time);
            DQM_CLOSE(normOf(simulation) + taken(simulation), 1.0, 1e-11);
        }
        QVERIFY(simulation.tally()->taken(0) > 0.1);
        QVERIFY(simulation.tally()->taken(1) > 0.01);
        QCOMPARE(simulation.tally()->taken(2), 0.0);
        if (experiment.grid.boundary == BoundaryKind::Absorbing)
            QVERIFY(simulation.tally()->takenByEdge() > 1e-4);
    }
}

/// P(x > d, t) = erfc((d - x0 - vt)/sqrt2 sigma)/2: a strip takes between its edges, but for slow
/// waves that are turned back and fast ones that are let through. By flux the mean arrival at the
/// line is 4.30730.
void TestDetectors::aPacketArrivesAsTheClosedFormSays()
{
    constexpr double last = 10.0;
    Experiment experiment = towardsALine();
    experiment.time.until = last;
    Simulation simulation(experiment);
    // Each speed of the packet, 2 +- 1/2, has its own fate.
    const DetectorStrip strip(experiment.detectors.front(), experiment.grid);
    double all = 0.0;
    double weights = 0.0;
    for (double v = 0.05; v < 4.5; v += 0.05) {
        const double weight = std::exp(-0.5 * (v - 2.0) * (v - 2.0) / 0.25);
        all += weight * strip.fateAt(v, {}).taken();
        weights += weight;
    }
    const double missed = 1.0 - all / weights;
    double before = 0.0;
    double sum = 0.0;
    for (int n = 1; n <= 50; ++n) {
        const double t = n * last / 50.0;
        simulation.advanceTo(t);
        const double sigma = std::sqrt(1.0 + 0.25 * t * t);
        const auto beyond = [&](double line) {
            return 0.5 * std::erfc((line + 5.0 - 2.0 * t) / (std::numbers::sqrt2 * sigma));
        };
        const double share = simulation.tally()->taken(0);
        sum += (share - before) * (t - 0.1);
        before = share;
        if (n % 5 == 0)
            qInfo("t = %g: %.5f; beyond the line %.5f", t, share, beyond(3.0));
        QVERIFY(share <= beyond(3.0 - 1.25) + 1e-3);
        QVERIFY(share >= beyond(3.0 + 1.25) - missed);
    }
    qInfo("taken %.5f, by the fate of each speed %.5f; mean arrival %.3f", before, 1.0 - missed,
        sum / before);
    DQM_CLOSE(before, 1.0 - missed, 5e-3);
    DQM_CLOSE(sum / before, 4.30730, 1.25 / 2.0);
}

/// 99.7 % at v = 5; the rest is let through or turned back.
void TestDetectors::aDeepStripTakesNearlyAll()
{
    Experiment experiment = towardsALine();
    experiment.packets = {GaussianPacket{.center = Vec2(-8.0, 0.0), .velocity = Vec2(5.0, 0.0)}};
    experiment.detectors = {screenAt(3.0, 10.0, 2.5, 14.0)};
    experiment.time.until = 4.0;
    Simulation simulation(experiment);
    simulation.advanceTo(4.0);
    qInfo("%.5f", simulation.tally()->taken(0));
    DQM_CLOSE(simulation.tally()->taken(0), 0.997, 2e-3);
}

void TestDetectors::fringesLieWhereTheyShould()
{
    Simulation simulation(behindTwoSlits(192));
    simulation.advanceTo(6.0);
    constexpr int bins = 96; // of a quarter
    const std::vector<double> counted = simulation.tally()->along(0, bins);
    const auto at = [&](double y) {
        const double bin = (y + 12.0) / 0.25 - 0.5;
        const auto low = static_cast<std::size_t>(bin);
        const double t = bin - static_cast<double>(low);
        return ((1.0 - t) * counted[low] + t * counted[low + 1]) / 0.25;
    };
    constexpr double smear = 0.03 * 0.209930;
    const std::array<std::array<double, 2>, 7> table{{{0.0, 0.209930}, {0.5, 0.185600},
        {1.0, 0.126326}, {1.5, 0.063478}, {2.0, 0.025043}, {3.0, 0.038179}, {4.0, 0.074832}}};
    for (const auto& [y, H] : table) {
        qInfo("y = %g: %.6f and %.6f, ideal line %.6f", y, at(y), at(-y), H);
        DQM_CLOSE(at(y), H, smear);
        DQM_CLOSE(at(-y), at(y), 1e-6);
    }
    // What is let through, too.
    DQM_CLOSE(simulation.tally()->taken(0), 0.9987, 0.02);
    const auto peak = [&](double from, double to, double sign) {
        double best = from;
        for (double y = from; y <= to; y += 0.01)
            if (sign * at(y) > sign * at(best))
                best = y;
        return best;
    };
    DQM_CLOSE(peak(-1.0, 1.0, 1.0), 0.0, 0.13);
    DQM_CLOSE(peak(3.0, 6.0, 1.0), 4.24, 0.2);
    DQM_CLOSE(peak(1.0, 4.0, -1.0), 2.32, 0.2);
}

void TestDetectors::hitsAreDistributedAsRhoSays_data()
{
    QTest::addColumn<double>("noise");
    QTest::newRow("Bohm") << 0.0;
    QTest::newRow("half") << 0.5;
    QTest::newRow("Nelson") << 1.0;
}

void TestDetectors::hitsAreDistributedAsRhoSays()
{
    QFETCH(double, noise);
    Experiment experiment = behindTwoSlits(128);
    experiment.ensemble.particles = 20000;
    experiment.ensemble.noise = noise;
    Simulation simulation(experiment, {.threads = 2});
    for (const double time : {2.5, 5.0}) {
        simulation.advanceTo(time);
        const DetectorReport report = reportOf(simulation);
        const double p = report.taken;
        const DetectorReport::ChiSquared chi = report.chiSquared();
        qInfo("t = %g: %d hits, %.1f by rho; chi^2/dof %.3f of %d", time, report.hits(), p * 20000,
            chi.perDof, chi.dof);
        DQM_CLOSE(report.hits() / 20000.0, p, 4.0 * std::sqrt(p * (1.0 - p) / 20000.0));
        DQM_CLOSE(p, 1.0 - normOf(simulation), 1e-9);
        QVERIFY(chi.dof > 20);
        QVERIFY(chi.perDof < 1.3 + 3.0 * chi.scatter());
        QCOMPARE(std::accumulate(report.counts.begin(), report.counts.end(), 0), report.hits());
        QCOMPARE(report.hits() + simulation.particles()->alive(), 20000);
    }
}

void TestDetectors::hitsAreTheSameForAnyNumberOfThreads()
{
    Experiment experiment = behindTwoSlits(96);
    experiment.packets = {GaussianPacket{.center = Vec2(-2.0, 0.0), .velocity = Vec2(4.0, 0.0)}};
    experiment.detectors.push_back({"slanting", {4.0, -8.0, 8.0, 8.0}, 2.0, 5.0});
    experiment.ensemble.particles = 5000;
    Simulation one(experiment, {.threads = 1});
    Simulation three(experiment, {.threads = 3});
    one.advanceTo(3.0);
    three.advanceTo(3.0);
    QVERIFY(one.particles()->hits().size() > 3000);
    compareHits(one.particles()->hits(), three.particles()->hits());
    QCOMPARE(one.tally()->taken(0), three.tally()->taken(0));
    const auto onSecond = std::ranges::count(one.particles()->hits(), 1U, &DetectorHit::detector);
    const double share = one.tally()->taken(1);
    DQM_CLOSE(static_cast<double>(onSecond) / 5000.0, share,
        4.0 * std::sqrt(share * (1.0 - share) / 5000.0));
}

void TestDetectors::hitsComeInTheirOrder()
{
    Experiment experiment = towardsALine();
    experiment.ensemble.particles = 3000;
    Simulation simulation(experiment);
    simulation.advanceTo(5.0);
    const std::vector<DetectorHit>& hits = simulation.particles()->hits();
    QVERIFY(std::ranges::is_sorted(hits, {}, &DetectorHit::time));
    for (const DetectorHit& hit : hits) {
        QVERIFY(hit.time > 0.0 && hit.time <= 5.0);
        QVERIFY(std::abs(hit.place.x() - 3.0) < 1.25 + 0.3);
        QVERIFY(hit.along >= 0.0 && hit.along <= 20.0);
        QVERIFY(!simulation.particles()->isAlive(hit.particle));
    }
}

void TestDetectors::anotherLawIsSaidNotToFollowRho()
{
    Experiment experiment = towardsALine();
    experiment.ensemble.particles = 500;
    Simulation simulation(experiment);
    simulation.advanceTo(1.0);
    QVERIFY(reportOf(simulation).followRho);
    experiment.ensemble.law = ParticleLaw::TotalVelocity;
    simulation.apply(experiment);
    simulation.advanceTo(2.0);
    experiment.ensemble.law = ParticleLaw::Conservative;
    simulation.apply(experiment);
    simulation.advanceTo(3.0);
    QVERIFY(!reportOf(simulation).followRho);
}

void TestDetectors::aKeptStateHasThemToo()
{
    Experiment experiment = towardsALine();
    experiment.ensemble.particles = 2000;
    Simulation simulation(experiment);
    simulation.advanceTo(3.5);
    const auto kept = simulation.keep();
    const std::vector<DetectorHit> before = simulation.particles()->hits();
    const double share = simulation.tally()->taken(0);
    QVERIFY(kept->bytes() > before.size() * sizeof(DetectorHit));
    simulation.advanceTo(5.0);
    const std::vector<DetectorHit> after = simulation.particles()->hits();
    const double later = simulation.tally()->taken(0);
    QVERIFY(after.size() > before.size());
    simulation.takeUp(*kept);
    compareHits(simulation.particles()->hits(), before);
    QCOMPARE(simulation.tally()->taken(0), share);
    simulation.advanceTo(5.0);
    compareHits(simulation.particles()->hits(), after);
    QCOMPARE(simulation.tally()->taken(0), later);
    // A change of what is asked is undone as well.
    experiment.detectors.clear();
    simulation.apply(experiment);
    QVERIFY(simulation.tally() == nullptr);
    simulation.takeUp(*kept);
    compareHits(simulation.particles()->hits(), before);
    QCOMPARE(simulation.tally()->taken(0), share);
}

/// Evolved on its own in K', where the strip moves with -W t, psi loses the same.
void TestDetectors::inKPrimeAsMuchIsTaken()
{
    Experiment experiment = behindTwoSlits(192);
    experiment.frameVelocity = Vec2(1.0, -0.6);
    experiment.ensemble.particles = 200;
    Simulation simulation(experiment, {.evolveInKPrime = true});
    for (const double time : {2.0, 3.0, 5.0}) {
        simulation.advanceTo(time);
        const double inK = normOf(simulation);
        DQM_CLOSE(normOf(simulation, Route::Evolved), inK, 2e-4);
        DQM_CLOSE(normOf(simulation, Route::Observed), inK, 1e-9);
    }
    QVERIFY(normOf(simulation) < 0.05);
}

void TestDetectors::timeDoesNotRunBackward()
{
    Experiment experiment = towardsALine();
    Simulation simulation(experiment);
    simulation.advanceTo(0.5);
    QVERIFY(!simulation.canRunBackward());
    QVERIFY_THROWS_EXCEPTION(std::invalid_argument, simulation.advanceTo(0.2));
    experiment.detectors.front().strength = 0.0;
    simulation.apply(experiment);
    QVERIFY(simulation.canRunBackward());
    simulation.advanceTo(0.2);
}

void TestDetectors::aScreenThatIsMovedBeginsAnew()
{
    Experiment experiment = towardsALine();
    experiment.detectors.push_back({"other", {-10.0, -5.0, -10.0, 5.0}, 1.0, 1.0});
    experiment.ensemble.particles = 2000;
    Simulation simulation(experiment);
    simulation.advanceTo(4.0);
    const double share = simulation.tally()->taken(0);
    const std::size_t hits = simulation.particles()->hits().size();
    QVERIFY(hits > 500);
    // Stronger, and second in the list: it is still the same.
    experiment.detectors[0].strength = 5.0;
    std::swap(experiment.detectors[0], experiment.detectors[1]);
    simulation.apply(experiment);
    QCOMPARE(simulation.tally()->taken(1), share);
    QCOMPARE(simulation.particles()->hits().size(), hits);
    QCOMPARE(simulation.particles()->hits().front().detector, 1U);
    experiment.detectors[1].line[0] = 2.9;
    simulation.apply(experiment);
    QCOMPARE(simulation.tally()->taken(1), 0.0);
    QCOMPARE(simulation.particles()->hits().size(), 0U);
    simulation.advanceTo(5.0);
    const DetectorReport report = simulation.frame({.fields = false})->detectors->at(1);
    DQM_CLOSE(report.hits() / 2000.0, report.taken, 4.0 * std::sqrt(report.taken / 2000.0));
}

void TestDetectors::theEnergyIsNotSaidToBeConserved()
{
    Experiment experiment = towardsALine();
    Simulation simulation(experiment);
    simulation.advanceTo(4.0);
    const auto frame = simulation.frame({.fields = false, .equations = true});
    QVERIFY(!frame->energyIsConserved);
    for (const EquationRow& row : *frame->equations)
        if (row.equation == "(1)")
            QVERIFY(row.value < 1.0);
    experiment.detectors.clear();
    QVERIFY(Simulation(experiment).frame({.fields = false})->energyIsConserved);
}

void TestDetectors::thereIsNothingWithoutDetectors()
{
    Experiment experiment = towardsALine();
    experiment.detectors.clear();
    Simulation simulation(experiment);
    QVERIFY(simulation.frame({.fields = false})->detectors == nullptr);
    QVERIFY(simulation.tally() == nullptr);
    QVERIFY(simulation.canRunBackward());
}

QTEST_GUILESS_MAIN(TestDetectors)
#include "tst_Detectors.moc"
