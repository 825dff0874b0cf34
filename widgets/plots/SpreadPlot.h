#pragma once

#include "widgets/plots/parts/CurveHistory.h"
#include "widgets/plots/parts/Plot.h"
#include "widgets/plots/parts/PlotKind.h"

namespace dqm {

extern const PlotKind spreadPlot;

/// sigma_x^2 over time of the frictionless ensemble in K and of its frictional twin, with the laws
/// of a Gaussian at rest as thin lines and t* = 4 m s0^2/hbar, where those of the frictionless
/// ensemble and of heat cross. Laws only for what they hold for; else a sentence says why.
class SpreadPlot : public Plot
{
    Q_OBJECT

public:
    explicit SpreadPlot(QWidget* parent = nullptr);

    void setExperiment(const Experiment& experiment) override;
    void append(const std::shared_ptr<const Frame>& frame) override;
    void lookBack(const std::shared_ptr<const Frame>& frame) override;
    void clear() override;

protected:
    void draw() override;

private:
    /// Why the laws do not hold; empty if they do.
    QString hindrance() const;
    void drawLaws(double from, double to);
    void watchParameters(const Frame& frame);

    CurveHistory m_history;
    std::vector<std::size_t> m_shown;
    QString m_unlawful; ///< of the experiment as it was opened
    double m_initialSigma = 1.0;
    PhysicalConstants m_constants;
    std::optional<ThermalMedium> m_medium;
    StageSettings::Dissipation m_dissipation = StageSettings::Dissipation::Kramers;
    bool m_parametersChanged = false;
    bool m_hasPotential = false;
};

} // namespace dqm
