#pragma once

#include "core/exhibits/parts/ExhibitFrame.h"
#include "widgets/plots/parts/Plot.h"

class QCPErrorBars;

namespace dqm {

/// One chart of an exhibit: lines, points with error bars, bars and steps, on linear or
/// logarithmic axes or over named places.
class ChartPlot : public Plot
{
    Q_OBJECT

public:
    explicit ChartPlot(QWidget* parent = nullptr);
    ~ChartPlot() override;

    /// Shown at the next repaint; null empties the plot.
    void setChart(std::shared_ptr<const ExhibitChart> chart);
    const ExhibitChart* chart() const { return m_chart.get(); }

protected:
    void draw() override;
    void applyTheme() override;
    void setRanges() override;
    std::optional<Extent> extent(const Curve& curve) const override;
    QString valuesAt(double x) const override;

private:
    bool hasSameCurves(const ExhibitChart& other) const;
    void makeCurves();
    void chooseAxes();
    /// Names of axes that are longer than these take several lines.
    void fitNames();
    void fillBars(std::size_t index, double left, double width);
    void fillPoints(std::size_t index);
    std::size_t countOf(CurveStyle style) const;
    /// Of places that bars stand on: the smallest distance.
    double pitch() const;
    QString nameAt(double x) const;

    std::shared_ptr<const ExhibitChart> m_chart;
    std::shared_ptr<const ExhibitChart> m_made; ///< whose curves the plot has
    std::vector<QCPErrorBars*> m_errors; ///< of each curve, or null
};

} // namespace dqm
