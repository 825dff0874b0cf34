#pragma once

#include "widgets/plots/parts/CurveHistory.h"
#include "widgets/plots/parts/Plot.h"

namespace dqm {

/// What the particles of an ensemble say of it, over time: chi^2/dof of their histogram against
/// rho with the 1 that is expected, or the correlation of their places now and at the start with
/// exp(-nu arctan theta) where that holds. A small plot for the panel of particles.
class EnsemblePlot : public Plot
{
    Q_OBJECT

public:
    enum class Shows
    {
        ChiSquared,
        Correlation
    };

    explicit EnsemblePlot(Shows shows, QWidget* parent = nullptr);

    /// Frames without a report are passed over.
    void append(const std::shared_ptr<const Frame>& frame) override;
    void clear() override;

    const CurveHistory& history() const { return m_history; }

protected:
    void draw() override;

private:
    void nameCurves();

    Shows m_shows;
    CurveHistory m_history;
};

} // namespace dqm
