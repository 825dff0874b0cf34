#include "core/grid/Parallel.h"

#include <QTest>

#include <atomic>
#include <chrono>
#include <numeric>
#include <set>
#include <stdexcept>
#include <thread>
#include <vector>

using namespace dqm;

class TestParallel : public QObject
{
    Q_OBJECT

private slots:
    void coversEveryIndexOnce_data();
    void coversEveryIndexOnce();
    void givesContiguousRangesInsideTheCount();
    void runsTheWholeRangeInTheCallerWithOneThread();
    void runsNestedCallsInTheirCaller();
    void passesExceptionsToTheCaller();
    void worksAgainAfterAnException();
    void servesSeveralCallersAtOnce();
    void doesNotWaitForRangesNobodyHasBegun();
    void refusesFewerThanOneThread();
};

void TestParallel::coversEveryIndexOnce_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<int>("threads");
    for (const int count : {0, 1, 2, 3, 7, 64, 1000})
        for (const int threads : {1, 2, 3, 8, 200})
            QTest::addRow("%d on %d", count, threads) << count << threads;
}

void TestParallel::coversEveryIndexOnce()
{
    QFETCH(int, count);
    QFETCH(int, threads);
    for (int repetition = 0; repetition < 50; ++repetition) {
        std::vector<int> visits(static_cast<size_t>(count), 0);
        parallelFor(count, threads, [&](int begin, int end) {
            for (int i = begin; i < end; ++i)
                ++visits[static_cast<size_t>(i)];
        });
        QCOMPARE(visits, std::vector<int>(static_cast<size_t>(count), 1));
    }
}

void TestParallel::givesContiguousRangesInsideTheCount()
{
    std::atomic<int> covered{0};
    std::atomic<bool> sane{true};
    parallelFor(97, 4, [&](int begin, int end) {
        sane = sane && begin >= 0 && begin < end && end <= 97;
        covered += end - begin;
    });
    QVERIFY(sane);
    QCOMPARE(covered.load(), 97);
}

void TestParallel::runsTheWholeRangeInTheCallerWithOneThread()
{
    std::vector<std::thread::id> threads;
    parallelFor(100, 1, [&](int begin, int end) {
        QCOMPARE(begin, 0);
        QCOMPARE(end, 100);
        threads.push_back(std::this_thread::get_id());
    });
    QCOMPARE(threads.size(), size_t(1));
    QVERIFY(threads[0] == std::this_thread::get_id());
}

void TestParallel::runsNestedCallsInTheirCaller()
{
    std::atomic<int> total{0};
    std::atomic<bool> stayed{true};
    parallelFor(16, 4, [&](int begin, int end) {
        const std::thread::id outer = std::this_thread::get_id();
        for (int i = begin; i < end; ++i)
            parallelFor(10, 4, [&](int first, int last) {
                stayed = stayed && std::this_thread::get_id() == outer;
                total += last - first;
            });
    });
    QVERIFY(stayed);
    QCOMPARE(total.load(), 160);
}

void TestParallel::passesExceptionsToTheCaller()
{
    for (const int threads : {1, 2, 5})
        QVERIFY_THROWS_EXCEPTION(
            std::runtime_error, parallelFor(100, threads, [](int begin, int end) {
                if (begin <= 57 && 57 < end)
                    throw std::runtime_error("57");
            }));
}

void TestParallel::worksAgainAfterAnException()
{
    try {
        parallelFor(8, 4, [](int, int) { throw std::logic_error("always"); });
    } catch (const std::logic_error&) {
    }
    std::atomic<int> covered{0};
    parallelFor(1000, 4, [&](int begin, int end) { covered += end - begin; });
    QCOMPARE(covered.load(), 1000);
}

void TestParallel::servesSeveralCallersAtOnce()
{
    std::atomic<int> covered{0};
    std::vector<std::thread> callers;
    for (int c = 0; c < 4; ++c)
        callers.emplace_back([&covered] {
            for (int repetition = 0; repetition < 200; ++repetition)
                parallelFor(100, 3, [&](int begin, int end) { covered += end - begin; });
        });
    for (std::thread& caller : callers)
        caller.join();
    QCOMPARE(covered.load(), 4 * 200 * 100);
}

void TestParallel::doesNotWaitForRangesNobodyHasBegun()
{
    // Every helper is held in its first range until the caller has taken all the others.
    const std::thread::id caller = std::this_thread::get_id();
    std::atomic<int> doneByCaller{0};
    std::atomic<int> heldByHelpers{0};
    constexpr int count = 64;
    parallelFor(count, 2, [&](int begin, int end) {
        if (std::this_thread::get_id() == caller) {
            doneByCaller += end - begin;
            return;
        }
        heldByHelpers += end - begin;
        while (doneByCaller + heldByHelpers < count)
            std::this_thread::sleep_for(std::chrono::microseconds(50));
    });
    QCOMPARE(doneByCaller + heldByHelpers, count);
}

void TestParallel::refusesFewerThanOneThread()
{
    QVERIFY_THROWS_EXCEPTION(std::invalid_argument, setThreadCount(0));
    const int before = threadCount();
    QVERIFY(before >= 1);
    setThreadCount(3);
    QCOMPARE(threadCount(), 3);
    setThreadCount(before);
}

QTEST_APPLESS_MAIN(TestParallel)
#include "tst_Parallel.moc"
