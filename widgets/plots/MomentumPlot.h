#pragma once

#include "widgets/plots/parts/Plot.h"
#include "widgets/plots/parts/PlotKind.h"

class QCPColorMap;

namespace dqm {

extern const PlotKind momentumPlot;

/// The density of the momenta of the observed picture as a map over p_x and p_y, cropped to where
/// it is above 1e-4 of its largest value.
class MomentumPlot : public Plot
{
    Q_OBJECT

public:
    explicit MomentumPlot(QWidget* parent = nullptr);

    void append(const std::shared_ptr<const Frame>& frame) override;
    void clear() override;
    void ask(FrameRequest& request) const override;
    /// The map as three columns, row by row.
    std::vector<PlotColumn> columns() override;

protected:
    void draw() override;
    void applyTheme() override;
    void setRanges() override;

private:
    void drawMap(const MomentumDensity& momentum);

    std::shared_ptr<const Frame> m_frame;
    QCPColorMap* m_map = nullptr;
};

} // namespace dqm
