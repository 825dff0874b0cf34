#include "core/random/RandomNumbers.h"

#include <cmath>

namespace dqm {

double RandomNumbers::exponential() { return -std::log1p(-uniform()); }

double RandomNumbers::normal()
{
    if (m_hasSpare) {
        m_hasSpare = false;
        return m_spare;
    }
    double x = 0.0;
    double y = 0.0;
    double s = 0.0;
    do {
        x = 2.0 * uniform() - 1.0;
        y = 2.0 * uniform() - 1.0;
        s = x * x + y * y;
    } while (s >= 1.0 || s == 0.0);
    const double scale = std::sqrt(-2.0 * std::log(s) / s);
    m_spare = y * scale;
    m_hasSpare = true;
    return x * scale;
}

double RandomNumbers::gamma(double shape)
{
    if (shape == 1.0)
        return exponential();
    if (shape < 1.0)
        return gamma(shape + 1.0) * std::pow(1.0 - uniform(), 1.0 / shape);
    const double d = shape - 1.0 / 3.0;
    const double c = 1.0 / std::sqrt(9.0 * d);
    for (;;) {
        const double x = normal();
        const double t = 1.0 + c * x;
        if (t <= 0.0)
            continue;
        const double v = t * t * t;
        const double u = 1.0 - uniform();
        if (std::log(u) < 0.5 * x * x + d * (1.0 - v + std::log(v)))
            return d * v;
    }
}

} // namespace dqm
