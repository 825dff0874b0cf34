#include "widgets/panels/gallery/GalleryCard.h"
#include "widgets/panels/gallery/GalleryPage.h"

#include <QAccessible>
#include <QApplication>
#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QShortcut>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <memory>
#include <set>

using namespace dqm;

namespace {

std::vector<GalleryEntry> entries()
{
    return {{"a", "Free spreading", "Nothing pushes it", "Spreading", {"2", "16"}, 1, ""},
        {"b", "Boosted spreading", "Seen by somebody", "Spreading", {"5"}, 2, ""},
        {"c", "Tunnelling", "Across a hill", "Forces", {"8"}, 3, "a barrier of 1.25"},
        {"/x/d.dqm", "My own", "d.dqm", "Mine", {}, 0, "/x/d.dqm"}};
}

} // namespace

/// The page of all experiments under a person's hands.
class tst_GalleryPage : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void showsEachExperimentBelowItsChapter();
    void aClickASpaceAndEnterChoose();
    void arrowsLeadFromCardToCard();
    void aSearchLeavesWhatHasItsWords_data();
    void aSearchLeavesWhatHasItsWords();
    void lettersBeginASearchAndNoCommand();
    void escapeTakesTheSearchBackAndThenLeaves();
    void tabStaysOnThePage();
    void saysWhereToGoOn();
    void isToldToAScreenReader();
    void aCardWithoutAPictureIsNoHole();
    void keepsItsPicturesUntilItsExperimentsAreOthers();
    void saysWhyNothingWasOpened();

private:
    GalleryCard* card(const QString& title) const;

    std::unique_ptr<QWidget> m_window;
    GalleryPage* m_page = nullptr;
};

void tst_GalleryPage::init()
{
    m_window = std::make_unique<QWidget>();
    m_window->resize(640, 600);
    m_page = new GalleryPage(m_window.get());
    m_page->setGeometry(m_window->rect());
    m_page->setEntries(entries());
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    m_page->begin();
}

void tst_GalleryPage::cleanup() { m_window.reset(); }

GalleryCard* tst_GalleryPage::card(const QString& title) const
{
    for (GalleryCard* each : m_page->shown()) {
        if (each->entry().title == title)
            return each;
    }
    return nullptr;
}

void tst_GalleryPage::showsEachExperimentBelowItsChapter()
{
    QCOMPARE(m_page->shown().size(), entries().size());
    int last = -1;
    for (const char* chapter : {"Spreading", "Forces", "Mine"}) {
        auto* part = m_page->findChild<QWidget*>(chapter);
        QVERIFY(part);
        QCOMPARE(part->findChild<QLabel*>()->text(), chapter);
        QVERIFY(part->y() > last);
        last = part->y();
    }
    QVERIFY(m_page->findChild<QWidget*>("Forces")->isAncestorOf(card("Tunnelling")));
    QCOMPARE(card("Free spreading")->size(), GalleryCard::size100);
}

void tst_GalleryPage::aClickASpaceAndEnterChoose()
{
    const QSignalSpy chosen(m_page, &GalleryPage::chosen);
    QTest::mouseClick(card("Tunnelling"), Qt::LeftButton);
    QTest::keyClick(card("Boosted spreading"), Qt::Key_Space);
    QTest::keyClick(card("My own"), Qt::Key_Return);
    QTest::keyClick(card("Free spreading"), Qt::Key_Enter);
    QStringList names;
    for (const auto& arguments : chosen)
        names << arguments.front().toString();
    QCOMPARE(names, QStringList({"c", "b", "/x/d.dqm", "a"}));
}

void tst_GalleryPage::arrowsLeadFromCardToCard()
{
    // Two cards stand side by side in this width.
    QVERIFY(card("Free spreading")->hasFocus());
    const auto press = [](Qt::Key key) { QTest::keyClick(QApplication::focusWidget(), key); };
    press(Qt::Key_Right);
    QVERIFY(card("Boosted spreading")->hasFocus());
    press(Qt::Key_Right);
    QVERIFY(card("Tunnelling")->hasFocus());
    press(Qt::Key_Down);
    QVERIFY(card("My own")->hasFocus());
    press(Qt::Key_Down);
    press(Qt::Key_Right);
    QVERIFY(card("My own")->hasFocus());
    press(Qt::Key_Up);
    QVERIFY(card("Tunnelling")->hasFocus());
    press(Qt::Key_Left);
    QVERIFY(card("Boosted spreading")->hasFocus());
    press(Qt::Key_Down);
    QVERIFY(card("Tunnelling")->hasFocus());
    press(Qt::Key_End);
    QVERIFY(card("My own")->hasFocus());
    press(Qt::Key_PageUp);
    press(Qt::Key_Home);
    QVERIFY(card("Free spreading")->hasFocus());
    press(Qt::Key_Up);
    QVERIFY(m_page->findChild<QLineEdit*>()->hasFocus());
    press(Qt::Key_Down);
    QVERIFY(card("Free spreading")->hasFocus());
    QVERIFY(!card("Free spreading")->visibleRegion().isEmpty());
}

void tst_GalleryPage::aSearchLeavesWhatHasItsWords_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("titles");
    QTest::newRow("a word") << "spreading" << QStringList{"Free spreading", "Boosted spreading"};
    QTest::newRow("large and small letters") << "SPREAD seen" << QStringList{"Boosted spreading"};
    QTest::newRow("an equation") << "(16)" << QStringList{"Free spreading"};
    QTest::newRow("a chapter") << "forces" << QStringList{"Tunnelling"};
    QTest::newRow("of the text") << "barrier" << QStringList{"Tunnelling"};
    QTest::newRow("a file") << "d.dqm" << QStringList{"My own"};
    QTest::newRow("blanks") << "  "
                            << QStringList{
                                   "Free spreading", "Boosted spreading", "Tunnelling", "My own"};
    QTest::newRow("nothing") << "no such thing" << QStringList{};
}

void tst_GalleryPage::aSearchLeavesWhatHasItsWords()
{
    QFETCH(QString, text);
    QFETCH(QStringList, titles);
    m_page->findChild<QLineEdit*>()->setText(text);
    QStringList found;
    for (const GalleryCard* each : m_page->shown())
        found << each->entry().title;
    QCOMPARE(found, titles);
    // Names of chapters stand over cards only.
    for (const char* chapter : {"Spreading", "Forces", "Mine"}) {
        auto* part = m_page->findChild<QWidget*>(chapter);
        const bool hasCards = std::ranges::any_of(
            m_page->shown(), [part](const GalleryCard* each) { return part->isAncestorOf(each); });
        QCOMPARE(part->isVisible(), hasCards);
    }
    QCOMPARE(m_page->findChild<QLabel*>("nothingFound")->isVisible(), titles.isEmpty());
    // Enter opens the first that is found.
    const QSignalSpy chosen(m_page, &GalleryPage::chosen);
    QTest::keyClick(m_page->findChild<QLineEdit*>(), Qt::Key_Return);
    QCOMPARE(chosen.count(), titles.isEmpty() ? 0 : 1);
}

void tst_GalleryPage::lettersBeginASearchAndNoCommand()
{
    QShortcut letter(QKeySequence("D"), m_window.get());
    QShortcut other(QKeySequence("Ctrl+D"), m_window.get());
    const QSignalSpy byLetter(&letter, &QShortcut::activated);
    const QSignalSpy byOther(&other, &QShortcut::activated);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_D, Qt::ControlModifier);
    QCOMPARE(byOther.count(), 1);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_D);
    QCOMPARE(byLetter.count(), 0);
    QCOMPARE(m_page->findChild<QLineEdit*>()->text(), "d");
    QVERIFY(m_page->findChild<QLineEdit*>()->hasFocus());
}

void tst_GalleryPage::escapeTakesTheSearchBackAndThenLeaves()
{
    const QSignalSpy left(m_page, &GalleryPage::left);
    QTest::keyClicks(QApplication::focusWidget(), "hill");
    QCOMPARE(m_page->shown().size(), std::size_t{1});
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    QCOMPARE(m_page->shown().size(), entries().size());
    QCOMPARE(left.count(), 0);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    QCOMPARE(left.count(), 1);
    QTest::mouseClick(m_page->findChild<QPushButton*>(), Qt::LeftButton);
    QCOMPARE(left.count(), 2);
}

void tst_GalleryPage::tabStaysOnThePage()
{
    QLineEdit behind(m_window.get());
    behind.show();
    m_page->raise();
    std::set<QWidget*> met;
    for (int i = 0; i < 8; ++i) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        met.insert(QApplication::focusWidget());
        QVERIFY(m_page->isAncestorOf(QApplication::focusWidget()));
    }
    QCOMPARE(met.size(), std::size_t{4});
    QTest::keyClick(card("Tunnelling"), Qt::Key_Home);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Backtab);
    QCOMPARE(QApplication::focusWidget(), static_cast<QWidget*>(m_page->findChild<QPushButton*>()));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget(), static_cast<QWidget*>(m_page->findChild<QCheckBox*>()));
}

void tst_GalleryPage::saysWhereToGoOn()
{
    m_page->setPresent("c", "Go on at t = 3.6");
    QCOMPARE(card("Tunnelling")->goOn(), "Go on at t = 3.6");
    QVERIFY(card("Free spreading")->goOn().isEmpty());
    m_page->begin();
    QVERIFY(card("Tunnelling")->hasFocus());
    m_page->setPresent("a", "On the table now");
    QVERIFY(card("Tunnelling")->goOn().isEmpty());
}

void tst_GalleryPage::isToldToAScreenReader()
{
    m_page->setPresent("c", "Go on at t = 3.6");
    QAccessibleInterface* told = QAccessible::queryAccessibleInterface(card("Tunnelling"));
    QVERIFY(told);
    QCOMPARE(told->role(), QAccessible::Button);
    QCOMPARE(told->text(QAccessible::Name), "Tunnelling, Go on at t = 3.6");
    QCOMPARE(told->text(QAccessible::Description), "Across a hill. Equations (8). level 3 of 3");
    for (const QWidget* control : m_page->findChildren<QWidget*>()) {
        if (control->focusPolicy() == Qt::NoFocus || !control->isVisible())
            continue;
        auto* each = QAccessible::queryAccessibleInterface(const_cast<QWidget*>(control));
        QVERIFY2(!each->text(QAccessible::Name).isEmpty(), control->metaObject()->className());
    }
}

void tst_GalleryPage::aCardWithoutAPictureIsNoHole()
{
    GalleryCard* each = card("Tunnelling");
    QVERIFY(!each->hasPicture());
    const QImage without = each->grab().toImage();
    const QRect upper(12, 12, GalleryCard::size100.width() - 24, GalleryCard::pictureHeight - 40);
    std::set<QRgb> colours;
    for (int y = upper.top(); y < upper.bottom(); ++y) {
        for (int x = upper.left(); x < upper.right(); ++x)
            colours.insert(without.pixel(x, y));
    }
    QVERIFY(colours.size() > 2);
    QImage picture(480, 184, QImage::Format_RGB32);
    picture.fill(Qt::magenta);
    m_page->setPicture("c", picture);
    QVERIFY(each->hasPicture());
    QCOMPARE(each->grab().toImage().pixelColor(120, 40), QColor(Qt::magenta));
}

void tst_GalleryPage::keepsItsPicturesUntilItsExperimentsAreOthers()
{
    QImage picture(480, 184, QImage::Format_RGB32);
    picture.fill(Qt::magenta);
    m_page->setPicture("c", picture);
    m_page->setEntries(entries());
    QVERIFY(card("Tunnelling")->hasPicture());
    auto others = entries();
    others.pop_back();
    m_page->setEntries(others);
    QVERIFY(!card("Tunnelling")->hasPicture());
    QVERIFY(!card("My own"));
    QVERIFY(!m_page->findChild<QWidget*>("Mine"));
}

void tst_GalleryPage::saysWhyNothingWasOpened()
{
    auto* problem = m_page->findChild<QLabel*>("galleryProblem");
    QVERIFY(!problem->isVisible());
    m_page->showProblem("grid.points: found 3, expected more");
    QVERIFY(problem->isVisible());
    QCOMPARE(problem->text(), "grid.points: found 3, expected more");
    m_page->begin();
    QVERIFY(!problem->isVisible());
}

QTEST_MAIN(tst_GalleryPage)
#include "tst_GalleryPage.moc"
