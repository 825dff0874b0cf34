#pragma once

#include "core/frames/Frame.h"

namespace dqm {

/// m v^2/2 + V + Q at every place: -dS/dt of the phase S, so that in an eigenstate it is the same
/// everywhere, E - m c^2, though its three parts are not.
/// Units   energy.
struct LocalEnergy
{
    double mean = 0.0; ///< weighted with rho
    double deviation = 0.0; ///< standard deviation, weighted with rho: 0 in an eigenstate
};

/// Whether a picture carries v and Q.
bool hasLocalEnergy(const Picture& picture);

/// At one cell of a picture.
/// @param cell  row-major index into the fields.
/// @pre hasLocalEnergy(picture)
double localEnergyAt(const Picture& picture, double mass, Eigen::Index cell);

/// Mean and deviation over the cells with rho > picture.rhoFloor; both 0 without such cells or
/// without v and Q. An empty V counts as 0.
LocalEnergy localEnergy(const Picture& picture, double mass);

} // namespace dqm
