#pragma once

#include <QSignalSpy>
#include <QTest>
#include <qcustomplot.h>

#include <algorithm>
#include <cmath>

namespace dqm::test {

/// The canvas of a plot in the size of the right dock, once it has drawn its data.
inline QCustomPlot& shown(QWidget& plot)
{
    auto* inner = plot.findChild<QCustomPlot*>();
    QSignalSpy drawn(inner, &QCustomPlot::afterReplot);
    plot.resize(344, 240);
    plot.show();
    while (drawn.wait(150)) { } // until the drawing that shows the data is done
    return *inner;
}

} // namespace dqm::test
