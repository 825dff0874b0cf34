#include "core/formulas/FormulaParameters.h"

#include "core/formulas/Formula.h"
#include "core/values/Key.h"

namespace dqm {

void checkFormulaParameters(
    const std::map<std::string, double>& parameters, const std::string& path)
{
    const Key key(path);
    for (const auto& [name, value] : parameters) {
        if (!isParameterName(name))
            key.refuse('"' + name + '"',
                "names of letters, digits and underscores that formulas do not know already");
        key(name.c_str()).requireFinite(value);
    }
}

} // namespace dqm
