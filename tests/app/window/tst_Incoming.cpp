#include "app/experiments/ExperimentFile.h"
#include "app/window/ExhibitPage.h"
#include "app/window/MainWindow.h"
#include "support/OwnSettings.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDropEvent>
#include <QMimeData>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace dqm;

/// What is dropped on the assembled window or pasted into it.
class TestIncoming : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { test::keepSettingsIn(m_folder.path(), "tst_Incoming"); }
    void init();
    void cleanup() { m_window.reset(); }

    void anExperimentIsCopiedAndPastedAsText_data();
    void anExperimentIsCopiedAndPastedAsText();
    void aCopiedPictureIsItsExperimentAtItsMoment();
    void anotherPictureBecomesV_data();
    void anotherPictureBecomesV();
    void aSecondPictureTakesThePlaceOfTheFirst();
    void aLargePictureIsMadeSmaller();
    void anExhibitTakesNoPicture();
    void whatIsNeitherIsRefusedWithASentence_data();
    void whatIsNeitherIsRefusedWithASentence();

private:
    void paste() { m_window->commands()[CommandId::Paste]->trigger(); }
    const Experiment& experiment() const { return m_window->document().present(); }
    const ImageTerm* picture() const
    {
        for (const PotentialTerm& term : experiment().potential)
            if (const auto* image = std::get_if<ImageTerm>(&term))
                return image;
        return nullptr;
    }
    /// White at the left, black at the right, the top row black.
    static QImage halves(int side)
    {
        QImage image(side, side, QImage::Format_RGB32);
        image.fill(Qt::black);
        for (int j = side / 8; j < side; ++j)
            for (int i = 0; i < side / 2; ++i)
                image.setPixel(i, j, qRgb(255, 255, 255));
        return image;
    }

    QTemporaryDir m_folder;
    std::unique_ptr<MainWindow> m_window;
};

void TestIncoming::init()
{
    QSettings().clear();
    m_window = std::make_unique<MainWindow>();
    QVERIFY(m_window->openExperimentNamed("free-spreading"));
    m_window->resize(1000, 700);
    m_window->show();
    QTRY_VERIFY_WITH_TIMEOUT(m_window->frame() && !m_window->isPreparing(), 20000);
}

void TestIncoming::anExperimentIsCopiedAndPastedAsText_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("a wave") << "boosted-spreading";
    QTest::newRow("two particles") << "two-bosons-meet";
    QTest::newRow("an exhibit") << "one-ball-per-box";
}

void TestIncoming::anExperimentIsCopiedAndPastedAsText()
{
    QFETCH(QString, name);
    QVERIFY(m_window->openExperimentNamed(name));
    const QString title = m_window->windowTitle();
    m_window->commands()[CommandId::CopyExperiment]->trigger();
    const QString text = QApplication::clipboard()->text();
    QVERIFY(text.startsWith('{'));
    QVERIFY(m_window->openExperimentNamed("free-spreading"));
    paste();
    QCOMPARE(m_window->windowTitle(), title);
    m_window->commands()[CommandId::CopyExperiment]->trigger();
    QCOMPARE(QApplication::clipboard()->text(), text);
}

void TestIncoming::aCopiedPictureIsItsExperimentAtItsMoment()
{
    m_window->setParameter("constants.mass", 2.0);
    const Experiment copied = experiment();
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->isPreparing(), 20000);
    m_window->setPlaying(true);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->frame()->time > 0.2, 20000);
    m_window->setPlaying(false);
    QTest::qWait(100);
    const double time = m_window->frame()->time;
    QApplication::clipboard()->clear();
    m_window->commands()[CommandId::CopyPicture]->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(QApplication::clipboard()->mimeData() != nullptr
            && QApplication::clipboard()->mimeData()->hasImage(),
        20000);
    QVERIFY(m_window->openExperimentNamed("double-slit"));
    paste();
    QVERIFY(experiment().constants == copied.constants);
    QCOMPARE(experiment().title, copied.title);
    QTRY_VERIFY_WITH_TIMEOUT(
        m_window->frame() && std::abs(m_window->frame()->time - time) < 1e-9, 20000);
}

void TestIncoming::anotherPictureBecomesV_data()
{
    QTest::addColumn<bool>("isDropped");
    QTest::newRow("dropped as a file") << true;
    QTest::newRow("pasted") << false;
}

void TestIncoming::anotherPictureBecomesV()
{
    QFETCH(bool, isDropped);
    const Experiment before = experiment();
    if (isDropped) {
        const QString path = m_folder.filePath("halves.png");
        QVERIFY(halves(64).save(path));
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(path)});
        // Without it nobody is the target.
        QDragEnterEvent enter(
            QPoint(400, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(m_window.get(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(400, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(m_window.get(), &drop);
    } else {
        QApplication::clipboard()->setImage(halves(64));
        paste();
    }
    QVERIFY2(picture(), qPrintable(m_window->message()));
    QCOMPARE(picture()->low, 0.0);
    const double high = picture()->high;
    QVERIFY(high > 0.0);
    QVERIFY(m_window->message().contains("V now"));
    QTRY_VERIFY_WITH_TIMEOUT(m_window->frame()->pictures[0].V.size() > 0, 20000);
    const FloatField& V = m_window->frame()->pictures[0].V;
    const auto rows = V.rows();
    const auto columns = V.cols();
    QVERIFY(std::abs(V(rows / 2, columns / 4) - high) < 1e-5 * high);
    QVERIFY(std::abs(V(rows / 2, 3 * columns / 4)) < 1e-5 * high);
    QVERIFY2(std::abs(V(rows - 2, columns / 4)) < 1e-5 * high, "the top row is black");
    // It is whole by itself.
    const QString path = m_folder.filePath("picture.dqm");
    saveExperiment(experiment(), path);
    QVERIFY(loadExperiment(path) == experiment());
    m_window->commands()[CommandId::Undo]->trigger();
    QVERIFY(experiment() == before);
}

void TestIncoming::aSecondPictureTakesThePlaceOfTheFirst()
{
    for (const int side : {32, 48}) {
        QApplication::clipboard()->setImage(halves(side));
        paste();
    }
    QCOMPARE(experiment().potential.size(), std::size_t(1));
    QCOMPARE(int(picture()->grey->rows()), 48);
}

void TestIncoming::aLargePictureIsMadeSmaller()
{
    QApplication::clipboard()->setImage(halves(1200).scaled(1200, 600));
    paste();
    QVERIFY(picture());
    QCOMPARE(int(picture()->grey->cols()), 512);
    QCOMPARE(int(picture()->grey->rows()), 256);
}

void TestIncoming::anExhibitTakesNoPicture()
{
    QVERIFY(m_window->openExperimentNamed("one-ball-per-box"));
    const Experiment before = experiment();
    QApplication::clipboard()->setImage(halves(32));
    paste();
    QVERIFY(m_window->message().contains("exhibit"));
    QVERIFY(experiment() == before);
}

void TestIncoming::whatIsNeitherIsRefusedWithASentence_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("said");
    QTest::newRow("a word") << "hello"
                            << "neither";
    QTest::newRow("not JSON") << "{ hello"
                              << "line 1";
    QTest::newRow("an unknown key") << R"({"dqmlab": 1, "masss": 2})"
                                    << "masss";
    QTest::newRow("nothing at all") << ""
                                    << "neither";
}

void TestIncoming::whatIsNeitherIsRefusedWithASentence()
{
    QFETCH(QString, text);
    QFETCH(QString, said);
    const Experiment before = experiment();
    if (text.isEmpty())
        QApplication::clipboard()->clear();
    else
        QApplication::clipboard()->setText(text);
    paste();
    QVERIFY2(m_window->message().contains(said), qPrintable(m_window->message()));
    QVERIFY(experiment() == before);
}

QTEST_MAIN(TestIncoming)
#include "tst_Incoming.moc"
