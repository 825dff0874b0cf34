#pragma once

#include "core/experiment/Experiment.h"

#include <QString>

#include <random>
#include <vector>

namespace dqm::test {

/// A few smooth bumps and hollows, other ones for each seed.
inline std::vector<PotentialTerm> randomLandscape(unsigned seed)
{
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> uniform(-1.0, 1.0);
    std::vector<PotentialTerm> terms;
    for (int n = 0; n < 4; ++n) {
        const auto number = [&](double scale) { return QString::number(scale * uniform(random)); };
        const QString formula = QString("%1*exp(-((x-(%2))^2+(y-(%3))^2)/2)")
                                    .arg(number(4.0), number(5.0), number(4.0));
        terms.emplace_back(std::in_place_type<FormulaTerm>, FormulaTerm{formula.toStdString(), {}});
    }
    return terms;
}

} // namespace dqm::test
