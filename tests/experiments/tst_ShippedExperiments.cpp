#include "app/experiments/ExperimentLibrary.h"
#include "app/results/SeriesColumns.h"
#include "core/grid/Parallel.h"
#include "core/hydrodynamics/Circulation.h"
#include "core/simulation/Simulation.h"
#include "support/ClosedForms.h"

#include <QtTest>

#include <numbers>

using namespace dqm;
using namespace dqm::test;

namespace {

constexpr double pi = std::numbers::pi;

Experiment shipped(const QString& name, const QStringList& changes = {})
{
    return openExperiment(name, changes);
}

/// The same on a grid that is still fine enough for closed forms, and four times as quick.
Experiment coarse(const QString& name) { return shipped(name, {"grid.points=[128,128]"}); }

Observables atTime(Simulation& simulation, double time, Route route = Route::Rest)
{
    simulation.advanceTo(time);
    return simulation.observables(route);
}

/// A comparison whose failure says both numbers.
void near(double actual, double expected, double tolerance, const char* what)
{
    const QString message = QStringLiteral("%1: %2, expected %3, off by %4")
                                .arg(what)
                                .arg(actual, 0, 'g', 12)
                                .arg(expected, 0, 'g', 12)
                                .arg(actual - expected, 0, 'g', 3);
    QVERIFY2(std::abs(actual - expected) <= tolerance, qPrintable(message));
}

/// The plane of two independent axes, each a Gaussian that stays one.
void compareWithGaussians(
    const Observables& seen, const Gaussian1D& x, const Gaussian1D& y, double tolerance)
{
    const Moments& m = seen.moments;
    near(m.norm, 1.0, 1e-10, "norm");
    near(m.mean.x(), x.position, tolerance, "mean x");
    near(m.mean.y(), y.position, tolerance, "mean y");
    near(m.momentum.x(), x.momentum, tolerance, "momentum x");
    near(m.momentum.y(), y.momentum, tolerance, "momentum y");
    near(m.sigma.x(), x.sigma(), tolerance, "sigma x");
    near(m.sigma.y(), y.sigma(), tolerance, "sigma y");
    near(seen.energies.drift, x.driftEnergy() + y.driftEnergy(), tolerance, "drift energy");
    near(seen.energies.diffusion, x.diffusionEnergy() + y.diffusionEnergy(), tolerance,
        "diffusion energy");
    near(m.uncertainty.x(), 0.25, tolerance, "uncertainty x");
    near(m.uncertainty.y(), 0.25, tolerance, "uncertainty y");
    near(m.fick.x(), 0.5, 1e-8, "Fick's identity x");
    near(m.fick.y(), 0.5, 1e-8, "Fick's identity y");
}

const GaussianPacket& firstGaussian(const Experiment& experiment)
{
    return std::get<GaussianPacket>(experiment.packets.front());
}

Packet1D axisOf(const GaussianPacket& packet, int axis)
{
    return {packet.sigma[axis], packet.center[axis], packet.velocity[axis]};
}

/// Transmission of V0 / cosh^2(x/a), averaged over the momenta of a Gaussian packet.
double sech2Transmission(double v0, double a, double k0, double sigma)
{
    const double spread = 0.5 / sigma;
    const double root = 8.0 * v0 * a * a - 1.0;
    const double bound = std::pow(std::cosh(0.5 * pi * std::sqrt(root)), 2);
    double transmitted = 0.0;
    double all = 0.0;
    for (double k = k0 - 8.0 * spread; k < k0 + 8.0 * spread; k += spread / 500.0) {
        const double weight = std::exp(-0.5 * std::pow((k - k0) / spread, 2));
        const double open = std::pow(std::sinh(pi * k * a), 2);
        all += weight;
        transmitted += k > 0.0 ? weight * open / (open + bound) : 0.0;
    }
    return transmitted / all;
}

ComplexField psiAt(Simulation& simulation, double time)
{
    simulation.advanceTo(time);
    return simulation.fields(Route::Rest).psi;
}

} // namespace

class TestShippedExperiments : public QObject
{
    Q_OBJECT

private slots:
    void comesWithTextAndView_data() { allNames(); }
    void comesWithTextAndView()
    {
        QFETCH(QString, name);
        const Experiment e = shipped(name);
        if (e.lesson.empty()) {
            QVERIFY(e.about.size() > 300);
            QVERIFY(e.about.find("\n\n") != std::string::npos);
        } else {
            // Its text stands in its steps.
            QVERIFY(e.about.size() > 60);
            QVERIFY(e.lesson.size() >= 5);
            std::size_t text = 0;
            for (const LessonStep& step : e.lesson)
                text += step.say.size() + step.ask.size() + step.why.size();
            QVERIFY(text > 600);
        }
        QVERIFY(!e.equations.empty());
        QVERIFY(e.view.speed.has_value());
        const double seconds = e.time.until / *e.view.speed;
        QVERIFY2(seconds > 5.0 && seconds < 25.0, qPrintable(QString::number(seconds)));
    }

    void staysFiniteAndConserves_data() { allNames(); }
    void staysFiniteAndConserves()
    {
        QFETCH(QString, name);
        Simulation simulation(shipped(name), {false, threadCount()});
        const double until = simulation.experiment().time.until;
        for (int part = 1; part <= 4; ++part) {
            const Observables seen = atTime(simulation, until * part / 12.0);
            for (const SeriesEntry& entry : observedEntries(simulation.experiment(), seen))
                QVERIFY2(std::isfinite(entry.value.value()), entry.column.c_str());
            for (const double probability : seen.regions)
                QVERIFY(probability >= 0.0 && probability <= 1.0 + 1e-9);
            const auto frame = simulation.frame({false});
            if (simulation.experiment().grid.boundary == BoundaryKind::Absorbing) {
                QVERIFY(frame->normError < 1e-10);
            } else {
                near(frame->normError, 0.0, 1e-10, "norm");
                if (!frame->isCooling)
                    near(frame->energyError, 0.0, 1e-6, "energy");
            }
        }
    }

    void coolingEndsInTheGroundState()
    {
        Simulation simulation(shipped("cooling-in-a-well"), {false, threadCount()});
        double last = simulation.observables(Route::Rest).energies.total();
        for (int second = 1; second <= 14; ++second) {
            const double energy = atTime(simulation, second).energies.total();
            QVERIFY(energy < last + 1e-12);
            last = energy;
        }
        const Energies end = simulation.observables(Route::Rest).energies;
        near(end.kinetic() + end.potential, 1.25, 1e-10, "hbar omega");
        near(end.diffusion, 0.625, 1e-6, "diffusion energy");
        near(end.drift, 0.0, 1e-12, "drift energy");
    }

    void needsNoSmallerStep_data()
    {
        QTest::addColumn<QString>("name");
        for (const char* name :
            {"harmonic-breathing", "tunnelling", "double-slit", "circular-well-scattering"}) {
            QTest::newRow(name) << QString(name);
        }
    }
    void needsNoSmallerStep()
    {
        QFETCH(QString, name);
        Experiment experiment = shipped(name);
        const double time = 0.4 * experiment.time.until;
        Simulation simulation(experiment, {false, threadCount()});
        experiment.time.step = 0.5 * simulation.stepSize();
        Simulation finer(experiment, {false, threadCount()});
        const auto row = observedEntries(experiment, atTime(simulation, time));
        const auto finerRow = observedEntries(experiment, atTime(finer, time));
        for (std::size_t i = 0; i < row.size(); ++i) {
            const double value = finerRow[i].value.value();
            near(
                row[i].value.value(), value, 1e-4 * (1.0 + std::abs(value)), row[i].column.c_str());
        }
    }

    void spreadsAsAFreeGaussian()
    {
        const Experiment experiment = coarse("free-spreading");
        Simulation simulation(experiment);
        for (const double t : {0.0, 1.0, 2.0, 4.0}) {
            const Gaussian1D g = freeGaussian(axisOf(firstGaussian(experiment), 0), t);
            const Observables seen = atTime(simulation, t);
            compareWithGaussians(seen, g, g, 1e-8);
            near(seen.energies.crossTerm, 0.5 * 2.0 * g.sigmaRate() / g.sigma(), 1e-8, "m<v.u>");
        }
        const Observables half = atTime(simulation, 2.0);
        near(half.energies.drift, half.energies.diffusion, 1e-8, "half of the energy at t = 2");
    }

    void looksBoostedToTheMovingObserver()
    {
        const Experiment experiment = coarse("boosted-spreading");
        const Vec2 w = experiment.frameVelocity;
        QCOMPARE(w, Vec2(1.5, -0.7));
        Simulation simulation(experiment, {true, threadCount()});
        for (const double t : {0.0, 1.5, 4.0}) {
            Packet1D x = axisOf(firstGaussian(experiment), 0);
            Packet1D y = axisOf(firstGaussian(experiment), 1);
            x.velocity -= w.x();
            y.velocity -= w.y();
            for (const Route route : {Route::Observed, Route::Evolved}) {
                compareWithGaussians(
                    atTime(simulation, t, route), freeGaussian(x, t), freeGaussian(y, t), 1e-8);
            }
        }
    }

    void turnsTheLongWayRound()
    {
        const Experiment experiment = coarse("anisotropic-spreading");
        Simulation simulation(experiment);
        for (const double t : {0.0, 1.2, 2.4, 3.2}) {
            compareWithGaussians(atTime(simulation, t),
                freeGaussian(axisOf(firstGaussian(experiment), 0), t),
                freeGaussian(axisOf(firstGaussian(experiment), 1), t), 1e-8);
        }
        const Vec2 round = atTime(simulation, 2.4).moments.sigma;
        near(round.x(), round.y(), 1e-8, "round at t = 2.4");
    }

    void addsTheTwoPackets()
    {
        const Experiment experiment = coarse("two-packets-meeting");
        Simulation simulation(experiment);
        const double t = 2.5;
        const ComplexField psi = psiAt(simulation, t);
        ComplexField expected = ComplexField::Zero(psi.rows(), psi.cols());
        for (const Packet& packet : experiment.packets) {
            const auto& gaussian = std::get<GaussianPacket>(packet);
            expected += productOn(experiment.grid, freeGaussian(axisOf(gaussian, 0), t),
                            freeGaussian(axisOf(gaussian, 1), t))
                / std::numbers::sqrt2;
        }
        near(distance(psi, expected, experiment.grid), 0.0, 1e-7, "distance of psi");
        const Observables seen = simulation.observables(Route::Rest);
        near(seen.moments.momentum.norm(), 0.0, 1e-10, "momentum");
        QVERIFY(seen.energies.diffusion > 4.0);
    }

    void breathesBetweenTwoWidths()
    {
        const Experiment experiment = coarse("harmonic-breathing");
        Simulation simulation(experiment);
        for (const double t : {0.0, 0.5, pi / 2.0, 2.0}) {
            const Gaussian1D x = harmonicGaussian(axisOf(firstGaussian(experiment), 0), 1.0, t);
            const Gaussian1D y = harmonicGaussian(axisOf(firstGaussian(experiment), 1), 1.0, t);
            const Observables seen = atTime(simulation, t);
            compareWithGaussians(seen, x, y, 3e-6);
            near(seen.energies.potential, 0.5 * (std::norm(x.q) + std::norm(y.q)), 3e-6,
                "potential energy");
        }
        const Vec2 sigma = atTime(simulation, pi / 2.0).moments.sigma;
        near(sigma.x(), 1.25, 3e-6, "changed places");
        near(sigma.y(), 0.4, 3e-6, "changed places");
    }

    void keepsTheShapeOfACoherentState()
    {
        const Experiment experiment = coarse("coherent-state");
        Simulation simulation(experiment);
        for (const double t : {1.0, 2.5, pi}) {
            const Observables seen = atTime(simulation, t);
            near(seen.moments.mean.x(), 3.0 * std::cos(t), 1e-5, "mean x");
            near(seen.moments.mean.y(), 2.5 * std::sin(1.5 * t), 1e-5, "mean y");
            near(seen.moments.sigma.x(), std::sqrt(0.5), 1e-5, "sigma x");
            near(seen.moments.sigma.y(), std::sqrt(1.0 / 3.0), 1e-5, "sigma y");
            near(seen.energies.diffusion, 0.625, 1e-5, "diffusion energy");
        }
    }

    void letsThePacketTunnelAsOften()
    {
        const Experiment experiment = shipped("tunnelling");
        const auto& ridge = std::get<Sech2Term>(experiment.potential.front());
        const GaussianPacket& packet = firstGaussian(experiment);
        QVERIFY(0.5 * packet.velocity.squaredNorm() < ridge.height);
        Simulation simulation(experiment, {false, threadCount()});
        const Observables seen = atTime(simulation, experiment.time.until);
        near(seen.regions.at(1),
            sech2Transmission(ridge.height, ridge.width, packet.velocity.x(), packet.sigma.x()),
            2e-3, "transmitted");
        near(seen.regions.at(0) + seen.regions.at(1), 1.0, 1e-6, "reflected and transmitted");
    }

    void drawsTheFringesOfTwoSlits()
    {
        const Experiment experiment = shipped("double-slit");
        const auto& slits = std::get<SlitsTerm>(experiment.potential.front());
        const Grid& grid = experiment.grid;
        const double screen = 12.0;
        const int column = static_cast<int>(std::lround((screen - grid.x(0)) / grid.dx()));
        Simulation simulation(experiment, {false, threadCount()});
        Eigen::ArrayXd seen = Eigen::ArrayXd::Zero(grid.ny);
        for (double t = 3.0; t <= experiment.time.until; t += 0.1)
            seen += psiAt(simulation, t).col(column).abs2();
        const Eigen::ArrayXd mirrored = seen.segment(1, grid.ny - 1).reverse();
        near((seen.segment(1, grid.ny - 1) - mirrored).abs().maxCoeff() / seen.maxCoeff(), 0.0,
            1e-8, "symmetry");

        // First bright fringe beside the middle: sin(angle) = wave length / distance of the slits.
        const double sine = 2.0 * pi / firstGaussian(experiment).velocity.x() / slits.spacing;
        const double expected = screen * sine / std::sqrt(1.0 - sine * sine);
        int brightest = grid.ny / 2 + static_cast<int>(0.6 * expected / grid.dy());
        for (int j = brightest; grid.y(j) < 1.4 * expected; ++j)
            brightest = seen[j] > seen[brightest] ? j : brightest;
        near(grid.y(brightest), expected, 0.1 * expected, "first bright fringe");
        const int dark = grid.ny / 2 + static_cast<int>(0.5 * expected / grid.dy());
        QVERIFY(seen[dark] < 0.3 * seen[brightest]);
        QVERIFY(simulation.observables(Route::Rest).moments.norm < 0.9);
    }

    void bendsWhatFliesOverTheWell()
    {
        const Experiment experiment = shipped("circular-well-scattering");
        Simulation simulation(experiment, {false, threadCount()});
        const Observables during = atTime(simulation, 3.0);
        QVERIFY(during.moments.momentum.y() < -0.05);
        QVERIFY(during.regions.at(0) > 0.3);
        QVERIFY(during.moments.angularMomentum < 0.0);
        near(during.moments.angularMomentum,
            -firstGaussian(experiment).center.y() * firstGaussian(experiment).velocity.x(), 1e-3,
            "angular momentum of a central force");
    }

    void turnsOnceAroundTheVortex()
    {
        const Experiment experiment = coarse("quantised-vortex");
        Simulation simulation(experiment);
        for (const double t : {0.0, 3.0, 6.0}) {
            const Observables seen = atTime(simulation, t);
            const Gaussian1D g = freeGaussian({1.5}, t);
            near(seen.moments.angularMomentum, 1.0, 1e-8, "angular momentum");
            near(seen.moments.sigma.x(), std::numbers::sqrt2 * g.sigma(), 1e-7, "sigma");
            near(seen.energies.diffusion, 0.25 / std::norm(g.q), 1e-5, "diffusion energy");
            near(seen.energies.drift, 0.25 / std::norm(g.q) + 2.0 * g.sigmaRate() * g.sigmaRate(),
                1e-5, "drift energy");
        }
        const WaveState state{simulation.fields(Route::Rest).psi, Vec2(0.0, 0.0), 6.0, 0.0};
        const std::vector<Vortex> found = vortices(state, experiment.grid, 0.0);
        QVERIFY(!found.empty());
        near(
            circulation(state, experiment.grid, {}, 54, 74, 54, 74), 2.0 * pi, 1e-9, "circulation");
    }

    void knowsNoRestWithoutFriction()
    {
        Simulation simulation(coarse("galilean-2x2"));
        for (const double t : {0.5, 2.0, 5.0}) {
            simulation.advanceTo(t);
            const auto frame = simulation.frame({.fields = false});
            const FrameDifference& without = frame->stageCheck->frictionless.value();
            const FrameDifference& with = frame->stageCheck->frictional.value();
            near(without.rho + without.u + without.sigma + without.diffusionEnergy
                    + without.mean.norm() + without.velocity.norm(),
                0.0, 1e-10, "difference without friction");
            near(with.velocity.x(), -1.5 * (1.0 - std::exp(-0.5 * t)), 1e-9, "dragged");
            near(with.mean.x(), -1.5 * t + 3.0 * (1.0 - std::exp(-0.5 * t)), 1e-9, "carried away");
        }
    }

    void losesBothVorticesInOneFrame()
    {
        const Experiment experiment = shipped("vortex-pair-annihilation");
        Simulation simulation(experiment, {false, threadCount()});
        const auto found = [&](double t) {
            const WaveState state{psiAt(simulation, t), Vec2(0.0, 0.0), t, 0.0};
            return vortices(state, experiment.grid);
        };
        for (const double t : {0.0, 1.0, 1.85}) {
            const std::vector<Vortex> pair = found(t);
            QCOMPARE(pair.size(), std::size_t{2});
            QCOMPARE(pair[0].charge + pair[1].charge, 0);
            QCOMPARE(std::abs(pair[0].charge), 1);
        }
        for (const double t : {1.86, 1.87, 2.5})
            QVERIFY(found(t).empty());
    }

    void comesBackInTheBox()
    {
        const Experiment experiment = shipped("box-revival", {"grid.points=[127,127]"});
        const Grid& grid = experiment.grid;
        Simulation simulation(experiment);
        const double T = experiment.time.until;
        const ComplexField start = psiAt(simulation, 0.0);
        const auto returned
            = [&](double t) { return std::norm(overlap(start, psiAt(simulation, t), grid)); };
        near(returned(T / 8.0), 0.1379661516, 1e-6, "at T/8");
        near(returned(T / 4.0), 0.2820547418, 1e-6, "at T/4");
        near(returned(T / 3.0), 0.3722927532, 1e-6, "at T/3");
        const ComplexField half = psiAt(simulation, T / 2.0);
        near(std::norm(overlap(start.reverse().eval(), half, grid)), 1.0, 1e-8, "mirrored at T/2");
        near(returned(T), 1.0, 1e-8, "at T");
    }

    void fallsOnAParabola()
    {
        const Experiment experiment = shipped("free-fall");
        const Vec2 force = std::get<UniformTerm>(experiment.potential.front()).force;
        Simulation simulation(experiment, {false, threadCount()});
        for (const double t : {1.0, 3.125, 6.25}) {
            compareWithGaussians(atTime(simulation, t),
                fallingGaussian(axisOf(firstGaussian(experiment), 0), force.x(), t),
                fallingGaussian(axisOf(firstGaussian(experiment), 1), force.y(), t), 1e-5);
        }
    }

    void fallsAlikeWithEveryMass_data()
    {
        QTest::addColumn<double>("mass");
        QTest::newRow("light") << 1.0;
        QTest::newRow("heavy") << 3.0;
    }
    void fallsAlikeWithEveryMass()
    {
        QFETCH(double, mass);
        Experiment experiment = shipped("falling-without-weight");
        experiment.constants.mass = mass;
        const double g = std::get<FormulaTerm>(experiment.potential.front()).parameters.at("g");
        const GaussianPacket& packet = firstGaussian(experiment);
        Simulation simulation(experiment, {false, threadCount()});
        for (const double t : {2.0, 5.0, 8.0}) {
            const Moments seen = atTime(simulation, t).moments;
            const Vec2 place
                = packet.center + packet.velocity * t - 0.5 * g * t * t * Vec2(0.0, 1.0);
            near(seen.mean.x(), place.x(), 1e-6, "mean x");
            near(seen.mean.y(), place.y(), 1e-6, "mean y");
            // The width does know the mass.
            const double growth = t / (2.0 * mass * packet.sigma.y());
            near(seen.sigma.y(), std::hypot(packet.sigma.y(), growth), 1e-6, "sigma y");
        }
    }

    void goesRoundLikeAPlanetOfAnyMass_data()
    {
        QTest::addColumn<double>("mass");
        QTest::newRow("as shipped") << 8.0;
        QTest::newRow("twice as heavy") << 16.0;
    }
    void goesRoundLikeAPlanetOfAnyMass()
    {
        QFETCH(double, mass);
        Experiment experiment = shipped("an-orbit-in-a-thinner-field");
        experiment.constants.mass = mass;
        const auto& field = std::get<PlummerTerm>(experiment.potential.front());
        const GaussianPacket& packet = firstGaussian(experiment);
        const double c = experiment.constants.c;
        const double R = packet.center.x();
        const double speed = std::sqrt(
            field.epsilon * c * c * R * R / std::pow(R * R + field.core * field.core, 1.5));
        near(packet.velocity.y(), speed, 2e-4, "speed of a circle");
        const double turn = 2.0 * pi * R / speed;
        near(experiment.time.until, turn, 2e-3, "once round");
        // A packet of a size runs late: its outer parts feel a weaker field.
        Simulation simulation(experiment, {false, threadCount()});
        for (const double share : {0.25, 0.5, 1.0}) {
            const Vec2 seen = atTime(simulation, share * turn).moments.mean;
            near(seen.norm(), R, 0.04 * R, "radius");
            const double ahead
                = std::remainder(std::atan2(seen.y(), seen.x()) - 2.0 * pi * share, 2.0 * pi);
            near(ahead, 0.0, 0.08 * share + 0.01, "angle");
        }
    }

private:
    static void allNames()
    {
        QTest::addColumn<QString>("name");
        for (const ShippedExperiment& experiment : shippedExperiments()) {
            if (experiment.kind == "wave" || experiment.kind == "two-particles")
                QTest::newRow(qPrintable(experiment.name)) << experiment.name;
        }
    }
};

QTEST_GUILESS_MAIN(TestShippedExperiments)
#include "tst_ShippedExperiments.moc"
