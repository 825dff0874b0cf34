#pragma once

#include "core/exhibits/parts/Exhibit.h"

#include <QString>

#include <algorithm>
#include <cmath>

namespace dqm::test {

/// @throws std::out_of_range for an unknown id.
inline const Readout& readout(const ExhibitFrame& frame, std::string_view id)
{
    const auto found = std::ranges::find(frame.readouts, id, &Readout::id);
    return frame.readouts.at(static_cast<size_t>(found - frame.readouts.begin()));
}

inline const ExhibitChart& chart(const ExhibitFrame& frame, std::string_view id)
{
    const auto found = std::ranges::find(frame.charts, id, &ExhibitChart::id);
    return frame.charts.at(static_cast<size_t>(found - frame.charts.begin()));
}

/// What is not finite, not as long as it should be, or not fit for its axis; empty if all is well.
inline QString flawIn(const ExhibitFrame& frame)
{
    const auto finite = [](const auto& values) {
        return std::ranges::all_of(values, [](auto value) { return std::isfinite(value); });
    };
    if (!std::isfinite(frame.progress))
        return "progress";
    for (const Readout& r : frame.readouts)
        if (!std::isfinite(r.value.value_or(0.0)) || !std::isfinite(r.error.value_or(0.0))
            || !std::isfinite(r.expected.value_or(0.0))
            || !std::isfinite(r.tolerance.value_or(0.0)))
            return QString::fromStdString("readout " + r.id);
    for (const ExhibitChart& chart : frame.charts) {
        for (const ExhibitCurve& curve : chart.curves) {
            const bool fits = curve.x.size() == curve.y.size()
                && (curve.error.empty() || curve.error.size() == curve.y.size());
            const auto positive = [](double value) { return value > 0.0; };
            if (!fits || !finite(curve.x) || !finite(curve.y) || !finite(curve.error)
                || (chart.logarithmicX && !std::ranges::all_of(curve.x, positive))
                || (chart.logarithmicY && !std::ranges::all_of(curve.y, positive)))
                return QString::fromStdString("curve " + chart.id + ": " + curve.name);
        }
    }
    if (const auto* plane = std::get_if<PlaneScene>(&frame.scene)) {
        if (!(plane->width > 0.0 && plane->height > 0.0 && std::isfinite(plane->width)))
            return "size of the scene";
        for (const PlaneScene::Kind& kind : plane->kinds) {
            if (kind.x.size() != kind.y.size() || !finite(kind.x) || !finite(kind.y)
                || !(kind.trails.empty() || kind.trails.size() == kind.x.size()))
                return QString::fromStdString("points " + kind.name);
            for (const auto& trail : kind.trails)
                if (trail.size() % 2 != 0 || !finite(trail))
                    return QString::fromStdString("trail of " + kind.name);
        }
        for (const PlaneScene::Circle& circle : plane->circles)
            if (!std::isfinite(circle.x) || !std::isfinite(circle.y) || !(circle.radius > 0.0)
                || !std::isfinite(circle.radius))
                return QString::fromStdString("circle " + circle.name);
    }
    if (const auto* map = std::get_if<MapScene>(&frame.scene)) {
        if (map->values.size() != static_cast<size_t>(map->nx) * static_cast<size_t>(map->ny)
            || !finite(map->values))
            return "values of the map";
        for (const PlaneScene::Kind& kind : map->points)
            if (kind.x.size() != kind.y.size() || !finite(kind.x) || !finite(kind.y))
                return QString::fromStdString("points " + kind.name);
    }
    return {};
}

/// Whether a note of that origin has these words.
inline bool says(const ExhibitFrame& frame, Origin origin, const std::string& words)
{
    return std::ranges::any_of(frame.notes, [&](const ExhibitNote& note) {
        return note.origin == origin && note.text.find(words) != std::string::npos;
    });
}

/// How many readouts of which something is expected are not where they should be.
inline int readoutsThatFail(const ExhibitFrame& frame)
{
    return static_cast<int>(std::ranges::count_if(
        frame.readouts, [](const Readout& r) { return !r.holds().value_or(true); }));
}

inline std::vector<std::string> readoutIds(const ExhibitFrame& frame)
{
    std::vector<std::string> ids;
    for (const Readout& r : frame.readouts)
        ids.push_back(r.id);
    return ids;
}

} // namespace dqm::test
