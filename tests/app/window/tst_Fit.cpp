#include "app/MainWindow.h"
#include "app/Settings.h"
#include "app/WindowPlace.h"
#include "support/OwnSettings.h"
#include "widgets/TypeSize.h"
#include "widgets/panels/EdgeTabs.h"
#include "widgets/scene/StageView.h"
#include "window/Boxes.h"

#include <QAction>
#include <QDialog>
#include <QDockWidget>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

using namespace dqm;

namespace {

struct Look
{
    const char* name;
    ThemeKind kind;
    int type;
    QSize size;
};

/// Light and dark differ in colours alone, and a projector's usual type is larger: each size of
/// window, of type and each kind of theme, the least and the largest of them together.
const Look looks[] = {{"light", ThemeKind::Light, 100, {800, 600}},
    {"light", ThemeKind::Light, 100, {1366, 768}}, {"light", ThemeKind::Light, 200, {800, 600}},
    {"light", ThemeKind::Light, 200, {1920, 1080}}, {"dark", ThemeKind::Dark, 125, {1024, 768}},
    {"projector", ThemeKind::ProjectorLight, 100, {1024, 768}},
    {"projector", ThemeKind::ProjectorDark, 100, {1920, 1080}}};

QString placeOf(const Look& look)
{
    return QStringLiteral("%1, %2 %, %3 × %4: ")
        .arg(look.name)
        .arg(look.type)
        .arg(look.size.width())
        .arg(look.size.height());
}

/// What is still wrong when texts that have just changed have got their places.
QStringList troublesThatStay(QWidget& part)
{
    QStringList troubles = test::troublesOf(part);
    for (int patience = 20; patience > 0 && !troubles.isEmpty(); --patience) {
        QTest::qWait(50);
        troubles = test::troublesOf(part);
    }
    return troubles;
}

/// The first place of each trouble.
QByteArray summary(const QStringList& troubles)
{
    QStringList kinds;
    QString text;
    for (const QString& trouble : troubles) {
        const QString kind = trouble.section(QStringLiteral(": "), 1);
        if (!kinds.contains(kind))
            text += trouble + QLatin1Char('\n');
        kinds << kind;
    }
    return text.left(1500).toUtf8();
}

} // namespace

/// The assembled window on small and large screens, with usual and large type, in three themes:
/// every text has room in its box, and every control can be reached.
class TestFit : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();

    void everyTextFitsAndEveryControlIsReached_data();
    void everyTextFitsAndEveryControlIsReached();
    void aWindowIsPlacedWithItsFrame_data();
    void aWindowIsPlacedWithItsFrame();

private:
    void look(ThemeKind kind, int type);
    void resizeTo(QSize size);
    /// Of all that is seen, with each drawer open in turn.
    QStringList troubles();

    std::unique_ptr<MainWindow> m_window;
    QTemporaryDir m_folder;
};

void TestFit::initTestCase() { test::keepSettingsIn(m_folder.path(), "tst_Fit"); }

void TestFit::init()
{
    QSettings().clear();
    m_window = std::make_unique<MainWindow>();
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
}

void TestFit::cleanup()
{
    m_window.reset();
    setTypeSize(usualTypeSize, theme(ThemeKind::Light));
}

/// A window that begins in this look.
void TestFit::look(ThemeKind kind, int type)
{
    m_window.reset();
    settings::setThemeKind(kind);
    settings::setTypeSize(type);
    m_window = std::make_unique<MainWindow>();
    m_window->show();
}

void TestFit::resizeTo(QSize size)
{
    m_window->resize(size);
    QCoreApplication::sendPostedEvents();
    QTest::qWait(1);
    QCOMPARE(m_window->size(), size);
}

QStringList TestFit::troubles()
{
    QStringList all = troublesThatStay(*m_window);
    for (EdgeTab* tab : m_window->findChildren<EdgeTab*>()) {
        if (!tab->isVisible())
            continue;
        const bool wasOpen = tab->isChecked();
        if (!wasOpen)
            tab->click();
        QTest::qWait(1);
        auto* dock = m_window->findChild<QDockWidget*>(tab->objectName().chopped(4));
        if (!dock || !dock->isVisible())
            return all << tab->text() + " does not open its drawer";
        for (const QString& trouble : troublesThatStay(*dock))
            all << tab->text() + ": " + trouble;
        tab->click();
        QTest::qWait(1);
    }
    all.removeDuplicates();
    return all;
}

void TestFit::everyTextFitsAndEveryControlIsReached_data()
{
    QTest::addColumn<QString>("experiment");
    QTest::addColumn<QString>("opened");
    QTest::newRow("a wave") << "free-spreading"
                            << "";
}

void TestFit::everyTextFitsAndEveryControlIsReached()
{
    QFETCH(QString, experiment);
    QFETCH(QString, opened);
    QStringList all;
    for (const Look& each : looks) {
        look(each.kind, each.type);
        QVERIFY(m_window->openExperimentNamed(experiment));
        resizeTo(each.size);
        auto* action = m_window->findChild<QAction*>(opened);
        if (action && !action->isChecked())
            action->trigger();
        QTest::qWait(20);
        for (const QString& trouble : troubles())
            all << placeOf(each) + trouble;
    }
    QVERIFY2(all.isEmpty(), summary(all));
}

void TestFit::aWindowIsPlacedWithItsFrame_data()
{
    QTest::addColumn<QRect>("inner");
    QTest::addColumn<QRect>("screen");
    QTest::addColumn<QRect>("placed");
    const QRect laptop(0, 0, 1366, 768);
    QTest::newRow("too high") << QRect(0, 0, 1280, 800) << laptop << QRect(4, 30, 1280, 734);
    QTest::newRow("too wide") << QRect(100, 100, 1920, 700) << laptop << QRect(4, 64, 1358, 700);
    QTest::newRow("beside the screen")
        << QRect(3000, -50, 900, 650) << laptop << QRect(462, 30, 900, 650);
    QTest::newRow("fits") << QRect(20, 40, 900, 650) << laptop << QRect(20, 40, 900, 650);
    QTest::newRow("a panel at the left")
        << QRect(0, 40, 900, 650) << QRect(64, 0, 1302, 768) << QRect(68, 40, 900, 650);
    QTest::newRow("a screen smaller than the least window")
        << QRect(0, 0, 1280, 800) << QRect(0, 0, 640, 480) << QRect(4, 30, 800, 600);
}

void TestFit::aWindowIsPlacedWithItsFrame()
{
    QFETCH(QRect, inner);
    QFETCH(QRect, screen);
    QTEST(withinScreen(inner, QMargins(4, 30, 4, 4), screen), "placed");
}

QTEST_MAIN(TestFit)
#include "tst_Fit.moc"
