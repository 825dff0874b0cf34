#include "widgets/numbers/Marks.h"

#include <QObject>

namespace dqm {

QString signOf(Verdict verdict)
{
    switch (verdict) {
    case Verdict::None:
        return {};
    case Verdict::Holds:
        return QStringLiteral("✓");
    case Verdict::Nearly:
    case Verdict::Unresolved:
        return QStringLiteral("≈");
    case Verdict::Broken:
        return QStringLiteral("✗");
    case Verdict::Differs:
        return QStringLiteral("≠");
    }
    return {};
}

QColor colorOf(Verdict verdict, const Theme& theme)
{
    switch (verdict) {
    case Verdict::Broken:
        return theme.error;
    case Verdict::Nearly:
    case Verdict::Unresolved:
    case Verdict::Differs:
        return theme.selection;
    case Verdict::None:
    case Verdict::Holds:
        break;
    }
    return theme.potential;
}

QString wordOf(Verdict verdict)
{
    switch (verdict) {
    case Verdict::None:
        return QObject::tr("shown");
    case Verdict::Holds:
        return QObject::tr("holds");
    case Verdict::Nearly:
        return QObject::tr("nearly");
    case Verdict::Differs:
        return QObject::tr("differs, as it is to");
    case Verdict::Unresolved:
        return QObject::tr("not resolved");
    case Verdict::Broken:
        return QObject::tr("fails");
    }
    return {};
}

QString signBeside(const Readout& readout)
{
    const Verdict verdict = verdictOf(readout);
    if (verdict != Verdict::None)
        return signOf(verdict);
    return readout.value ? QStringLiteral("○") : QStringLiteral("–");
}

QColor colorBeside(const Readout& readout, const Theme& theme)
{
    const Verdict verdict = verdictOf(readout);
    if (verdict != Verdict::None)
        return colorOf(verdict, theme);
    return readout.value ? theme.total : theme.mutedText;
}

} // namespace dqm
