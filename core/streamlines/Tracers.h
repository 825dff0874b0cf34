#pragma once

#include "core/streamlines/FlowField.h"

#include <cstdint>
#include <vector>

namespace dqm {

struct TracerOptions
{
    int count = 1500; ///< >= 0
    double lifetime = 4.0; ///< time a tracer moves before it begins anew elsewhere, > 0
    double fade = 0.2; ///< share of its life over which it comes and again goes, 0 .. 0.5
    double leastWeight = 0.02; ///< of sqrt(rho/rhoMax): with less a tracer ends
};

/// A massless point that goes with the field.
struct Tracer
{
    float x = 0.0F; ///< inside the rectangle
    float y = 0.0F;
    float speed = 0.0F; ///< length/time
    float weight = 0.0F; ///< sqrt(rho/rhoMax)
    float opacity = 0.0F; ///< eased from 0 at birth and to 0 at the end
    std::uint32_t life = 0; ///< counts its lives: a trail must not join two of them
};

/// Points that move with a field at its own speed, by the midpoint rule with the field interpolated
/// between two instants.
///
/// Birth    distributed as rho, evenly rather than by chance; the same in every run.
/// Drift    tracers of v follow rho: their density stays rho [Zakir, eq. (14)], and those of a free
///          Gaussian keep (x - mean)/sigma.
/// Meaning  u is never a transport of rho: tracers of u show the field only. (In Nelson's
///          diffusion the noise carries rho with u and the osmotic drift -u takes it back.)
/// Result   the same whatever the number of threads.
class Tracers
{
public:
    /// @throws std::invalid_argument if an option is out of its range.
    explicit Tracers(const TracerOptions& options = {});

    /// Moves all by dt (of either sign) and replaces those that are old, or left what is open. The
    /// first call only places them.
    /// @param before, after  the field at the begin and the end of the step; may be the same.
    /// @param rho            at the end of the step, on the grid of `after`.
    void advance(const FlowField& before, const FlowField& after, const FloatField& rho, double dt,
        int threads = 1);
    void clear();

    const TracerOptions& options() const { return m_options; }
    const std::vector<Tracer>& tracers() const { return m_tracers; }

private:
    /// What is kept of a tracer beside what is shown, in double precision.
    struct Motion
    {
        Vec2 position{0.0, 0.0};
        double age = 0.0;
        bool ended = true;
    };

    void move(Motion& motion, const FlowField& before, const FlowField& after, double dt) const;
    void replaceEnded(const FlowField& field, const FloatField& rho);
    void show(size_t k, const FlowField& field);

    TracerOptions m_options;
    std::vector<Motion> m_motions;
    std::vector<Tracer> m_tracers;
    std::uint32_t m_births = 0;
};

} // namespace dqm
