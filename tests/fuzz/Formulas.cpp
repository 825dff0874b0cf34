#include "core/formulas/Formula.h"
#include "fuzz/Promise.h"
#include "fuzz/Targets.h"

#include <cmath>

namespace dqm::fuzz {

void readAnyFormula(const QByteArray& input)
{
    mayRefuse([&] {
        const Formula formula(input.toStdString(), {{"a", 1.5}, {"pi", 3.14}});
        const Eigen::ArrayXd x = Eigen::ArrayXd::LinSpaced(5, -2.0, 2.5);
        const Eigen::ArrayXd y = Eigen::ArrayXd::LinSpaced(2, -0.25, 1.0);
        Eigen::Array<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor> rows;
        formula.sample(x, y, 0.75, rows);
        formula.isSmooth();
        for (Eigen::Index j = 0; j < y.size(); ++j) {
            for (Eigen::Index i = 0; i < x.size(); ++i) {
                const double alone = formula(x[i], y[j], 0.75);
                const double error = std::abs(rows(j, i) - alone);
                const bool isSame = error <= 1e-9 * std::abs(alone) || rows(j, i) == alone
                    || !std::isfinite(alone);
                if (!isSame)
                    throw Finding("in rows " + std::to_string(rows(j, i)) + ", alone "
                        + std::to_string(alone));
            }
        }
    });
}

} // namespace dqm::fuzz
