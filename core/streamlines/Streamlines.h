#pragma once

#include "core/streamlines/PointBins.h"
#include "core/streamlines/Streamline.h"

#include <vector>

namespace dqm {

/// How a field is covered with lines. Lengths named "times d" are in separations.
struct StreamlineOptions
{
    double separation = 1.0; ///< d, the asked distance between lines; length, > 0
    double closest = 0.8; ///< times d: a line ends where it comes nearer to another
    double shortest = 2.0; ///< times d: shorter lines are not begun
    double taper = 1.0; ///< times d: over this length an end thins out
    double leastWeight = 0.02; ///< of sqrt(rho/rhoMax): with less a line ends
    int fadeUpdates = 10; ///< updates over which a line comes or goes, >= 1
    int turnover = 8; ///< births, and likewise deaths, in one update at most; >= 1
    int mostLines = 1000;
};

/// A point ready to be drawn.
struct StreamPoint
{
    float x = 0.0F; ///< inside the rectangle
    float y = 0.0F;
    float speed = 0.0F; ///< length/time; of a flux 1/(length time)
    float weight = 0.0F; ///< sqrt(rho/rhoMax), to fade by
    float taper = 1.0F; ///< 0 at a tip .. 1, to scale the width by
};

/// A run of points to be joined. A line that crosses the edge of a torus has several.
struct StreamPiece
{
    int first = 0;
    int count = 0;
    int line = 0; ///< the same number for as long as the line lives
    float opacity = 1.0F; ///< eased from 0 when it is born and to 0 when it dies
    bool closed = false; ///< a ring in one piece: its last point is its first
};

/// What the last update changed.
struct StreamlineChanges
{
    int births = 0;
    int deaths = 0; ///< lines that began to fade
    int cuts = 0; ///< lines that lost a long part of themselves; it fades, or lives on its own
};

/// Evenly spaced streamlines that keep their places while the field changes, after Jobard and
/// Lefer (1997 for one field, 2000 for a changing one).
///
/// Spacing    lines begin 0.9 d or more from others, mostly d, and end 0.85 d before another; those
///            there are end 0.8 d before an older one (for closest = 0.8). Where lines diverge the
///            gaps grow to 1.8 d before a line fits between.
/// Coherence  every line is integrated again from its remembered seed, which moves only along the
///            line or as carried. Its ends move by at most an eighth of d outwards and a quarter
///            inwards in one update; a longer part that another line crowds out fades, one that
///            the field cuts off lives on. Births and deaths are few.
/// Result     a function of the sequence of fields alone, whatever the number of threads.
/// Meaning    lines of u (or -D grad rho) show that field only: rho moves along v.
class Streamlines
{
public:
    /// @throws std::invalid_argument if an option is out of its range.
    explicit Streamlines(const StreamlineOptions& options = {});

    /// The first update after construction or clear() lays the lines out, fully there; later ones
    /// carry them on.
    /// @param carriedBy  how far the whole pattern moved since the last update, such as the mean
    ///                   of rho did.
    void update(const FlowField& field, Vec2 carriedBy = {0.0, 0.0}, int threads = 1);
    /// Forgets all lines: for a new experiment.
    void clear();

    const StreamlineOptions& options() const { return m_options; }
    const std::vector<StreamPoint>& points() const { return m_points; }
    const std::vector<StreamPiece>& pieces() const { return m_pieces; }
    const StreamlineChanges& changes() const { return m_changes; }
    /// Lines that are not fading away.
    int lineCount() const;

private:
    void retraceAll(const LineTracer& tracer, int threads);
    void settle(Streamline& line);
    bool settleRing(const Streamline& line);
    double settleEnd(const Streamline& line, int sense, double reach);
    void holdOrShed(Streamline& line, int sense, double settled);
    void adoptShed(const LineTracer& tracer);
    void grow(Streamline& line);
    void retire(Streamline& line);
    void fade();

    void layOut(const LineTracer& tracer);
    void spreadFrom(size_t index, const LineTracer& tracer);
    void fillGaps(const LineTracer& tracer, int births);
    bool bear(Vec2 seed, double clearance, const LineTracer& tracer);
    bool isCrowded(const Streamline& line, const LinePoint& point, double radius) const;
    void insert(const Streamline& line, const LinePoint& point);
    void write();

    StreamlineOptions m_options;
    std::vector<Streamline> m_lines; ///< oldest first
    std::vector<Streamline> m_shed; ///< parts cut off in this update
    PointBins m_bins;
    Grid m_grid;
    bool m_laidOut = false;
    int m_nextId = 0;
    StreamlineChanges m_changes;
    std::vector<StreamPoint> m_points;
    std::vector<StreamPiece> m_pieces;
};

} // namespace dqm
