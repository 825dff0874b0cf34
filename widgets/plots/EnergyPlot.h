#pragma once

#include "core/Frame.h"
#include "widgets/Theme.h"

#include <QWidget>

#include <memory>

namespace dqm {

/// Live curves of the energies over time: drift, diffusion, potential and their total. The rest
/// energy is a number elsewhere, never on this axis.
class EnergyPlot : public QWidget
{
    Q_OBJECT

public:
    explicit EnergyPlot(QWidget* parent = nullptr);
    ~EnergyPlot() override;

    /// Adds one point per curve; a changed frame.revision breaks the lines, time running backward
    /// retraces them. Cheap: drawing happens at the next repaint.
    void append(const Frame& frame);
    void clear();
    void setTheme(const Theme& theme);

protected:
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void redrawSoon();

    struct Implementation;
    std::unique_ptr<Implementation> m_implementation;
};

} // namespace dqm
