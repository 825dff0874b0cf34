#pragma once

#include "core/frames/Section.h"
#include "widgets/plots/parts/Plot.h"
#include "widgets/plots/parts/PlotKind.h"

namespace dqm {

extern const PlotKind sectionPlot;

/// Density, velocities along the line, potential and quantum potential along a section of the
/// observed picture. The axis of velocities and energies fits where rho > 1e-3 max rho.
class SectionPlot : public Plot
{
    Q_OBJECT

public:
    explicit SectionPlot(QWidget* parent = nullptr);

    void append(const std::shared_ptr<const Frame>& frame) override;
    void clear() override;
    void ask(FrameRequest& request) const override;
    void setSection(const SectionLine& line) override;

protected:
    void draw() override;
    std::optional<Extent> extent(const Curve& curve) const override;

private:
    std::shared_ptr<const Frame> m_frame;
    std::optional<SectionLine> m_line;
    std::vector<std::size_t> m_shown;
};

} // namespace dqm
