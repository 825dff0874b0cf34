#pragma once

#include <QTest>

#include <cmath>

/// Fails with both values and their distance unless |actual - expected| <= tolerance.
#define DQM_CLOSE(actual, expected, tolerance)                                                     \
    do {                                                                                           \
        const double dqmActual = (actual);                                                         \
        const double dqmExpected = (expected);                                                     \
        const QString dqmReport = QStringLiteral("%1 = %2, expected %3, off by %4, allowed %5")    \
                                      .arg(QStringLiteral(#actual))                                \
                                      .arg(dqmActual, 0, 'g', 15)                                  \
                                      .arg(dqmExpected, 0, 'g', 15)                                \
                                      .arg(dqmActual - dqmExpected, 0, 'g', 3)                     \
                                      .arg(double(tolerance), 0, 'g', 3);                          \
        QVERIFY2(std::abs(dqmActual - dqmExpected) <= (tolerance), qPrintable(dqmReport));         \
    } while (false)
