#include "core/readouts/Readout.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace dqm;

Q_DECLARE_METATYPE(dqm::Readout)
Q_DECLARE_METATYPE(dqm::Verdict)

class TestReadout : public QObject
{
    Q_OBJECT

private slots:
    void isJudgedByWhatIsExpected_data();
    void isJudgedByWhatIsExpected();
    void holdsOnlyWhatCanBeJudged();
    void theWorseOfTwoCounts();
    void isFoundByItsId();
};

void TestReadout::isJudgedByWhatIsExpected_data()
{
    constexpr double infinite = std::numeric_limits<double>::infinity();
    const double nan = std::nan("");
    QTest::addColumn<Readout>("readout");
    QTest::addColumn<Verdict>("verdict");
    const auto row = [](const char* name, Verdict verdict, const Readout& readout) {
        QTest::newRow(name) << readout << verdict;
    };
    row("nothing is expected", Verdict::None, {.value = 1.0});
    row("not known", Verdict::None, {.expected = 1.0, .tolerance = 1.0});
    row("within the tolerance", Verdict::Holds, {.value = 1.09, .expected = 1.0, .tolerance = 0.1});
    row("beyond it", Verdict::Broken, {.value = 1.11, .expected = 1.0, .tolerance = 0.1});
    row("below it", Verdict::Broken, {.value = 0.89, .expected = 1.0, .tolerance = 0.1});
    row("three errors", Verdict::Holds, {.value = 1.29, .error = 0.1, .expected = 1.0});
    row("five errors, which chance may bring", Verdict::Nearly,
        {.value = 1.49, .error = 0.1, .expected = 1.0});
    row("beyond five", Verdict::Broken, {.value = 1.51, .error = 0.1, .expected = 1.0});
    row("a tolerance goes before errors", Verdict::Broken,
        {.value = 1.2, .error = 0.1, .expected = 1.0, .tolerance = 0.1});
    row("nearly", Verdict::Nearly,
        {.value = 1.14, .expected = 1.0, .tolerance = 0.1, .nearly = 0.15});
    row("never broken", Verdict::Nearly,
        {.value = 1e9, .expected = 1.0, .tolerance = 0.1, .nearly = infinite});
    row("more than at least", Verdict::Holds,
        {.value = 9.0, .expected = 1.0, .tolerance = 0.0, .relation = Relation::AtLeast});
    row("less than at least", Verdict::Broken,
        {.value = 0.9, .expected = 1.0, .tolerance = 0.0, .relation = Relation::AtLeast});
    row("less than at most", Verdict::Holds,
        {.value = -9.0, .expected = 1.0, .tolerance = 0.0, .relation = Relation::AtMost});
    row("more than at most", Verdict::Broken,
        {.value = 1.1, .expected = 1.0, .tolerance = 0.0, .relation = Relation::AtMost});
    row("another law", Verdict::Differs,
        {.value = 2.0, .expected = 1.0, .tolerance = 0.1, .mayDiffer = true});
    row("unresolved, however far off", Verdict::Unresolved,
        {.value = 2.0, .expected = 1.0, .tolerance = 0.1, .unresolved = "grid"});
    row("not a number", Verdict::Broken, {.value = nan, .expected = 1.0, .tolerance = 0.1});
    row("not a number, of its own", Verdict::Nearly,
        {.value = nan, .expected = 1.0, .tolerance = 0.1, .nearly = infinite});
}

void TestReadout::isJudgedByWhatIsExpected()
{
    QFETCH(Readout, readout);
    QFETCH(Verdict, verdict);
    QCOMPARE(verdictOf(readout), verdict);
}

void TestReadout::holdsOnlyWhatCanBeJudged()
{
    QCOMPARE(Readout{.value = 1.0}.holds(), std::optional<bool>());
    QCOMPARE((Readout{.value = 1.0, .expected = 1.0}.holds()), std::optional(true));
    QCOMPARE((Readout{.value = 1.1, .expected = 1.0}.holds()), std::optional(false));
    QCOMPARE((Readout{.value = 1.0, .expected = 1.0, .unresolved = "grid"}.holds()),
        std::optional<bool>());
    QCOMPARE((Readout{.error = 0.1, .expected = 1.0}.allowed()), std::optional(3.0 * 0.1));
}

void TestReadout::theWorseOfTwoCounts()
{
    QCOMPARE(worse(Verdict::Holds, Verdict::None), Verdict::Holds);
    QCOMPARE(worse(Verdict::Holds, Verdict::Nearly), Verdict::Nearly);
    QCOMPARE(worse(Verdict::Broken, Verdict::Nearly), Verdict::Broken);
    QCOMPARE(worse(Verdict::Holds, Verdict::Unresolved), Verdict::Nearly);
}

void TestReadout::isFoundByItsId()
{
    const std::vector<Readout> readouts{{.id = "a", .value = 1.0}, {.id = "b", .value = 2.0}};
    QCOMPARE(*readoutIn(readouts, "b").value, 2.0);
    QVERIFY_EXCEPTION_THROWN(readoutIn(readouts, "c"), std::out_of_range);
}

QTEST_APPLESS_MAIN(TestReadout)
#include "tst_Readout.moc"
