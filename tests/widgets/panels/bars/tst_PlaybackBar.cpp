#include "support/HandmadeFrame.h"
#include "widgets/panels/bars/PlaybackBar.h"

#include <QAction>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>
#include <QTextDocumentFragment>
#include <QToolButton>

#include <algorithm>
#include <memory>

using namespace dqm;

class tst_PlaybackBar : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void pressesItsActions();
    void followsItsActions();
    void drawsAnIconForEachAction();
    void showsTimeAndRates();
    void saysTheSpeedThatIsReachedWhereItLags();
    void doesNotMoveWhileNumbersRun();
    void tellsTheSecondsOfARecordingWithoutGrowing();

private:
    std::unique_ptr<QAction> m_play, m_back, m_forward, m_reverse, m_restart, m_record;
    PlaybackBar::Actions actions() const
    {
        return {m_play.get(), m_back.get(), m_forward.get(), m_reverse.get(), m_restart.get(),
            m_record.get()};
    }
    static QToolButton* button(const PlaybackBar& bar, const QAction* action)
    {
        for (auto* candidate : bar.findChildren<QToolButton*>()) {
            if (candidate->defaultAction() == action)
                return candidate;
        }
        return nullptr;
    }
};

void tst_PlaybackBar::init()
{
    for (auto* action : {&m_play, &m_back, &m_forward, &m_reverse, &m_restart, &m_record})
        *action = std::make_unique<QAction>();
    m_play->setCheckable(true);
    m_reverse->setCheckable(true);
    m_record->setCheckable(true);
}

void tst_PlaybackBar::pressesItsActions()
{
    const PlaybackBar bar(actions());
    for (const QAction* action : {m_play.get(), m_back.get(), m_forward.get(), m_reverse.get(),
             m_restart.get(), m_record.get()}) {
        const QSignalSpy triggered(action, &QAction::triggered);
        QVERIFY(button(bar, action));
        button(bar, action)->click();
        QCOMPARE(triggered.count(), 1);
    }
}

void tst_PlaybackBar::followsItsActions()
{
    const PlaybackBar bar(actions());
    m_play->setChecked(true);
    QVERIFY(button(bar, m_play.get())->isChecked());
    m_back->setEnabled(false);
    QVERIFY(!button(bar, m_back.get())->isEnabled());
}

void tst_PlaybackBar::drawsAnIconForEachAction()
{
    const PlaybackBar bar(actions());
    for (const QAction* action : {m_play.get(), m_back.get(), m_forward.get(), m_reverse.get(),
             m_restart.get(), m_record.get()}) {
        const QImage drawn = action->icon().pixmap(24, 24).toImage();
        int inked = 0;
        for (int y = 0; y < drawn.height(); ++y) {
            for (int x = 0; x < drawn.width(); ++x)
                inked += qAlpha(drawn.pixel(x, y)) > 128 ? 1 : 0;
        }
        QVERIFY(inked > 20 && inked < drawn.width() * drawn.height() / 2);
    }
    const QIcon play = m_play->icon();
    QVERIFY(play.pixmap(24, 24, QIcon::Normal, QIcon::On).toImage()
        != play.pixmap(24, 24, QIcon::Normal, QIcon::Off).toImage());
}

void tst_PlaybackBar::showsTimeAndRates()
{
    PlaybackBar bar(actions());
    Frame frame = test::handmadeFrame();
    frame.time = -1.25;
    frame.units = UnitSystem::Electron;
    bar.setFrame(frame);
    bar.setRates({1234.4, 58.6, 0.5, std::nullopt});
    QVERIFY(bar.findChild<QLabel*>("time")->text().contains("−1.250 fs"));
    QCOMPARE(bar.findChild<QLabel*>("steps")->text(), "1234 steps/s");
    QCOMPARE(bar.findChild<QLabel*>("frames")->text(), "59 frames/s");
    QCOMPARE(bar.findChild<QLabel*>("speed")->text(), "0.50 fs/s");
}

void tst_PlaybackBar::saysTheSpeedThatIsReachedWhereItLags()
{
    PlaybackBar bar(actions());
    bar.setFrame(test::handmadeFrame());
    const auto* speed = bar.findChild<QLabel*>("speed");
    const auto words
        = [speed] { return QTextDocumentFragment::fromHtml(speed->text()).toPlainText(); };
    bar.setRates({0.0, 0.0, 0.65, 0.15});
    QCOMPARE(words(), "0.15 of 0.65 T₀/s");
    QVERIFY2(speed->text().contains("color"), "it must stand out");
    bar.setRates({0.0, 0.0, 0.65, 0.64});
    QCOMPARE(words(), "0.65 T₀/s");
    bar.setRates({0.0, 0.0, 0.65, std::nullopt});
    QCOMPARE(words(), "0.65 T₀/s");
}

void tst_PlaybackBar::doesNotMoveWhileNumbersRun()
{
    PlaybackBar bar(actions());
    const QSize before = bar.sizeHint();
    Frame frame = test::handmadeFrame();
    for (const double size : {0.0, 1e-9, 3.0, 12345.0, 1e12}) {
        frame.time = -size;
        bar.setFrame(frame);
        bar.setRates({size, std::min(size, 999.0), size, 0.3 * size});
        QCOMPARE(bar.sizeHint(), before);
        for (const char* name : {"time", "steps", "frames", "speed"}) {
            const auto* label = bar.findChild<QLabel*>(name);
            const int needed = label->fontMetrics().horizontalAdvance(
                QTextDocumentFragment::fromHtml(label->text()).toPlainText());
            QVERIFY2(needed <= label->sizeHint().width() || size > 1e6, name);
        }
    }
}

void tst_PlaybackBar::tellsTheSecondsOfARecordingWithoutGrowing()
{
    QWidget window; // which sets the width, as the layout of a main window does
    PlaybackBar bar(actions(), &window);
    window.show();
    const auto* recorded = bar.findChild<QLabel*>("recorded");
    const auto* steps = bar.findChild<QLabel*>("steps");
    const int least = bar.minimumSizeHint().width();
    bar.resize(least, bar.sizeHint().height());
    QVERIFY(recorded->isHidden() && steps->isHidden());
    bar.setRecorded(83.4);
    QCOMPARE(QTextDocumentFragment::fromHtml(recorded->text()).toPlainText(), "● 1:23");
    QCOMPARE(bar.minimumSizeHint().width(), least);
    QCOMPARE(bar.width(), least);
    bar.resize(2 * least, bar.height());
    QVERIFY(!recorded->isHidden() && !steps->isHidden());
    bar.setRecorded(std::nullopt);
    QVERIFY(recorded->isHidden() && !steps->isHidden());
}

QTEST_MAIN(tst_PlaybackBar)
#include "tst_PlaybackBar.moc"
