#include "support/Close.h"
#include "support/Command.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include <cmath>

using namespace dqm;
using namespace dqm::test;

namespace {

/// A packet that meets two screens, one behind the other.
QStringList run(const QStringList& more)
{
    const QStringList scene{"run", "free-spreading", "--until", "5", "--every", "1", "--set",
        "grid.points=[96,96]", "--set",
        "packets[0]={\"type\":\"gaussian\",\"center\":[-6,0],\"velocity\":[3,0]}", "--set",
        "ensemble.particles=4000", "--set",
        "detectors=[{\"name\":\"first\",\"line\":[0,-8,0,8],\"depth\":2,\"strength\":0.5},"
        "{\"name\":\"second\",\"line\":[5,-8,5,8],\"depth\":2,\"strength\":6}]"};
    return scene + more;
}

Table tableIn(const QString& path)
{
    QFile file(path);
    return Table(file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray());
}

} // namespace

class TestRunDetectors : public QObject
{
    Q_OBJECT

private slots:
    void hitsAreATableInTheirOrder()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath("hits.csv");
        const QString series = folder.filePath("series.csv");
        const Outcome outcome = command(run({"--hits", path, "--series", series}));
        QCOMPARE(outcome.status, 0);
        const Table hits = tableIn(path);
        const QList<QByteArray> names{"particle", "t", "s", "detector"};
        QCOMPARE(hits.names, names);
        QVERIFY(hits.rows() > 2000);
        std::array<int, 2> counts{};
        double before = 0.0;
        for (std::size_t n = 0; n < hits.rows(); ++n) {
            QVERIFY(hits.at(n, "t") >= before);
            before = hits.at(n, "t");
            QVERIFY(hits.at(n, "s") >= 0.0 && hits.at(n, "s") <= 16.0);
            ++counts.at(hits.text(n, "detector") == "second" ? 1 : 0);
        }
        const Table rows = tableIn(series);
        QCOMPARE(rows.last("hits_first"), static_cast<double>(counts[0]));
        QCOMPARE(rows.last("hits_second"), static_cast<double>(counts[1]));
        QCOMPARE(rows.names.mid(rows.names.size() - 4),
            (QList<QByteArray>{"absorbed_first", "hits_first", "absorbed_second", "hits_second"}));
        for (std::size_t n = 0; n < rows.rows(); ++n)
            DQM_CLOSE(
                rows.at(n, "norm") + rows.at(n, "absorbed_first") + rows.at(n, "absorbed_second"),
                1.0, 1e-9);
        for (const char* name : {"first: ", "second: ", " hits of 4000, chi^2/dof ", "turns back"})
            QVERIFY2(outcome.err.contains(name), qPrintable(outcome.err));
        // The table opens again as its experiment.
        QCOMPARE(command({"check", path}).status, 0);
    }

    void theNumbersAreJudged()
    {
        const Outcome outcome = command(run({"--check", "--quiet"}));
        QVERIFY2(outcome.status == 0, outcome.out.constData());
        for (const char* row : {"hits on first", "hits on second", "chi^2/dof of the hits on first",
                 "share of rho taken by all"}) {
            const auto at = outcome.out.indexOf(row);
            QVERIFY2(at >= 0, row);
            const QByteArray line = outcome.out.mid(at, outcome.out.indexOf('\n', at) - at);
            QVERIFY2(line.contains("holds"), line.constData());
        }
    }

    void withoutParticlesTheHitsAreEmpty()
    {
        const Outcome outcome
            = command(run({"--series", "-", "--quiet", "--set", "ensemble.particles=0"}));
        const Table rows(outcome.out);
        QCOMPARE(rows.text(rows.rows() - 1, "hits_first"), QByteArray());
        QVERIFY(rows.last("absorbed_first") > 0.1);
    }

    void whatCannotBeIsRefused_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("says");
        QTest::newRow("no detectors")
            << QStringList{"run", "free-spreading", "--hits", "x.csv"} << "has no detectors";
        QTest::newRow("no particles")
            << run({"--hits", "x.csv", "--set", "ensemble.particles=0"}) << "has no particles";
        QTest::newRow("backward") << run({"--reverse"}) << "does not run backward past a detector";
        QTest::newRow("an exhibit")
            << QStringList{"run", "bosons-on-levels", "--hits", "x.csv"} << "--hits";
        QTest::newRow("the same file twice")
            << run({"--hits", "x.csv", "--series", "x.csv"}) << "x.csv";
    }
    void whatCannotBeIsRefused()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, says);
        const Outcome outcome = command(arguments);
        QCOMPARE(outcome.status, 2);
        QVERIFY2(isOneLine(outcome.err) && outcome.err.contains(says), qPrintable(outcome.err));
    }
};

QTEST_GUILESS_MAIN(TestRunDetectors)
#include "tst_RunDetectors.moc"
