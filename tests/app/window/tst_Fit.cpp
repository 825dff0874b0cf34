#include "app/dialogs/Settings.h"
#include "app/experiments/ExperimentFile.h"
#include "app/window/Gallery.h"
#include "app/window/MainWindow.h"
#include "app/window/WindowPlace.h"
#include "support/OwnSettings.h"
#include "widgets/panels/bars/EdgeTabs.h"
#include "widgets/panels/cards/CardEntry.h"
#include "widgets/panels/cards/NewItem.h"
#include "widgets/panels/gallery/GalleryCard.h"
#include "widgets/panels/gallery/GalleryPage.h"
#include "widgets/scene/view/StageView.h"
#include "widgets/theme/TypeSize.h"
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
    void theGalleryFitsEveryWindow();
    void dialogsFitTheSmallestWindow_data();
    void dialogsFitTheSmallestWindow();
    void playBarAndResetStandOnTheScreen_data();
    void playBarAndResetStandOnTheScreen();
    void panelsAreDrawersWhereThereIsNoRoom();
    void theSceneKeepsItsPlaceUnderADrawer();
    void oneTypeSizeServesAllAndIsRemembered();
    void aWindowIsPlacedWithItsFrame_data();
    void aWindowIsPlacedWithItsFrame();

private:
    QString everyKind() const;
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

/// A file of an experiment with one of each term and packet that cards can make.
QString TestFit::everyKind() const
{
    Experiment experiment;
    experiment.packets.emplace_back(GaussianPacket{});
    for (const PotentialTerm& term : offeredTerms())
        experiment = withTerm(experiment, term);
    for (const Packet& packet : offeredPackets())
        experiment = withPacket(experiment, packet);
    const QString file = m_folder.filePath("every-kind.dqm");
    saveExperiment(experiment, file);
    return file;
}

void TestFit::everyTextFitsAndEveryControlIsReached_data()
{
    QTest::addColumn<QString>("experiment");
    QTest::addColumn<QString>("opened");
    QTest::newRow("a wave") << "free-spreading"
                            << "";
    QTest::newRow("the stage") << "galilean-2x2"
                               << "";
    QTest::newRow("two particles") << "two-fermions-avoid-each-other"
                                   << "";
    QTest::newRow("an exhibit of boxes") << "balls-that-share-their-chances"
                                         << "";
    QTest::newRow("an exhibit of walkers") << "zigzag-through-space-and-time"
                                           << "";
    QTest::newRow("the particles") << "particles-through-a-double-slit"
                                   << "particlePanel";
    QTest::newRow("the paper") << "free-spreading"
                               << "paper";
    const QString heads = "potential.head packets.head";
    QTest::newRow("the cards of every kind") << everyKind() << heads;
    QTest::newRow("the cards of two particles") << "two-fermions-avoid-each-other" << heads;
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
        for (const QString& head : opened.split(' ')) {
            if (auto* button = m_window->findChild<QToolButton*>(head);
                button && head.endsWith(".head"))
                button->setChecked(true);
        }
        QTest::qWait(20);
        for (const QString& trouble : troubles())
            all << placeOf(each) + trouble;
    }
    QVERIFY2(all.isEmpty(), summary(all));
}

void TestFit::theGalleryFitsEveryWindow()
{
    QStringList all;
    for (const Look& each : looks) {
        look(each.kind, each.type);
        QVERIFY(m_window->openExperimentNamed("double-slit"));
        resizeTo(each.size);
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        m_window->gallery().open();
        QTest::qWait(20);
        GalleryPage& page = m_window->gallery().page();
        for (const QString& trouble : troublesThatStay(page))
            all << placeOf(each) + trouble;
        const auto cards = page.shown();
        QVERIFY(cards.size() > 40);
        for (GalleryCard* card : cards) {
            // A title has room; what it is about may end in an ellipsis, and its tooltip tells it.
            if (card->isTitleCut())
                all << placeOf(each) + "no room for the title " + card->entry().title;
            card->setFocus();
            if (card->isCut() && !card->toolTip().contains(card->entry().line.toHtmlEscaped()))
                all << placeOf(each) + "nothing says all of " + card->entry().line;
        }
        // From the last card the first one is come back to, all of it in view.
        QTest::keyClick(cards.back(), Qt::Key_Home);
        QVERIFY(cards.front()->hasFocus());
        if (cards.front()->visibleRegion().boundingRect() != cards.front()->rect())
            all << placeOf(each) + "the card with the focus is not seen";
    }
    QVERIFY2(all.isEmpty(), summary(all));
}

void TestFit::dialogsFitTheSmallestWindow_data()
{
    QTest::addColumn<int>("id");
    QTest::newRow("picture") << int(CommandId::ExportPicture);
    QTest::newRow("video") << int(CommandId::RenderVideo);
    QTest::newRow("recording") << int(CommandId::RecordingOptions);
}

void TestFit::dialogsFitTheSmallestWindow()
{
    QFETCH(int, id);
    QStringList all;
    for (const Look& each : looks) {
        look(each.kind, each.type);
        QVERIFY(m_window->openExperimentNamed("free-spreading"));
        QTRY_VERIFY_WITH_TIMEOUT(m_window->frame() != nullptr, 20000);
        resizeTo(each.size);
        m_window->commands()[static_cast<CommandId>(id)]->trigger();
        QTest::qWait(20);
        QDialog* dialog = nullptr;
        for (auto* shown : m_window->findChildren<QDialog*>())
            dialog = shown->isVisible() ? shown : dialog;
        QVERIFY(dialog);
        if (dialog->width() > each.size.width() || dialog->height() > each.size.height())
            all << placeOf(each) + "the dialog is larger than the window";
        for (const QString& trouble : troublesThatStay(*dialog))
            all << placeOf(each) + trouble;
        dialog->reject();
        QTest::qWait(1);
    }
    QVERIFY2(all.isEmpty(), summary(all));
}

void TestFit::playBarAndResetStandOnTheScreen_data()
{
    QTest::addColumn<QString>("experiment");
    QTest::addColumn<QString>("reset");
    QTest::newRow("a wave") << "free-spreading"
                            << "resetToFile";
    QTest::newRow("an exhibit") << "balls-that-share-their-chances"
                                << "resetExhibit";
    QTest::newRow("many sliders") << "zigzag-through-space-and-time"
                                  << "resetExhibit";
}

void TestFit::playBarAndResetStandOnTheScreen()
{
    QFETCH(QString, experiment);
    QFETCH(QString, reset);
    QVERIFY(m_window->openExperimentNamed(experiment));
    auto* dock = m_window->findChild<QDockWidget*>("experimentDock");
    auto* button = m_window->findChild<QPushButton*>(reset);
    for (const QSize size : {QSize(1366, 768), QSize(1024, 768)}) {
        resizeTo(size);
        dock->show();
        QTest::qWait(20);
        const auto isSeen = [&](const QWidget* widget) {
            return widget->isVisible()
                && m_window->rect().contains(
                    QRect(widget->mapTo(m_window.get(), QPoint()), widget->size()))
                && widget->visibleRegion().boundingRect() == widget->rect();
        };
        QVERIFY2(isSeen(button), "without scrolling");
        for (QToolButton* play : m_window->findChildren<QToolButton*>("play"))
            QVERIFY(!play->isVisible() || isSeen(play));
    }
}

void TestFit::panelsAreDrawersWhereThereIsNoRoom()
{
    auto* numbers = m_window->findChild<QDockWidget*>("numbersDock");
    auto* left = m_window->findChild<QDockWidget*>("experimentDock");
    auto* tabs = m_window->findChild<EdgeTabs*>("rightTabs");
    resizeTo({1280, 800});
    QVERIFY(numbers->isVisible() && left->isVisible() && !tabs->isVisible());
    resizeTo({1279, 800});
    QVERIFY(!numbers->isVisible() && !left->isVisible() && tabs->isVisible());
    // One at an edge at a time, and the command's own mark follows.
    auto* paper = m_window->commands()[CommandId::Paper];
    paper->trigger();
    QTRY_VERIFY(m_window->findChild<QDockWidget*>("paperDock")->isVisible());
    m_window->findChild<EdgeTab*>("numbersDock.tab")->click();
    QVERIFY(numbers->isVisible());
    QVERIFY(!paper->isChecked());
    m_window->findChild<EdgeTab*>("numbersDock.tab")->click();
    QVERIFY(!numbers->isVisible());
    QVERIFY(m_window->focusWidget() == nullptr || m_window->focusWidget()->isVisible());
    // Larger type needs more room, and where there is room again all is as before.
    resizeTo({1500, 800});
    QVERIFY(numbers->isVisible() && left->isVisible() && !tabs->isVisible());
    m_window->setTypeSize(125);
    QTRY_VERIFY(tabs->isVisible());
    m_window->setTypeSize(100);
    QTRY_VERIFY(!tabs->isVisible());
    QVERIFY(numbers->isVisible() && left->isVisible());
}

void TestFit::theSceneKeepsItsPlaceUnderADrawer()
{
    QVERIFY(m_window->openExperimentNamed("free-spreading"));
    resizeTo({1024, 768});
    const QRect before(m_window->scene().mapTo(m_window.get(), QPoint()), m_window->scene().size());
    m_window->findChild<EdgeTab*>("experimentDock.tab")->click();
    m_window->findChild<EdgeTab*>("numbersDock.tab")->click();
    QTest::qWait(20);
    QCOMPARE(
        QRect(m_window->scene().mapTo(m_window.get(), QPoint()), m_window->scene().size()), before);
}

void TestFit::oneTypeSizeServesAllAndIsRemembered()
{
    const double usual = QApplication::font().pointSizeF();
    m_window->commands()[CommandId::TypeLarger]->trigger();
    QCOMPARE(settings::typeSize(), 125);
    QCOMPARE(QApplication::font().pointSizeF(), 1.25 * usual);
    m_window = std::make_unique<MainWindow>();
    m_window->show();
    QCOMPARE(QApplication::font().pointSizeF(), 1.25 * usual);
    for (const QWidget* widget : m_window->findChildren<QWidget*>())
        QVERIFY2(widget->font().pointSizeF() > 1.1 * usual, qPrintable(test::nameOf(*widget)));
    m_window->commands()[CommandId::TypeSmaller]->trigger();
    m_window->commands()[CommandId::TypeSmaller]->trigger();
    QCOMPARE(settings::typeSize(), smallestTypeSize);
    m_window->commands()[CommandId::TypeUsual]->trigger();
    QCOMPARE(QApplication::font().pointSizeF(), usual);
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
    QTest::newRow("1920 x 1080 at twice the scale")
        << QRect(0, 0, 1280, 800) << QRect(0, 0, 960, 540) << QRect(4, 30, 952, 506);
    QTest::newRow("a screen smaller than any window")
        << QRect(0, 0, 1280, 800) << QRect(0, 0, 640, 400) << QRect(4, 30, 640, 420);
}

void TestFit::aWindowIsPlacedWithItsFrame()
{
    QFETCH(QRect, inner);
    QFETCH(QRect, screen);
    QTEST(withinScreen(inner, QMargins(4, 30, 4, 4), screen), "placed");
}

QTEST_MAIN(TestFit)
#include "tst_Fit.moc"
