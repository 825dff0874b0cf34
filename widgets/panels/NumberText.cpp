#include "widgets/panels/NumberText.h"

#include <cmath>

namespace dqm {

namespace {

const QChar minusSign(0x2212);

QString superscript(int exponent)
{
    static const QString digits = QStringLiteral("⁰¹²³⁴⁵⁶⁷⁸⁹");
    QString text = exponent < 0 ? QStringLiteral("⁻") : QString();
    for (const QChar digit : QString::number(std::abs(exponent)))
        text += digits.at(digit.digitValue());
    return text;
}

QString scientific(double value, int decimals)
{
    const QString text = QString::number(value, 'e', decimals);
    const auto split = text.indexOf(QLatin1Char('e'));
    return text.left(split) + QStringLiteral("×10") + superscript(text.mid(split + 1).toInt());
}

QString withTrueMinus(QString text) { return text.replace(QLatin1Char('-'), minusSign); }

} // namespace

QString columnNumber(double value)
{
    if (!std::isfinite(value))
        return QStringLiteral("—");
    const double size = std::abs(value);
    // What is far below round-off of any shown quantity is nothing.
    if (size < 1e-14)
        return QStringLiteral("0.00000");
    if (size < 1e-3 || size >= 99999.5)
        return withTrueMinus(scientific(value, 3));
    const int decimals = size < 1e3 ? 5 : size < 1e4 ? 4 : 3;
    return withTrueMinus(QString::number(value, 'f', decimals));
}

QString errorNumber(double value)
{
    if (!std::isfinite(value))
        return QStringLiteral("—");
    return value == 0.0 ? QStringLiteral("0") : withTrueMinus(scientific(value, 1));
}

QString shortNumber(double value, int digits)
{
    return std::isfinite(value) ? QString::number(value, 'g', digits) : QStringLiteral("—");
}

QFont tabularFont(QFont font)
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 7, 0)
    font.setFeature("tnum", 1);
#endif
    return font;
}

} // namespace dqm
