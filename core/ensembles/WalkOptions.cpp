#include "core/ensembles/WalkOptions.h"

#include <cmath>
#include <stdexcept>

namespace dqm {

double WalkOptions::gamma() const { return 1.0 / std::sqrt((1.0 - beta) * (1.0 + beta)); }

void check(const WalkOptions& options)
{
    for (const double value : {options.restEnergy, options.c, options.hbar})
        if (!(value > 0.0 && std::isfinite(value)))
            throw std::invalid_argument(
                "A walk needs a finite rest energy, light speed and hbar above 0.");
    if (options.dimensions < 1 || options.dimensions > 3 || options.walkers < 1)
        throw std::invalid_argument(
            "A walk needs one, two or three dimensions and one walker at least.");
    if (!(options.beta >= 0.0 && options.beta <= 0.99))
        throw std::invalid_argument("The boost of a walk is a velocity from 0 to 0.99 c.");
}

} // namespace dqm
