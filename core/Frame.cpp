#include "core/Frame.h"

namespace dqm {

const Picture& observedPicture(const Frame& frame)
{
    const bool moves = !frame.frameVelocity.isZero(0.0);
    return frame.pictures.at(moves && frame.pictures.size() > 1 ? 1 : 0);
}

} // namespace dqm
