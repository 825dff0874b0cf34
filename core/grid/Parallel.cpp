#include "core/grid/Parallel.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <exception>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#if defined(__x86_64__) || defined(__i386__)
#include <immintrin.h>
#endif

namespace dqm {

namespace {

constexpr int maxThreads = 64;
/// More than one range per thread, so that a thread that comes late leaves little to wait for.
constexpr int rangesPerThread = 4;
/// About what waking a sleeping thread costs; the passes of one step follow each other faster.
constexpr std::chrono::microseconds spinTime(50);

std::atomic<int> configuredThreads{0};
thread_local bool insideWork = false;

void relax()
{
#if defined(__x86_64__) || defined(__i386__)
    _mm_pause();
#else
    std::this_thread::yield();
#endif
}

/// Waits for `value` to leave `old`: a short spin, then asleep.
int waitWhile(const std::atomic<int>& value, int old)
{
    const auto end = std::chrono::steady_clock::now() + spinTime;
    while (std::chrono::steady_clock::now() < end) {
        for (int i = 0; i < 16; ++i) {
            const int now = value.load(std::memory_order_acquire);
            if (now != old)
                return now;
            relax();
        }
    }
    value.wait(old, std::memory_order_acquire);
    return value.load(std::memory_order_acquire);
}

/// The ranges of one thread's share that nobody has begun, [next, end), beside the number of
/// threads of the call, in one word. Taking a range is one compare-exchange; whoever succeeds holds
/// back the end of the call the word belongs to, hence may read that call's fields, however old the
/// news that woke it.
class alignas(64) Share
{
public:
    void open(int participants, int ranges)
    {
        m_word.store(pack(participants, 0, ranges), std::memory_order_release);
    }

    int participants() const { return unpack(m_word.load(std::memory_order_relaxed)).participants; }

    /// The owner takes from the front, a thief from the back.
    std::optional<int> take(int thread, bool own)
    {
        std::uint64_t word = m_word.load(std::memory_order_relaxed);
        for (;;) {
            const Unpacked u = unpack(word);
            if (u.next >= u.end || thread >= u.participants)
                return std::nullopt;
            const std::uint64_t rest = own ? pack(u.participants, u.next + 1, u.end)
                                           : pack(u.participants, u.next, u.end - 1);
            if (m_word.compare_exchange_weak(
                    word, rest, std::memory_order_acq_rel, std::memory_order_relaxed))
                return own ? u.next : u.end - 1;
        }
    }

private:
    struct Unpacked
    {
        int participants;
        int next;
        int end;
    };

    static std::uint64_t pack(int participants, int next, int end)
    {
        return static_cast<std::uint64_t>(participants) << 32U
            | static_cast<std::uint64_t>(next) << 16U | static_cast<std::uint64_t>(end);
    }

    static Unpacked unpack(std::uint64_t word)
    {
        return {static_cast<int>(word >> 32U), static_cast<int>(word >> 16U & 0xffffU),
            static_cast<int>(word & 0xffffU)};
    }

    std::atomic<std::uint64_t> m_word{0};
};

class Pool
{
public:
    Pool() = default;
    Pool(const Pool&) = delete;
    Pool& operator=(const Pool&) = delete;

    ~Pool()
    {
        m_stop.store(true, std::memory_order_relaxed);
        m_call.fetch_add(1, std::memory_order_release);
        m_call.notify_all();
        for (std::thread& worker : m_workers)
            worker.join();
    }

    /// @return false if another thread's call has the pool; nothing was run then.
    bool run(int count, int threads, const std::function<void(int, int)>& work)
    {
        if (m_busy.test_and_set(std::memory_order_acquire))
            return false;
        engage(threads - 1);
        publish(count, threads, work);
        help(0);
        for (int left = m_pending.load(std::memory_order_acquire); left > 0;)
            left = waitWhile(m_pending, left);
        const std::exception_ptr error = std::exchange(m_error, nullptr);
        m_busy.clear(std::memory_order_release);
        if (error)
            std::rethrow_exception(error);
        return true;
    }

private:
    void engage(int workers)
    {
        try {
            while (static_cast<int>(m_workers.size()) < workers) {
                const int thread = static_cast<int>(m_workers.size()) + 1;
                const int seen = m_call.load(std::memory_order_relaxed);
                m_workers.emplace_back([this, thread, seen] { serve(thread, seen); });
            }
        } catch (const std::system_error&) {
            // The threads there are will take the shares of those that could not be had.
        }
    }

    void publish(int count, int threads, const std::function<void(int, int)>& work)
    {
        m_work = &work;
        m_count = count;
        m_threads = threads;
        m_ranges = std::min(rangesPerThread, (count + threads - 1) / threads);
        m_failed.store(false, std::memory_order_relaxed);
        m_pending.store(m_ranges * threads, std::memory_order_relaxed);
        int left = threads;
        for (Share& share : m_shares)
            share.open(threads, left-- > 0 ? m_ranges : 0);
        m_call.fetch_add(1, std::memory_order_release);
        m_call.notify_all();
    }

    void serve(int thread, int seen)
    {
        insideWork = true;
        for (;;) {
            seen = waitWhile(m_call, seen);
            if (m_stop.load(std::memory_order_relaxed))
                return;
            help(thread);
        }
    }

    void help(int thread)
    {
        insideWork = true;
        const int participants = shareOf(thread).participants();
        for (int i = 0; i < participants; ++i) {
            const int share = (thread + i) % participants;
            while (const std::optional<int> range = shareOf(share).take(thread, i == 0))
                runRange(share, *range);
        }
        insideWork = thread > 0;
    }

    Share& shareOf(int thread) { return m_shares[static_cast<size_t>(thread)]; }

    void runRange(int share, int range)
    {
        const auto edge = [this, share](int r) {
            const long long parts = static_cast<long long>(m_threads) * m_ranges;
            const long long part = static_cast<long long>(share) * m_ranges + r;
            return static_cast<int>(part * m_count / parts);
        };
        const int begin = edge(range);
        const int end = edge(range + 1);
        if (begin < end && !m_failed.load(std::memory_order_relaxed)) {
            try {
                (*m_work)(begin, end);
            } catch (...) {
                const std::lock_guard lock(m_errorMutex);
                if (!m_error)
                    m_error = std::current_exception();
                m_failed.store(true, std::memory_order_relaxed);
            }
        }
        if (m_pending.fetch_sub(1, std::memory_order_acq_rel) == 1)
            m_pending.notify_all();
    }

    std::vector<std::thread> m_workers;
    std::array<Share, maxThreads> m_shares;
    std::atomic<int> m_call{0};
    std::atomic<int> m_pending{0};
    std::atomic<bool> m_stop{false};
    std::atomic<bool> m_failed{false};
    std::atomic_flag m_busy;
    std::mutex m_errorMutex;
    std::exception_ptr m_error;

    // Of the call under way: written before its shares open, read only while one of its ranges is
    // held.
    const std::function<void(int, int)>* m_work = nullptr;
    int m_count = 0;
    int m_threads = 1;
    int m_ranges = 1;
};

Pool& pool()
{
    static Pool instance;
    return instance;
}

} // namespace

int threadCount()
{
    const int configured = configuredThreads.load(std::memory_order_relaxed);
    if (configured > 0)
        return configured;
    return std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

void setThreadCount(int threads)
{
    if (threads < 1)
        throw std::invalid_argument(
            "The number of threads must be at least 1, not " + std::to_string(threads) + ".");
    configuredThreads.store(threads, std::memory_order_relaxed);
}

void parallelFor(int count, int threads, const std::function<void(int, int)>& work)
{
    if (count <= 0)
        return;
    const int participants = std::min({threads, count, maxThreads});
    if (participants <= 1 || insideWork || !pool().run(count, participants, work))
        work(0, count);
}

} // namespace dqm
