#include "core/setup/Formula.h"

#include "core/Units.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <muParser.h>
#include <numbers>
#include <stdexcept>

namespace dqm {

namespace {

constexpr std::array functionNames{"sqrt", "exp", "ln", "log10", "sin", "cos", "tan", "asin",
    "acos", "atan", "atan2", "sinh", "cosh", "tanh", "abs", "min", "max", "sign"};
constexpr std::array givenNames{"x", "y", "t", "m", "hbar", "c", "pi"};

using Unary = double (*)(double);
using Binary = double (*)(double, double);
using Variadic = double (*)(const double*, int);

// The parser's own names are dropped: its `log`, for one, means different things in its versions.
void defineFunctions(mu::Parser& parser)
{
    const auto unary = [&](const char* name, Unary f) { parser.DefineFun(name, f); };
    parser.ClearFun();
    parser.ClearConst();
    unary("sqrt", [](double a) { return std::sqrt(a); });
    unary("exp", [](double a) { return std::exp(a); });
    unary("ln", [](double a) { return std::log(a); });
    unary("log10", [](double a) { return std::log10(a); });
    unary("sin", [](double a) { return std::sin(a); });
    unary("cos", [](double a) { return std::cos(a); });
    unary("tan", [](double a) { return std::tan(a); });
    unary("asin", [](double a) { return std::asin(a); });
    unary("acos", [](double a) { return std::acos(a); });
    unary("atan", [](double a) { return std::atan(a); });
    unary("sinh", [](double a) { return std::sinh(a); });
    unary("cosh", [](double a) { return std::cosh(a); });
    unary("tanh", [](double a) { return std::tanh(a); });
    unary("abs", [](double a) { return std::abs(a); });
    unary("sign", [](double a) { return a > 0.0 ? 1.0 : (a < 0.0 ? -1.0 : 0.0); });
    parser.DefineFun("atan2", Binary([](double a, double b) { return std::atan2(a, b); }));
    parser.DefineFun(
        "min", Variadic([](const double* a, int n) { return *std::min_element(a, a + n); }));
    parser.DefineFun(
        "max", Variadic([](const double* a, int n) { return *std::max_element(a, a + n); }));
}

[[noreturn]] void refuse(
    std::size_t position, const std::string& found, const std::string& expected)
{
    throw std::invalid_argument("at character " + std::to_string(position + 1) + " found " + found
        + ", expected " + expected);
}

constexpr std::size_t longestText = 10'000;

void refuseLength(const std::string& text)
{
    if (text.size() > longestText)
        refuse(longestText, std::to_string(text.size()) + " characters in all",
            "at most " + std::to_string(longestText));
}

std::string quoted(std::string token)
{
    while (!token.empty() && token.back() == ' ')
        token.pop_back();
    return '"' + token + '"';
}

std::string knownNames(const std::map<std::string, double>& constants)
{
    std::string names = "x, y, t";
    for (const auto& [name, value] : constants)
        names += ", " + name;
    return names;
}

/// What the parser found and what may stand there instead, in words.
[[noreturn]] void explain(const mu::Parser::exception_type& error, const std::string& text,
    const std::map<std::string, double>& constants)
{
    const std::string token = quoted(error.GetToken());
    const std::size_t at = error.GetPos() < 0
        ? text.size()
        : std::min(static_cast<std::size_t>(error.GetPos()), text.size());
    switch (error.GetCode()) {
    case mu::ecUNASSIGNABLE_TOKEN:
        refuse(at, token,
            "a number, one of " + knownNames(constants) + ", or a function such as sin(");
    case mu::ecUNEXPECTED_OPERATOR:
        refuse(at, "the operator " + token, "a value");
    case mu::ecEMPTY_EXPRESSION:
        refuse(0, "nothing", "an expression such as 0.5*m*x^2");
    case mu::ecUNEXPECTED_EOF:
        refuse(at, "the end", "a value");
    case mu::ecUNEXPECTED_ARG_SEP:
        refuse(at, "\",\"", "a single value");
    case mu::ecUNEXPECTED_VAL:
    case mu::ecUNEXPECTED_VAR:
    case mu::ecUNEXPECTED_FUN:
    case mu::ecUNEXPECTED_ARG:
        refuse(at, token, "an operator such as + - * / ^ before it");
    case mu::ecUNEXPECTED_PARENS:
        refuse(at, token,
            token == "\")\"" ? "a value, or an open \"(\" before it" : "an operator before it");
    case mu::ecMISSING_PARENS:
        refuse(text.size(), "the end", "\")\"");
    case mu::ecTOO_FEW_PARAMS:
        refuse(at, "too few values for " + token, "more of them");
    case mu::ecTOO_MANY_PARAMS:
        refuse(at, "too many values for " + token, "fewer of them");
    case mu::ecMISSING_ELSE_CLAUSE:
        refuse(text.size(), "the end", "\":\" and a value to finish the condition");
    case mu::ecMISPLACED_COLON:
    case mu::ecUNEXPECTED_CONDITIONAL:
        refuse(at, "a misplaced \"?\" or \":\"", "a condition of the form a ? b : c");
    case mu::ecUNEXPECTED_STR:
    case mu::ecUNTERMINATED_STRING:
    case mu::ecSTR_RESULT:
        refuse(text.find('"'), "a quotation mark", "numbers and names only");
    default:
        refuse(at, error.GetToken().empty() ? "something unreadable" : token, "a valid expression");
    }
}

/// The parser would take "x = 3" as an assignment.
void refuseAssignment(const std::string& text)
{
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '=')
            continue;
        const bool comparison = i > 0 && std::string("=<>!").find(text[i - 1]) != std::string::npos;
        if (!comparison && (i + 1 == text.size() || text[i + 1] != '='))
            refuse(i, "\"=\"", "a comparison such as == or <=");
    }
}

std::size_t outermostComma(const std::string& text)
{
    int depth = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        depth += text[i] == '(' ? 1 : (text[i] == ')' ? -1 : 0);
        if (text[i] == ',' && depth == 0)
            return i;
    }
    return 0;
}

bool mayJumpOrBend(const std::string& text)
{
    if (text.find_first_of("<>=!?&|") != std::string::npos)
        return true;
    return std::ranges::any_of(std::array{"abs(", "sign(", "min(", "max("},
        [&](const char* name) { return text.find(name) != std::string::npos; });
}

} // namespace

struct Formula::Implementation
{
    std::string expression;
    std::map<std::string, double> constants;
    mu::Parser parser;
    double x = 0.0;
    double y = 0.0;
    double t = 0.0;
    bool usesTime = false;
    bool smooth = true;

    Implementation(const std::string& text, const std::map<std::string, double>& names)
        : expression(text)
        , constants(names)
    {
        refuseLength(text);
        refuseAssignment(text);
        try {
            build();
        } catch (const mu::Parser::exception_type& error) {
            explain(error, text, constants);
        }
        smooth = !mayJumpOrBend(text);
    }

    void build()
    {
        defineFunctions(parser);
        parser.DefineVar("x", &x);
        parser.DefineVar("y", &y);
        parser.DefineVar("t", &t);
        for (const auto& [name, value] : constants)
            parser.DefineConst(name, value);
        parser.SetExpr(expression);
        parser.Eval();
        if (parser.GetNumResults() != 1)
            refuse(outermostComma(expression), "\",\"", "a single value");
        usesTime = parser.GetUsedVar().contains("t");
    }
};

Formula::Formula(const std::string& expression, const std::map<std::string, double>& constants)
    : m_implementation(std::make_unique<Implementation>(expression, constants))
{
}

// The compiled code points at its own variables, so a copy is compiled anew.
Formula::Formula(const Formula& other)
    : Formula(other.m_implementation->expression, other.m_implementation->constants)
{
}

Formula& Formula::operator=(const Formula& other)
{
    if (this != &other)
        *this = Formula(other);
    return *this;
}

Formula::Formula(Formula&&) noexcept = default;
Formula& Formula::operator=(Formula&&) noexcept = default;
Formula::~Formula() = default;

double Formula::operator()(double x, double y, double t) const
{
    m_implementation->x = x;
    m_implementation->y = y;
    m_implementation->t = t;
    return m_implementation->parser.Eval();
}

bool Formula::usesTime() const { return m_implementation->usesTime; }

bool Formula::isSmooth() const { return m_implementation->smooth; }

const std::string& Formula::expression() const { return m_implementation->expression; }

std::map<std::string, double> formulaConstants(
    const PhysicalConstants& constants, const std::map<std::string, double>& parameters)
{
    std::map<std::string, double> all = parameters;
    all["m"] = constants.mass;
    all["hbar"] = constants.hbar;
    all["c"] = constants.c;
    all["pi"] = std::numbers::pi;
    return all;
}

bool isParameterName(const std::string& name)
{
    const auto isLetter
        = [](char ch) { return (ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z'); };
    const auto isDigit = [](char ch) { return ch >= '0' && ch <= '9'; };
    if (name.empty() || name.size() > 64 || !isLetter(name.front()))
        return false;
    const auto is = [&](const char* known) { return name == known; };
    return std::ranges::all_of(
               name, [&](char ch) { return isLetter(ch) || isDigit(ch) || ch == '_'; })
        && std::ranges::none_of(functionNames, is) && std::ranges::none_of(givenNames, is);
}

} // namespace dqm
