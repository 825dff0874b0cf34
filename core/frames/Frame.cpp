#include "core/frames/Frame.h"

namespace dqm {

const Picture& observedPicture(const Frame& frame)
{
    const bool moves = !frame.frameVelocity.isZero(0.0);
    return frame.pictures.at(moves && frame.pictures.size() > 1 ? 1 : 0);
}

const Picture* stagePicture(const Frame& frame, StageRow row, StageColumn column)
{
    const bool isKPrime = column == StageColumn::KPrime;
    if (row == StageRow::Frictional) {
        const std::size_t index = isKPrime ? 1 : 0;
        return index < frame.frictional.size() ? &frame.frictional[index] : nullptr;
    }
    if (isKPrime && frame.preparedInKPrime)
        return &*frame.preparedInKPrime;
    const std::size_t last = frame.pictures.size();
    if (!isKPrime)
        return last > 0 ? &frame.pictures[0] : nullptr;
    return last > 1 ? &frame.pictures[last - 1] : nullptr;
}

} // namespace dqm
