#include "app/experiments/ExperimentLibrary.h"
#include "app/lessons/Conditions.h"
#include "app/window/MainWindow.h"
#include "support/OwnSettings.h"
#include "widgets/panels/bars/Timeline.h"
#include "widgets/scene/view/StageView.h"

#include <QAction>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBrowser>

using namespace dqm;

/// Lessons in the window, by hand.
class TestLessonBar : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { test::keepSettingsIn(m_folder.path(), "tst_LessonBar"); }
    void init();
    void cleanup() { m_window.reset(); }

    void everyLessonGoesFromItsFirstStepToItsLast_data();
    void everyLessonGoesFromItsFirstStepToItsLast();
    void theWayOnOpensOnceTheStepIsDone();
    void anAnswerIsExplained();
    void onlyWhatIsAllowedCanBeMoved();
    void anotherExperimentEndsIt();
    void theTextGrowsWithTheType();

private:
    QWidget& bar() { return *m_window->findChild<QWidget*>("lessonBar"); }
    QPushButton& button(const char* name) { return *bar().findChild<QPushButton*>(name); }
    QString text() { return bar().findChild<QTextBrowser*>("lessonText")->toPlainText(); }
    void goTo(double time) { emit m_window->findChild<Timeline*>()->asked(time); }
    void solve(const LessonStep& step);

    QTemporaryDir m_folder;
    std::unique_ptr<MainWindow> m_window;
};

void TestLessonBar::init()
{
    m_window = std::make_unique<MainWindow>();
    m_window->resize(1100, 760);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
}

/// Does what a step says that solves it.
void TestLessonBar::solve(const LessonStep& step)
{
    for (const auto& [id, value] : step.solve) {
        if (id != "time")
            m_window->setParameter(QString::fromStdString(id), value);
    }
    if (const auto time = step.solve.find("time"); time != step.solve.end()) {
        QTRY_VERIFY(m_window->frame() && !m_window->isPreparing());
        goTo(time->second);
    }
    if (!step.answers.empty())
        button("answer1").click();
}

void TestLessonBar::everyLessonGoesFromItsFirstStepToItsLast_data()
{
    QTest::addColumn<QString>("name");
    for (const ShippedExperiment& shipped : shippedExperiments()) {
        if (shipped.chapter == "Lessons")
            QTest::newRow(qPrintable(shipped.name)) << shipped.name;
    }
}

void TestLessonBar::everyLessonGoesFromItsFirstStepToItsLast()
{
    QFETCH(QString, name);
    QVERIFY(m_window->openExperimentNamed(name));
    QVERIFY(bar().isVisible());
    QTRY_VERIFY(m_window->frame());
    const std::vector<LessonStep> steps = m_window->document().present().lesson;
    QVERIFY(steps.size() >= 5);
    for (std::size_t i = 0; i < steps.size(); ++i) {
        QTRY_VERIFY2_WITH_TIMEOUT(
            m_window->message().isEmpty(), qPrintable(m_window->message()), 20000);
        solve(steps[i]);
        const bool isLast = i + 1 == steps.size();
        QTRY_VERIFY2_WITH_TIMEOUT(button("lessonNext").isEnabled() != isLast
                || (isLast && button("lessonNext").text() == "The end"),
            qPrintable(QString("step %1: %2").arg(i + 1).arg(text())), 30000);
        button("lessonNext").click();
    }
    QCOMPARE(button("lessonNext").text(), QString("The end"));
}

void TestLessonBar::theWayOnOpensOnceTheStepIsDone()
{
    QVERIFY(m_window->openExperimentNamed("lesson-spreading-as-diffusion"));
    QTRY_VERIFY(m_window->frame());
    button("lessonNext").click();
    QVERIFY(!button("lessonNext").isEnabled()); // a question
    button("answer2").click();
    button("lessonNext").click();
    QVERIFY(!button("lessonNext").isEnabled()); // let time run
    goTo(1.0);
    QTRY_COMPARE(m_window->frame()->time, 1.0);
    QVERIFY(!button("lessonNext").isEnabled());
    QVERIFY(!text().contains("exactly half"));
    goTo(2.0);
    QTRY_VERIFY(button("lessonNext").isEnabled());
    QVERIFY(text().contains("exactly half"));
    goTo(0.5); // what was done stays done
    QTRY_COMPARE(m_window->frame()->time, 0.5);
    QVERIFY(button("lessonNext").isEnabled());
    button("lessonBack").click();
    QVERIFY(text().contains("What will the hill do"));
}

void TestLessonBar::anAnswerIsExplained()
{
    QVERIFY(m_window->openExperimentNamed("lesson-spreading-as-diffusion"));
    QTRY_VERIFY(m_window->frame());
    button("lessonNext").click();
    button("answer1").click();
    QVERIFY(text().contains("No: it is Become wider and lower"));
    QVERIFY(text().contains("no direction is preferred"));
    QVERIFY(!button("answer2").isEnabled());
    QVERIFY(button("lessonNext").isEnabled());
}

void TestLessonBar::onlyWhatIsAllowedCanBeMoved()
{
    QVERIFY(m_window->openExperimentNamed("lesson-where-the-energy-goes"));
    QTRY_VERIFY(m_window->frame());
    auto* mass = m_window->findChild<QWidget*>("constants.mass.slider");
    auto* width = m_window->findChild<QWidget*>("packets.width.slider");
    QVERIFY(mass->isEnabled() && width->isEnabled());
    button("lessonNext").click();
    button("answer3").click();
    button("lessonNext").click();
    QVERIFY(!mass->isEnabled());
    QVERIFY(!m_window->findChild<QWidget*>("strip.constants.mass.slider")->isEnabled());
    QVERIFY(width->isEnabled());
    m_window->setParameter("packets.width", 0.5);
    QTRY_VERIFY(button("lessonNext").isEnabled());
    button("lessonNext").click();
    QVERIFY(mass->isEnabled());
}

void TestLessonBar::theTextGrowsWithTheType()
{
    QVERIFY(m_window->openExperimentNamed("lesson-where-the-energy-goes"));
    auto* browser = bar().findChild<QTextBrowser*>("lessonText");
    m_window->setTypeSize(100);
    const double usual = browser->document()->defaultFont().pointSizeF();
    QVERIFY(usual > QApplication::font().pointSizeF());
    m_window->setTypeSize(200);
    QVERIFY(browser->document()->defaultFont().pointSizeF() > 1.9 * usual);
    m_window->setTypeSize(100);
    QVERIFY(std::abs(browser->document()->defaultFont().pointSizeF() - usual) < 0.01);
}

void TestLessonBar::anotherExperimentEndsIt()
{
    QVERIFY(m_window->openExperimentNamed("lesson-where-the-energy-goes"));
    QVERIFY(bar().isVisible());
    QVERIFY(m_window->openExperimentNamed("free-spreading"));
    QVERIFY(!bar().isVisible());
}

QTEST_MAIN(TestLessonBar)
#include "tst_LessonBar.moc"
