#include "app/rendering/RenderCommand.h"
#include "support/Command.h"

#include <QFile>
#include <QRegularExpression>
#include <QtTest>

#include <sstream>

using namespace dqm;
using namespace dqm::test;

namespace {

QString document()
{
    QFile file(QStringLiteral(DQM_SOURCE_DIR) + "/docs/command-line.md");
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

/// Between a heading and the next one of its kind.
QString sectionOf(const QString& heading)
{
    return document().section("\n## " + heading + '\n', 1, 1).section("\n## ", 0, 0);
}

/// The options that the tables of a section name in their first cells.
QSet<QString> documented(const QString& heading)
{
    static const QRegularExpression option("`(--[a-z-]+)");
    QSet<QString> names;
    for (const QString& line : sectionOf(heading).split('\n')) {
        if (!line.startsWith('|'))
            continue;
        for (auto found = option.globalMatch(line.section('|', 1, 1)); found.hasNext();)
            names << found.next().captured(1);
    }
    return names;
}

QSet<QString> optionsIn(const QString& help)
{
    static const QRegularExpression option(
        "^\\s+(?:-\\w, )?(--[a-z-]+)", QRegularExpression::MultilineOption);
    QSet<QString> names;
    for (auto found = option.globalMatch(help); found.hasNext();)
        names << found.next().captured(1);
    names.remove("--help");
    return names;
}

QString words(const QSet<QString>& names)
{
    return QStringList(names.begin(), names.end()).join(", ");
}

void compare(const QSet<QString>& inTheDocument, const QSet<QString>& inTheProgram)
{
    QVERIFY(!inTheProgram.isEmpty());
    QVERIFY2(inTheDocument == inTheProgram,
        qPrintable("only documented: " + words(inTheDocument - inTheProgram)
            + "; only in the program: " + words(inTheProgram - inTheDocument)));
}

} // namespace

/// docs/command-line.md names the options and commands that there are, and no other.
class TestCommandLineDocument : public QObject
{
    Q_OBJECT

private slots:
    void namesEachOptionOfACommand_data()
    {
        QTest::addColumn<QString>("name");
        for (const char* name : {"describe", "run", "equations", "verify"})
            QTest::newRow(name) << QString(name);
    }
    void namesEachOptionOfACommand()
    {
        QFETCH(QString, name);
        const Outcome help = command({name, "--help"});
        QCOMPARE(help.status, int(exitDone));
        compare(documented("dqmlab " + name), optionsIn(help.out));
    }

    void namesEachOptionOfRender()
    {
        std::ostringstream out;
        std::ostringstream err;
        QCOMPARE(render({"--help"}, out, err), int(exitDone));
        compare(documented("dqmlab render"), optionsIn(QString::fromStdString(out.str())));
    }

    void namesEachOptionOfTheWindow()
    {
        static const QRegularExpression option("(--[a-z-]+)");
        const QString help = QString::fromUtf8(command({"--help"}).out);
        const QString window = help.section("The window: ", 1, 1).section("\n\n", 0, 0);
        QSet<QString> names;
        for (auto found = option.globalMatch(window); found.hasNext();)
            names << found.next().captured(1);
        compare(documented("The window's options"), names);
    }

    void namesEachCommand()
    {
        static const QRegularExpression name(
            "^dqmlab ([a-z]+)", QRegularExpression::MultilineOption);
        static const QRegularExpression row(
            "^\\| `dqmlab ([a-z]+)", QRegularExpression::MultilineOption);
        const auto all = [](const QRegularExpression& expression, const QString& text) {
            QSet<QString> names;
            for (auto found = expression.globalMatch(text); found.hasNext();)
                names << found.next().captured(1);
            return names;
        };
        compare(all(row, sectionOf("Commands")), all(name, QString(command({"--help"}).out)));
    }
};

QTEST_MAIN(TestCommandLineDocument)
#include "tst_CommandLineDocument.moc"
