#include "widgets/theme/ShareText.h"

#include <algorithm>

namespace dqm {

QString shareText(double share)
{
    const QString unit = QString(QChar(0x202F)) + QLatin1Char('%');
    if (!(share > 0.0))
        return QLatin1Char('0') + unit;
    if (share >= 1.0)
        return QStringLiteral("100") + unit;
    const double percent = std::clamp(100.0 * share, 0.01, 99.99);
    const bool isNearAnEnd = percent < 1.0 || percent > 99.0;
    return QString::number(percent, 'f', isNearAnEnd ? 2 : 0) + unit;
}

} // namespace dqm
