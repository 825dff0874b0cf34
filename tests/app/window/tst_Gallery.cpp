#include "app/dialogs/Settings.h"
#include "app/experiments/ExperimentFile.h"
#include "app/window/ExhibitPage.h"
#include "app/window/Gallery.h"
#include "app/window/MainWindow.h"
#include "support/OwnSettings.h"
#include "widgets/panels/gallery/GalleryCard.h"
#include "widgets/panels/gallery/GalleryPage.h"
#include "widgets/scene/view/StageView.h"

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QDockWidget>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QTemporaryDir>
#include <QTest>

using namespace dqm;

namespace {

constexpr int patience = 20000; // ms

} // namespace

/// The gallery over the assembled window.
class TestGallery : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();

    void coversTheWindowBelowItsMenus();
    void whatIsRunningIsHeldAndGoesOnWhereItWas();
    void whatRestedStaysAtRest();
    void whatHasComeToItsEndIsNotBegunAnew();
    void anExhibitIsHeldAsWell();
    void anotherCardOpensItsExperiment();
    void theCardOfWhatIsRunningSaysWhen();
    void theCardOfWhatIsRunningIsInView();
    void keysOfTheSceneAreLettersHere();
    void aCommandThatActsBehindLeavesItFirst();
    void anUndoneOpeningLeavesIt();
    void ownFilesAreThereAndOneThatIsBrokenSaysWhy();
    void whatLiesInNoFileHasACard();
    void theStartIsChosenAndRemembered();
    void aPersonsStartIsAPageThatEscLeaves();

private:
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    /// What was under way has arrived.
    bool comesToRest();
    GalleryCard* card(const QString& name);
    Gallery& gallery() { return m_window->gallery(); }
    QAction* play() { return m_window->commands()[CommandId::Play]; }

    std::unique_ptr<MainWindow> m_window;
    QTemporaryDir m_folder;
};

void TestGallery::initTestCase() { test::keepSettingsIn(m_folder.path(), "tst_Gallery"); }

void TestGallery::init()
{
    QSettings().clear();
    m_window = std::make_unique<MainWindow>();
    QVERIFY(m_window->openExperimentNamed("free-spreading"));
    m_window->resize(1280, 800);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    QTRY_VERIFY_WITH_TIMEOUT(m_window->frame() != nullptr, patience);
    QVERIFY(!gallery().isOpen());
}

void TestGallery::cleanup() { m_window.reset(); }

void TestGallery::press(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    QWidget* focus = QApplication::focusWidget();
    QTest::keyClick(focus ? focus : m_window.get(), key, modifiers);
}

bool TestGallery::comesToRest()
{
    for (int looks = 0; looks < 40; ++looks) {
        const auto before = m_window->frame();
        QTest::qWait(300);
        if (m_window->frame() == before)
            return true;
    }
    return false;
}

GalleryCard* TestGallery::card(const QString& name)
{
    for (GalleryCard* each : gallery().page().shown()) {
        if (each->entry().name == name)
            return each;
    }
    return nullptr;
}

void TestGallery::coversTheWindowBelowItsMenus()
{
    const QRect scene(m_window->scene().mapTo(m_window.get(), QPoint()), m_window->scene().size());
    press(Qt::Key_G, Qt::ControlModifier);
    QVERIFY(gallery().isOpen());
    const auto covers = [this] {
        const QRect page = gallery().page().geometry();
        return page.bottomRight() == m_window->rect().bottomRight()
            && page.top() == m_window->menuBar()->geometry().bottom() + 1 && page.left() == 0;
    };
    QVERIFY(covers());
    // What lies behind is not laid out anew.
    QCOMPARE(
        QRect(m_window->scene().mapTo(m_window.get(), QPoint()), m_window->scene().size()), scene);
    for (const QSize size : {QSize(800, 600), QSize(1920, 1080)}) {
        m_window->resize(size);
        QTRY_VERIFY(covers());
        QVERIFY(m_window->childAt(size.width() / 2, size.height() / 2));
        QVERIFY(
            gallery().page().isAncestorOf(m_window->childAt(size.width() / 2, size.height() / 2)));
    }
    // Edges of what lies behind cannot be taken hold of through it.
    m_window->resize(1280, 800);
    const auto* dock = m_window->findChild<QDockWidget*>("experimentDock");
    QTRY_VERIFY(dock->isVisible());
    const int width = dock->width();
    // In the head of the page, where no card is chosen by it.
    const QPoint at = dock->mapTo(m_window.get(), QPoint(width + 1, 20));
    QWidget* under = m_window->childAt(at);
    QTest::mousePress(under, Qt::LeftButton, {}, under->mapFrom(m_window.get(), at));
    QTest::mouseMove(under, under->mapFrom(m_window.get(), at + QPoint(120, 0)));
    QTest::mouseRelease(
        under, Qt::LeftButton, {}, under->mapFrom(m_window.get(), at + QPoint(120, 0)));
    QCOMPARE(dock->width(), width);
    press(Qt::Key_G, Qt::ControlModifier);
    QVERIFY(!gallery().isOpen());
    QTRY_VERIFY(m_window->scene().hasFocus());
}

void TestGallery::whatIsRunningIsHeldAndGoesOnWhereItWas()
{
    m_window->setPlaying(true);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->frame()->time > 0.1, patience);
    press(Qt::Key_G, Qt::ControlModifier);
    QVERIFY(!play()->isChecked());
    QVERIFY(comesToRest());
    const auto frame = m_window->frame();
    const Experiment before = m_window->document().present();
    QTest::qWait(200);
    QCOMPARE(m_window->frame()->time, frame->time);
    press(Qt::Key_Escape);
    QVERIFY(!gallery().isOpen());
    QVERIFY(play()->isChecked());
    QVERIFY(m_window->document().present() == before);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->frame()->time > frame->time, patience);
    QCOMPARE(m_window->frame()->run, frame->run);
}

void TestGallery::whatRestedStaysAtRest()
{
    gallery().open();
    press(Qt::Key_Return); // the card of what lies on the table
    QVERIFY(!gallery().isOpen());
    QVERIFY(!play()->isChecked());
    QCOMPARE(m_window->frame()->time, 0.0);
}

void TestGallery::whatHasComeToItsEndIsNotBegunAnew()
{
    const QString path = m_folder.filePath("short.dqm");
    Experiment brief = m_window->document().present();
    brief.time.until = 0.2;
    saveExperiment(brief, path);
    QVERIFY2(m_window->openExperimentNamed(path), qPrintable(m_window->message()));
    m_window->setPlaying(true);
    QTRY_VERIFY_WITH_TIMEOUT(!play()->isChecked() && !m_window->isPreparing(), patience);
    const auto end = m_window->frame()->time;
    gallery().open();
    press(Qt::Key_Escape);
    QVERIFY(!play()->isChecked());
    QCOMPARE(m_window->frame()->time, end);
}

void TestGallery::anExhibitIsHeldAsWell()
{
    QVERIFY(m_window->openExperimentNamed("balls-that-share-their-chances"));
    QTRY_VERIFY_WITH_TIMEOUT(m_window->exhibits().frame() != nullptr, patience);
    m_window->setPlaying(true);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->exhibits().frame()->progress > 0.0, patience);
    press(Qt::Key_G, Qt::ControlModifier);
    QVERIFY(gallery().isOpen());
    QVERIFY(!play()->isChecked());
    QVERIFY(card("balls-that-share-their-chances")->goOn().contains("throw"));
    press(Qt::Key_Escape);
    QVERIFY(play()->isChecked());
}

void TestGallery::anotherCardOpensItsExperiment()
{
    m_window->setPlaying(true);
    gallery().open();
    QTest::mouseClick(card("tunnelling"), Qt::LeftButton);
    QVERIFY(!gallery().isOpen());
    QCOMPARE(m_window->document().name(), "tunnelling");
    QVERIFY(!play()->isChecked());
    // And an exhibit, by search and Enter.
    gallery().open();
    auto* search = gallery().page().findChild<QLineEdit*>("gallerySearch");
    QTest::keyClicks(search, "one ball per box");
    QTest::keyClick(search, Qt::Key_Return);
    QVERIFY(!gallery().isOpen());
    QVERIFY(m_window->exhibits().isActive());
    // Whatever opened it, it is one step that can be undone.
    m_window->commands()[CommandId::Undo]->trigger();
    QCOMPARE(m_window->document().name(), "tunnelling");
}

void TestGallery::theCardOfWhatIsRunningSaysWhen()
{
    gallery().open();
    QCOMPARE(card("free-spreading")->goOn(), "On the table now");
    QVERIFY(card("free-spreading")->hasFocus());
    press(Qt::Key_Escape);
    m_window->setPlaying(true);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->frame()->time > 0.1, patience);
    m_window->setPlaying(false);
    QVERIFY(comesToRest());
    gallery().open();
    const QString expected
        = QStringLiteral("Go on at t = %1 T₀").arg(m_window->frame()->time, 0, 'g', 3);
    QCOMPARE(card("free-spreading")->goOn(), expected);
    for (const GalleryCard* each : gallery().page().shown())
        QCOMPARE(!each->goOn().isEmpty(), each->entry().name == "free-spreading");
}

void TestGallery::theCardOfWhatIsRunningIsInView()
{
    QVERIFY(m_window->openExperimentNamed("which-way-does-it-drift"));
    const auto isSeen = [this] {
        const GalleryCard* present = card("which-way-does-it-drift");
        return present->hasFocus()
            && present->visibleRegion().boundingRect().height() > present->height() - 2;
    };
    gallery().open();
    QTRY_VERIFY(isSeen());
    m_window->resize(800, 600);
    QTRY_VERIFY(isSeen());
    m_window->commands()[CommandId::TypeLarger]->trigger();
    QTRY_VERIFY(isSeen());
    m_window->commands()[CommandId::TypeUsual]->trigger();
}

void TestGallery::keysOfTheSceneAreLettersHere()
{
    gallery().open();
    QAction* lines = m_window->commands()[CommandId::DriftLines];
    const bool before = lines->isChecked();
    press(Qt::Key_D);
    QCOMPARE(lines->isChecked(), before);
    QCOMPARE(gallery().page().findChild<QLineEdit*>()->text(), "d");
    press(Qt::Key_Space);
    press(Qt::Key_Home);
    QVERIFY(!play()->isChecked());
    QVERIFY(gallery().isOpen());
    // A letter of another layout, at the place of D, on a card.
    press(Qt::Key_Escape);
    card("tunnelling")->setFocus();
    QKeyEvent other(QEvent::KeyPress, 0x0412, Qt::NoModifier, 40, 0, 0, QStringLiteral("в"));
    QApplication::sendEvent(QApplication::focusWidget(), &other);
    QCOMPARE(lines->isChecked(), before);
    QVERIFY(gallery().isOpen());
    QCOMPARE(gallery().page().findChild<QLineEdit*>()->text(), "в");
}

void TestGallery::aCommandThatActsBehindLeavesItFirst()
{
    gallery().open();
    m_window->commands()[CommandId::TypeLarger]->trigger();
    QVERIFY(gallery().isOpen());
    m_window->commands()[CommandId::TypeUsual]->trigger();
    m_window->commands()[CommandId::StageFrames]->trigger();
    QVERIFY(!gallery().isOpen());
    QCOMPARE(m_window->document().present().stage.columns, StageSettings::Columns::KAndKPrime);
    gallery().open();
    press(Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(!gallery().isOpen());
    QCOMPARE(m_window->document().present().stage.columns, StageSettings::Columns::K);
    gallery().open();
    play()->trigger();
    QVERIFY(!gallery().isOpen() && play()->isChecked());
}

void TestGallery::anUndoneOpeningLeavesIt()
{
    QVERIFY(m_window->openExperimentNamed("tunnelling"));
    gallery().open();
    QVERIFY(m_window->openExperimentNamed("free-fall"));
    QVERIFY(!gallery().isOpen());
}

void TestGallery::ownFilesAreThereAndOneThatIsBrokenSaysWhy()
{
    const QString good = m_folder.filePath("mine.dqm");
    const QString broken = m_folder.filePath("broken.dqm");
    QVERIFY(m_window->saveTo(good));
    QFile file(broken);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\"dqmlab\": 1, \"grids\": 1}");
    file.close();
    settings::addRecentFile(broken);
    QVERIFY(m_window->openExperimentNamed("tunnelling"));
    gallery().open();
    QVERIFY(card(good));
    QCOMPARE(card(good)->entry().chapter, "Mine");
    QTest::mouseClick(card(broken), Qt::LeftButton);
    QVERIFY(gallery().isOpen());
    auto* problem = gallery().page().findChild<QLabel*>("galleryProblem");
    QVERIFY(problem->isVisible());
    QVERIFY2(problem->text().contains("grids"), qPrintable(problem->text()));
    QCOMPARE(m_window->document().name(), "tunnelling");
    // Whatever else opens one in vain is heard as well.
    gallery().page().showProblem({});
    QVERIFY(!m_window->openExperimentNamed("no-such-thing"));
    QVERIFY2(problem->text().contains("no-such-thing"), qPrintable(problem->text()));
    QTest::mouseClick(card(good), Qt::LeftButton);
    QVERIFY(!gallery().isOpen());
    QCOMPARE(m_window->document().path(), good);
    gallery().open();
    QCOMPARE(card(good)->goOn(), "On the table now");
}

void TestGallery::whatLiesInNoFileHasACard()
{
    const QString path = m_folder.filePath("gone.dqm");
    QVERIFY(m_window->saveTo(path));
    QVERIFY(QFile::remove(path));
    gallery().open();
    QVERIFY(card(""));
    QCOMPARE(card("")->entry().title, "Free spreading");
    QVERIFY(card("")->hasFocus());
    press(Qt::Key_Return);
    QVERIFY(!gallery().isOpen());
}

void TestGallery::theStartIsChosenAndRemembered()
{
    QVERIFY(settings::galleryAtStart());
    gallery().open();
    auto* box = gallery().page().findChild<QCheckBox*>("galleryAtStart");
    QVERIFY(box->isChecked());
    QTest::mouseClick(box, Qt::LeftButton, {}, QPoint(8, box->height() / 2));
    QVERIFY(!settings::galleryAtStart());
    m_window = std::make_unique<MainWindow>();
    QVERIFY(!gallery().page().findChild<QCheckBox*>("galleryAtStart")->isChecked());
}

void TestGallery::aPersonsStartIsAPageThatEscLeaves()
{
    m_window = std::make_unique<MainWindow>();
    QVERIFY(m_window->openExperimentNamed("galilean-2x2"));
    gallery().open(); // before the window is seen, as at the start of the program
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    QTRY_VERIFY(card("galilean-2x2")->hasFocus());
    QTRY_COMPARE(gallery().page().geometry().bottomRight(), m_window->rect().bottomRight());
    QTRY_COMPARE(gallery().page().y(), m_window->menuBar()->geometry().bottom() + 1);
    press(Qt::Key_Escape);
    QVERIFY(!gallery().isOpen());
}

QTEST_MAIN(TestGallery)
#include "tst_Gallery.moc"
