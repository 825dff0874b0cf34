#include "core/potentials/Potential.h"
#include "core/values/ExperimentError.h"

#include <QTest>

#include <cmath>
#include <numbers>

using namespace dqm;

namespace {

Grid grid(int n = 40)
{
    return {.nx = n,
        .ny = n - 8,
        .size = {10.0, 8.0},
        .center = {0.5, -0.25},
        .boundary = BoundaryKind::Walls};
}

Experiment with(PotentialTerm term, const Grid& on = grid())
{
    Experiment experiment;
    experiment.grid = on;
    experiment.potential = {std::move(term)};
    return experiment;
}

double valueAt(const PotentialTerm& term, Vec2 place)
{
    const Experiment experiment = with(term);
    return Potential(experiment, experiment.grid).at(place, 0.0);
}

/// A term checked on the grid; what it says if it is refused.
QString refusalOf(const PotentialTerm& term)
{
    const Experiment experiment = with(term);
    try {
        checkTerm(term, {experiment.grid, physicalConstants(experiment)}, Key("potential")[0]);
    } catch (const ExperimentError& error) {
        return QString::fromUtf8(error.what());
    }
    return {};
}

Stroke stroke(std::vector<Vec2> points, double width = 1.0, double height = 3.0,
    double softness = 0.0, StrokeEnds ends = StrokeEnds::Round)
{
    return {std::move(points), width, height, softness, ends};
}

DrawnTerm drawn(std::vector<Stroke> strokes) { return {std::move(strokes)}; }

ImageTerm image(RealField grey, double low = -1.0, double high = 3.0)
{
    ImageTerm term;
    term.low = low;
    term.high = high;
    term.grey = std::make_shared<const RealField>(std::move(grey));
    return term;
}

/// A zigzag that turns back on itself.
std::vector<Vec2> zigzag()
{
    return {{-2.0, -1.0}, {1.0, -0.6}, {-1.5, 0.4}, {2.5, 0.9}, {2.5, -2.0}};
}

} // namespace

class tst_PaintedTerms : public QObject
{
    Q_OBJECT

private slots:
    void aStrokeHasItsHeightOnItsLineAndNothingFarAway()
    {
        for (const double softness : {0.0, 0.1}) {
            const DrawnTerm term = drawn({stroke({{-1.0, 0.0}, {2.0, 0.0}}, 1.0, 3.0, softness)});
            // tanh((d^2 - R^2)/2Rs) on the line is tanh(-R/2s), R = 0.5
            const double onIt
                = softness > 0.0 ? 1.5 * (1.0 - std::tanh(-0.5 / (2.0 * softness))) : 3.0;
            QVERIFY(std::abs(valueAt(term, {0.4, 0.0}) - onIt) < 1e-12);
            QVERIFY(std::abs(valueAt(term, {0.4, 3.0})) < 1e-12);
            QVERIFY(std::abs(valueAt(term, {-3.5, 0.0})) < 1e-12);
            if (softness > 0.0)
                QVERIFY(std::abs(valueAt(term, {0.4, 0.5}) - 1.5) < 1e-12);
        }
    }

    void itsEndsAreRoundOrFlat()
    {
        const std::vector<Vec2> line{{-1.0, 0.0}, {1.0, 0.0}};
        const double softness = 0.02;
        const auto at = [&](StrokeEnds ends, Vec2 place) {
            return valueAt(drawn({stroke(line, 2.0, 1.0, softness, ends)}), place);
        };
        QVERIFY(at(StrokeEnds::Round, {1.5, 0.0}) > 0.999);
        QVERIFY(at(StrokeEnds::Flat, {1.5, 0.0}) < 0.001);
        QVERIFY(at(StrokeEnds::Round, {1.9, 0.9}) < 0.001);
        QVERIFY(std::abs(at(StrokeEnds::Flat, {1.0, 0.0}) - 0.5) < 1e-9);
        QVERIFY(at(StrokeEnds::Flat, {0.9, 0.9}) > 0.99);
    }

    void aFlatEndCutsNoHoleIntoItsOwnStroke()
    {
        // The line comes back past its own beginning, a width behind it.
        const DrawnTerm term
            = drawn({stroke({{0.0, 0.0}, {2.0, 0.0}, {2.0, 2.0}, {-1.5, 2.0}, {-1.5, -2.0}}, 1.0,
                1.0, 0.0, StrokeEnds::Flat)});
        QCOMPARE(valueAt(term, {-1.5, 0.0}), 1.0);
        QCOMPARE(valueAt(term, {-0.6, 0.0}), 0.0);
    }

    void eachStrokePaintsOverThoseBefore()
    {
        const Stroke wall = stroke({{-2.0, 0.0}, {2.0, 0.0}}, 1.0, 3.0);
        const Stroke well = stroke({{0.0, -2.0}, {0.0, 2.0}}, 1.0, -2.0);
        const Stroke wiper = stroke({{0.0, 0.0}}, 1.5, 0.0);
        QCOMPARE(valueAt(drawn({wall, well}), {0.0, 0.0}), -2.0);
        QCOMPARE(valueAt(drawn({well, wall}), {0.0, 0.0}), 3.0);
        QCOMPARE(valueAt(drawn({wall, well, wiper}), {0.0, 0.0}), 0.0);
        QCOMPARE(valueAt(drawn({wall, well, wiper}), {1.5, 0.0}), 3.0);
        QCOMPARE(valueAt(drawn({wiper, wall}), {0.0, 0.0}), 3.0);
    }

    void wipingLeavesOtherTermsAlone()
    {
        Experiment experiment = with(UniformTerm{.force = {0.8, -0.3}});
        experiment.potential.push_back(
            drawn({stroke({{0.0, 0.0}}, 2.0, 5.0), stroke({{0.0, 0.0}}, 4.0, 0.0)}));
        const double V = Potential(experiment, experiment.grid).at({0.3, 0.2}, 0.0);
        QVERIFY(std::abs(V - valueAt(UniformTerm{.force = {0.8, -0.3}}, {0.3, 0.2})) < 1e-12);
    }

    void aSharpStrokeIsAveragedOverCells()
    {
        // Area times height: a stadium, a disc, a rectangle.
        const double pi = std::numbers::pi;
        const std::vector<Vec2> line{{-1.03, 0.11}, {1.52, 0.11}};
        const std::pair<Stroke, double> cases[]
            = {{stroke(line, 1.3, 2.0), 2.0 * (2.55 * 1.3 + pi * 0.65 * 0.65)},
                {stroke({{0.17, 0.23}}, 2.1, 2.0), 2.0 * pi * 1.05 * 1.05},
                {stroke(line, 1.3, 2.0, 0.0, StrokeEnds::Flat), 2.0 * 2.55 * 1.3}};
        for (const auto& [each, expected] : cases) {
            const Experiment experiment = with(drawn({each}));
            RealField V;
            Potential(experiment, experiment.grid).sample(V, 0.0);
            const double volume = V.sum() * experiment.grid.cellArea();
            QVERIFY2(std::abs(volume / expected - 1.0) < 0.01,
                qPrintable(QStringLiteral("%1 of %2").arg(volume).arg(expected)));
        }
    }

    void itsGradientIsThatOfItsValue_data()
    {
        QTest::addColumn<PotentialTerm>("term");
        QTest::addColumn<double>("step"); // of the differences, in spacings
        const auto soft = [](StrokeEnds ends) {
            return drawn({stroke(zigzag(), 1.2, 3.0, 0.4, ends),
                stroke({{-1.0, -2.0}, {1.0, 2.0}}, 0.8, -2.0, 0.5),
                stroke({{0.2, 0.3}}, 1.0, 0.0, 0.3)});
        };
        QTest::newRow("round strokes") << PotentialTerm(soft(StrokeEnds::Round)) << 1e-5;
        RealField grey(4, 5);
        for (Eigen::Index k = 0; k < grey.size(); ++k)
            grey.data()[k] = 0.5 + 0.5 * std::sin(1.7 * static_cast<double>(k * k));
        QTest::newRow("a picture") << PotentialTerm(image(grey)) << 0.5; // over each cell
    }

    void itsGradientIsThatOfItsValue()
    {
        QFETCH(PotentialTerm, term);
        QFETCH(double, step);
        const Experiment experiment = with(term);
        const Grid& g = experiment.grid;
        const Potential V(experiment, g);
        const VectorField gradient = V.gradient(0.0);
        int kinks = 0;
        for (int j = 0; j < g.ny; ++j) {
            for (int i = 0; i < g.nx; ++i) {
                const Vec2 place(g.x(i), g.y(j));
                const auto slope = [&](Vec2 way) {
                    return (V.at(place + way, 0.0) - V.at(place - way, 0.0)) / (2.0 * way.norm());
                };
                const Vec2 expected(slope({step * g.dx(), 0.0}), slope({0.0, step * g.dy()}));
                const double off = (expected - Vec2(gradient.x(j, i), gradient.y(j, i))).norm();
                // Where two pieces are as near, V has a kink.
                kinks += off > 1e-5 * (1.0 + expected.norm()) ? 1 : 0;
            }
        }
        QVERIFY2(kinks <= g.nx * g.ny / 100, qPrintable(QString::number(kinks)));
    }

    void softnessDecidesWhetherTheGridResolvesIt()
    {
        const double d = std::max(grid().dx(), grid().dy());
        QVERIFY(isResolved(PotentialTerm(drawn({stroke(zigzag(), 1.0, 1.0, d)})), grid()));
        QVERIFY(!isResolved(PotentialTerm(drawn({stroke(zigzag(), 1.0, 1.0, d),
                                stroke(zigzag(), 1.0, 1.0, 0.9 * d)})),
            grid()));
        QVERIFY(!isResolved(PotentialTerm(image(RealField::Zero(2, 2))), grid()));
    }

    void aLongStrokeIsThatOfItsPieces()
    {
        // A circle of many pieces, sharp: only what is near is looked at, and nothing is missed.
        std::vector<Vec2> circle;
        for (int k = 0; k <= 400; ++k) {
            const double angle = 2.0 * std::numbers::pi * k / 400.0;
            circle.emplace_back(2.5 * std::cos(angle), 2.5 * std::sin(angle));
        }
        const Experiment experiment = with(drawn({stroke(circle, 0.7, 1.0)}), grid(120));
        RealField V;
        Potential(experiment, experiment.grid).sample(V, 0.0);
        const double expected = std::numbers::pi * (2.85 * 2.85 - 2.15 * 2.15);
        QVERIFY(std::abs(V.sum() * experiment.grid.cellArea() / expected - 1.0) < 0.003);
        QCOMPARE(V.maxCoeff(), 1.0);
        QCOMPARE(V.minCoeff(), 0.0);
    }

    void aPictureLiesOverTheWholeRectangle()
    {
        RealField grey(2, 4); // the lowest row first
        grey << 0.0, 0.25, 0.5, 1.0, 1.0, 1.0, 1.0, 1.0;
        const ImageTerm term = image(grey);
        const Vec2 lower = grid().lower();
        const Vec2 pixel(10.0 / 4.0, 8.0 / 2.0);
        const auto middle = [&](int column, int row) {
            return valueAt(term, lower + Vec2((column + 0.5) * pixel.x(), (row + 0.5) * pixel.y()));
        };
        for (int column = 0; column < 4; ++column) {
            QVERIFY(std::abs(middle(column, 0) - (-1.0 + 4.0 * grey(0, column))) < 1e-12);
            QVERIFY(std::abs(middle(column, 1) - 3.0) < 1e-12);
        }
        const double between = valueAt(term, lower + Vec2(1.0 * pixel.x(), 0.5 * pixel.y()));
        QVERIFY(std::abs(between - (-1.0 + 4.0 * 0.125)) < 1e-12);
    }

    void aFinePictureIsAveragedOverCoarseCells()
    {
        // A checkerboard finer than the grid is grey.
        RealField grey(256, 256);
        for (Eigen::Index j = 0; j < 256; ++j)
            for (Eigen::Index i = 0; i < 256; ++i)
                grey(j, i) = static_cast<double>((i + j) % 2);
        const Experiment experiment = with(image(grey, 0.0, 1.0));
        RealField V;
        Potential(experiment, experiment.grid).sample(V, 0.0);
        QVERIFY((V - 0.5).abs().maxCoeff() < 0.01);
    }

    void refusesWhatCannotBeDrawn_data()
    {
        QTest::addColumn<PotentialTerm>("term");
        QTest::addColumn<QString>("named");
        const auto row = [](const char* name, const PotentialTerm& term, const char* named) {
            QTest::newRow(name) << term << QString(named);
        };
        const double nan = std::numeric_limits<double>::quiet_NaN();
        const std::vector<Vec2> line{{0.0, 0.0}, {1.0, 0.0}};
        const Stroke good = stroke(line);
        row("no place", drawn({good, stroke({})}), "potential[0].strokes[1].points");
        row("no number", drawn({stroke({{0.0, nan}})}), "potential[0].strokes[0].points[0][1]");
        row("no width", drawn({stroke(line, 0.0)}), "potential[0].strokes[0].width");
        row("an infinite height", drawn({stroke(line, 1.0, INFINITY)}),
            "potential[0].strokes[0].height");
        row("a negative softness", drawn({stroke(line, 1.0, 1.0, -0.1)}),
            "potential[0].strokes[0].softness");
        row("too many strokes", drawn(std::vector<Stroke>(DrawnTerm::mostStrokes + 1, good)),
            "potential[0].strokes");
        row("too many places",
            drawn({stroke(std::vector<Vec2>(DrawnTerm::mostPoints, Vec2(0.0, 0.0))), good}),
            "potential[0].strokes[1].points");
        row("no picture", ImageTerm{}, "potential[0].file");
        row("an empty picture", image(RealField()), "potential[0].file");
        row("a picture too large", image(RealField::Zero(3, 513)), "potential[0].file");
        row("a picture without an energy", image(RealField::Zero(3, 3), nan), "potential[0].low");
    }

    void refusesWhatCannotBeDrawn()
    {
        QFETCH(PotentialTerm, term);
        QFETCH(QString, named);
        const QString refusal = refusalOf(term);
        QVERIFY2(refusal.startsWith(named + ": "), qPrintable(refusal));
    }

    void takesTheLargestThatIsAllowed()
    {
        QCOMPARE(refusalOf(drawn(std::vector<Stroke>(
                     DrawnTerm::mostStrokes, stroke({{0.0, 0.0}, {1.0, 1.0}})))),
            QString());
        QCOMPARE(refusalOf(image(RealField::Zero(512, 512))), QString());
    }
};

QTEST_GUILESS_MAIN(tst_PaintedTerms)
#include "tst_PaintedTerms.moc"
