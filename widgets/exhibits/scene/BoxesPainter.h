#pragma once

#include "core/exhibits/parts/ExhibitScene.h"
#include "widgets/exhibits/scene/SceneInk.h"

namespace dqm {

/// The layout of boxes in an area: where each stands and how large a ball is. Boxes stand at the
/// height of their energy, weights below all of them. A pure value.
class BoxesLayout
{
public:
    /// What stands for the balls of a box.
    enum class Detail
    {
        Numbered, ///< balls with numbers
        Plain, ///< balls
        Counts ///< a column as high as the box is full, with its count where there is room
    };

    /// @param labelHeight  of a line of small text, pixels.
    BoxesLayout(const BoxesScene& scene, const QRectF& area, double labelHeight);

    std::size_t count() const { return m_boxes.size(); }
    const QRectF& box(std::size_t index) const { return m_boxes[index]; }
    Detail detail() const { return m_detail; }
    double radius() const { return m_radius; }
    /// The middle of the ball that lies at a place in a box, from the bottom up, row by row.
    QPointF ball(std::size_t box, std::size_t place) const;
    /// Where the bar of a weight may stand; empty if the scene has none.
    QRectF weightArea(std::size_t index) const;
    bool hasEnergies() const { return m_hasEnergies; }
    /// The most balls in one box.
    std::size_t fullest() const { return m_fullest; }

private:
    void choose(double width, double height);

    std::vector<QRectF> m_boxes;
    QRectF m_weights;
    Detail m_detail = Detail::Numbered;
    double m_radius = 0.0;
    int m_columns = 1; ///< balls side by side
    bool m_hasEnergies = false;
    std::size_t m_fullest = 1;
};

/// Draws the boxes; for three of them with weights also their triangle.
/// @param eased  0: the balls that moved since `before` begin to fall, 1: they lie.
/// @param before  null: nothing moved.
void paintBoxes(QPainter& painter, const QRectF& area, const BoxesScene& scene,
    const BoxesScene* before, double eased, const SceneInk& ink);

/// The simplex of three weights as a triangle with the point w.
void paintSimplex(
    QPainter& painter, const QRectF& area, const std::vector<double>& weights, const SceneInk& ink);

} // namespace dqm
