#pragma once

#include <vector>

class QCPGraph;
class QCustomPlot;

namespace dqm {

/// The legend of a plot as a strip along its upper edge: in one row where it fits, in columns of
/// equal number where it does not. The plot leaves the strip's height free of curves.
class LegendStrip
{
public:
    static constexpr int sampleWidth = 16; ///< of a curve, pixels
    static constexpr int sampleGap = 7; ///< to its name

    explicit LegendStrip(QCustomPlot& plot);

    /// Names these graphs, in this order.
    void show(std::vector<QCPGraph*> graphs);
    /// Breaks the strip to the present width of the axes.
    void fit();
    /// What the strip takes from the axes at present, pixels, with the gap below it.
    double height() const;

private:
    void fill();

    QCustomPlot& m_plot;
    std::vector<QCPGraph*> m_graphs;
};

} // namespace dqm
