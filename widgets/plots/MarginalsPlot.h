#pragma once

#include "widgets/plots/parts/Plot.h"
#include "widgets/plots/parts/PlotKind.h"

namespace dqm {

extern const PlotKind marginalsPlot;

/// rho(x) and rho(y) of the observed picture, each with the normal curve of the same mean and
/// spread as a thin line, and those of the frictional twin in K.
class MarginalsPlot : public Plot
{
    Q_OBJECT

public:
    explicit MarginalsPlot(QWidget* parent = nullptr);

    void append(const std::shared_ptr<const Frame>& frame) override;
    void clear() override;
    void ask(FrameRequest& request) const override;

protected:
    void draw() override;

private:
    void nameCurves();
    void drawPicture(const Picture& picture, std::size_t first);

    std::shared_ptr<const Frame> m_frame;
    std::vector<std::size_t> m_shown;
};

} // namespace dqm
