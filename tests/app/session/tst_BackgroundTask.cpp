#include "app/session/BackgroundTask.h"
#include "support/Peak.h"

#include <QSignalSpy>
#include <QTest>
#include <QThread>

#include <atomic>
#include <chrono>
#include <stdexcept>

using namespace dqm;

namespace {

constexpr int patience = 20000; // ms

QImage pictureOf(int width) { return {QSize(width, 1), QImage::Format_RGB32}; }

/// Remembers on which thread it went.
class Witness
{
public:
    explicit Witness(std::atomic<QThread*>& end)
        : m_end(end)
    {
    }
    ~Witness() { m_end = QThread::currentThread(); }
    Witness(const Witness&) = delete;
    Witness& operator=(const Witness&) = delete;

private:
    std::atomic<QThread*>& m_end;
};

} // namespace

class TestBackgroundTask : public QObject
{
    Q_OBJECT

private slots:
    void worksAndEndsItsWorkOnAnotherThread();
    void ofWhatWaitsOnlyTheNewestIsDone();
    void saysWhatTheWorkThrew();
    void waitsForTheWorkInHandWhenItGoes();
    void givesBackWhatTheWorkTook();
};

void TestBackgroundTask::worksAndEndsItsWorkOnAnotherThread()
{
    BackgroundTask task;
    QSignalSpy finished(&task, &BackgroundTask::finished);
    std::atomic<QThread*> end = nullptr;
    QThread* worked = nullptr;
    task.start([&worked, witness = std::make_shared<Witness>(end)] {
        worked = QThread::currentThread();
        return pictureOf(7);
    });
    QVERIFY(task.isBusy());
    QVERIFY(finished.wait(patience));
    QVERIFY(!task.isBusy());
    QCOMPARE(finished[0][0].value<QImage>().width(), 7);
    QVERIFY(worked && worked != QThread::currentThread());
    QCOMPARE(end.load(), worked);
}

void TestBackgroundTask::ofWhatWaitsOnlyTheNewestIsDone()
{
    BackgroundTask task;
    QSignalSpy finished(&task, &BackgroundTask::finished);
    std::atomic<bool> mayEnd = false;
    std::atomic<int> done = 0;
    task.start([&] {
        while (!mayEnd)
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        ++done;
        return pictureOf(1);
    });
    for (int width = 2; width <= 9; ++width) {
        task.start([&done, width] {
            ++done;
            return pictureOf(width);
        });
    }
    mayEnd = true;
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 2, patience);
    QCOMPARE(finished[1][0].value<QImage>().width(), 9);
    QCOMPARE(done.load(), 2);
}

void TestBackgroundTask::saysWhatTheWorkThrew()
{
    BackgroundTask task;
    QSignalSpy failed(&task, &BackgroundTask::failed);
    task.start([]() -> QImage { throw std::runtime_error("no context"); });
    QVERIFY(failed.wait(patience));
    QCOMPARE(failed[0][0].toString(), QString("no context"));
    QVERIFY(!task.isBusy());
}

void TestBackgroundTask::waitsForTheWorkInHandWhenItGoes()
{
    std::atomic<bool> isDone = false;
    {
        BackgroundTask task;
        task.start([&isDone] {
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
            isDone = true;
            return pictureOf(1);
        });
    }
    QVERIFY(isDone);
}

void TestBackgroundTask::givesBackWhatTheWorkTook()
{
    BackgroundTask task;
    QSignalSpy finished(&task, &BackgroundTask::finished);
    const qint64 before = test::kibibytesOf("VmRSS:");
    std::unique_ptr<QByteArray> last;
    task.start([&last] {
        // Pieces small enough for the allocator's own pool, and one behind them that stays in use.
        std::vector<QByteArray> pieces;
        for (int i = 0; i < 6000; ++i)
            pieces.emplace_back(50'000, 'x');
        last = std::make_unique<QByteArray>(50'000, 'y');
        return pictureOf(1);
    });
    QVERIFY(finished.wait(patience));
    const qint64 kept = test::kibibytesOf("VmRSS:") - before;
    QVERIFY2(kept < 50'000, qPrintable(QString::number(kept) + " KiB stay"));
}

QTEST_GUILESS_MAIN(TestBackgroundTask)
#include "tst_BackgroundTask.moc"
