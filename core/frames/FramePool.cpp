#include "core/frames/FramePool.h"

#include <mutex>
#include <utility>

namespace dqm {

struct FramePool::Shelf
{
    // One on show, one in the mailbox, one in the making; the fourth covers a slow reader.
    static constexpr std::size_t room = 4;

    Shelf() { frames.reserve(room); }

    std::unique_ptr<Frame> pick()
    {
        const std::lock_guard lock(mutex);
        if (frames.empty())
            return nullptr;
        std::unique_ptr<Frame> frame = std::move(frames.back());
        frames.pop_back();
        return frame;
    }

    void put(std::unique_ptr<Frame> frame)
    {
        const std::lock_guard lock(mutex);
        if (frames.size() < room)
            frames.push_back(std::move(frame));
    }

    std::mutex mutex;
    std::vector<std::unique_ptr<Frame>> frames;
};

FramePool::FramePool()
    : m_shelf(std::make_shared<Shelf>())
{
}

std::shared_ptr<Frame> FramePool::take()
{
    std::unique_ptr<Frame> frame = m_shelf->pick();
    if (!frame)
        frame = std::make_unique<Frame>();
    return {frame.release(),
        [shelf = m_shelf](Frame* used) { shelf->put(std::unique_ptr<Frame>(used)); }};
}

} // namespace dqm
