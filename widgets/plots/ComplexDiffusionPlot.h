#pragma once

#include "widgets/plots/parts/Plot.h"
#include "widgets/plots/parts/PlotKind.h"

class QLabel;
class QSlider;

namespace dqm {

extern const PlotKind complexDiffusionPlot;

/// One formula for two equations: f = e^{-x^2/4 s0^2} under d_t f = D lap f with
/// D = (hbar/2m) e^{i angle}, from heat (angle 0) to Schroedinger (90 degrees), at the time of the
/// frame. Curves of |f|^2.
class ComplexDiffusionPlot : public Plot
{
    Q_OBJECT

public:
    explicit ComplexDiffusionPlot(QWidget* parent = nullptr);

    void setExperiment(const Experiment& experiment) override;
    void append(const std::shared_ptr<const Frame>& frame) override;
    void clear() override;

protected:
    void draw() override;

private:
    /// @return the standard deviation of |f|^2; none where the equation is ill-posed.
    std::optional<double> drawCurve(const Curve& curve, int degrees, const Grid& grid);

    QSlider* m_angle = nullptr;
    QLabel* m_angleText = nullptr;
    double m_diffusionTime = 0.0;
    double m_initialSigma = 1.0;
    double m_diffusion = 0.5; ///< |D| = hbar/2m
    std::vector<std::size_t> m_shown;
};

} // namespace dqm
