#pragma once

#include "widgets/plots/parts/Plot.h"
#include "widgets/plots/parts/PlotKind.h"

class QActionGroup;
class QCPErrorBars;

namespace dqm {

extern const PlotKind screenPlot;

/// What lies along a detector: n(s), the share of the ensemble per length that rho has given it so
/// far, and the histogram of its hits, each with its standard error, in the same bins. Of several
/// detectors one is chosen in the menu.
class ScreenPlot : public Plot
{
    Q_OBJECT

public:
    explicit ScreenPlot(QWidget* parent = nullptr);

    void setExperiment(const Experiment& experiment) override;
    void append(const std::shared_ptr<const Frame>& frame) override;
    void clear() override;
    QMenu* options() override;
    /// The detector in view; null if the frame has none.
    const DetectorReport* report() const;

protected:
    void draw() override;
    void applyTheme() override;

private:
    void drawHits(const DetectorReport& report);
    QString hitsName(const DetectorReport& report) const;

    std::shared_ptr<const Frame> m_frame;
    QCPErrorBars* m_errors = nullptr;
    QMenu* m_menu;
    QActionGroup* m_choices;
    std::size_t m_chosen = 0;
};

} // namespace dqm
