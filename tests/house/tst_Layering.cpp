#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

/// Reads every include of the house and fails on an arrow that points back: app -> widgets -> core.
class TestLayering : public QObject
{
    Q_OBJECT

private slots:
    void includesPointOneWay_data();
    void includesPointOneWay();
    void headersAreIncludedFromTheRoot();
    void noSourceIsOverFiveHundredLines();

private:
    static QString root() { return QStringLiteral(DQM_SOURCE_DIR); }
    static QStringList sources(const QString& room);
    static QStringList includes(const QString& file);
};

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
    QFile source(file);
    if (!source.open(QIODevice::ReadOnly))
        return {};
    QStringList found;
    auto matches = include.globalMatch(QString::fromUtf8(source.readAll()));
    while (matches.hasNext())
        found << matches.next().captured(1);
    return found;
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

void TestLayering::noSourceIsOverFiveHundredLines()
{
    for (const QString room : {"core", "widgets", "app"}) {
        for (const QString& file : sources(room)) {
            QFile source(file);
            QVERIFY(source.open(QIODevice::ReadOnly));
            const auto lines = source.readAll().count('\n');
            QVERIFY2(lines <= 500,
                qPrintable(QStringLiteral("%1 has %2 lines: split the room").arg(file).arg(lines)));
        }
    }
}

QTEST_APPLESS_MAIN(TestLayering)
#include "tst_Layering.moc"
