#pragma once

#include "core/streamlines/LineTracer.h"

namespace dqm {

/// One line of a Streamlines layout through its life: it remembers a seed and how far it reaches
/// either way, so that in the next, slightly different field it is nearly the same line.
struct Streamline
{
    int id = 0;
    Vec2 seed{0.0, 0.0};
    double ahead = 0.0; ///< reach with the field
    double back = 0.0; ///< reach against it
    double presence = 0.0; ///< 0 absent .. 1 fully there
    bool dying = false;
    bool closed = false;
    bool nearlyClosed = false; ///< its ends came near each other
    bool heldAhead = false; ///< its front end was not pushed back in this update
    bool heldBack = false;
    std::vector<LinePoint> points; ///< from one end to the other, by growing arc
    std::vector<LinePoint> former; ///< the points before the last retrace, if they compare

    double length() const { return ahead + back; }
    /// Moves everything that is remembered.
    void carry(Vec2 by);
    /// Integrates from the seed again, `margin` further than it reaches now. False (and the points
    /// stay as they were) if the field has no line there any more.
    /// @param ringGap  with ends nearly met, how far beyond to look for the meeting.
    bool retrace(const LineTracer& tracer, double margin, double ringGap);
    /// Index of the seed in `points`.
    size_t origin() const;
    /// The point at an arc, between those there are.
    LinePoint pointAt(double arc) const;
    /// How far the line moved at a point's arc in the last retrace; zero if that cannot be told.
    double sweptSince(const LinePoint& point) const;
    /// Goes back to the former points if the line shrank or moved by more than `most` since.
    void keepIfChanged(double most);
    /// Moves the seed to the middle of what can be seen (by weight), where the line holds best;
    /// leaves it if it is near.
    void centreSeed();
    /// @param ringGap  ends nearer than this count as nearly met.
    void noticeRing(const Grid& grid, double ringGap);
    /// The part of its former points between two arcs, as a line of its own.
    Streamline part(double arc1, double arc2) const;
    /// The points within the reach, both ends exactly there.
    std::vector<LinePoint> visible() const;
};

} // namespace dqm
