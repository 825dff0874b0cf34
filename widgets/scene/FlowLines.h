#pragma once

#include "core/Frame.h"
#include "core/observables/Streamlines.h"

#include <string>

namespace dqm {

/// The streamlines of v or u in the pictures of a pane, carried on from frame to frame.
class FlowLines
{
public:
    /// Shorter side of the rectangle over the distance between lines.
    static constexpr double linesAcross = 36.0;

    explicit FlowLines(FlowKind kind)
        : m_kind(kind)
    {
    }

    /// Carries the lines on to another picture, or lays them out anew where there is nothing to
    /// carry on: after clear(), in another frame of reference or ensemble, at the start of a run.
    void follow(const Frame& frame, const Picture& picture, int threads);
    void clear();

    const Streamlines& lines() const { return m_lines; }
    /// The speed to call full strength: twice the rms, a steady measure; 0 if there is no line.
    double fullSpeed() const { return m_lines.pieces().empty() ? 0.0 : 2.0 * m_field.rmsSpeed(); }

private:
    FlowKind m_kind;
    FlowField m_field;
    Streamlines m_lines;
    std::string m_place; ///< which of the pictures of a frame it was
    Vec2 m_mean{0.0, 0.0};
    long long m_steps = 0;
    bool m_followed = false;
};

} // namespace dqm
