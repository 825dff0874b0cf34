#include "app/experiments/ExperimentFile.h"
#include "app/experiments/ExperimentLibrary.h"
#include "core/exhibits/ExhibitKinds.h"
#include "core/exhibits/parts/Exhibit.h"
#include "support/MessageOf.h"
#include "support/Peak.h"

#include <QFile>
#include <QImage>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QtTest>

using namespace dqm;
using dqm::test::messageOf;
using dqm::test::peakOf;

namespace {

/// JSON is easier on the eyes with single quotes.
QByteArray json(const char* text) { return QByteArray(text).replace('\'', '"'); }

const QByteArray simple
    = json("{ 'dqmlab': 1, "
           "'grid': { 'points': [64, 64], 'size': [20, 20] }, "
           "'potential': [ { 'type': 'harmonic', 'omega': [1, 1] }, "
           "{ 'type': 'formula', 'expression': 'a*x', 'parameters': { 'a': 0.1 } } ], "
           "'packets': [ { 'type': 'gaussian', 'sigma': [1, 1] } ], "
           "'regions': [ { 'name': 'right', 'box': [0, 5, -5, 5] } ] }");

/// Every key, every type, no value that is the default.
Experiment maximal()
{
    Experiment e;
    e.title = "Alles \"auf einmal\" \\ ψ";
    e.about = "First.\n\n\tSecond — ħ.";
    e.equations = {"2", "16"};
    e.constants = {0.9, 1.25, 30.0};
    e.grid = {64, 48, Vec2(30.0, 26.0), Vec2(0.5, -0.25), BoundaryKind::Absorbing};
    e.absorber = {3.0, 2.5};
    e.potential = {HarmonicTerm{Vec2(0.1, 0.2), Vec2(1.0, 2.0)}, UniformTerm{Vec2(0.1, -0.2)},
        StepTerm{0.5, 1.0, Axis::Y, 0.75}, BarrierTerm{0.6, 2.0, 1.5, Axis::Y, 1.0},
        Sech2Term{0.7, -3.0, 1.25, Axis::Y}, SlitsTerm{2.0, 4.0, 1.5, 3, 2.0, 5.0, 1.0},
        DiscTerm{-0.5, Vec2(1.0, 1.5), 2.0, 0.9}, CoulombTerm{0.3, Vec2(-1.0, 0.0), 1.5},
        LatticeTerm{0.2, Vec2(5.0, 6.0)}, PlummerTerm{0.001, 2.0, Vec2(0.0, 1.0)},
        FormulaTerm{"a*sin(x) + b*t", {{"a", 0.5}, {"b", -1e-3}}},
        DrawnTerm{{Stroke{{Vec2(0.0, 1.0), Vec2(2.0, 1.5)}, 0.75, -0.5, 0.25, StrokeEnds::Flat},
            Stroke{{Vec2(-1.0, 0.5)}}}}};
    e.strength = 0.75;
    e.packets = {GaussianPacket{Vec2(-2.0, 1.0), Vec2(1.5, 2.0), Vec2(0.5, 0.25), 0.1, 0.5, 1.0},
        VortexPacket{Vec2(2.0, 0.0), 2.0, -2, Vec2(0.1, 0.2), 0.75, 0.5},
        EigenstatePacket{
            EigenstatePacket::Of::Harmonic, {1, 2}, Vec2(0.5, 0.6), Vec2(0.5, 0.5), 0.25, 0.1},
        PlanePacket{Vec2(0.3, 0.4), 0.1, 0.2},
        FormulaPacket{"exp(-k*x^2-y^2/4)", "0.1*x*exp(-x^2-y^2)", {{"k", 0.25}}, 2.0, 0.3}};
    e.frameVelocity = Vec2(1.5, -0.7);
    e.medium = {0.25, Vec2(0.1, 0.2), 0.4};
    e.stage = {StageSettings::Columns::KAndKPrime, StageSettings::Rows::FrictionlessAndFrictional,
        StageSettings::Preparation::SameInEachFrame, StageSettings::Dissipation::Fick};
    e.ensemble
        = {100, ParticleLaw::TotalVelocity, 0.5, 7, GaussianCloud{Vec2(1.0, 2.0), Vec2(0.5, 0.25)}};
    e.time = {0.01, 3.5, TimeSettings::End::Loop, Scheme::Strang, 1e-4, false};
    e.regions = {Region{"left_2-b", {-5.0, 0.0, -4.0, 4.0}}};
    e.detectors = {Detector{"screen-1", {-5.0, -4.0, -4.0, 4.0}, 1.5, 0.25}};
    e.view = {"quantum-potential", true, false, 12.5, 45.0, 1.5, 0.25};
    e.view.drift = {true, false, true, true};
    e.view.diffusion = {false, true, false, true};
    e.view.vortices = true;
    e.view.particles = e.view.particleTrails = e.view.particlesAlone = true;
    e.view.plot = "momentum";
    Event kick;
    kick.time = 0.5;
    kick.kick = Vec2(0.25, -0.5);
    Event measurement;
    measurement.time = 1.0;
    measurement.measure = Measurement{Axis::Y, 1.5, 0.75};
    Event drawn;
    drawn.time = 1.0;
    drawn.measure = Measurement{Axis::X, 2.0, {}};
    Event setting;
    setting.time = 2.0;
    setting.set = {{"strength", 0.5}, {"constants.mass", 2.0}};
    e.events = {kick, measurement, drawn, setting};
    e.moments = {{"at the start", 0.0, {}}, {"later", 2.5, e.view}};
    LessonStep step;
    step.say = "Look.";
    e.lesson.push_back(step);
    step.moment = "later";
    step.time = 1.5;
    step.set = {{"constants.mass", 2.0}};
    step.look = e.view;
    step.play = true;
    step.allow = {"constants.mass", "strength"};
    step.ask = "Which?";
    step.answers = {"one", "two"};
    step.right = 2;
    step.why = "Because.";
    step.check = "t > 1";
    step.solve = {{"time", 2.0}};
    step.claims = {"norm > 0.9"};
    e.lesson.push_back(step);
    return e;
}

} // namespace

class TestExperimentFile : public QObject
{
    Q_OBJECT

private slots:
    void keepsEveryKey()
    {
        const Experiment written = maximal();
        const QByteArray text = formatExperiment(written);
        QVERIFY2(parseExperiment(text) == written, text.constData());
        QCOMPARE(formatExperiment(parseExperiment(text)), text);
        QVERIFY(parseExperiment(formatExperimentOnOneLine(written)) == written);
        QVERIFY(!formatExperimentOnOneLine(written).contains('\n'));
    }

    void aPictureBecomesV()
    {
        QImage picture(3, 2, QImage::Format_Grayscale8);
        const int greys[2][3] = {{255, 0, 51}, {0, 102, 255}}; // the upper row first
        for (int j = 0; j < 2; ++j)
            for (int i = 0; i < 3; ++i)
                picture.setPixel(i, j, qRgb(greys[j][i], greys[j][i], greys[j][i]));
        QTemporaryDir folder;
        const QString path = folder.filePath("v.png");
        QVERIFY(picture.save(path));
        const auto readFrom = [&](const QString& keys) {
            return parseExperiment(("{\"dqmlab\": 1, \"packets\": [{\"type\": \"gaussian\"}],"
                                    " \"potential\": [{\"type\": \"image\", \"low\": -1, "
                + keys + "}]}")
                                       .toUtf8());
        };
        const Experiment fromFile = readFrom("\"file\": \"" + path + '"');
        const auto& term = std::get<ImageTerm>(fromFile.potential.at(0));
        QCOMPARE(int(term.grey->cols()), 3);
        for (int j = 0; j < 2; ++j)
            for (int i = 0; i < 3; ++i)
                QVERIFY(std::abs((*term.grey)(1 - j, i) - greys[j][i] / 255.0) < 1e-4);
        // It is whole by itself from here on.
        QVERIFY(term.file.empty());
        QVERIFY(QFile::remove(path));
        QVERIFY(parseExperiment(formatExperiment(fromFile)) == fromFile);
        QVERIFY(readFrom("\"data\": \"" + QString::fromStdString(term.data) + '"') == fromFile);

        QVERIFY(QImage(600, 10, QImage::Format_RGB32).save(path));
        const QString said = test::messageOf([&] { readFrom("\"file\": \"" + path + '"'); });
        QVERIFY2(said.contains("potential[0].file") && said.contains("600 x 10"), qPrintable(said));
    }

    void keepsTheRemainingTypes()
    {
        Experiment e = parseExperiment(simple);
        e.potential.clear();
        e.grid.boundary = BoundaryKind::Walls;
        e.packets = {EigenstatePacket{EigenstatePacket::Of::Box, {2, 3}}};
        QVERIFY(parseExperiment(formatExperiment(e)) == e);
        e.grid.boundary = BoundaryKind::Periodic;
        e.units = UnitSystem::Electron;
        e.packets = {GaussianPacket{}};
        e.time.until = 1.0;
        QVERIFY(parseExperiment(formatExperiment(e)) == e);
    }

    void keepsTwoParticles()
    {
        Experiment e = parseExperiment(simple);
        e.kind = ExperimentKind::TwoParticles;
        for (const Exchange exchange :
            {Exchange::None, Exchange::Symmetric, Exchange::Antisymmetric}) {
            e.exchange = exchange;
            e.packets = {GaussianPacket{.center = Vec2(-2.0, 2.0)}};
            const QByteArray text = formatExperiment(e);
            QVERIFY(text.contains("\"kind\": \"two-particles\""));
            QVERIFY2(parseExperiment(text) == e, text.constData());
        }
        QVERIFY(!formatExperiment(parseExperiment(simple)).contains("exchange"));
    }

    void refusesAnExchangeOfOneParticle()
    {
        QByteArray text = simple;
        text.replace("\"packets\"", "\"exchange\": \"symmetric\", \"packets\"");
        const QString message = messageOf([&] { parseExperiment(text); });
        QVERIFY2(message.startsWith("exchange: found \"symmetric\"")
                && message.contains("two-particles"),
            qPrintable(message));
        text.replace("\"dqmlab\"", "\"kind\": \"two-particles\", \"dqmlab\"");
        QCOMPARE(int(parseExperiment(text).exchange), int(Exchange::Symmetric));
        text.replace("\"symmetric\"", "\"both\"");
        QVERIFY(messageOf([&] { parseExperiment(text); }).contains("\"antisymmetric\""));
    }

    void keepsEveryColouring()
    {
        for (const std::string word : ViewSettings::colorings) {
            Experiment e = parseExperiment(simple);
            e.view.colorBy = word;
            QCOMPARE(parseExperiment(formatExperiment(e)).view.colorBy, word);
        }
    }

    void keepsEveryDigit()
    {
        Experiment e = parseExperiment(simple);
        e.constants.mass = 1.0 / 3.0;
        e.time.until = 0.1 + 0.2;
        const Experiment again = parseExperiment(formatExperiment(e));
        QCOMPARE(again.constants.mass, e.constants.mass);
        QVERIFY(again.time.until == e.time.until);
    }

    void writesTheOrderOfTheFormat()
    {
        const QByteArray text = formatExperiment(maximal());
        qsizetype last = -1;
        for (const char* key : {"dqmlab", "kind", "title", "about", "equations", "units",
                 "constants", "grid", "potential", "strength", "packets", "frame", "medium",
                 "ensemble", "time", "regions", "view"}) {
            const qsizetype found = text.indexOf("\n  \"" + QByteArray(key) + "\":");
            QVERIFY2(found > last, key);
            last = found;
        }
    }

    void takesDefaultsForWhatIsLeftOut()
    {
        const Experiment e
            = parseExperiment(json("{ 'dqmlab': 1, 'packets': [ { 'type': 'gaussian' } ] }"));
        Experiment expected;
        expected.packets = {GaussianPacket{}};
        QVERIFY(e == expected);
    }

    void readsEveryShippedExperimentAsWritten()
    {
        for (const ShippedExperiment& shipped : shippedExperiments()) {
            const AnyExperiment e = openAnyExperiment(shipped.name);
            QVERIFY(parseAnyExperiment(formatExperiment(e)) == e);
        }
    }

    void refusesBadValues_data()
    {
        QTest::addColumn<QString>("change");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QStringList>("pieces");
        const auto row = [](const char* change, const char* path, QStringList pieces) {
            QTest::newRow(change) << QString(change) << QString(path) << pieces;
        };
        row("gird={}", "gird", {"unknown key", "\"grid\"?"});
        row("packets[0].sgima=[1,1]", "packets[0].sgima", {"unknown", "\"sigma\"?", "\"center\""});
        row("time.untill=3", "time.untill", {"\"until\"?"});
        row("view.colour=\"phase\"", "view.colour", {"\"color\"?"});
        row("grid.absorber={\"depth\":1}", "grid.absorber.depth", {"unknown", "\"width\""});
        row("dqmlab=2", "dqmlab", {"found 2", "expected 1"});
        row("dqmlab=\"1\"", "dqmlab", {"found \"1\"", "whole number"});
        row("kind=\"wav\"", "kind", {"\"wav\"", "expected one of \"wave\"", "did you mean"});
        row("title=7", "title", {"found 7", "text"});
        row("about=[\"a\"]", "about", {"a list of 1", "text"});
        row("equations=\"2\"", "equations", {"\"2\"", "a list"});
        row("equations=[2]", "equations[0]", {"found 2", "text"});
        row("units=\"si\"", "units", {"\"si\"", "\"natural\", \"electron\""});
        row("constants=1", "constants", {"found 1", "object"});
        row("constants.mass=\"1\"", "constants.mass", {"\"1\"", "number"});
        row("constants.mass=-1", "constants.mass", {"-1"});
        row("constants.mass=null", "constants.mass", {"null", "number"});
        row("constants.hbar=0", "constants.hbar", {"0"});
        row("grid.points=[64]", "grid.points", {"a list of 1", "a list of 2"});
        row("grid.points=[64,64.5]", "grid.points[1]", {"64.5", "whole number"});
        row("grid.points=[64,-64]", "grid.points[1]", {"-64"});
        row("grid.points=[64,100000000]", "grid.points[1]", {"100000000"});
        row("grid.size=[20,0]", "grid.size[1]", {"0"});
        row("grid.size=20", "grid.size", {"found 20", "a list of 2"});
        row("grid.boundary=\"wals\"", "grid.boundary", {"\"wals\"", "\"walls\"?"});
        row("potential={}", "potential", {"an object", "a list"});
        row("potential[0].type=\"harmonics\"", "potential[0].type", {"\"harmonic\"?", "\"sech2\""});
        row("potential[0]={\"type\":\"image\"}", "potential[0].data", {"is missing", "\"file\""});
        row("potential[0]={\"type\":\"image\",\"data\":\"%%\"}", "potential[0].data",
            {"no base64", "a PNG"});
        row("potential[0]={\"type\":\"image\",\"data\":\"AAAA\"}", "potential[0].data",
            {"no PNG", "a picture in that format"});
        row("potential[0]={\"type\":\"image\",\"file\":\"/nowhere.png\"}", "potential[0].file",
            {"cannot read", "/nowhere.png"});
        row("potential[0]={\"type\":\"drawn\"}", "potential[0].strokes", {"missing"});
        row("potential[0]={\"type\":\"drawn\",\"strokes\":[{\"points\":[]}]}",
            "potential[0].strokes[0].points", {"none", "at least one place"});
        row("potential[0]={\"type\":\"drawn\",\"strokes\":[{\"points\":[[0,1]],\"width\":0}]}",
            "potential[0].strokes[0].width", {"0"});
        row("potential[0]={\"type\":\"drawn\",\"strokes\":[{\"points\":[[0,1]],\"shape\":"
            "\"square\"}]}",
            "potential[0].strokes[0].shape", {"\"square\"", "\"round\""});
        row("potential[0]={\"omega\":[1,1]}", "potential[0].type", {"missing"});
        row("potential[0]={\"type\":\"uniform\"}", "potential[0].force", {"missing"});
        row("potential[0].omega=[1,1,1]", "potential[0].omega", {"a list of 3", "a list of 2"});
        row("potential[1].expression=\"a*q\"", "potential[1].expression", {"q"});
        row("potential[1].expression=\"sin(\"", "potential[1].expression", {""});
        row("potential[1].parameters.a=\"1\"", "potential[1].parameters.a", {"\"1\"", "number"});
        row("potential[1].parameters=[]", "potential[1].parameters", {"a list of 0", "object"});
        row("potential[0]={\"type\":\"step\",\"axis\":\"z\"}", "potential[0].axis",
            {"\"z\"", "\"x\", \"y\""});
        row("potential[0]={\"type\":\"slits\",\"count\":1.5}", "potential[0].count", {"1.5"});
        row("strength=[1]", "strength", {"a list of 1", "number"});
        row("packets=[]", "packets", {""});
        row("packets[0].sigma=[-1,1]", "packets[0].sigma[0]", {"-1"});
        row("packets[0].sigma=[0.001,1]", "packets[0].sigma[0]", {"0.001"});
        row("packets[0].sigma=1", "packets[0].sigma", {"found 1", "a list of 2"});
        row("packets[0].velocity=[1000,0]", "packets[0].velocity[0]", {"1000"});
        row("packets[0].type=\"gausian\"", "packets[0].type", {"\"gaussian\"?"});
        row("packets[0]={\"type\":\"eigenstate\",\"of\":\"box\",\"n\":[1,1],\"omega\":[1,1]}",
            "packets[0].omega", {"a list of 2", "leave it out"});
        row("packets[0]={\"type\":\"eigenstate\",\"of\":\"box\"}", "packets[0].n", {"missing"});
        row("packets[0]={\"type\":\"vortex\",\"sigma\":[1,1]}", "packets[0].sigma",
            {"a list of 2", "number"});
        row("frame.velocity=[1]", "frame.velocity", {"a list of 1"});
        row("medium.temperature=\"hot\"", "medium.temperature", {"\"hot\"", "\"matched\""});
        row("ensemble.law=\"bohm\"", "ensemble.law", {"\"bohm\"", "\"total-velocity\""});
        row("ensemble.start={\"sigma\":[0,1]}", "ensemble.start.sigma[0]", {"0"});
        row("ensemble.start={\"center\":[0,900]}", "ensemble.start.center[1]",
            {"900", "inside the grid"});
        row("ensemble.seed=-1", "ensemble.seed", {"-1", "from 0"});
        row("time.step=\"fast\"", "time.step", {"\"fast\"", "\"auto\""});
        row("time.step=0", "time.step", {"0"});
        row("time.step=1e-12", "time.step", {"1e-12", "a billionth of time.until"});
        row("time.accuracy=\"good\"", "time.accuracy", {"\"good\"", "\"auto\""});
        row("time.accuracy=0", "time.accuracy", {"0", "between 1e-12 and 0.1"});
        row("time.imaginary=1", "time.imaginary", {"1", "true or false"});
        row("time.until=0", "time.until", {"0"});
        row("time.scheme=\"chin4\"", "time.scheme", {"\"chin4b\"?"});
        row("regions[0].box=[0,1,2]", "regions[0].box", {"a list of 3", "a list of 4"});
        row("regions[0].name=true", "regions[0].name", {"true", "text"});
        row("regions[0]={\"name\":\"a\"}", "regions[0].box", {"missing"});
        row("detectors=[{\"name\":\"a\"}]", "detectors[0].line", {"missing"});
        row("detectors=[{\"name\":\"a\",\"line\":[0,1]}]", "detectors[0].line",
            {"a list of 2", "a list of 4"});
        row("detectors=[{\"name\":\"a\",\"line\":[0,1,0,2],\"strenght\":1}]",
            "detectors[0].strenght", {"\"strength\"?"});
        row("events=[{\"kick\":[1,0]}]", "events[0].time", {"missing"});
        row("events=[{\"time\":1,\"kick\":[1]}]", "events[0].kick", {"a list of 1", "a list of 2"});
        row("events=[{\"time\":1,\"measure\":{\"axis\":\"z\",\"width\":1}}]",
            "events[0].measure.axis", {"\"z\"", "\"x\""});
        row("events=[{\"time\":1,\"measure\":{\"axis\":\"x\"}}]", "events[0].measure.width",
            {"missing"});
        row("events=[{\"time\":1,\"set\":{\"constants.mas\":1}}]", "events[0].set",
            {"\"constants.mas\"", "acts at once"});
        row("events=[{\"time\":1,\"set\":{\"constants.mass\":-1}}]", "events[0].set", {"-1"});
        row("events=[{\"time\":1}]", "events[0]", {"nothing", "\"kick\""});
        row("view.color=\"speed\"", "view.color", {"\"speed\"", "\"drift\""});
        row("view.flat=1", "view.flat", {"found 1", "true or false"});
        row("constants.hbar=1e999", "constants.hbar", {"1e999"});
    }

    void refusesBadValues()
    {
        QFETCH(QString, change);
        QFETCH(QString, path);
        QFETCH(QStringList, pieces);
        try {
            parseExperiment(simple, {change});
            QFAIL("was accepted");
        } catch (const ExperimentError& error) {
            const QString message = QString::fromUtf8(error.what());
            QCOMPARE(QString::fromStdString(error.path()), path);
            for (const QString& piece : pieces)
                QVERIFY2(message.contains(piece), qPrintable(message));
            QVERIFY2(!message.contains('\n'), qPrintable(message));
        }
    }

    void refusesWhatFollowsFromTheUnits()
    {
        const QString message = messageOf([] {
            parseExperiment(simple, {"units=electron", "constants.c=20"});
        });
        QVERIFY2(message.contains("constants.c") && message.contains("leave it out"),
            qPrintable(message));
    }

    void namesLineAndColumnOfBadText_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("piece");
        const auto row
            = [](const char* name, QByteArray text, const char* path, const char* piece) {
                  QTest::newRow(name) << text << QString(path) << QString(piece);
              };
        row("empty", "", "line 1, column 1", "nothing");
        row("blank", " \n\t", "line 1, column 1", "nothing");
        row("not JSON", "hello", "line 1, ", "not JSON");
        row("a list", "[1, 2]", "line 1, column 1", "a list of 2");
        row("a comment", "{ // no\n}", "line 1, ", "not JSON");
        row("NaN", "{ \"dqmlab\": 1,\n  \"strength\": NaN }", "line 2, ", "not JSON");
        row("cut off", simple.left(simple.size() / 2), "line ", "not JSON");
        row("a comma too many", "{ \"dqmlab\": 1,\n\n }", "line 3, ", "not JSON");
        row("not UTF-8", "{ \"dqmlab\": 1, \"title\": \"\xff\xfe\" }", "line 1, ", "not JSON");
        row("very many values", "{\"a\": [" + QByteArray("1,").repeated(200'000) + "1]}",
            "line 1, ", "more than 200000 values");
        row("a key twice", "{ \"dqmlab\": 1,\n \"strength\": 1, \"strength\": 2 }",
            "line 2, column 17", "\"strength\" stands twice");
        row("a key twice inside", "{ \"dqmlab\": 1, \"time\": { \"until\": 1,\n\"until\": 2 } }",
            "line 2, column 1", "\"until\" stands twice");
    }

    void namesLineAndColumnOfBadText()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, path);
        QFETCH(QString, piece);
        try {
            parseExperiment(text);
            QFAIL("was accepted");
        } catch (const ExperimentError& error) {
            QVERIFY2(QString::fromStdString(error.path()).startsWith(path), error.what());
            QVERIFY2(QString::fromUtf8(error.what()).contains(piece), error.what());
        }
    }

    void manyShortValuesCostLittle_data()
    {
        QTest::addColumn<QByteArray>("text");
        constexpr int size = 8 << 20;
        QTest::newRow("lists") << "{\"a\": [" + QByteArray("[],").repeated(size / 3) + "1]}";
        QTest::newRow("numbers") << "{\"a\": [" + QByteArray("1,").repeated(size / 2) + "1]}";
        QByteArray keys = "{";
        for (int i = 0; keys.size() < size; ++i)
            keys += '"' + QByteArray::number(i, 36) + "\":1,";
        QTest::newRow("keys") << keys + "\"a\":1}";
        QTest::newRow("one text") << "{\"about\": \"" + QByteArray(size, 'a') + "\"}";
        QTest::newRow("not closed") << QByteArray("{\"a\":").repeated(size / 5);
    }

    void manyShortValuesCostLittle()
    {
        QFETCH(const QByteArray, text);
        QString message;
        const qint64 peak = peakOf([&] { message = messageOf([&] { parseExperiment(text); }); });
        QVERIFY(!message.isEmpty() && message.size() < 1500);
        QVERIFY2(peak < 64 << 20, qPrintable(QString::number(peak >> 20) + " MiB"));
    }

    void allowsOneKeyInTwoObjects()
    {
        const QByteArray text = json("{ 'dqmlab': 1, 'title': '\\'title\\': \\\\', 'packets': "
                                     "[ { 'type': 'gaussian' }, { 'type': 'gaussian' } ] }");
        QCOMPARE(parseExperiment(text).packets.size(), std::size_t{2});
    }

    void refusesBadChanges_data()
    {
        QTest::addColumn<QString>("change");
        QTest::addColumn<QString>("piece");
        QTest::newRow("no value") << "constants.mass"
                                  << "PATH=VALUE";
        QTest::newRow("no path") << "=2"
                                 << "PATH=VALUE";
        QTest::newRow("bad path") << "constants..mass=2"
                                  << "PATH=VALUE";
        QTest::newRow("half an index") << "packets[0=2"
                                       << "PATH=VALUE";
        QTest::newRow("a path without end") << "a" + QString(".a").repeated(500) + "=1"
                                            << "more than 16 steps";
        QTest::newRow("two values") << "strength=1,5"
                                    << "one JSON value";
        QTest::newRow("half a list") << "packets[0].velocity=[1,0"
                                     << "one JSON value";
        QTest::newRow("nothing there") << "packets[3].velocity=[1,0]"
                                       << "packets[3]";
        QTest::newRow("no list") << "constants[0]=1"
                                 << "constants[0]";
        QTest::newRow("no object") << "dqmlab.x=1"
                                   << "no key \"x\"";
    }

    void refusesBadChanges()
    {
        QFETCH(QString, change);
        QFETCH(QString, piece);
        const QString message = messageOf([&] { parseExperiment(simple, {change}); });
        QVERIFY2(message.contains(piece), qPrintable(message));
    }

    void changesKeysThatAreNoPlainWords()
    {
        const Experiment e = parseExperiment(simple,
            {R"(view."drift lines"=true)", R"("time".until=3)", R"("view"."drift arrows"=true)"});
        QVERIFY(e.view.drift.lines && e.view.drift.arrows && !e.view.drift.tracers);
        QCOMPARE(e.time.until, 3.0);
        for (const char* open : {R"(view."drift lines=true)", R"(view.drift lines=true)",
                 R"(view."=true)", R"(view.""=true)", R"(view."drift lines"x=true)"}) {
            const QString message = messageOf([&] { parseExperiment(simple, {open}); });
            QVERIFY2(message.contains("PATH=VALUE"), qPrintable(message));
        }
    }

    void makesChangesInTheirOrder()
    {
        const Experiment e = parseExperiment(simple,
            {"constants.mass=3", "constants.mass=2", "packets[0].velocity=[1,0]",
                "packets[0].velocity[1]=0.5", "grid.boundary=walls", "title=\"a b\""});
        QCOMPARE(e.constants.mass, 2.0);
        QCOMPARE(std::get<GaussianPacket>(e.packets[0]).velocity, Vec2(1.0, 0.5));
        QVERIFY(e.grid.boundary == BoundaryKind::Walls);
        QCOMPARE(e.title, std::string("a b"));
    }

    void savesWhatItLoads()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath("mine – ψ.dqm");
        saveExperiment(maximal(), path);
        QVERIFY(loadExperiment(path) == maximal());
        QVERIFY(openExperiment(path) == maximal());
    }

    void neverReplacesAFileByABadExperiment()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath("kept.dqm");
        saveExperiment(maximal(), path);
        Experiment bad = maximal();
        bad.constants.mass = std::nan("");
        QVERIFY_EXCEPTION_THROWN(saveExperiment(bad, path), ExperimentError);
        QVERIFY(loadExperiment(path) == maximal());
    }

    void saysWhyAFileCannotBeRead()
    {
        const QTemporaryDir folder;
        QVERIFY(messageOf([] { loadExperiment("/no/such/file.dqm"); }).contains("/no/such/file"));
        QVERIFY(messageOf([&] { loadExperiment(folder.path()); }).contains("folder"));
        QVERIFY(messageOf([] {
            saveExperiment(maximal(), "/no/such/folder/a.dqm");
        }).contains("cannot write"));
        QVERIFY(messageOf([] { openExperiment("dubble-slit"); }).contains("\"double-slit\""));
        QVERIFY(messageOf([] { openExperiment("qqqqqqqq"); }).contains("dqmlab list"));
    }

    void opensAPictureThatCarriesAnExperiment()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath("picture.png");
        QImage picture(8, 8, QImage::Format_RGB32);
        picture.fill(Qt::black);
        QVERIFY(picture.save(path));
        QVERIFY(messageOf([&] { loadExperiment(path); }).contains("carries no experiment"));
        picture.setText(
            carriedExperimentKey, QString::fromUtf8(formatExperimentOnOneLine(maximal())));
        QVERIFY(picture.save(path));
        QVERIFY(loadExperiment(path) == maximal());
    }

    void listsTheShippedExperiments()
    {
        const auto& all = shippedExperiments();
        QVERIFY(all.size() >= std::size_t{22});
        QCOMPARE(all.front().name, QString("galilean-2x2"));
        for (const ShippedExperiment& shipped : all) {
            const QString words = shipped.title.toLower().replace(' ', '-');
            static const QRegularExpression marks("[,:’']");
            QCOMPARE(shipped.name, QString(words).remove(marks));
            QVERIFY(shipped.kind == "wave" || shipped.kind == "two-particles"
                || exhibitKind(shipped.kind.toStdString()));
        }
    }
};

QTEST_GUILESS_MAIN(TestExperimentFile)
#include "tst_ExperimentFile.moc"
