#include "core/frames/LocalEnergy.h"

#include <algorithm>
#include <cmath>

namespace dqm {

bool hasLocalEnergy(const Picture& picture)
{
    const auto size = picture.rho.size();
    return size > 0 && picture.vx.size() == size && picture.vy.size() == size
        && picture.Q.size() == size;
}

double localEnergyAt(const Picture& picture, double mass, Eigen::Index cell)
{
    const double vx = picture.vx.data()[cell];
    const double vy = picture.vy.data()[cell];
    const double V = picture.V.size() == picture.rho.size() ? double(picture.V.data()[cell]) : 0.0;
    return 0.5 * mass * (vx * vx + vy * vy) + V + double(picture.Q.data()[cell]);
}

LocalEnergy localEnergy(const Picture& picture, double mass)
{
    if (!hasLocalEnergy(picture))
        return {};
    // Welford's running mean: no difference of large squares.
    double weight = 0.0;
    double mean = 0.0;
    double squares = 0.0;
    for (Eigen::Index k = 0; k < picture.rho.size(); ++k) {
        const double rho = picture.rho.data()[k];
        if (!(rho > picture.rhoFloor))
            continue;
        const double value = localEnergyAt(picture, mass, k);
        weight += rho;
        const double off = value - mean;
        mean += off * rho / weight;
        squares += rho * off * (value - mean);
    }
    if (!(weight > 0.0))
        return {};
    return {mean, std::sqrt(std::max(squares / weight, 0.0))};
}

} // namespace dqm
