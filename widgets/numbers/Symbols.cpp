#include "widgets/numbers/Symbols.h"

#include <QRegularExpression>

namespace dqm {

namespace {

QRegularExpression pattern(const char* text)
{
    return QRegularExpression(
        QString::fromUtf8(text), QRegularExpression::UseUnicodePropertiesOption);
}

QString inGreek(QString text)
{
    static const std::pair<QRegularExpression, QString> words[] = {
        {pattern("\\b(rho)\\^1/2"), QStringLiteral("√ρ")}, {pattern("\\brho\\b"), "ρ"},
        {pattern("\\bpsi\\b"), "ψ"}, {pattern("\\bphi\\b"), "φ"}, {pattern("\\bsigma\\b"), "σ"},
        {pattern("\\bdelta\\s?"), "δ"}, {pattern("\\bhbar\\b"), "ħ"},
        {pattern("\\bintegral\\s?"), "∫ "}, {pattern("\\bgrad\\s?"), "∇"},
        {pattern("\\bdiv\\s?"), "∇·"}, {pattern("\\blap\\s?"), "Δ"},
        {pattern("\\bd_([txy])\\b\\s?"), "∂_\\1 "}, {pattern("(?<=[A-Za-z])\\.(?=[A-Za-z])"), "·"},
        {pattern("<"), "⟨"}, {pattern(">"), "⟩"}, {pattern("(?<= )-(?= )|-(?=\\d)"), "−"}};
    for (const auto& [plain, symbol] : words)
        text.replace(plain, symbol);
    return text;
}

/// Short formulas stay on one line.
void keepTogether(QString& text)
{
    static const QRegularExpression relation = pattern(" ([=<>≥≤∝+−]) ");
    text.replace(relation, QStringLiteral("\u00a0\\1\u00a0"));
}

} // namespace

QString withSymbols(const QString& sentence)
{
    static const QRegularExpression vectors = pattern("\\b([uv])\\b");
    static const QRegularExpression quantities
        = pattern("(?<![A-Za-z_])(mc|[SDVHQWMNEmctxyhgk])(?![A-Za-z_])");
    static const QRegularExpression greek = pattern("([ρψηφμωβγσ]+)");
    static const QRegularExpression indices = pattern("([A-Za-z∂])_([A-Za-z]+)");
    QString text = sentence;
    text.replace(vectors, QStringLiteral("<b>\\1</b>"));
    text.replace(quantities, QStringLiteral("<i>\\1</i>"));
    text.replace(greek, QStringLiteral("<i>\\1</i>"));
    keepTogether(text);
    return text.replace(indices, QStringLiteral("<i>\\1<sub>\\2</sub></i>"));
}

QString quantityInSymbols(const QString& plain)
{
    static const QRegularExpression braced = pattern("\\^\\{([^}]*)\\}");
    static const QRegularExpression power = pattern("\\^([0-9a-z]+)");
    static const QRegularExpression observable = pattern("(?<![>A-Za-z_])([ABLp])(?![A-Za-z_])");
    QString text = withSymbols(inGreek(plain));
    text.replace(observable, QStringLiteral("<i>\\1</i>"));
    text.replace(QLatin1String("^2"), QStringLiteral("²"));
    text.replace(braced, QStringLiteral("<sup>\\1</sup>"));
    return text.replace(power, QStringLiteral("<sup>\\1</sup>"));
}

QString withPlainSymbols(const QString& sentence)
{
    QString text = sentence;
    text.replace(QStringLiteral("_u"), QStringLiteral("ᵤ"));
    text.replace(QStringLiteral("_v"), QStringLiteral("ᵥ"));
    keepTogether(text);
    return text;
}

} // namespace dqm
