#pragma once

#include "widgets/scene/tools/parts/SceneTool.h"
#include "widgets/theme/Theme.h"

#include <QElapsedTimer>

namespace dqm {

/// A brush for the term `drawn`: a press begins a stroke, the drag draws it, with Shift straight
/// from where it began. What is drawn acts at once on the running state; a stroke is one step of
/// the history.
///
/// Points  are left out that lie nearer to one another than a quarter of the width or a spacing of
///         the grid.
/// Torus   a stroke that leaves the rectangle begins anew where it comes in.
class StrokeTool : public SceneTool
{
public:
    explicit StrokeTool(ToolHost& host);

    bool press(const Touch& touch) override;
    void drag(const Touch& touch) override;
    void release(const Touch& touch) override;
    void cancel() override;
    void drop() override { m_strokes.clear(); }
    void turn(double notches) override;
    void paint(ToolInk& ink, const Touch* pointer) const override;
    std::vector<ToolNumber> numbers() override;
    void suit(const Experiment& experiment) override;

protected:
    virtual double height() const = 0;
    virtual QColor colour(const Theme& theme) const = 0;
    /// For "Undo …".
    virtual QString step() const = 0;
    /// Whether a stroke may begin; says why not.
    virtual bool mayBegin() const { return true; }

    /// That the experiment's packets can just not cross: four times the energy of the fastest.
    static double usualHeight(const Experiment& experiment);

private:
    bool isDrawing() const { return !m_strokes.empty(); }
    void begin(Vec2 place);
    void add(const Touch& touch);
    void apply();

    double m_width = 1.0;
    double m_softness = 0.0; ///< of the edge: the grid's spacing
    double m_spacing = 0.0; ///< least distance of points
    Experiment m_before; ///< when the stroke was begun
    std::vector<Stroke> m_strokes; ///< one, or several that an edge of the torus parts
    bool m_isApplied = false;
    QElapsedTimer m_sinceApplied;
};

} // namespace dqm
