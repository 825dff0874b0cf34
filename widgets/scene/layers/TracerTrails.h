#pragma once

#include "core/streamlines/Tracers.h"
#include "widgets/scene/layers/LineGeometry.h"

#include <deque>
#include <vector>

namespace dqm {

/// Tracers of a velocity field with the way each came in the last moments.
class TracerTrails
{
public:
    static constexpr int mostTracers = 1000; ///< fewer for a small packet

    /// The velocity of a picture and what the tracers need beside it.
    struct Instant
    {
        const FlowField& velocity;
        const FloatField& rho;
        double time; ///< of the picture; may run backward
        double extent; ///< how wide the packet is; length
        double hbarOverMass; ///< length^2/time
    };

    /// Moves the tracers on by the time since the last call, or places them anew: if asked, the
    /// first time, and where the time jumps by a large share of their life.
    void follow(const Instant& instant, bool anew, int threads);
    void clear();

    const std::vector<Tracer>& tracers() const { return m_tracers.tracers(); }

    /// A dot and a fading tail for each; the strength grows with the speed up to `fullSpeed`.
    void draw(LineGeometry& geometry, const LiftedSurface& surface, double fullSpeed) const;

private:
    /// Where all tracers were at one instant of the past.
    struct Past
    {
        std::vector<Tracer> tracers;
        double clock = 0.0;
    };

    void place(const Instant& instant, int threads);
    void remember();

    Tracers m_tracers;
    FlowField m_before;
    double m_time = 0.0;
    double m_clock = 0.0; ///< counts up in either direction of time
    double m_trailTime = 1.0;
    std::deque<Past> m_past; ///< newest first
};

} // namespace dqm
