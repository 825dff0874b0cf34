#include "widgets/scene/model/Ticks.h"

#include <algorithm>
#include <cmath>

namespace dqm {

namespace {

const QChar minus(0x2212);

} // namespace

double niceStep(double rough)
{
    if (!(rough > 0.0) || !std::isfinite(rough))
        return 1.0;
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    for (const double factor : {1.0, 2.0, 5.0})
        if (rough <= factor * power * (1.0 + 1e-9))
            return factor * power;
    return 10.0 * power;
}

std::vector<double> ticksBetween(double low, double high, double step)
{
    std::vector<double> ticks;
    const double slack = 1e-9 * step;
    for (double k = std::ceil((low - slack) / step); k * step <= high + slack; k += 1.0)
        ticks.push_back(k * step);
    return ticks;
}

QString tickText(double value, double step)
{
    const int decimals = std::clamp(static_cast<int>(-std::floor(std::log10(step) + 1e-9)), 0, 9);
    QString text = QString::number(std::abs(value) < 1e-9 * step ? 0.0 : value, 'f', decimals);
    return text.replace(QLatin1Char('-'), minus);
}

QString legendNumber(double value, int digits)
{
    if (value == 0.0 || !std::isfinite(value))
        return value == 0.0 ? QStringLiteral("0") : QStringLiteral("–");
    int exponent = static_cast<int>(std::floor(std::log10(std::abs(value))));
    // 9.996 with three digits is 10.0.
    if (std::abs(value)
        >= std::pow(10.0, exponent + 1) - 0.5 * std::pow(10.0, exponent + 1 - digits))
        ++exponent;
    QString text;
    if (exponent >= -3 && exponent < 6)
        text = QString::number(value, 'f', std::max(0, digits - 1 - exponent));
    else
        text = QString::number(value / std::pow(10.0, exponent), 'f', digits - 1)
            + QStringLiteral(" × ") + powerOfTen(exponent);
    return text.replace(QLatin1Char('-'), minus);
}

} // namespace dqm
