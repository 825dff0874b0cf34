#pragma once

#include "widgets/plots/parts/CurveHistory.h"
#include "widgets/plots/parts/Plot.h"
#include "widgets/plots/parts/PlotKind.h"

class QAction;
class QCPItemText;

namespace dqm {

extern const PlotKind energyPlot;

/// Live curves of the energies over time: drift, diffusion, potential and their total. The rest
/// energy is a number elsewhere, never on this axis. By choice: areas stacked upon one another,
/// dU_u/dt, the cross term m<v.u>, the entropy, a logarithmic axis. A dot marks where U_u = U_v.
class EnergyPlot : public Plot
{
    Q_OBJECT

public:
    enum Option
    {
        Stacked,
        ExchangePower,
        CrossTerm,
        Entropy,
        Logarithmic,
        OptionCount
    };

    explicit EnergyPlot(QWidget* parent = nullptr);

    /// Adds one point per curve; a changed frame.revision breaks the lines, time running backward
    /// retraces them.
    void append(const Frame& frame);
    void append(const std::shared_ptr<const Frame>& frame) override { append(*frame); }
    void lookBack(const std::shared_ptr<const Frame>& frame) override;
    void clear() override;
    void ask(FrameRequest& request) const override;
    QMenu* options() override { return m_options; }
    void setOption(Option option, bool on);
    bool option(Option option) const;

protected:
    void draw() override;
    void applyTheme() override;
    QString valuesAt(double x) const override;
    double ownValue(std::size_t curve, int point) const override;

private:
    bool isStacked() const { return option(Stacked) && !option(Logarithmic); }
    void buildOptions();
    void stack();
    void fillAreas(bool on);
    void markEquality();

    QMenu* m_options = nullptr;
    std::array<QAction*, OptionCount> m_actions{};
    CurveHistory m_history;
    std::vector<std::size_t> m_shown;
    QCPItemText* m_equalityLabel = nullptr;
    bool m_isCooling = false;
};

} // namespace dqm
