#include "widgets/numbers/NumberText.h"

#include "widgets/theme/PowerOfTen.h"

#include <QLocale>

#include <clocale>
#include <cmath>

namespace dqm {

namespace {

const QChar minusSign(0x2212);
constexpr double roundOff = 1e-12;

QString scientific(double value, int decimals)
{
    const QString text = QString::number(value, 'e', decimals);
    const auto split = text.indexOf(QLatin1Char('e'));
    return text.left(split) + QChar(0x00D7) + powerOfTen(text.mid(split + 1).toInt());
}

QString withTrueMinus(QString text) { return text.replace(QLatin1Char('-'), minusSign); }

} // namespace

QString columnNumber(double value, double size)
{
    if (!std::isfinite(value))
        return QStringLiteral("—");
    const double magnitude = std::abs(value);
    if (magnitude <= roundOff * size || magnitude == 0.0)
        return QStringLiteral("0.00000");
    if (magnitude < 1e-3 || magnitude >= 99999.5)
        return withTrueMinus(scientific(value, 3));
    const int decimals = magnitude < 1e3 ? 5 : magnitude < 1e4 ? 4 : 3;
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

std::optional<double> numberIn(QString text)
{
    text = text.trimmed().replace(QLatin1Char(','), QLatin1Char('.'));
    text.replace(minusSign, QLatin1Char('-'));
    bool isNumber = false;
    const double value = QLocale::c().toDouble(text, &isNumber);
    if (!isNumber || !std::isfinite(value))
        return std::nullopt;
    return value;
}

void useOneNumberFormat()
{
    QLocale plain = QLocale::c();
    plain.setNumberOptions(QLocale::OmitGroupSeparator | QLocale::RejectGroupSeparator);
    QLocale::setDefault(plain);
    std::setlocale(LC_NUMERIC, "C");
}

QFont tabularFont(QFont font)
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 7, 0)
    font.setFeature("tnum", 1);
#endif
    return font;
}

} // namespace dqm
