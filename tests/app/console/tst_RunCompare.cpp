#include "support/Command.h"

#include <QtTest>

using namespace dqm;
using namespace dqm::test;

namespace {

const QStringList scene{"run", "free-spreading", "--until", "2", "--every", "0.5", "--set",
    "grid.points=[64,64]", "--series", "-"};

} // namespace

class TestRunCompare : public QObject
{
    Q_OBJECT

private slots:
    void theOtherRunIsTheOneThatItWouldBeAlone_data()
    {
        QTest::addColumn<QString>("change");
        QTest::addColumn<QString>("setting");
        QTest::newRow("by its path") << "constants.mass=2"
                                     << "constants.mass=2";
        QTest::newRow("by its symbol") << "m=2"
                                       << "constants.mass=2";
        QTest::newRow("hbar") << "hbar=0.5"
                              << "constants.hbar=0.5";
        QTest::newRow("any key") << "packets[0].velocity=[1,0]"
                                 << "packets[0].velocity=[1,0]";
    }
    void theOtherRunIsTheOneThatItWouldBeAlone()
    {
        QFETCH(QString, change);
        QFETCH(QString, setting);
        const Outcome both = command(scene + QStringList{"--compare", change});
        QVERIFY2(both.status == 0, qPrintable(both.err));
        QVERIFY(both.err.contains("beside it"));
        const Outcome first = command(scene);
        const Outcome second = command(scene + QStringList{"--set", setting});
        const Table compared(both.out);
        const Table alone(first.out);
        const Table other(second.out);
        QCOMPARE(compared.rows(), alone.rows());
        for (std::size_t row = 0; row < alone.rows(); ++row) {
            for (const QByteArray& name : alone.names)
                QCOMPARE(compared.text(row, name), alone.text(row, name));
            for (const char* name : {"sigma_x", "energy_drift", "energy_diffusion", "mean_px"})
                QCOMPARE(compared.text(row, QByteArray("other_") + name), other.text(row, name));
        }
        QVERIFY(!compared.names.contains("other_t"));
        // Columns come at the end.
        QCOMPARE(compared.names.mid(0, alone.names.size()), alone.names);
    }

    void whatWillNotDoIsSaidOfTheOption_data()
    {
        QTest::addColumn<QString>("change");
        QTest::addColumn<QByteArray>("said");
        QTest::newRow("unknown key") << "masss=2" << QByteArray("masss");
        QTest::newRow("no value") << "m" << QByteArray("m");
        QTest::newRow("not allowed") << "m=-1" << QByteArray("constants.mass");
        QTest::newRow("another kind") << "kind=\"two-particles\"" << QByteArray("--compare");
    }
    void whatWillNotDoIsSaidOfTheOption()
    {
        QFETCH(QString, change);
        QFETCH(QByteArray, said);
        const Outcome outcome = command(scene + QStringList{"--compare", change});
        QCOMPARE(outcome.status, 2);
        const QByteArray line = outcome.err.toUtf8();
        QVERIFY2(line.contains("--compare"), line.constData());
        QVERIFY2(line.contains(said), line.constData());
        QVERIFY(outcome.out.isEmpty());
    }

    void anExhibitHasNoneBesideIt()
    {
        const Outcome outcome = command({"run", "one-ball-per-box", "--compare", "m=2"});
        QCOMPARE(outcome.status, 2);
        QVERIFY(outcome.err.contains("--compare"));
    }
};

QTEST_GUILESS_MAIN(TestRunCompare)
#include "tst_RunCompare.moc"
