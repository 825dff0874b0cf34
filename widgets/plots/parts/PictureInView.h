#pragma once

#include "core/frames/Frame.h"

namespace dqm {

/// The picture whose fields a plot draws: the observer's; on a stage of two columns, where nobody
/// asks for the fields of the observed K', what stands in the column of K'.
/// @pre the frame has pictures.
inline const Picture& pictureInView(const Frame& frame)
{
    const Picture& observed = observedPicture(frame);
    if (observed.hasFields() || observed.route == Route::Rest)
        return observed;
    const Picture* onStage = stagePicture(frame, StageRow::Frictionless, StageColumn::KPrime);
    return onStage ? *onStage : observed;
}

} // namespace dqm
