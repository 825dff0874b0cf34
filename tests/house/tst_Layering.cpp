#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QMap>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

/// Reads the sources of the house: arrows between layers and rooms, the size of rooms and files.
class TestLayering : public QObject
{
    Q_OBJECT

private slots:
    void includesPointOneWay_data();
    void includesPointOneWay();
    void headersAreIncludedFromTheRoot();
    void roomsLinkWhatTheyInclude_data();
    void roomsLinkWhatTheyInclude();
    void roomsFormNoCircle();
    void noRoomHasOverTwentyFiveSources();
    void everyRoomIsToldOfInItsReadme();
    void noSourceIsOverFiveHundredLines();
    void noFunctionIsOverSixtyLines();
    void singleStatementsStandWithoutBraces();

private:
    struct Links
    {
        QSet<QString> ofHeaders; ///< PUBLIC
        QSet<QString> ofSources; ///< PRIVATE
    };

    static QString root() { return QStringLiteral(DQM_SOURCE_DIR); }
    static QString textOf(const QString& file);
    static QStringList sources(const QString& room);
    static QStringList includes(const QString& file);
    /// Every folder with sources, "core/grid".
    static QStringList rooms();
    static QString roomOf(const QString& path) { return path.section('/', 0, -2); }
    static Links linksOf(const QString& room);
};

QString TestLayering::textOf(const QString& file)
{
    QFile source(file);
    return source.open(QIODevice::ReadOnly) ? QString::fromUtf8(source.readAll()) : QString();
}

QStringList TestLayering::sources(const QString& room)
{
    QStringList files;
    QDirIterator it(
        root() + '/' + room, {"*.h", "*.cpp"}, QDir::Files, QDirIterator::Subdirectories);
    while (it.hasNext())
        files << it.next();
    return files;
}

QStringList TestLayering::includes(const QString& file)
{
    static const QRegularExpression include(
        R"(^\s*#\s*include\s*[<"]([^>"]+)[>"])", QRegularExpression::MultilineOption);
    QStringList found;
    auto matches = include.globalMatch(textOf(file));
    while (matches.hasNext())
        found << matches.next().captured(1);
    return found;
}

QStringList TestLayering::rooms()
{
    QSet<QString> found;
    for (const QString layer : {"core", "widgets", "app"}) {
        for (const QString& file : sources(layer))
            found << roomOf(QDir(root()).relativeFilePath(file));
    }
    QStringList sorted(found.begin(), found.end());
    sorted.sort();
    return sorted;
}

TestLayering::Links TestLayering::linksOf(const QString& room)
{
    static const QRegularExpression call(R"(target_link_libraries\(\s*(\w+)([^)]*)\))");
    static const QRegularExpression word(R"(\S+)");
    Links links;
    auto calls = call.globalMatch(textOf(root() + '/' + room + "/CMakeLists.txt"));
    while (calls.hasNext()) {
        const auto match = calls.next();
        if (match.captured(1) != "dqm_" + QString(room).replace('/', '_'))
            continue;
        bool isPublic = false;
        auto words = word.globalMatch(match.captured(2));
        while (words.hasNext()) {
            const QString name = words.next().captured();
            if (name == "PUBLIC" || name == "PRIVATE")
                isPublic = name == "PUBLIC";
            else if (name.startsWith("dqm::"))
                (isPublic ? links.ofHeaders : links.ofSources)
                    << QString(name.mid(5)).replace("::", "/");
        }
    }
    return links;
}

void TestLayering::includesPointOneWay_data()
{
    QTest::addColumn<QString>("room");
    QTest::addColumn<QString>("forbidden");

    QTest::newRow("core knows no Qt, VTK, widgets or app")
        << "core"
        << R"(^(Q[A-Z]|Qt|vtk|qcustomplot|widgets/|app/|tests/))";
    QTest::newRow("widgets know no app") << "widgets"
                                         << R"(^(app/|tests/))";
    QTest::newRow("app knows no tests") << "app"
                                        << R"(^tests/)";
}

void TestLayering::includesPointOneWay()
{
    QFETCH(QString, room);
    QFETCH(QString, forbidden);

    const QRegularExpression back(forbidden);
    const QStringList files = sources(room);
    QVERIFY2(files.size() > 5, "the room was not found");
    for (const QString& file : files) {
        for (const QString& include : includes(file))
            QVERIFY2(!back.match(include).hasMatch(), qPrintable(file + " includes " + include));
    }
}

void TestLayering::headersAreIncludedFromTheRoot()
{
    for (const QString room : {"core", "widgets", "app"}) {
        for (const QString& file : sources(room)) {
            for (const QString& include : includes(file)) {
                QVERIFY2(!include.startsWith("../") && !include.startsWith("./"),
                    qPrintable(file + " includes " + include));
            }
        }
    }
}

void TestLayering::roomsLinkWhatTheyInclude_data()
{
    QTest::addColumn<QString>("room");
    for (const QString& room : rooms())
        QTest::newRow(qPrintable(room)) << room;
}

void TestLayering::roomsLinkWhatTheyInclude()
{
    QFETCH(QString, room);
    if (room == "app") // main() only: it links what it starts
        return;

    const Links links = linksOf(room);
    QSet<QString> used;
    const auto files = QDir(root() + '/' + room).entryInfoList({"*.h", "*.cpp"}, QDir::Files);
    for (const QFileInfo& file : files) {
        for (const QString& include : includes(file.filePath())) {
            const QString other = roomOf(include);
            if (other == room || !QFile::exists(root() + '/' + include))
                continue;
            used << other;
            const bool isLinked = links.ofHeaders.contains(other)
                || (file.suffix() == "cpp" && links.ofSources.contains(other));
            QVERIFY2(isLinked,
                qPrintable(QStringLiteral("%1/%2 includes %3, and %1/CMakeLists.txt links no %4 %5")
                               .arg(room, file.fileName(), include,
                                   file.suffix() == "cpp" ? "PRIVATE" : "PUBLIC", other)));
        }
    }
    const QSet<QString> notSources{"options", "resources"};
    const QSet<QString> unused = (links.ofHeaders | links.ofSources) - used - notSources;
    QVERIFY2(unused.isEmpty(),
        qPrintable(room + " links without an include: "
            + QStringList(unused.begin(), unused.end()).join(", ")));
}

void TestLayering::roomsFormNoCircle()
{
    QMap<QString, QSet<QString>> left;
    for (const QString& room : rooms()) {
        const Links links = linksOf(room);
        left[room] = (links.ofHeaders | links.ofSources) - QSet<QString>{"options", "resources"};
    }
    // A room whose links are all built can be built; what is never reached stands in a circle.
    QSet<QString> built;
    for (bool goesOn = true; goesOn;) {
        goesOn = false;
        for (const QString& room : left.keys()) {
            if (!built.contains(room) && (left[room] - built).isEmpty()) {
                built << room;
                goesOn = true;
            }
        }
    }
    const QSet<QString> circle = QSet<QString>(left.keyBegin(), left.keyEnd()) - built;
    QVERIFY2(circle.isEmpty(), qPrintable(QStringList(circle.begin(), circle.end()).join(", ")));
}

void TestLayering::noRoomHasOverTwentyFiveSources()
{
    for (const QString& room : rooms()) {
        const auto count
            = QDir(root() + '/' + room).entryList({"*.h", "*.cpp"}, QDir::Files).size();
        QVERIFY2(count <= 25,
            qPrintable(
                QStringLiteral("%1 has %2 sources: find the rooms in it").arg(room).arg(count)));
    }
}

void TestLayering::everyRoomIsToldOfInItsReadme()
{
    for (const QString& room : rooms()) {
        const QString layer = room.section('/', 0, 0);
        if (room == layer)
            continue;
        const QString told = '`' + room.section('/', 1) + "/`";
        QVERIFY2(textOf(root() + '/' + layer + "/README.md").contains(told),
            qPrintable(layer + "/README.md says nothing of " + told));
    }
}

void TestLayering::noSourceIsOverFiveHundredLines()
{
    for (const QString room : {"core", "widgets", "app"}) {
        for (const QString& file : sources(room)) {
            const auto lines = textOf(file).count('\n');
            QVERIFY2(lines <= 500,
                qPrintable(QStringLiteral("%1 has %2 lines: split the room").arg(file).arg(lines)));
        }
    }
}

/// Sixty are enough for all that is no table of entries.
void TestLayering::noFunctionIsOverSixtyLines()
{
    for (const QString room : {"core", "widgets", "app"}) {
        for (const QString& file : sources(room)) {
            const QStringList lines = textOf(file).split('\n');
            qsizetype begin = -1;
            for (qsizetype k = 0; k < lines.size(); ++k) {
                if (lines[k] == "{")
                    begin = k;
                if (lines[k] != "}" || begin < 0)
                    continue;
                QVERIFY2(k - begin - 1 <= 60,
                    qPrintable(QStringLiteral("%1:%2: a function of %3 lines")
                                   .arg(file)
                                   .arg(begin)
                                   .arg(k - begin - 1)));
                begin = -1;
            }
        }
    }
}

void TestLayering::singleStatementsStandWithoutBraces()
{
    // A condition and a statement of one line each; chains with else keep theirs.
    static const QRegularExpression braced(
        R"(^( *)(?:if|for|while) \([^\n{}]*\) \{\n\1    (?! )(?!const |auto |static )[^\n]*;\n\1\}\n(?! *else))",
        QRegularExpression::MultilineOption);
    for (const QString room : {"core", "widgets", "app", "tests"}) {
        for (const QString& file : sources(room)) {
            const auto found = braced.match(textOf(file));
            QVERIFY2(!found.hasMatch(), qPrintable(file + ": " + found.captured()));
        }
    }
}

QTEST_APPLESS_MAIN(TestLayering)
#include "tst_Layering.moc"
