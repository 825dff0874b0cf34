#pragma once

#include "core/experiment/Detector.h"
#include "core/experiment/Units.h"
#include "core/grid/Grid.h"

namespace dqm {

/// A detector on a grid: Gamma = strength sin^2(pi z/depth) across the strip, z from edge to edge,
/// its ends cut square. On a torus whatever reaches over the edge of the
/// grid goes on at the other side.
class DetectorStrip
{
public:
    /// @param detector  of positive length and depth.
    DetectorStrip(const Detector& detector, const Grid& grid);

    const Detector& detector() const { return m_detector; }
    double length() const { return m_length; }
    /// Of the line and across it.
    Vec2 direction() const { return m_along; }
    /// Between the ends of the line.
    Vec2 middle() const { return m_middle; }
    /// How far a cell of the grid reaches along the line.
    double cellAlong() const { return m_cellAlong; }

    /// Gamma, energy; its ends are sharp here.
    double at(Vec2 place) const;
    /// Its average over a cell of the grid about a place, along the line and across it: what a grid
    /// has of a strip is then the same wherever that lies between its points.
    double averageAt(Vec2 place) const;
    /// s of a place, within 0 and the length.
    double along(Vec2 place) const;
    /// Zero on the strip, else how far it is from it.
    double distance(Vec2 place) const;
    /// Its averages at the grid points shifted by `offset` (wrapped), added.
    void addTo(RealField& gamma, Vec2 offset = Vec2(0.0, 0.0)) const;

    /// What becomes of a plane wave that meets the strip head on; the rest is taken.
    struct Fate
    {
        double reflected = 0.0;
        double letThrough = 0.0;
        double taken() const { return 1.0 - reflected - letThrough; }
    };
    /// Schroedinger's equation across the strip by Numerov's method; steps and spacing are taken
    /// for short.
    /// @param speed  > 0.
    Fate fateAt(double speed, const PhysicalConstants& constants) const;

private:
    /// From the middle of the line, along it and across.
    Vec2 local(Vec2 place) const;
    double across(double z) const;
    double integralAcross(double z) const;

    Detector m_detector;
    Grid m_grid;
    double m_length;
    Vec2 m_middle;
    Vec2 m_along;
    double m_cellAlong;
    double m_cellAcross;
};

} // namespace dqm
