#pragma once

#include <QFont>
#include <QString>

#include <optional>

namespace dqm {

/// Numbers for people, with a true minus sign and a dot whatever the locale. Not finite: "—".

/// For columns: five decimals where they fit ("−12.34560"), else a power of ten ("1.234×10⁻⁵").
/// @param size  what the value is measured against: round-off of it is written as zero.
QString columnNumber(double value, double size = 0.0);
/// For small errors: one decimal and a power of ten ("2.2×10⁻¹⁵"), "0" when it is exactly zero.
QString errorNumber(double value);
/// For boxes and tooltips: up to `digits` significant digits, plain minus, no trailing zeros.
QString shortNumber(double value, int digits = 5);

/// The number that a person typed, finite; both decimal signs and both minus signs are understood.
std::optional<double> numberIn(QString text);

/// Lets everything that asks the locale write a dot, as this file does: axes, spin boxes, the C
/// library. Called once, after the application was made, which takes the machine's locale over.
void useOneNumberFormat();

/// The font with digits of one width where it offers a choice.
QFont tabularFont(QFont font);

} // namespace dqm
