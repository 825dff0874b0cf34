#include "widgets/plots/parts/PlotKind.h"

#include <QCoreApplication>

namespace dqm {

QString PlotKind::title() const { return QCoreApplication::translate("PlotKind", name); }

} // namespace dqm
