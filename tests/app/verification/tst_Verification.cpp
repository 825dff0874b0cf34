#include "app/verification/CheckTable.h"
#include "app/verification/Verification.h"
#include "support/Command.h"

#include <QtTest>

#include <atomic>
#include <stdexcept>

using namespace dqm;
using namespace dqm::test;

namespace {

const QStringList coarse{"--set", "grid.points=[64,64]", "--quiet"};

Outcome checked(const QString& name, const QStringList& more = coarse)
{
    return command(QStringList{"run", name, "--check"} + more);
}

const VerificationCase quick{
    "Spreading", "free-spreading", {"grid.points=[64,64]"}, 0.5, {"Closed forms"}};
const VerificationCase balls{"Balls", "one-ball-per-box", {}, 2000.0};

std::vector<Verified> verifiedBy(const std::vector<VerificationCase>& cases, int threads)
{
    std::vector<Verified> all;
    const bool isComplete = verify(
        cases, threads, [&](const Verified& each) { all.push_back(each); }, [] { return false; });
    return isComplete ? all : std::vector<Verified>{};
}

} // namespace

class TestVerification : public QObject
{
    Q_OBJECT

private slots:
    void aRunSaysWhatItsNumbersShouldBe();
    void whatTheGridCannotCarryIsNotResolved();
    void whatFailsIsTheExitStatus();
    void anExhibitIsJudgedAsAWaveIs();
    void theTableKeepsOutOfTheSeries();
    void theSeriesIsThatOfARunWithItsErrorEstimated();
    void aTableSaysEachVerdict();
    void casesComeInTheirOrderWhateverTheThreads();
    void aCaseThatCannotBeRunFails();
    void canBeCancelled();
    void passesOnWhatItsListenerThrows();
    void everyCaseNamesWhatThereIs();
    void theCommandPrintsOneTable();
};

void TestVerification::aRunSaysWhatItsNumbersShouldBe()
{
    const Outcome outcome = checked("free-spreading", coarse + QStringList{"--until", "1"});
    QCOMPARE(outcome.status, int(exitDone));
    QVERIFY2(outcome.out.startsWith("quantity "), outcome.out.constData());
    for (const char* piece : {"tolerance", "# Closed forms\nmean x", "diffusion energy U_u",
             "uncertainty product x", ">= 0.25", "(13)", " holds\n", " 0 fail\n"})
        QVERIFY2(outcome.out.contains(piece), piece);
    QVERIFY(!outcome.out.contains("error_estimate"));
    const Outcome seen = checked("boosted-spreading", coarse + QStringList{"--until", "1"});
    QCOMPARE(seen.status, int(exitDone));
    QVERIFY(seen.out.contains("drift energy in K'"));
}

void TestVerification::whatTheGridCannotCarryIsNotResolved()
{
    const Outcome outcome = checked("harmonic-breathing",
        {"--set", "grid.points=[16,16]", "--quiet", "--until", "2", "--set",
            "packets[0].sigma=[1.3,1.3]"});
    QVERIFY2(outcome.status == exitDone, outcome.out.constData() + outcome.err.toUtf8());
    QVERIFY2(outcome.out.contains("not resolved: "), outcome.out.constData());
    QVERIFY(!outcome.out.contains("FAILS"));
}

void TestVerification::whatFailsIsTheExitStatus()
{
    // A force on one of them tells the two apart, and their symmetry is gone.
    const QStringList told{"--set", R"(potential=[{"type":"uniform","force":[2,0]}])", "--until",
        "0.5", "--every", "0.5", "--quiet"};
    const Outcome outcome
        = checked("two-fermions-avoid-each-other", told + QStringList{"--series", "-"});
    QCOMPARE(outcome.status, int(exitFailed));
    QVERIFY2(outcome.err.contains("FAILS"), qPrintable(outcome.err));
    QVERIFY(outcome.err.contains("exchange"));
}

void TestVerification::anExhibitIsJudgedAsAWaveIs()
{
    const Outcome outcome = checked(
        "balls-that-share-their-chances", {"--until", "20000", "--every", "20000", "--quiet"});
    QCOMPARE(outcome.status, int(exitDone));
    QVERIFY2(outcome.out.startsWith("quantity "), outcome.out.constData());
    QVERIFY(outcome.out.count(" holds\n") >= 3);
}

void TestVerification::theTableKeepsOutOfTheSeries()
{
    const QStringList shortly{"--until", "0.1", "--every", "0.1", "--series", "-"};
    const Outcome outcome = checked("free-spreading", coarse + shortly);
    QVERIFY(outcome.out.startsWith("# dqmlab") && !outcome.out.contains("quantity"));
    QVERIFY(outcome.err.startsWith("quantity "));
}

void TestVerification::theSeriesIsThatOfARunWithItsErrorEstimated()
{
    const QStringList shortly
        = coarse + QStringList{"--until", "0.4", "--every", "0.2", "--series", "-"};
    const Outcome without
        = command(QStringList{"run", "free-spreading", "--error-estimate"} + shortly);
    QCOMPARE(checked("free-spreading", shortly).out, without.out);
}

void TestVerification::aTableSaysEachVerdict()
{
    const std::vector<Readout> readouts{{.id = "a",
                                            .label = "first",
                                            .value = 1.0,
                                            .unit = "E0",
                                            .expected = 1.0,
                                            .tolerance = 0.1,
                                            .group = "Group"},
        {.id = "b",
            .label = "second",
            .value = 1.4,
            .error = 0.1,
            .expected = 1.0,
            .group = "Group"},
        {.id = "c", .label = "third", .value = 2.0, .expected = 1.0, .tolerance = 0.1},
        {.id = "d", .label = "silent", .value = 2.0},
        {.id = "e", .label = "fifth", .expected = 1.0, .unresolved = "too coarse"},
        {.id = "f",
            .label = "sixth",
            .value = 2.0,
            .expected = 1.0,
            .tolerance = 0.1,
            .mayDiffer = true}};
    const QByteArray table = QByteArray::fromStdString(checkTable(readouts));
    QCOMPARE(table.count("# Group\n"), 1);
    QVERIFY(table.contains("first") && table.contains("1 E0") && !table.contains("silent"));
    for (const char* verdict :
        {" nearly\n", " FAILS\n", "not resolved: too coarse\n", "differs, as it is to\n",
            "1 hold, 1 nearly, 1 differ as they are to, 1 not resolved, 1 fail\n"})
        QVERIFY2(table.contains(verdict), verdict);
    QVERIFY(checkTable({}).starts_with("nothing is expected"));
}

void TestVerification::casesComeInTheirOrderWhateverTheThreads()
{
    const std::vector<VerificationCase> cases{quick, balls, quick, balls};
    for (const int threads : {1, 4}) {
        const std::vector<Verified> all = verifiedBy(cases, threads);
        QCOMPARE(all.size(), cases.size());
        for (std::size_t i = 0; i < all.size(); ++i) {
            QCOMPARE(all[i].place, i);
            QVERIFY(!all[i].readouts.empty());
            for (const Readout& each : all[i].readouts) {
                QCOMPARE(each.group, cases[i].title.toStdString());
                QVERIFY2(verdictOf(each) == Verdict::Holds, each.label.c_str());
            }
        }
        // The same numbers again, to the last bit.
        for (std::size_t k = 0; k < all[0].readouts.size(); ++k)
            QCOMPARE(all[0].readouts[k].value, all[2].readouts[k].value);
    }
}

void TestVerification::aCaseThatCannotBeRunFails()
{
    const VerificationCase unknown{"Unknown", "no-such-experiment"};
    const VerificationCase silent{
        "Silent", "free-spreading", {"grid.points=[64,64]"}, 0.1, {"No such group"}};
    for (const VerificationCase& wrong : {unknown, silent}) {
        const std::vector<Verified> all = verifiedBy({wrong}, 1);
        QCOMPARE(all.size(), std::size_t{1});
        QCOMPARE(verdictOf(all[0].readouts.at(0)), Verdict::Broken);
    }
}

void TestVerification::canBeCancelled()
{
    std::atomic<bool> isCancelled = false;
    std::size_t told = 0;
    const bool isComplete = verify(
        {balls, balls, balls}, 2,
        [&](const Verified&) {
            ++told;
            isCancelled = true;
        },
        [&] { return isCancelled.load(); });
    QVERIFY(!isComplete);
    QCOMPARE(told, std::size_t{1});
}

void TestVerification::passesOnWhatItsListenerThrows()
{
    const auto throwing = [](const Verified&) { throw std::runtime_error("gone"); };
    QVERIFY_EXCEPTION_THROWN(
        verify({balls, balls}, 2, throwing, [] { return false; }), std::runtime_error);
}

void TestVerification::everyCaseNamesWhatThereIs()
{
    QVERIFY(verificationCases().size() > 15);
    for (const VerificationCase& each : verificationCases()) {
        QStringList arguments{"check", each.experiment};
        QCOMPARE(command(arguments).status, int(exitDone));
        QVERIFY(!each.title.isEmpty());
    }
}

void TestVerification::theCommandPrintsOneTable()
{
    const Outcome outcome = command({"verify", "--quiet"});
    QVERIFY2(outcome.status == exitDone, outcome.out.constData());
    QVERIFY(outcome.out.startsWith("quantity ") && outcome.out.endsWith(" 0 fail\n"));
    for (const VerificationCase& each : verificationCases())
        QVERIFY2(outcome.out.contains("# " + each.title.toUtf8() + '\n'), qPrintable(each.title));
    QVERIFY(outcome.out.count(" holds\n") > 60);
    QCOMPARE(command({"verify", "free-spreading"}).status, int(exitBadInput));
}

QTEST_GUILESS_MAIN(TestVerification)
#include "tst_Verification.moc"
