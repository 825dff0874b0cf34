#pragma once

#include "core/potentials/parts/TermParts.h"
#include "core/values/Key.h"

#include <map>
#include <string>

namespace dqm {

/// An expression in x, y, t, m, hbar, c, pi and named parameters; m, hbar and c in the solver's
/// units (see Units.h).
struct FormulaTerm
{
    static constexpr const char* type = "formula";

    std::string expression = "0";
    std::map<std::string, double> parameters;
    bool operator==(const FormulaTerm&) const = default;

    static void visitKeys(auto& v, auto& term)
    {
        v.required("expression", term.expression);
        v("parameters", term.parameters);
    }
};

void check(const FormulaTerm& term, const TermSetting& setting, const Key& key);
bool isResolved(const FormulaTerm& term, const Grid& grid);

} // namespace dqm
