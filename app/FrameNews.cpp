#include "app/FrameNews.h"

#include <QCoreApplication>

namespace dqm {

namespace {

bool hasEnded(const Frame& frame) { return frame.hydrodynamic && frame.hydrodynamic->endedAt; }

} // namespace

QString returnNews(const Frame& frame)
{
    const QString back = QCoreApplication::translate(
        "FrameNews", "Back at the start: ρ differs from the prepared one by %1 of its peak.")
                             .arg(*frame.returnError, 0, 'e', 0);
    const bool twinStays = !frame.frictional.empty() && !frame.frictional.front().note.empty();
    return twinStays ? back + ' ' + QString::fromStdString(frame.frictional.front().note) : back;
}

QString nodeNews(const Frame* before, const Frame& now)
{
    if (!hasEnded(now) || (before && hasEnded(*before)))
        return {};
    return QString::fromStdString(now.hydrodynamic->note);
}

} // namespace dqm
