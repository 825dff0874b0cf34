#include "widgets/scene/overlay/StageText.h"

#include "core/experiment/Units.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace dqm {

namespace {

// Differences of two evolutions on their own that are round-off and nothing else.
constexpr double roundOff = 1e-8;
// A number this small beside what it is measured against is printed as zero.
constexpr double negligible = 1e-9;

QString tr(const char* text) { return QCoreApplication::translate("Stage", text); }

QString number(double value)
{
    const double shown = std::abs(value) < negligible ? 0.0 : value;
    return QString::number(shown, 'f', 3).replace('-', QChar(0x2212));
}

QString colored(const QString& text, const QColor& color)
{
    return QStringLiteral("<span style='color:%1'>%2</span>").arg(color.name(), text);
}

/// A quantity stays on one line: its number and unit are never parted.
QString unbroken(QString text)
{
    text.replace(QLatin1Char(' '), QChar(0x00A0));
    // A word joiner: lines may be broken after a slash.
    return text.replace(QLatin1String("/T"), QStringLiteral("/\u2060T"))
        .replace(QLatin1String("/f"), QStringLiteral("/\u2060f"));
}

QString difference(double value)
{
    if (value == 0.0)
        return QStringLiteral("0");
    if (value >= 1e-3)
        return QString::number(value, 'f', 3);
    const QString digits = QString::number(value, 'e', 0);
    const int exponent = digits.section('e', 1).toInt();
    return QStringLiteral("%1·10<sup>%2</sup>")
        .arg(digits.section('e', 0, 0), QString::number(exponent).replace('-', QChar(0x2212)));
}

const FrameDifference* checkOf(const Frame& frame, StageRow row)
{
    if (!frame.stageCheck)
        return nullptr;
    const auto& check = row == StageRow::Frictionless ? frame.stageCheck->frictionless
                                                      : frame.stageCheck->frictional;
    return check ? &*check : nullptr;
}

} // namespace

QString captionText(const Frame& frame, const Picture& picture, const Theme& theme)
{
    const Observables& numbers = picture.numbers;
    const Vec2 drift = numbers.moments.momentum / frame.constants.mass;
    const QString energy = QString::fromStdString(unitSymbol(Quantity::Energy, frame.units));
    const QString velocity = QString::fromStdString(unitSymbol(Quantity::Velocity, frame.units));
    const QString length = QString::fromStdString(unitSymbol(Quantity::Length, frame.units));
    QString text
        = colored(
              unbroken(
                  tr("⟨<b>v</b>⟩ (%1, %2) %3").arg(number(drift.x()), number(drift.y()), velocity)),
              theme.drift)
        + QStringLiteral("&nbsp; ")
        + unbroken(
            tr("<i>σ</i> (%1, %2) %3")
                .arg(number(numbers.moments.sigma.x()), number(numbers.moments.sigma.y()), length))
        + QStringLiteral("<br>")
        + colored(unbroken(tr("<i>U<sub>u</sub></i> %1").arg(number(numbers.energies.diffusion))),
            theme.diffusion)
        + QStringLiteral("&nbsp; ")
        + colored(
            unbroken(tr("<i>U<sub>v</sub></i> %1 %2").arg(number(numbers.energies.drift), energy)),
            theme.drift);
    if (picture.isFrictional())
        text += QStringLiteral("&nbsp; ")
            + colored(unbroken(tr("medium (%1, %2) %3")
                                   .arg(number(picture.medium->velocity.x()),
                                       number(picture.medium->velocity.y()), velocity)),
                theme.rest);
    if (!picture.note.empty())
        text += QStringLiteral("<br>")
            + colored(QString::fromStdString(picture.note), theme.selection);
    return text;
}

QString verdictText(const Frame& frame, StageRow row, const Theme& theme)
{
    const auto* check = checkOf(frame, row);
    if (!check)
        return {};
    const double largest = std::max({check->rho, check->u, check->sigma, check->diffusionEnergy});
    const bool same = largest < roundOff;
    QString verdict;
    if (same)
        verdict = row == StageRow::Frictionless
            ? tr("K and K′ see the same spreading: no preferred frame")
            : tr("the same from K and K′");
    else
        verdict = row == StageRow::Frictional
            ? tr("K and K′ differ: the medium has a rest frame")
            : tr("K and K′ differ: something here rests in K, such as a potential");
    return colored(same ? QStringLiteral("✓ ") : QStringLiteral("≠ "),
               same ? theme.potential : theme.rest)
        + QStringLiteral("<b>%1</b>").arg(verdict);
}

QString differencesText(const Frame& frame, StageRow row)
{
    const auto* check = checkOf(frame, row);
    if (!check)
        return {};
    return tr("largest difference K ↔ K′: &nbsp;<i>ρ</i> %1 &nbsp;<b>u</b> %2 &nbsp;<i>σ</i> %3 "
              "&nbsp;<i>U<sub>u</sub></i> %4")
        .arg(difference(check->rho), difference(check->u), difference(check->sigma),
            difference(check->diffusionEnergy));
}

QString meterText(const Frame& frame, StageRow row, const Theme& theme)
{
    const QString verdict = verdictText(frame, row, theme);
    return verdict.isEmpty() ? verdict
                             : verdict + QStringLiteral("<br>") + differencesText(frame, row);
}

} // namespace dqm
