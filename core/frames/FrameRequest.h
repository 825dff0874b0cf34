#pragma once

#include "core/grid/Field.h"

#include <vector>

namespace dqm {

/// What a frame should hold beside its numbers.
struct FrameRequest
{
    bool fields = true; ///< display fields of the pictures below
    bool fieldsOfK = true;
    bool fieldsOfKPrime = true; ///< the observed K'; not repeated if W = 0
    bool fieldsOfTwin = false; ///< the evolved K'
    /// Of every pane of a stage that shows more than one: K, the frictional pictures, and what
    /// stands in the column of K'.
    bool fieldsOfStage = true;
    /// Where the stage shows several panes, no fields of an observed K', which is none of them:
    /// one and the same request then suits any stage.
    bool onlyOfPanes = false;
    long long run = 0; ///< which run of whoever asks the frame is of: Frame::run
    bool particles = true; ///< Picture::particles of every picture with fields
    /// Frames from one Frame::ensemble to the next, since it takes longer than a frame: 1 with each
    /// frame, 0 none.
    int ensembleReportEvery = 0;
    bool exchangePower = false; ///< Frame::exchangePower
    bool equations = false; ///< Frame::equations
    /// Those of this instant; else the last ones may be kept, with their own time: they cost as
    /// much as many frames.
    bool equationsAnew = true;
    /// Frame::pair of this instant; else the last one may be kept for some frames where it takes
    /// longer than a frame, with its own time.
    bool pairAnew = true;
    // Of every picture with fields and a phase:
    bool momentum = false; ///< Picture::momentum
    bool vortices = false; ///< Picture::vortices
    bool residuals = false; ///< Picture::residualHamiltonJacobi, Picture::residualContinuity
    std::vector<Vec2> loop = {}; ///< corners of a closed loop in each observer's own coordinates
};

} // namespace dqm
