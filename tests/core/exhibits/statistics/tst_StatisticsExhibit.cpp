#include "core/exhibits/ExhibitKinds.h"
#include "core/exhibits/parts/Exhibit.h"
#include "core/experiment/Experiment.h"
#include "support/Close.h"

#include <QElapsedTimer>
#include <QTest>

using namespace dqm;

namespace {

using Values = ExhibitValues;

enum Mode
{
    Throws,
    Canonical,
    Quanta
};

enum Weights
{
    Equal,
    Fresh,
    Shared,
    Groups,
    Urn
};

std::unique_ptr<Exhibit> begin(Values values, std::uint64_t seed = 1)
{
    return makeExhibit({.kind = "statistics", .values = std::move(values), .seed = seed});
}

std::shared_ptr<const ExhibitFrame> after(
    const Values& values, double amount, std::uint64_t seed = 1)
{
    const auto exhibit = begin(values, seed);
    exhibit->advance(amount);
    return exhibit->frame();
}

const Readout& readout(const ExhibitFrame& frame, const std::string& id)
{
    const auto found = std::ranges::find(frame.readouts, id, &Readout::id);
    if (found == frame.readouts.end())
        qFatal("no readout %s", id.c_str());
    return *found;
}

const ExhibitChart& chart(const ExhibitFrame& frame, const std::string& id)
{
    const auto found = std::ranges::find(frame.charts, id, &ExhibitChart::id);
    if (found == frame.charts.end())
        qFatal("no chart %s", id.c_str());
    return *found;
}

QString notWhole(const ExhibitFrame& frame)
{
    const auto isFinite = [](double value) { return std::isfinite(value); };
    for (const Readout& each : frame.readouts) {
        const bool isWhole = isFinite(each.value.value_or(0.0))
            && isFinite(each.error.value_or(0.0)) && isFinite(each.expected.value_or(0.0))
            && isFinite(each.tolerance.value_or(0.0));
        if (!isWhole)
            return QString::fromStdString("readout " + each.id);
    }
    for (const ExhibitChart& each : frame.charts) {
        for (const ExhibitCurve& curve : each.curves) {
            const bool isWhole = curve.x.size() == curve.y.size()
                && (curve.error.empty() || curve.error.size() == curve.y.size())
                && std::ranges::all_of(curve.x, isFinite) && std::ranges::all_of(curve.y, isFinite)
                && std::ranges::all_of(curve.error, isFinite);
            if (!isWhole)
                return QString::fromStdString("chart " + each.id + ", " + curve.name);
        }
    }
    return {};
}

QStringList failing(const ExhibitFrame& frame)
{
    QStringList ids;
    for (const Readout& each : frame.readouts)
        if (!each.holds().value_or(true))
            ids << QStringLiteral("%1 = %2, expected %3 +- %4")
                       .arg(QString::fromStdString(each.id))
                       .arg(each.value.value_or(0.0))
                       .arg(*each.expected)
                       .arg(each.tolerance.value_or(0.0));
    return ids;
}

} // namespace

class TestStatisticsExhibit : public QObject
{
    Q_OBJECT

private slots:
    void whatIsCountedFollowsTheExactLaw_data();
    void whatIsCountedFollowsTheExactLaw();
    void everyFrameIsFinite_data();
    void everyFrameIsFinite();
    void onlySharingTurnsMaxwellIntoBose();
    void readoutsAndChartsStayTheSame_data();
    void readoutsAndChartsStayTheSame();
    void theSameSeedGivesTheSame();
    void partsOfAThrowAddUp();
    void ballsAreInTheBoxes();
    void canonicalNumbersAreThoseOfTheTable();
    void quantaStayAndFollowTheTemperature();
    void muIsShown();
    void impossibleSettingsAreRefused_data();
    void impossibleSettingsAreRefused();
    void aMillionThrowsAreQuick();
};

void TestStatisticsExhibit::whatIsCountedFollowsTheExactLaw_data()
{
    QTest::addColumn<Values>("values");
    QTest::addColumn<double>("amount");
    QTest::newRow("equal") << Values{{"weights", Equal}} << 20000.0;
    QTest::newRow("fresh") << Values{{"weights", Fresh}} << 20000.0;
    QTest::newRow("shared") << Values{{"weights", Shared}} << 20000.0;
    QTest::newRow("shared, alpha 0.5, 2 cells")
        << Values{{"weights", Shared}, {"alpha", 0.5}, {"cells", 2}} << 20000.0;
    QTest::newRow("groups") << Values{{"weights", Groups}, {"particles", 5}} << 20000.0;
    QTest::newRow("urn") << Values{{"weights", Urn}} << 20000.0;
    QTest::newRow("exclusion") << Values{{"exclusion", 1}} << 20000.0;
    QTest::newRow("one ball to each cell")
        << Values{{"exclusion", 1}, {"particles", 8}, {"states", 4}, {"cells", 2}} << 1000.0;
    QTest::newRow("many") << Values{{"particles", 40}, {"states", 40}} << 5000.0;
    QTest::newRow("one ball") << Values{{"particles", 1}, {"states", 40}} << 300.0;

    const Values five{{"mode", Canonical}, {"particles", 5}, {"states", 10}};
    const auto with = [](Values values, const Values& more) {
        for (const auto& [id, value] : more)
            values[id] = value;
        return values;
    };
    QTest::newRow("levels, MB") << with(five, {{"weights", Equal}}) << 20000.0;
    QTest::newRow("levels, BE") << five << 20000.0;
    QTest::newRow("levels, alpha 2") << with(five, {{"alpha", 2}}) << 20000.0;
    QTest::newRow("levels, FD") << with(five, {{"exclusion", 1}}) << 20000.0;
    QTest::newRow("levels, FD, full")
        << with(five, {{"exclusion", 1}, {"particles", 10}}) << 2000.0;
    QTest::newRow("levels, cold") << with(five, {{"kT", 0.1}, {"spacing", 5}}) << 2000.0;
    QTest::newRow("quanta, MB") << with(five, {{"mode", Quanta}, {"weights", Equal}}) << 20000.0;
    QTest::newRow("quanta, BE") << with(five, {{"mode", Quanta}}) << 20000.0;
    QTest::newRow("quanta, FD") << with(five, {{"mode", Quanta}, {"exclusion", 1}}) << 20000.0;
    QTest::newRow("quanta, one") << with(five, {{"mode", Quanta}, {"particles", 1}}) << 2000.0;
}

void TestStatisticsExhibit::whatIsCountedFollowsTheExactLaw()
{
    QFETCH(Values, values);
    QFETCH(double, amount);
    const auto frame = after(values, amount, 3);
    QVERIFY2(notWhole(*frame).isEmpty(), qPrintable(notWhole(*frame)));
    const QStringList wrong = failing(*frame);
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join("; ")));
    int judged = 0;
    for (const Readout& each : frame->readouts)
        judged += each.holds() ? 1 : 0;
    QVERIFY(judged >= 3);
}

void TestStatisticsExhibit::everyFrameIsFinite_data()
{
    QTest::addColumn<Values>("values");
    for (const int mode : {Throws, Canonical, Quanta}) {
        for (const int weights : {Equal, Fresh, Shared, Groups, Urn}) {
            if (mode != Throws && weights == Groups)
                continue;
            for (const auto& [N, M] : {std::pair(1, 2), std::pair(40, 2), std::pair(40, 40)}) {
                for (const double extreme : {0.0, 1.0}) {
                    const double cells = extreme > 0.0 ? 20 : 1;
                    const Values values{{"mode", mode}, {"weights", weights}, {"particles", N},
                        {"states", M}, {"cells", cells}, {"alpha", extreme > 0.0 ? 20.0 : 0.5},
                        {"kT", extreme > 0.0 ? 50.0 : 0.1}, {"spacing", extreme > 0.0 ? 0.1 : 5.0}};
                    QTest::addRow("mode %d weights %d N %d M %d G %g", mode, weights, N, M, cells)
                        << values;
                    if (N > M * cells || weights > Fresh)
                        continue;
                    Values excluded = values;
                    excluded["exclusion"] = 1;
                    QTest::addRow(
                        "mode %d weights %d N %d M %d G %g excluded", mode, weights, N, M, cells)
                        << excluded;
                }
            }
        }
    }
}

void TestStatisticsExhibit::everyFrameIsFinite()
{
    QFETCH(Values, values);
    const auto exhibit = begin(values);
    QString wrong = notWhole(*exhibit->frame());
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
    exhibit->advance(30.0);
    wrong = notWhole(*exhibit->frame());
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
}

/// The same balls and boxes: 6 % of triples become 20 %, and drawing w for each ball does nothing.
void TestStatisticsExhibit::onlySharingTurnsMaxwellIntoBose()
{
    const auto triples = [](int weights) {
        return chart(*after({{"weights", weights}}, 50000.0), "classes").curves[0].y[0];
    };
    DQM_CLOSE(triples(Equal), 0.0625, 0.004);
    DQM_CLOSE(triples(Fresh), 0.0625, 0.004);
    DQM_CLOSE(triples(Groups), 0.1, 0.006);
    DQM_CLOSE(triples(Shared), 0.2, 0.006);
    const auto shared = after({{"weights", Shared}}, 50000.0);
    QVERIFY(readout(*shared, "chi2_be").holds().value());
    QVERIFY(*readout(*shared, "chi2_mb").value > 100.0);
    QVERIFY(!readout(*shared, "chi2_mb").expected);
    DQM_CLOSE(readout(*shared, "variance_n1").expected.value(), 63.0 / 80.0, 1e-12);
    QCOMPARE(chart(*shared, "classes").categories[1], std::string("{2,1,0,0}"));
}

void TestStatisticsExhibit::readoutsAndChartsStayTheSame_data()
{
    QTest::addColumn<Values>("values");
    QTest::newRow("throws") << Values{};
    QTest::newRow("canonical") << Values{{"mode", Canonical}};
    QTest::newRow("quanta") << Values{{"mode", Quanta}};
}

void TestStatisticsExhibit::readoutsAndChartsStayTheSame()
{
    QFETCH(Values, values);
    const auto exhibit = begin(values);
    const auto names = [&] {
        QStringList ids;
        const auto frame = exhibit->frame();
        for (const Readout& each : frame->readouts)
            ids << QString::fromStdString(each.id);
        for (const ExhibitChart& each : frame->charts) {
            ids << QString::fromStdString(each.id);
            for (const ExhibitCurve& curve : each.curves)
                ids << QString::fromStdString(curve.name);
        }
        return ids;
    };
    const QStringList first = names();
    QVERIFY(first.size() > 10);
    for (const double amount : {1.0, 200.0, 5000.0}) {
        exhibit->advance(amount);
        QCOMPARE(names(), first);
    }
    QVERIFY(!exhibit->frame()->notes.empty());
}

void TestStatisticsExhibit::theSameSeedGivesTheSame()
{
    for (const int mode : {Throws, Canonical, Quanta}) {
        const Values values{{"mode", mode}, {"particles", 5}, {"states", 8}};
        const auto value
            = [&](std::uint64_t seed) { return after(values, 500.0, seed)->readouts[1].value; };
        QCOMPARE(value(4), value(4));
        QVERIFY(value(4) != value(5));
    }
}

void TestStatisticsExhibit::partsOfAThrowAddUp()
{
    const auto exhibit = begin({});
    QCOMPARE(exhibit->frame()->progressText, std::string("0 throws"));
    for (int k = 0; k < 4; ++k)
        exhibit->advance(0.25);
    QCOMPARE(exhibit->progress(), 1.0);
    QCOMPARE(exhibit->frame()->progressText, std::string("1 throw"));
    exhibit->advance(1249.5);
    QCOMPARE(exhibit->frame()->progressText, std::string("1 250 throws"));
    QVERIFY_EXCEPTION_THROWN(exhibit->advance(0.0), std::invalid_argument);
    QVERIFY_EXCEPTION_THROWN(exhibit->advance(NAN), std::invalid_argument);
    QVERIFY_EXCEPTION_THROWN(exhibit->setValue("kT", 1.0), std::invalid_argument);
}

void TestStatisticsExhibit::ballsAreInTheBoxes()
{
    for (const int mode : {Throws, Canonical, Quanta}) {
        const auto frame = after({{"mode", mode}, {"particles", 7}, {"states", 9}}, 3.0);
        const auto& scene = std::get<BoxesScene>(frame->scene);
        QCOMPARE(scene.energies.size(), size_t(9));
        QCOMPARE(scene.energies[8], mode == Throws ? 0.0 : 8.0);
        std::vector<int> balls;
        for (const auto& box : scene.occupants)
            balls.insert(balls.end(), box.begin(), box.end());
        std::ranges::sort(balls);
        QCOMPARE(balls, (std::vector<int>{0, 1, 2, 3, 4, 5, 6}));
        QCOMPARE(scene.weights.size(), size_t(mode == Throws ? 9 : 0));
        QVERIFY(!scene.caption.empty());
    }
    QVERIFY(std::get<BoxesScene>(after({{"weights", Equal}}, 3.0)->scene).weights.empty());
}

void TestStatisticsExhibit::canonicalNumbersAreThoseOfTheTable()
{
    const auto frame
        = after({{"mode", Canonical}, {"particles", 5}, {"states", 10}, {"kT", 3}}, 2000.0);
    DQM_CLOSE(readout(*frame, "mean_n0").expected.value(), 2.0774714, 1e-7);
    DQM_CLOSE(*readout(*frame, "mu").value, -1.04301152, 1e-8);
    DQM_CLOSE(
        *readout(*frame, "formula_deviation").value, 100.0 * (1.0 - 2.0774714 / 2.40520088), 1e-4);
    const ExhibitChart& occupation = chart(*frame, "occupation");
    QStringList names;
    for (const ExhibitCurve& curve : occupation.curves)
        names << QString::fromStdString(curve.name);
    QVERIFY(names.contains("formula, μ = −1.043"));
    QCOMPARE(occupation.curves.back().name, std::string("counted"));
    DQM_CLOSE(occupation.curves[0].y[0], 1.46977623, 1e-8); // MB
    DQM_CLOSE(occupation.curves[1].y[0], 2.0774714, 1e-7); // BE
    DQM_CLOSE(occupation.curves[2].y[0], 0.8411309, 1e-7); // FD
}

void TestStatisticsExhibit::quantaStayAndFollowTheTemperature()
{
    const auto energy = [](double kT) {
        const auto frame = after(
            {{"mode", Quanta}, {"particles", 6}, {"states", 12}, {"kT", kT}, {"spacing", 0.5}},
            2000.0);
        const Readout& E = readout(*frame, "energy");
        if (!E.holds().value() || std::abs(*E.value / 0.5 - std::round(*E.value / 0.5)) > 1e-9)
            qFatal("the energy is not whole");
        return *E.value;
    };
    QCOMPARE(energy(0.1), 0.0);
    QVERIFY(energy(1.0) < energy(4.0));
}

void TestStatisticsExhibit::muIsShown()
{
    for (const int exclusion : {0, 1}) {
        const auto frame = begin({{"mode", Canonical}, {"exclusion", exclusion}})->frame();
        QVERIFY(readout(*frame, "mu").origin == Origin::Derived);
        QVERIFY(std::ranges::any_of(frame->notes,
            [](const ExhibitNote& note) { return note.text.find("μ") != std::string::npos; }));
    }
}

void TestStatisticsExhibit::impossibleSettingsAreRefused_data()
{
    QTest::addColumn<Values>("values");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("part");
    QTest::newRow("no room") << Values{{"exclusion", 1}, {"particles", 5}, {"states", 4}}
                             << "parameters.particles"
                             << "found 5, expected at most 4";
    QTest::newRow("no room on levels")
        << Values{{"exclusion", 1}, {"particles", 40}, {"mode", Canonical}, {"cells", 2}}
        << "parameters.particles"
        << "found 40, expected at most 8";
    QTest::newRow("groups with energies")
        << Values{{"mode", Canonical}, {"weights", Groups}} << "parameters.weights"
        << "found \"groups\", expected \"equal\"";
    QTest::newRow("half a particle") << Values{{"particles", 2.5}} << "parameters.particles"
                                     << "2.5";
    QTest::newRow("alpha") << Values{{"alpha", 0.1}} << "parameters.alpha"
                           << "0.1";
    QTest::newRow("no parameter") << Values{{"beta", 0.1}} << "parameters.beta"
                                  << "particles";
}

void TestStatisticsExhibit::impossibleSettingsAreRefused()
{
    QFETCH(Values, values);
    QFETCH(QString, path);
    QFETCH(QString, part);
    try {
        begin(values);
        QFAIL("it was taken");
    } catch (const ExperimentError& error) {
        QCOMPARE(QString::fromStdString(error.path()), path);
        QVERIFY2(QString(error.what()).contains(part), error.what());
    }
}

/// A bound that holds on a busy machine too; alone it needs a fifth of a second.
void TestStatisticsExhibit::aMillionThrowsAreQuick()
{
    const auto exhibit = begin({});
    QElapsedTimer timer;
    timer.start();
    exhibit->advance(1e6);
    qInfo("a million throws: %lld ms", timer.restart());
    const auto frame = exhibit->frame();
    qInfo("a frame: %.2f ms", double(timer.nsecsElapsed()) * 1e-6);
    QCOMPARE(frame->progressText, std::string("1 000 000 throws"));
    QVERIFY(timer.elapsed() < 3000);
}

QTEST_APPLESS_MAIN(TestStatisticsExhibit)
#include "tst_StatisticsExhibit.moc"
