#include "widgets/numbers/Marks.h"

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

} // namespace dqm
