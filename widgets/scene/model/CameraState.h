#pragma once

namespace dqm {

/// Where the scene is looked at from; a plain value, the same for every way to the screen.
struct CameraState
{
    double azimuth = -35.0; ///< degrees about the vertical; 0 looks along +y
    double elevation = 38.0; ///< degrees above the floor, 5 .. 90
    double zoom = 1.0; ///< 1: the floor fills about 80 % of the pane
    double panX = 0.0; ///< of the focal point, in half sides of the floor
    double panY = 0.0;
    bool flat = false; ///< parallel projection from above

    bool operator==(const CameraState&) const = default;
};

} // namespace dqm
