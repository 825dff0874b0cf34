#include "app/results/SeriesColumns.h"
#include "support/Command.h"

#include <QFile>
#include <QRegularExpression>
#include <QtTest>

using namespace dqm;
using namespace dqm::test;

namespace {

QStringList codeIn(const QString& cell)
{
    static const QRegularExpression code("`([^`]+)`");
    QStringList words;
    for (auto found = code.globalMatch(cell); found.hasNext();)
        words << found.next().captured(1);
    return words;
}

/// Every column that the document's tables of a wave's series name, prefixes spelled out.
QSet<QString> documented()
{
    QFile file(QStringLiteral(DQM_SOURCE_DIR) + "/docs/command-line.md");
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QString text = QString::fromUtf8(file.readAll());
    const QString waves = text.section("### Waves", 1).section("### Exhibits", 0, 0);
    QSet<QString> names;
    bool hasPrefixes = false;
    for (const QString& line : waves.split('\n')) {
        if (!line.startsWith('|'))
            continue;
        const QStringList cells = QString(line).replace("\\|", " ").split('|');
        hasPrefixes |= cells[1].trimmed() == "prefix";
        QStringList prefixes = hasPrefixes ? codeIn(cells[1]) : QStringList();
        if (prefixes.isEmpty())
            prefixes << QString();
        for (const QString& prefix : prefixes)
            for (const QString& name : codeIn(cells[hasPrefixes ? 2 : 1]))
                if (!prefix.endsWith(QChar(0x2026)))
                    names << prefix + name;
    }
    return names;
}

QSet<QString> registered()
{
    QSet<QString> names{"P_<region>"};
    for (const SeriesGroup& group : seriesGroups()) {
        std::vector<std::string> prefixes = group.prefixes;
        if (prefixes.empty())
            prefixes.emplace_back();
        for (const std::string& prefix : prefixes)
            for (const std::string& name : group.columns)
                names << QString::fromStdString(prefix + name).remove('{').remove('}');
    }
    return names;
}

QString words(const QSet<QString>& names)
{
    QStringList sorted(names.begin(), names.end());
    sorted.sort();
    return sorted.join(", ");
}

} // namespace

class TestSeriesColumns : public QObject
{
    Q_OBJECT

private slots:
    void theDocumentNamesEachColumnAndNoOther()
    {
        QVERIFY(registered().size() > 60);
        QVERIFY2(documented() == registered(),
            qPrintable("only documented: " + words(documented() - registered())
                + "; only written: " + words(registered() - documented())));
    }

    void aRunWritesNoColumnThatIsNotRegistered_data()
    {
        QTest::addColumn<QString>("name");
        for (const char* name : {"galilean-2x2", "two-bosons-meet", "fluid-on-a-torus",
                 "particles-through-a-double-slit", "cooling-in-a-well"})
            QTest::newRow(name) << QString(name);
    }
    void aRunWritesNoColumnThatIsNotRegistered()
    {
        QFETCH(QString, name);
        const Table table = series({name, "--until", "0.02", "--every", "0.02", "--set",
            name == "fluid-on-a-torus" ? "grid.points=[64,64]" : "grid.points=[96,96]"});
        QVERIFY(table.names.size() >= 20);
        for (const QByteArray& column : table.names) {
            QString plain = QString(column).replace("x1", "x").replace("x2", "y");
            plain.remove(QRegularExpression("^k(prime)?_"));
            const bool isRegion = plain.startsWith("P_");
            QVERIFY2(isRegion || registered().contains(plain), column.constData());
        }
    }

    void whatIsNotKnownIsEmpty()
    {
        const Table table = series({"free-spreading", "--until", "0.1", "--every", "0.05", "--set",
            "grid.points=[64,64]", "--set", "ensemble.particles=500"});
        QCOMPARE(table.text(0, "particles_D"), QByteArray());
        QVERIFY(table.at(1, "particles_D") > 0.1);
        QCOMPARE(table.text(0, "particles_alive"), QByteArray("500"));
        // Without noise there is nothing to measure, and that is known.
        const Table drift = series({"free-spreading", "--until", "0.1", "--every", "0.05", "--set",
            "grid.points=[64,64]", "--set", "ensemble.particles=500", "--set", "ensemble.noise=0"});
        QCOMPARE(drift.text(0, "particles_D"), QByteArray("0"));
        // (rho, S) cannot start from a psi with a node: no difference is known.
        const Table fluid = series({"quantised-vortex", "--until", "0.02", "--every", "0.02",
            "--set", "grid.points=[64,64]", "--set", "stage.hydrodynamic=true"});
        QCOMPARE(fluid.text(0, "hydrodynamic_difference_rho"), QByteArray());
        QVERIFY(!fluid.text(0, "hydrodynamic_t").isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestSeriesColumns)
#include "tst_SeriesColumns.moc"
