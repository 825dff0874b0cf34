#include "core/formulas/FormulaDraft.h"

#include "core/formulas/Formula.h"
#include "core/formulas/FormulaLexer.h"
#include "core/formulas/FormulaNames.h"
#include "core/formulas/FormulaReader.h"

#include <algorithm>

namespace dqm {

namespace {

bool isEuler(const std::string& name) { return name == "e"; }

bool hasAnotherWord(const std::string& name)
{
    return std::ranges::find(formulaHints, name, &FormulaHint::name) != formulaHints.end();
}

} // namespace

std::optional<FormulaFault> formulaFault(
    const std::string& text, const std::map<std::string, double>& constants)
{
    try {
        readFormula(text, constants);
    } catch (const FormulaError& error) {
        return FormulaFault{error.position(), error.what()};
    }
    return std::nullopt;
}

std::vector<std::string> unknownNames(
    const std::string& text, const std::map<std::string, double>& constants)
{
    std::vector<FormulaToken> words;
    try {
        words = wordsOf(text);
    } catch (const FormulaError&) {
        return {};
    }
    std::vector<std::string> names;
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
        const std::string& name = words[i].text;
        const bool isCalled = words[i + 1].text == "(" && !words[i + 1].afterSpace;
        if (words[i].kind != FormulaToken::Kind::Name || isCalled || constants.contains(name)
            || !isParameterName(name) || isEuler(name) || hasAnotherWord(name))
            continue;
        if (std::ranges::find(names, name) == names.end())
            names.push_back(name);
    }
    return names;
}

} // namespace dqm
