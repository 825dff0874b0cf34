#include "core/formulas/FormulaReader.h"

#include "core/formulas/FormulaLexer.h"
#include "core/formulas/FormulaNames.h"
#include "core/values/Printable.h"

#include <algorithm>
#include <numbers>

namespace dqm {

namespace {

using Kind = FormulaToken::Kind;

constexpr int deepest = 100;

std::string quoted(const FormulaToken& token)
{
    return token.kind == Kind::End ? "the end" : '"' + shortened(token.text) + '"';
}

/// Recursive descent, from the loosest operator to the tightest.
class Reader
{
public:
    Reader(const std::string& text, const std::map<std::string, double>& constants)
        : m_words(wordsOf(text))
        , m_constants(constants)
    {
    }

    FormulaTree formula()
    {
        if (now().kind == Kind::End)
            refuseFormula(0, "nothing", "an expression such as 0.5*m*x^2");
        FormulaTree tree = condition();
        if (now().kind == Kind::End)
            return tree;
        if (is(","))
            refuse("a single value");
        if (is(")"))
            refuse("a value, or an open \"(\" before it");
        if (is(":") || is("?"))
            refuseFormula(
                now().at, "a misplaced \"?\" or \":\"", "a condition of the form a ? b : c");
        if (is("("))
            refuse("an operator before it");
        refuse("an operator such as + - * / ^ before it");
    }

private:
    /// Counts how deep the reader is in parentheses, powers and conditions.
    class Level
    {
    public:
        explicit Level(Reader& reader)
            : m_reader(reader)
        {
            if (++m_reader.m_depth > deepest)
                refuseFormula(m_reader.now().at, "more than " + std::to_string(deepest) + " levels",
                    "fewer parentheses, powers and conditions within each other");
        }
        ~Level() { --m_reader.m_depth; }
        Level(const Level&) = delete;
        Level& operator=(const Level&) = delete;

    private:
        Reader& m_reader;
    };

    const FormulaToken& now() const { return m_words[m_at]; }
    bool is(const char* symbol) const { return now().kind == Kind::Symbol && now().text == symbol; }
    bool takes(const char* symbol)
    {
        const bool found = is(symbol);
        m_at += found;
        return found;
    }
    [[noreturn]] void refuse(const std::string& expected) const
    {
        refuseFormula(now().at, quoted(now()), expected);
    }

    FormulaTree condition()
    {
        const Level level(*this);
        FormulaTree tree = either();
        if (!takes("?"))
            return tree;
        FormulaTree yes = condition();
        if (!takes(":"))
            refuse("\":\" and a value to finish the condition");
        FormulaTree no = condition();
        return treeOf(FormulaOp::Condition, {tree, yes, no});
    }

    FormulaTree either()
    {
        FormulaTree tree = both();
        std::vector<FormulaTree> all{tree};
        while (m_bars == 0 && takes("||"))
            all.push_back(both());
        return joined(FormulaOp::Or, all);
    }

    FormulaTree both()
    {
        std::vector<FormulaTree> all{comparison()};
        while (takes("&&"))
            all.push_back(comparison());
        return joined(FormulaOp::And, all);
    }

    /// Pairs of pairs, so that a long chain is not a deep tree.
    static FormulaTree joined(FormulaOp op, std::vector<FormulaTree> all)
    {
        while (all.size() > 1) {
            std::vector<FormulaTree> pairs;
            for (std::size_t i = 0; i < all.size(); i += 2)
                pairs.push_back(i + 1 < all.size() ? treeOf(op, {all[i], all[i + 1]}) : all[i]);
            all = std::move(pairs);
        }
        return all.front();
    }

    bool isComparison() const
    {
        return std::ranges::any_of(std::array{"<", ">", "<=", ">=", "==", "!="},
            [&](const char* symbol) { return is(symbol); });
    }

    FormulaTree comparison()
    {
        FormulaTree left = sum();
        if (!isComparison())
            return left;
        const std::string symbol = now().text;
        ++m_at;
        FormulaTree right = sum();
        if (isComparison())
            refuse("one comparison at a time, as in a < b && b < c");
        if (symbol == "<")
            return treeOf(FormulaOp::Less, {left, right});
        if (symbol == ">")
            return treeOf(FormulaOp::Less, {right, left});
        if (symbol == "<=")
            return treeOf(FormulaOp::LessEqual, {left, right});
        if (symbol == ">=")
            return treeOf(FormulaOp::LessEqual, {right, left});
        return treeOf(symbol == "==" ? FormulaOp::Equal : FormulaOp::NotEqual, {left, right});
    }

    FormulaTree sum()
    {
        std::vector<FormulaTree> terms{product()};
        std::vector<bool> turned{false};
        while (is("+") || is("-")) {
            turned.push_back(is("-"));
            ++m_at;
            terms.push_back(product());
        }
        if (terms.size() == 1)
            return terms.front();
        return treeOf(FormulaOp::Sum, std::move(terms), std::move(turned));
    }

    /// Whether a value begins here that a person means to multiply by: 2x, 2 sin(x), (a)(b), x y.
    bool beginsImplied() const
    {
        const FormulaToken& before = m_words[m_at - 1];
        const bool afterName = before.kind == Kind::Name;
        if (now().kind == Kind::Name)
            return true;
        return (is("(") && !afterName) || (is("|") && m_bars == 0);
    }

    FormulaTree product()
    {
        std::vector<FormulaTree> factors{signedPower()};
        std::vector<bool> turned{false};
        for (;;) {
            if (is("*") || is("/")) {
                turned.push_back(is("/"));
                ++m_at;
                factors.push_back(signedPower());
                continue;
            }
            if (!beginsImplied())
                break;
            if (turned.back())
                refuseFormula(now().at, quoted(now()) + " after a division",
                    "a/(b*c) or a/b*c, whichever is meant");
            turned.push_back(false);
            factors.push_back(power());
        }
        if (factors.size() == 1)
            return factors.front();
        return treeOf(FormulaOp::Product, std::move(factors), std::move(turned));
    }

    FormulaTree signedPower()
    {
        bool negative = false;
        while (is("-") || is("+")) {
            negative = negative != is("-");
            ++m_at;
        }
        FormulaTree tree = power();
        return negative ? treeOf(FormulaOp::Sum, {tree}, {true}) : tree;
    }

    FormulaTree power()
    {
        FormulaTree base = value();
        if (now().kind == Kind::Superscript) {
            base = treeOf(FormulaOp::Power, {base, leafOf(FormulaOp::Number, now().number)});
            ++m_at;
        }
        if (!takes("^"))
            return base;
        const Level level(*this);
        return treeOf(FormulaOp::Power, {base, signedPower()});
    }

    FormulaTree value()
    {
        const FormulaToken token = now();
        if (token.kind == Kind::Number) {
            ++m_at;
            if (now().kind == Kind::Number)
                refuse("an operator such as + - * / ^ before it");
            return leafOf(FormulaOp::Number, token.number);
        }
        if (token.kind == Kind::Name)
            return named();
        if (is("(")) {
            ++m_at;
            return enclosed();
        }
        if (is("|"))
            return absolute();
        if (is(")"))
            refuse("a value, or an open \"(\" before it");
        if (is("||"))
            refuse("abs(...) for a value without its sign");
        if (token.kind == Kind::Symbol)
            refuseFormula(token.at, "the operator " + quoted(token), "a value");
        refuse("a value");
    }

    FormulaTree enclosed()
    {
        const int bars = m_bars;
        m_bars = 0;
        FormulaTree tree = condition();
        m_bars = bars;
        if (is(","))
            refuse("a single value");
        if (!takes(")"))
            refuse("\")\"");
        return tree;
    }

    FormulaTree absolute()
    {
        if (m_bars > 0)
            refuse("abs(...): bars within bars may be read in two ways");
        ++m_at;
        ++m_bars;
        FormulaTree tree = condition();
        --m_bars;
        if (is("||"))
            refuse("abs(...): bars side by side may be read in two ways");
        if (!takes("|"))
            refuse("\"|\"");
        return treeOf(FormulaOp::Abs, {tree});
    }

    FormulaTree named()
    {
        const FormulaToken token = now();
        if (const auto known = m_constants.find(token.text); known != m_constants.end()) {
            ++m_at;
            return leafOf(FormulaOp::Number, known->second);
        }
        const auto* const function
            = std::ranges::find(formulaFunctions, token.text, &FormulaFunction::name);
        if (function != formulaFunctions.end()) {
            ++m_at;
            return call(token, *function);
        }
        ++m_at;
        if (token.text == "x")
            return leafOf(FormulaOp::X);
        if (token.text == "y")
            return leafOf(FormulaOp::Y);
        if (token.text == "t")
            return leafOf(FormulaOp::T);
        if (token.text == "e")
            return leafOf(FormulaOp::Number, std::numbers::e);
        const auto* const hint = std::ranges::find(formulaHints, token.text, &FormulaHint::name);
        if (hint != formulaHints.end())
            refuseFormula(token.at, quoted(token), std::string(hint->instead));
        refuseFormula(token.at, quoted(token),
            "a number, one of " + knownNames() + ", or a function such as sin(");
    }

    std::string knownNames() const
    {
        std::string names = "x, y, t";
        for (const auto& [name, number] : m_constants)
            names += ", " + name;
        return names;
    }

    FormulaTree call(const FormulaToken& name, const FormulaFunction& function)
    {
        if (is("^") || now().kind == Kind::Superscript)
            refuse(name.text + "(...)^2 for the square of the value");
        if (!takes("("))
            refuse("\"(\" after " + quoted(name));
        std::vector<FormulaTree> arguments;
        const int bars = m_bars;
        m_bars = 0;
        if (!is(")")) {
            do
                arguments.push_back(condition());
            while (takes(","));
        }
        m_bars = bars;
        if (!is(")"))
            refuse("\")\"");
        const int count = static_cast<int>(arguments.size());
        if (count < function.fewest)
            refuseFormula(now().at, "too few values for " + quoted(name), "more of them");
        if (count > function.most)
            refuseFormula(now().at, "too many values for " + quoted(name), "fewer of them");
        ++m_at;
        return treeOf(function.op, std::move(arguments));
    }

    std::vector<FormulaToken> m_words;
    const std::map<std::string, double>& m_constants;
    std::size_t m_at = 0;
    int m_depth = 0;
    int m_bars = 0; ///< |...| that are open around here
};

} // namespace

FormulaTree readFormula(const std::string& text, const std::map<std::string, double>& constants)
{
    return Reader(text, constants).formula();
}

} // namespace dqm
