#include "app/session/FrameNews.h"

#include "core/readouts/waves/EventLine.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace dqm {

namespace {

/// What is seen is not what was asked for: said as what makes numbers wrong is.
bool concernsTheStage(const RunWarning& warning) { return warning.key.starts_with("stage"); }

bool hasEnded(const Frame& frame) { return frame.hydrodynamic && frame.hydrodynamic->endedAt; }

} // namespace

QString returnNews(const Frame& frame)
{
    const QString back = QCoreApplication::translate(
        "FrameNews", "Back at the start: ρ differs from the prepared one by %1 of its peak.")
                             .arg(*frame.returnError, 0, 'e', 0);
    // It is ahead: it has a time of its own, and a note that says why.
    const bool twinStays = !frame.frictional.empty()
        && frame.frictional.front().numbers.time != frame.pictures.front().numbers.time;
    return twinStays ? back + ' ' + QString::fromStdString(frame.frictional.front().note) : back;
}

QString warningNews(const Frame* before, const Frame& now)
{
    const bool hasBefore = before && before->warnings;
    if (!now.warnings || (hasBefore && *before->warnings == *now.warnings))
        return {};
    QStringList lines;
    for (const RunWarning& warning : *now.warnings) {
        const bool isKnown
            = hasBefore && std::ranges::find(*before->warnings, warning) != before->warnings->end();
        if ((warning.isGrave || concernsTheStage(warning)) && !isKnown)
            lines += QString::fromStdString(warning.line());
    }
    return lines.join('\n');
}

QString eventNews(const Frame* before, const Frame& now)
{
    const std::size_t known
        = before && before->run == now.run && before->events ? before->events->size() : 0;
    if (!now.events || now.events->size() <= known)
        return {};
    constexpr qsizetype most = 3;
    QStringList lines;
    for (std::size_t n = known; n < now.events->size(); ++n)
        lines << QString::fromStdString(eventLine(now.events->at(n), now.axes));
    return lines.mid(std::max<qsizetype>(0, lines.size() - most)).join('\n');
}

QString nodeNews(const Frame* before, const Frame& now)
{
    if (!hasEnded(now) || (before && hasEnded(*before)))
        return {};
    return QString::fromStdString(now.hydrodynamic->note);
}

} // namespace dqm
