#pragma once

#include "core/frames/Frame.h"

#include <memory>

namespace dqm {

/// Frames that nobody looks at any more lend their memory to the next ones: the fields of a frame
/// take megabytes, which cost more to get from the system than to fill. A frame may outlive its
/// pool and be let go on any thread.
class FramePool
{
public:
    FramePool();

    /// A frame as it was left, or a new one: everything in it is to be written.
    std::shared_ptr<Frame> take();

private:
    struct Shelf;
    std::shared_ptr<Shelf> m_shelf;
};

} // namespace dqm
