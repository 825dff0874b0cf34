#include "core/experiment/Experiment.h"
#include "core/setup/ExperimentChecks.h"

#include <QTest>

#include <functional>
#include <limits>

using namespace dqm;

namespace {

using Change = std::function<void(Experiment&)>;

constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

Experiment sound()
{
    Experiment e;
    e.potential = {HarmonicTerm{}, FormulaTerm{"A*x^2", {{"A", 1.0}}}};
    e.packets = {GaussianPacket{}, VortexPacket{.center = {3.0, 0.0}}};
    e.regions = {{.name = "left", .box = {-20.0, 0.0, -20.0, 20.0}}, {.name = "right"}};
    return e;
}

GaussianPacket& gaussian(Experiment& e) { return std::get<GaussianPacket>(e.packets[0]); }

VortexPacket& vortex(Experiment& e) { return std::get<VortexPacket>(e.packets[1]); }

Change term(const PotentialTerm& bad)
{
    return [=](Experiment& e) { e.potential[0] = bad; };
}

Change packet(const Packet& bad)
{
    return [=](Experiment& e) { e.packets[1] = bad; };
}

Change onWalls(const Packet& bad)
{
    return [=](Experiment& e) {
        e.grid.boundary = BoundaryKind::Walls;
        e.packets[1] = bad;
    };
}

} // namespace

class tst_Experiment : public QObject
{
    Q_OBJECT

private slots:
    void acceptsWhatCanBeBuilt_data()
    {
        QTest::addColumn<Change>("change");
        const auto row
            = [](const char* name, const Change& change) { QTest::newRow(name) << change; };
        using Of = EigenstatePacket::Of;
        row("as it is", [](Experiment&) {});
        row("smallest grid", [](Experiment& e) {
            e.grid.nx = 16;
            e.grid.size = {16.0, 40.0};
        });
        row("odd grid", [](Experiment& e) { e.grid.nx = 241; });
        row("walls with a frame", [](Experiment& e) {
            e.grid.boundary = BoundaryKind::Walls;
            e.frameVelocity = {1.5, -0.7};
        });
        row("box eigenstate", onWalls(EigenstatePacket{.n = {5, 4}}));
        row("harmonic eigenstate", packet(EigenstatePacket{.of = Of::Harmonic, .n = {0, 7}}));
        row("plane wave", packet(PlanePacket{.velocity = {2.0, 0.0}}));
        row("electron", [](Experiment& e) { e.units = UnitSystem::Electron; });
        row("fixed step", [](Experiment& e) { e.time.step = 0.01; });
        row("one weight zero", [](Experiment& e) { gaussian(e).weight = 0.0; });
        row("sharp slits", term(SlitsTerm{.count = 3, .width = 1.0, .spacing = 1.0}));
        row("negative height", term(DiscTerm{.height = -5.0}));
        row("absorber", [](Experiment& e) {
            e.grid.boundary = BoundaryKind::Absorbing;
            e.absorber = {.width = 5.0, .strength = 10.0};
        });
    }

    void acceptsWhatCanBeBuilt()
    {
        QFETCH(Change, change);
        Experiment e = sound();
        change(e);
        validate(e);
    }

    void refusesBadValues_data()
    {
        QTest::addColumn<Change>("change");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("problem");
        const auto row = [](const char* path, const char* problem, const Change& change) {
            QTest::addRow("%s: %s", path, problem) << change << QString(path) << QString(problem);
        };
        constantsAndGrid(row);
        terms(row);
        packets(row);
        detectors(row);
        rest(row);
    }

    void refusesBadValues()
    {
        QFETCH(Change, change);
        QFETCH(QString, path);
        QFETCH(QString, problem);
        Experiment e = sound();
        validate(e);
        change(e);
        try {
            validate(e);
            QFAIL("accepted");
        } catch (const ExperimentError& error) {
            QCOMPARE(QString::fromStdString(error.path()), path);
            const QString text = QString::fromUtf8(error.what());
            QVERIFY2(text.startsWith(path + ": " + problem), qPrintable(text));
            QVERIFY2(text.contains(", expected ") || problem.startsWith("at "), qPrintable(text));
        }
    }

private:
    template <class Row>
    static void constantsAndGrid(const Row& row)
    {
        row("constants.mass", "found 0, expected a mass greater than 0",
            [](Experiment& e) { e.constants.mass = 0.0; });
        row("constants.mass", "found nan", [](Experiment& e) { e.constants.mass = notANumber; });
        row("constants.hbar", "found -1", [](Experiment& e) { e.constants.hbar = -1.0; });
        row("constants.c", "found inf", [](Experiment& e) { e.constants.c = infinity; });
        row("constants.hbar", "found 2, expected no value", [](Experiment& e) {
            e.units = UnitSystem::Electron;
            e.constants.hbar = 2.0;
        });
        row("constants.c", "found 300, expected no value", [](Experiment& e) {
            e.units = UnitSystem::Electron;
            e.constants.c = 300.0;
        });
        row("grid.points[0]", "found 15, expected a number of points between 16 and 4096",
            [](Experiment& e) { e.grid.nx = 15; });
        row("grid.points[1]", "found 5000", [](Experiment& e) { e.grid.ny = 5000; });
        row("grid.points[1]", "found -8", [](Experiment& e) { e.grid.ny = -8; });
        row("grid.size[0]", "found 0, expected a length greater than 0",
            [](Experiment& e) { e.grid.size.x() = 0.0; });
        row("grid.size[1]", "found nan", [](Experiment& e) { e.grid.size.y() = notANumber; });
        row("grid.center[1]", "found inf", [](Experiment& e) { e.grid.center.y() = infinity; });
        row("grid.absorber.width", "found -1", [](Experiment& e) { e.absorber.width = -1.0; });
        row("grid.absorber.width", "found 25", [](Experiment& e) { e.absorber.width = 25.0; });
        row("grid.absorber.strength", "found 0", [](Experiment& e) { e.absorber.strength = 0.0; });
    }

    template <class Row>
    static void terms(const Row& row)
    {
        row("strength", "found nan", [](Experiment& e) { e.strength = notANumber; });
        row("potential[0].omega[1]", "found -1, expected a frequency of at least 0",
            term(HarmonicTerm{.omega = {1.0, -1.0}}));
        row("potential[0].center[0]", "found nan", term(HarmonicTerm{.center = {notANumber, 0.0}}));
        row("potential[0].force[0]", "found inf", term(UniformTerm{.force = {infinity, 0.0}}));
        row("potential[0].smoothing", "found -0.1", term(StepTerm{.smoothing = -0.1}));
        row("potential[0].height", "found nan", term(StepTerm{.height = notANumber}));
        row("potential[0].thickness", "found 0", term(BarrierTerm{.thickness = 0.0}));
        row("potential[0].position", "found nan", term(BarrierTerm{.position = notANumber}));
        row("potential[0].width", "found 0", term(Sech2Term{.width = 0.0}));
        row("potential[0].count", "found 0", term(SlitsTerm{.count = 0}));
        row("potential[0].width", "found -1", term(SlitsTerm{.width = -1.0}));
        row("potential[0].spacing", "found 0.5, expected a distance of at least the width 1",
            term(SlitsTerm{.spacing = 0.5}));
        row("potential[0].width", "found 1, expected openings that fit the grid",
            term(SlitsTerm{.count = 12}));
        row("potential[0].radius", "found 0", term(DiscTerm{.radius = 0.0}));
        row("potential[0].softening", "found 0", term(CoulombTerm{.softening = 0.0}));
        row("potential[0].period[1]", "found 0", term(LatticeTerm{.period = {4.0, 0.0}}));
        row("potential[0].core", "found -1", term(PlummerTerm{.core = -1.0}));
        row("potential[0].epsilon", "found nan", term(PlummerTerm{.epsilon = notANumber}));
        row("potential[0].expression", "at character 3 found \"z\"", term(FormulaTerm{"x+z", {}}));
        row("potential[0].expression", "found inf at x = 0, y = -20, t = 0",
            term(FormulaTerm{"1/abs(x)", {}}));
        row("potential[0].parameters", "found \"x\"", term(FormulaTerm{"x", {{"x", 1.0}}}));
        row("potential[0].parameters.A", "found nan", term(FormulaTerm{"A", {{"A", notANumber}}}));
    }

    template <class Row>
    static void packets(const Row& row)
    {
        using Of = EigenstatePacket::Of;
        row("packets", "found none", [](Experiment& e) { e.packets.clear(); });
        row("packets[0].sigma[0]", "found -2, expected a length greater than 0",
            [](Experiment& e) { gaussian(e).sigma.x() = -2.0; });
        row("packets[0].sigma[1]", "found 0.1, expected at least one spacing of the grid, 0.15625",
            [](Experiment& e) { gaussian(e).sigma.y() = 0.1; });
        row("packets[0].sigma[0]", "found 50", [](Experiment& e) { gaussian(e).sigma.x() = 50.0; });
        row("packets[0].center[0]", "found 21, expected a length inside the grid",
            [](Experiment& e) { gaussian(e).center.x() = 21.0; });
        row("packets[0].center[1]", "found nan",
            [](Experiment& e) { gaussian(e).center.y() = notANumber; });
        row("packets[0].velocity[0]", "found 19",
            [](Experiment& e) { gaussian(e).velocity.x() = 19.0; });
        row("packets[0].velocity[1]", "found nan",
            [](Experiment& e) { gaussian(e).velocity.y() = notANumber; });
        row("packets[0].chirp", "found 100", [](Experiment& e) { gaussian(e).chirp = 100.0; });
        row("packets[0].weight", "found inf", [](Experiment& e) { gaussian(e).weight = infinity; });
        row("packets[0].phase", "found nan", [](Experiment& e) { gaussian(e).phase = notANumber; });
        row("packets[0].weight", "found 0 in every packet", [](Experiment& e) {
            gaussian(e).weight = 0.0;
            vortex(e).weight = 0.0;
        });
        row("packets[1].sigma", "found 0", [](Experiment& e) { vortex(e).sigma = 0.0; });
        row("packets[1].charge", "found 21", [](Experiment& e) { vortex(e).charge = 21; });
        row("packets[1].of", "found \"box\" on a grid without walls", packet(EigenstatePacket{}));
        row("packets[1].n[1]", "found 0", onWalls(EigenstatePacket{.n = {1, 0}}));
        row("packets[1].n[0]", "found 300", onWalls(EigenstatePacket{.n = {300, 1}}));
        row("packets[1].n[0]", "found -1",
            packet(EigenstatePacket{.of = Of::Harmonic, .n = {-1, 0}}));
        row("packets[1].omega[0]", "found 0",
            packet(EigenstatePacket{.of = Of::Harmonic, .omega = {0.0, 1.0}}));
        row("packets[1].omega[1]", "found 100, expected a frequency whose eigenstate 1 the grid",
            packet(EigenstatePacket{.of = Of::Harmonic, .omega = {1.0, 100.0}}));
        row("packets[1].omega[0]", "found 0.001, expected a frequency whose eigenstate 1 fits",
            packet(EigenstatePacket{.of = Of::Harmonic, .omega = {0.001, 1.0}}));
        row("packets[1].type", "found \"plane\" on a grid with walls", onWalls(PlanePacket{}));
        row("packets[1].velocity[1]", "found 25", packet(PlanePacket{.velocity = {0.0, 25.0}}));
        row("packets[1].real", "at character 1 found \"q\"",
            packet(FormulaPacket{.real = "q", .imaginary = "0", .parameters = {}}));
        row("packets[1].imaginary", "at character 3 found the end",
            packet(FormulaPacket{.real = "1", .imaginary = "1+", .parameters = {}}));
        row("packets[1].parameters", "found \"sin\"",
            packet(FormulaPacket{.real = "1", .imaginary = "1", .parameters = {{"sin", 1.0}}}));
    }

    template <class Row>
    static void detectors(const Row& row)
    {
        const auto one = [](auto change) {
            return [change](Experiment& e) {
                e.detectors = {{"a", {5.0, -8.0, 5.0, 8.0}, 1.0, 2.0},
                    {"b", {-5.0, -8.0, -5.0, 8.0}, 1.0, 2.0}};
                change(e.detectors[0]);
            };
        };
        row("detectors[0].name", "found \"\"", one([](Detector& d) { d.name = ""; }));
        row("detectors[0].name", "found \"a b\"", one([](Detector& d) { d.name = "a b"; }));
        row("detectors[1].name", "found \"b\" a second time",
            one([](Detector& d) { d.name = "b"; }));
        row("detectors[0].line[1]", "found nan", one([](Detector& d) { d.line[1] = notANumber; }));
        row("detectors[0].line[2]", "found 21, expected a place inside the grid, -20 to 20",
            one([](Detector& d) { d.line[2] = 21.0; }));
        row("detectors[0].line", "found both ends at the same place",
            one([](Detector& d) { d.line[3] = -8.0; }));
        row("detectors[0].depth", "found 0, expected a length greater than 0",
            one([](Detector& d) { d.depth = 0.0; }));
        row("detectors[0].depth", "found 0.3, expected at least two spacings of the grid, 0.3125",
            one([](Detector& d) { d.depth = 0.3; }));
        row("detectors[0].depth", "found 21", one([](Detector& d) { d.depth = 21.0; }));
        row("detectors[0].strength", "found -1, expected an energy of at least 0",
            one([](Detector& d) { d.strength = -1.0; }));
        row("detectors[0].strength", "found inf", one([](Detector& d) { d.strength = infinity; }));
        row("detectors", "found 33 detectors, expected at most 32",
            [](Experiment& e) { e.detectors.resize(33); });
        row("detectors", "found 1 detector with time.imaginary", [](Experiment& e) {
            e.time.imaginary = true;
            e.detectors.resize(1);
        });
        row("detectors", "found 2 detectors with two particles", [](Experiment& e) {
            e.kind = ExperimentKind::TwoParticles;
            e.detectors.resize(2);
        });
    }

    template <class Row>
    static void rest(const Row& row)
    {
        row("frame.velocity[1]", "found nan",
            [](Experiment& e) { e.frameVelocity.y() = notANumber; });
        row("medium.friction", "found -0.5", [](Experiment& e) { e.medium.friction = -0.5; });
        row("medium.velocity[0]", "found inf",
            [](Experiment& e) { e.medium.velocity.x() = infinity; });
        row("medium.temperature", "found -1", [](Experiment& e) { e.medium.temperature = -1.0; });
        row("ensemble.particles", "found -1", [](Experiment& e) { e.ensemble.particles = -1; });
        row("ensemble.noise", "found -1", [](Experiment& e) { e.ensemble.noise = -1.0; });
        row("ensemble.noise", "found 1.5", [](Experiment& e) { e.ensemble.noise = 1.5; });
        row("time.until", "found 0", [](Experiment& e) { e.time.until = 0.0; });
        row("time.step", "found 0", [](Experiment& e) { e.time.step = 0.0; });
        row("time.step", "found 11, expected at most time.until, 10",
            [](Experiment& e) { e.time.step = 11.0; });
        row("regions[0].name", "found \"\"", [](Experiment& e) { e.regions[0].name = ""; });
        row("regions[0].name", "found \"a,b\"", [](Experiment& e) { e.regions[0].name = "a,b"; });
        row("regions[1].name", "found \"left\" a second time",
            [](Experiment& e) { e.regions[1].name = "left"; });
        row("regions[1].box[1]", "found 0, expected more than the lower end, 0",
            [](Experiment& e) { e.regions[1].box[1] = 0.0; });
        row("regions[1].box[3]", "found -2", [](Experiment& e) { e.regions[1].box[3] = -2.0; });
        row("regions[0].box[2]", "found nan",
            [](Experiment& e) { e.regions[0].box[2] = notANumber; });
        row("view.color", "found \"red\"", [](Experiment& e) { e.view.colorBy = "red"; });
        row("view.zoom", "found 0", [](Experiment& e) { e.view.zoom = 0.0; });
        row("view.speed", "found -1", [](Experiment& e) { e.view.speed = -1.0; });
        row("view.azimuth", "found nan", [](Experiment& e) { e.view.azimuth = notANumber; });
    }
};

QTEST_APPLESS_MAIN(tst_Experiment)
#include "tst_Experiment.moc"
