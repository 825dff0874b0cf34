#include "core/formulas/FormulaLexer.h"

#include "core/values/Printable.h"

#include <array>
#include <cmath>
#include <cstdlib>
#include <optional>
#include <string_view>

namespace dqm {

namespace {

constexpr std::size_t longestText = 10'000;

bool isLetter(char ch) { return (ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z'); }
bool isDigit(char ch) { return ch >= '0' && ch <= '9'; }

/// Signs beyond ASCII and what they stand for.
struct Sign
{
    std::string_view written;
    std::string_view meant;
};

constexpr std::array signs{Sign{"\u2212", "-"}, Sign{"\u2013", "-"}, Sign{"\u00b7", "*"},
    Sign{"\u22c5", "*"}, Sign{"\u2219", "*"}, Sign{"\u00d7", "*"}, Sign{"\u2217", "*"},
    Sign{"\u00f7", "/"}, Sign{"\u2215", "/"}, Sign{"\u2264", "<="}, Sign{"\u2265", ">="},
    Sign{"\u2260", "!="}, Sign{"\u2227", "&&"}, Sign{"\u2228", "||"}};
constexpr std::array names{
    Sign{"\u03c0", "pi"}, Sign{"\u0127", "hbar"}, Sign{"\u210f", "hbar"}, Sign{"\u221a", "sqrt"}};
constexpr std::array raised{Sign{"\u2070", "0"}, Sign{"\u00b9", "1"}, Sign{"\u00b2", "2"},
    Sign{"\u00b3", "3"}, Sign{"\u2074", "4"}, Sign{"\u2075", "5"}, Sign{"\u2076", "6"},
    Sign{"\u2077", "7"}, Sign{"\u2078", "8"}, Sign{"\u2079", "9"}, Sign{"\u207b", "-"}};
constexpr std::array symbols{"**", "&&", "||", "==", "!=", "<=", ">=", "+", "-", "*", "/", "^", "(",
    ")", ",", "<", ">", "?", ":", "|"};

template <std::size_t n>
const Sign* signAt(const std::array<Sign, n>& table, std::string_view rest)
{
    for (const Sign& sign : table)
        if (rest.starts_with(sign.written))
            return &sign;
    return nullptr;
}

/// One character as a message shows it.
std::string shown(std::string_view rest)
{
    if (rest.front() == '"')
        return "a quotation mark";
    std::size_t length = 1;
    while (length < rest.size() && (static_cast<unsigned char>(rest[length]) & 0xc0U) == 0x80U)
        ++length;
    return '"' + printable(rest.substr(0, length)) + '"';
}

class Lexer
{
public:
    explicit Lexer(const std::string& text)
        : m_text(text)
    {
    }

    std::vector<FormulaToken> words()
    {
        for (;;) {
            const bool afterSpace = skipSpace();
            FormulaToken token = m_at == m_text.size() ? FormulaToken() : next();
            token.afterSpace = afterSpace;
            if (token.kind == FormulaToken::Kind::End)
                token.at = m_character;
            m_words.push_back(token);
            if (token.kind == FormulaToken::Kind::End)
                return std::move(m_words);
        }
    }

private:
    std::string_view rest() const { return std::string_view(m_text).substr(m_at); }

    bool skipSpace()
    {
        const std::size_t before = m_at;
        for (;;) {
            if (rest().starts_with(" ") || rest().starts_with("\t"))
                take(1);
            else if (rest().starts_with("\u00a0") || rest().starts_with("\u2009"))
                take(rest().starts_with("\u00a0") ? 2 : 3);
            else
                return m_at > before;
        }
    }

    std::string take(std::size_t bytes)
    {
        std::string taken = m_text.substr(m_at, bytes);
        for (const char ch : taken)
            m_character += (static_cast<unsigned char>(ch) & 0xc0U) != 0x80U;
        m_at += bytes;
        return taken;
    }

    FormulaToken next()
    {
        FormulaToken token;
        token.at = m_character;
        const char first = m_text[m_at];
        if (isDigit(first)
            || (first == '.' && m_at + 1 < m_text.size() && isDigit(m_text[m_at + 1])))
            return number(token);
        if (isLetter(first)) {
            token.kind = FormulaToken::Kind::Name;
            std::size_t length = 1;
            while (m_at + length < m_text.size()
                && (isLetter(m_text[m_at + length]) || isDigit(m_text[m_at + length])
                    || m_text[m_at + length] == '_'))
                ++length;
            token.text = take(length);
            return token;
        }
        if (const Sign* const name = signAt(names, rest())) {
            token.kind = FormulaToken::Kind::Name;
            take(name->written.size());
            token.text = name->meant;
            return token;
        }
        if (signAt(raised, rest()) != nullptr)
            return superscript(token);
        return symbol(token);
    }

    FormulaToken number(FormulaToken token)
    {
        std::size_t length = 0;
        const auto at
            = [&](std::size_t i) { return m_at + i < m_text.size() ? m_text[m_at + i] : ' '; };
        while (isDigit(at(length)))
            ++length;
        if (at(length) == '.')
            ++length;
        while (isDigit(at(length)))
            ++length;
        // An "e" that no figure follows begins a name: 2e^x.
        if (at(length) == 'e' || at(length) == 'E') {
            const std::size_t sign = at(length + 1) == '-' || at(length + 1) == '+' ? 1 : 0;
            if (isDigit(at(length + 1 + sign))) {
                length += 1 + sign;
                while (isDigit(at(length)))
                    ++length;
            }
        }
        token.kind = FormulaToken::Kind::Number;
        token.text = take(length);
        token.number = std::strtod(token.text.c_str(), nullptr);
        if (!std::isfinite(token.number))
            refuseFormula(token.at, '"' + shortened(token.text) + '"', "a number below 1.8e308");
        return token;
    }

    FormulaToken superscript(FormulaToken token)
    {
        std::string figures;
        while (const Sign* const sign = signAt(raised, rest())) {
            token.text += take(sign->written.size());
            figures += sign->meant;
        }
        token.kind = FormulaToken::Kind::Superscript;
        char* end = nullptr;
        token.number = std::strtod(figures.c_str(), &end);
        if (*end != '\0' || figures == "-")
            refuseFormula(
                token.at, '"' + shortened(token.text) + '"', "a raised whole number such as ²");
        return token;
    }

    FormulaToken symbol(FormulaToken token)
    {
        token.kind = FormulaToken::Kind::Symbol;
        if (const Sign* const sign = signAt(signs, rest())) {
            take(sign->written.size());
            token.text = sign->meant;
            return token;
        }
        for (const std::string_view known : symbols) {
            if (!rest().starts_with(known))
                continue;
            token.text = take(known.size());
            if (token.text == "**")
                token.text = "^";
            return token;
        }
        refuseStranger();
    }

    [[noreturn]] void refuseStranger() const
    {
        const char* expected = "numbers, names and operators such as + - * / ^";
        switch (m_text[m_at]) {
        case '=':
            expected = "a comparison such as == or <=";
            break;
        case '"':
        case '\'':
            expected = "numbers and names only";
            break;
        case '%':
            expected = "mod(a, b) for the rest of a division";
            break;
        case '!':
            expected = "a comparison such as a == 0";
            break;
        case '&':
            expected = "&&";
            break;
        case '[':
        case '{':
            expected = "\"(\"";
            break;
        case ']':
        case '}':
            expected = "\")\"";
            break;
        case ';':
            expected = "one formula, and \",\" between the values of a function";
            break;
        default:
            break;
        }
        refuseFormula(m_character, shown(rest()), expected);
    }

    const std::string& m_text;
    std::size_t m_at = 0;
    std::size_t m_character = 0;
    std::vector<FormulaToken> m_words;
};

} // namespace

void refuseFormula(std::size_t position, const std::string& found, const std::string& expected)
{
    throw FormulaError(position,
        "at character " + std::to_string(position + 1) + " found " + found + ", expected "
            + expected);
}

std::vector<FormulaToken> wordsOf(const std::string& text)
{
    if (text.size() > longestText)
        refuseFormula(longestText, std::to_string(text.size()) + " characters in all",
            "at most " + std::to_string(longestText));
    return Lexer(text).words();
}

} // namespace dqm
