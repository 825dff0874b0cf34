#include "core/potentials/Potential.h"

#include <QTest>

#include <cmath>
#include <numbers>

using namespace dqm;

namespace {

Grid grid(BoundaryKind boundary = BoundaryKind::Periodic)
{
    return {.nx = 40, .ny = 32, .size = {10.0, 8.0}, .center = {0.5, -0.25}, .boundary = boundary};
}

Experiment with(PotentialTerm term, BoundaryKind boundary = BoundaryKind::Periodic)
{
    Experiment experiment;
    experiment.constants = {.hbar = 0.7, .mass = 1.3, .c = 20.0};
    experiment.grid = grid(boundary);
    experiment.potential = {std::move(term)};
    return experiment;
}

Potential potential(const Experiment& experiment) { return {experiment, experiment.grid}; }

double meanOverGrid(const PotentialTerm& term, Vec2 offset = {0.0, 0.0})
{
    RealField V;
    potential(with(term)).sample(V, 0.0, offset);
    return V.mean();
}

double sech2(double q) { return 1.0 / (std::cosh(q) * std::cosh(q)); }

double rise(double q) { return 0.5 * (1.0 + std::tanh(q)); }

} // namespace

class tst_Potential : public QObject
{
    Q_OBJECT

private slots:
    void hasTheValueOfItsFormula_data()
    {
        QTest::addColumn<PotentialTerm>("term");
        QTest::addColumn<double>("expected");

        // At x = 1.1, y = -0.6 with m = 1.3, hbar = 0.7, c = 20, t = 0.5.
        const auto row = [](const char* name, const PotentialTerm& term, double expected) {
            QTest::newRow(name) << term << expected;
        };
        row("harmonic", HarmonicTerm{.omega = {1.0, 2.0}, .center = {0.1, 0.4}},
            0.65 * (1.0 + 4.0));
        row("uniform", UniformTerm{.force = {0.8, -0.3}}, -0.8 * 1.1 - 0.3 * 0.6);
        row("step", StepTerm{.height = 2.0, .position = 1.0, .smoothing = 0.5}, 2.0 * rise(0.2));
        row("step y", StepTerm{.height = 2.0, .position = -1.0, .axis = Axis::Y, .smoothing = 0.5},
            2.0 * rise(0.8));
        row("sharp step", StepTerm{.height = 2.0, .position = 0.5}, 2.0);
        row("barrier",
            BarrierTerm{.height = 3.0, .position = 1.0, .thickness = 2.0, .smoothing = 0.4},
            3.0 * (rise(1.1 / 0.4) - rise(-0.9 / 0.4)));
        row("sharp barrier", BarrierTerm{.height = 3.0, .position = -0.8, .axis = Axis::Y}, 3.0);
        row("sech2", Sech2Term{.height = 1.5, .position = 1.0, .width = 0.5}, 1.5 * sech2(0.2));
        row("slits",
            SlitsTerm{.height = 4.0,
                .position = 1.0,
                .thickness = 1.0,
                .count = 2,
                .width = 0.8,
                .spacing = 2.0,
                .smoothing = 0.3},
            4.0 * (rise(2.0) - rise(-4.0 / 3.0))
                * (1.0 - (rise(8.0 / 3.0) - rise(0.0)) - (rise(-4.0) - rise(-20.0 / 3.0))));
        row("in a sharp opening",
            SlitsTerm{.height = 4.0, .position = 1.0, .count = 3, .width = 1.5, .spacing = 2.0},
            0.0);
        row("beside a sharp opening",
            SlitsTerm{.height = 4.0, .position = 1.0, .count = 2, .width = 0.2, .spacing = 3.0},
            4.0);
        row("disc", DiscTerm{.height = -2.0, .center = {1.0, 0.0}, .radius = 1.0, .smoothing = 0.2},
            -2.0 * rise((1.0 - 0.37) / 0.4));
        row("sharp disc", DiscTerm{.height = -2.0, .center = {1.0, 0.0}, .radius = 1.0}, -2.0);
        row("coulomb", CoulombTerm{.strength = 1.4, .center = {0.1, 0.0}, .softening = 0.5},
            -1.4 / std::sqrt(1.0 + 0.36 + 0.25));
        row("lattice", LatticeTerm{.depth = 2.0, .period = {4.0, 3.0}},
            2.0
                * (std::pow(std::sin(std::numbers::pi * 1.1 / 4.0), 2)
                    + std::pow(std::sin(std::numbers::pi * 0.2), 2)));
        row("plummer", PlummerTerm{.epsilon = 0.01, .core = 0.5, .center = {0.1, 0.0}},
            -1.3 * 400.0 * 0.01 / std::sqrt(1.61));
        row("formula", FormulaTerm{"A*x^2 + y*t + m + hbar + c", {{"A", 2.0}}},
            2.0 * 1.21 - 0.3 + 22.0);
    }

    void hasTheValueOfItsFormula()
    {
        QFETCH(PotentialTerm, term);
        QFETCH(double, expected);
        for (const auto boundary : {BoundaryKind::Periodic, BoundaryKind::Walls}) {
            const double V = potential(with(term, boundary)).at({1.1, -0.6}, 0.5);
            QVERIFY2(std::abs(V - expected) < 1e-13 * (1.0 + std::abs(expected)),
                qPrintable(QString::number(V, 'g', 17)));
        }
    }

    void gradientAgreesWithDifferences_data()
    {
        QTest::addColumn<PotentialTerm>("term");
        const auto row
            = [](const char* name, const PotentialTerm& term) { QTest::newRow(name) << term; };
        row("harmonic", HarmonicTerm{.omega = {1.0, 2.0}, .center = {0.1, 0.4}});
        row("uniform", UniformTerm{.force = {0.8, -0.3}});
        row("step", StepTerm{.height = 2.0, .position = 1.0, .smoothing = 0.5});
        row("step y", StepTerm{.height = -2.0, .axis = Axis::Y, .smoothing = 0.7});
        row("barrier",
            BarrierTerm{.height = 3.0, .position = 1.0, .thickness = 2.0, .smoothing = 0.4});
        row("barrier y", BarrierTerm{.height = 3.0, .axis = Axis::Y, .smoothing = 0.4});
        row("sech2", Sech2Term{.height = 1.5, .position = 1.0, .width = 0.5});
        row("sech2 y", Sech2Term{.height = 1.5, .axis = Axis::Y});
        row("one slit", SlitsTerm{.height = 4.0, .count = 1, .smoothing = 0.4});
        row("three slits", SlitsTerm{.height = 4.0, .count = 3, .spacing = 2.0, .smoothing = 0.3});
        row("disc",
            DiscTerm{.height = -2.0, .center = {1.0, 0.3}, .radius = 1.5, .smoothing = 0.4});
        row("coulomb", CoulombTerm{.center = {0.1, 0.0}});
        row("lattice", LatticeTerm{.depth = 2.0, .period = {4.0, 3.0}});
        row("plummer", PlummerTerm{.center = {0.1, -0.2}});
        row("formula", FormulaTerm{"A*exp(-(x^2 + x*y + y^2))*cos(t)", {{"A", 2.0}}});
    }

    void gradientAgreesWithDifferences()
    {
        QFETCH(PotentialTerm, term);
        Experiment experiment = with(term, BoundaryKind::Walls);
        experiment.strength = 1.7;
        const Potential V = potential(experiment);
        const Vec2 offset(0.03, -0.07);
        const VectorField gradient = V.gradient(0.4, offset);
        RealField values;
        RealField squared;
        V.sampleWithGradient(values, squared, 0.4, offset);
        RealField again;
        V.sample(again, 0.4, offset);
        QVERIFY((values == again).all());
        QVERIFY(squared.isApprox(gradient.x.square() + gradient.y.square(), 1e-14));

        const double h = 1e-3;
        const double scale = 1.0 + std::sqrt(squared.maxCoeff());
        for (int j = 0; j < experiment.grid.ny; j += 3) {
            for (int i = 0; i < experiment.grid.nx; i += 3) {
                const Vec2 p = Vec2(experiment.grid.x(i), experiment.grid.y(j)) + offset;
                const auto slope = [&](const Vec2& d) {
                    const double wide = V.at(p + 2.0 * d, 0.4) - V.at(p - 2.0 * d, 0.4);
                    return (8.0 * (V.at(p + d, 0.4) - V.at(p - d, 0.4)) - wide) / (12.0 * h);
                };
                QVERIFY(std::abs(slope({h, 0.0}) - gradient.x(j, i)) < 1e-8 * scale);
                QVERIFY(std::abs(slope({0.0, h}) - gradient.y(j, i)) < 1e-8 * scale);
                QVERIFY(std::abs(V.at(p, 0.4) - values(j, i)) < 1e-12 * scale);
            }
        }
    }

    void sharpEdgesKeepTheAreaTheyCover_data()
    {
        QTest::addColumn<PotentialTerm>("term");
        QTest::addColumn<double>("area");
        const double pi = std::numbers::pi;
        QTest::newRow("barrier") << PotentialTerm(BarrierTerm{.position = 0.13, .thickness = 0.37})
                                 << 0.37 * 8.0;
        QTest::newRow("thin barrier")
            << PotentialTerm(BarrierTerm{.position = 0.13, .thickness = 0.1, .axis = Axis::Y})
            << 0.1 * 10.0;
        QTest::newRow("barrier on the seam")
            << PotentialTerm(BarrierTerm{.position = -4.2, .thickness = 0.9})
            << (0.15 + 0.35 + 0.4 - 0.15) * 8.0;
        QTest::newRow("step") << PotentialTerm(StepTerm{.position = 2.06}) << (5.5 - 2.06) * 8.0;
        QTest::newRow("slits") << PotentialTerm(SlitsTerm{
            .position = 0.21, .thickness = 0.63, .count = 2, .width = 0.71, .spacing = 2.13})
                               << 0.63 * (8.0 - 2.0 * 0.71);
        QTest::newRow("disc") << PotentialTerm(DiscTerm{.center = {0.33, -0.41}, .radius = 1.7})
                              << pi * 1.7 * 1.7;
        QTest::newRow("disc smaller than a cell")
            << PotentialTerm(DiscTerm{.center = {0.33, -0.41}, .radius = 0.05}) << pi * 0.05 * 0.05;
        QTest::newRow("disc of a few cells")
            << PotentialTerm(DiscTerm{.center = {0.375, -0.375}, .radius = 0.24})
            << pi * 0.24 * 0.24;
    }

    void sharpEdgesKeepTheAreaTheyCover()
    {
        QFETCH(PotentialTerm, term);
        QFETCH(double, area);
        for (const Vec2& offset : {Vec2(0.0, 0.0), Vec2(0.07, 0.11), Vec2(-12.34, 5.6)})
            QVERIFY2(std::abs(meanOverGrid(term, offset) * 80.0 - area) < 1e-12 * 80.0,
                qPrintable(QString::number(meanOverGrid(term, offset) * 80.0, 'g', 15)));
    }

    void aSharpEdgeTakesTheAverageOfItsCell()
    {
        const Grid g = grid();
        const Potential V = potential(with(StepTerm{.height = 4.0, .position = g.x(20) + 0.05}));
        QVERIFY(std::abs(V.at({g.x(20), 0.0}, 0.0) - 4.0 * 0.3) < 1e-12);
        QCOMPARE(V.at({g.x(19), 0.0}, 0.0), 0.0);
        QCOMPARE(V.at({g.x(21), 0.0}, 0.0), 4.0);
        const VectorField gradient = V.gradient(0.0);
        QVERIFY((gradient.x == 0.0).all() && (gradient.y == 0.0).all());
    }

    void aJumpInAFormulaHasNoGradient()
    {
        const VectorField gradient
            = potential(with(FormulaTerm{"x > 0.5 ? 7 : 0", {}})).gradient(0.0);
        QVERIFY((gradient.x == 0.0).all() && (gradient.y == 0.0).all());
    }

    void termsAddUpAndStrengthMultiplies()
    {
        Experiment experiment = with(UniformTerm{.force = {-1.0, 0.0}});
        experiment.potential.emplace_back(FormulaTerm{"2", {}});
        experiment.potential.emplace_back(HarmonicTerm{});
        experiment.potential.emplace_back(FormulaTerm{"y", {}});
        experiment.strength = -3.0;
        const Vec2 p(1.5, 0.5);
        QCOMPARE(potential(experiment).at(p, 0.0), -3.0 * (1.5 + 2.0 + 0.65 * 2.5 + 0.5));
        experiment.strength = 0.0;
        QVERIFY(potential(experiment).isZero());
        RealField V;
        potential(experiment).sample(V, 0.0);
        QVERIFY(V.rows() == 32 && V.cols() == 40 && (V == 0.0).all());
    }

    void wrapsRoundATorusAndMovesOnBetweenWalls()
    {
        const PotentialTerm term = UniformTerm{.force = {-1.0, -2.0}};
        const Vec2 offset(1.0, -3.0);
        RealField V;
        potential(with(term)).sample(V, 0.0, offset);
        RealField original;
        potential(with(term)).sample(original, 0.0);
        for (int j = 0; j < 32; ++j) {
            for (int i = 0; i < 40; ++i)
                QVERIFY(std::abs(V(j, i) - original((j + 20) % 32, (i + 4) % 40)) < 1e-12);
        }
        RealField moved;
        potential(with(term, BoundaryKind::Walls)).sample(moved, 0.0, offset);
        potential(with(term, BoundaryKind::Walls)).sample(original, 0.0);
        QVERIFY((moved - original - (1.0 - 6.0)).abs().maxCoeff() < 1e-12);
    }

    void knowsWhatItIs_data()
    {
        QTest::addColumn<PotentialTerm>("term");
        QTest::addColumn<bool>("smooth");
        QTest::addColumn<bool>("timed");
        const auto row
            = [](const char* name, const PotentialTerm& term, bool smooth, bool timed = false) {
                  QTest::newRow(name) << term << smooth << timed;
              };
        row("harmonic", HarmonicTerm{}, true);
        row("sharp step", StepTerm{}, false);
        row("smooth step", StepTerm{.smoothing = 0.3}, true);
        row("under-resolved step", StepTerm{.smoothing = 0.1}, false);
        row("sharp barrier", BarrierTerm{}, false);
        row("sharp slits", SlitsTerm{}, false);
        row("smooth slits", SlitsTerm{.smoothing = 0.3}, true);
        row("sharp disc", DiscTerm{}, false);
        row("smooth disc", DiscTerm{.smoothing = 0.3}, true);
        row("coulomb", CoulombTerm{}, true);
        row("needle", CoulombTerm{.softening = 0.01}, false);
        row("formula", FormulaTerm{"x^2", {}}, true);
        row("jumping formula", FormulaTerm{"x > 0", {}}, false);
        row("shaken formula", FormulaTerm{"x*cos(t)", {}}, true, true);
    }

    void knowsWhatItIs()
    {
        QFETCH(PotentialTerm, term);
        const Potential V = potential(with(term));
        QVERIFY(!V.isZero());
        QTEST(V.isSmooth(), "smooth");
        QTEST(V.dependsOnTime(), "timed");
    }

    void keptProductsAreVAndItsSlope_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("isKept");
        QTest::newRow("breathing") << "(1 + 0.3*sin(t))*(x^2 + x*y)" << true;
        QTest::newRow("over one at rest") << "x^2*y + cos(2*x)*sin(3*t)" << true;
        QTest::newRow("a travelling wave") << "cos(2*x - 3*t)" << true;
        QTest::newRow("no product") << "exp(-(x - t)^2*t)" << false;
        QTest::newRow("at rest") << "x^2*y" << false;
    }

    void keptProductsAreVAndItsSlope()
    {
        QFETCH(QString, text);
        QFETCH(bool, isKept);
        Experiment experiment = with(HarmonicTerm{});
        experiment.strength = 0.8;
        experiment.potential.emplace_back(FormulaTerm{text.toStdString(), {}});
        const Potential V = potential(experiment);
        for (const double t : {0.4, 1.9}) {
            RealField corrected;
            QCOMPARE(V.sampleCorrected(corrected, 0.03, t), isKept);
            if (!isKept)
                continue;
            RealField values;
            RealField squared;
            V.sampleWithGradient(values, squared, t);
            const RealField wanted = values - 0.03 * squared;
            QVERIFY((corrected - wanted).abs().maxCoeff() < 1e-11 * wanted.abs().maxCoeff());
        }
    }

    void namesTheFormulaThatFails()
    {
        Experiment experiment = with(HarmonicTerm{});
        experiment.potential.emplace_back(FormulaTerm{"t/(x - x)", {}});
        const Potential V = potential(experiment);
        RealField values;
        try {
            V.sample(values, 2.0);
            QFAIL("accepted");
        } catch (const ExperimentError& error) {
            QCOMPARE(error.path(), std::string("potential[1].expression"));
            QCOMPARE(QString(error.what()),
                QString("potential[1].expression: found inf at x = -4.5, y = -4.25, t = 2, "
                        "expected a finite energy everywhere on the grid"));
        }
        experiment.potential[1] = FormulaTerm{"x +", {}};
        QVERIFY_EXCEPTION_THROWN(potential(experiment), ExperimentError);
    }
};

QTEST_APPLESS_MAIN(tst_Potential)
#include "tst_Potential.moc"
