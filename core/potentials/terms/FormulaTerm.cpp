#include "core/potentials/terms/FormulaTerm.h"

#include "core/formulas/Formula.h"
#include "core/formulas/FormulaParameters.h"
#include "core/values/ExperimentError.h"

#include <algorithm>
#include <cmath>

namespace dqm {

void check(const FormulaTerm& term, const TermSetting& setting, const Key& key)
{
    checkFormulaParameters(term.parameters, key("parameters").path());
    const Key expression = key("expression");
    try {
        const Formula V(term.expression, formulaConstants(setting.constants, term.parameters));
        const Grid& grid = setting.grid;
        // A sample keeps this cheap on large grids; what slips through is found where V is used.
        const int strideX = std::max(1, grid.nx / 64);
        const int strideY = std::max(1, grid.ny / 64);
        for (int j = 0; j < grid.ny; j += strideY) {
            for (int i = 0; i < grid.nx; i += strideX) {
                const double value = V(grid.x(i), grid.y(j), 0.0);
                if (!std::isfinite(value))
                    expression.refuse(numberText(value) + " at x = " + numberText(grid.x(i))
                            + ", y = " + numberText(grid.y(j)) + ", t = 0",
                        "a finite energy everywhere on the grid");
            }
        }
    } catch (const ExperimentError&) {
        throw;
    } catch (const std::invalid_argument& error) {
        throw ExperimentError(expression.path(), error.what());
    }
}

bool isResolved(const FormulaTerm& /*any*/, const Grid& /*any*/) { return true; }

} // namespace dqm
