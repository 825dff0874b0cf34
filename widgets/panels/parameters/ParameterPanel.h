#pragma once

#include "core/experiment/Experiment.h"

#include <QWidget>

#include <memory>
#include <string>
#include <vector>

class QPushButton;

namespace dqm {

/// Sliders with number boxes, one row per entry of core/setup/Parameters, built from that table
/// alone; the two components of the frame velocity also as a pad that is dragged.
class ParameterPanel : public QWidget
{
    Q_OBJECT

public:
    explicit ParameterPanel(QWidget* parent = nullptr);
    ~ParameterPanel() override;

    /// Shows the values of an experiment without emitting; ranges and units follow it.
    /// @param packetWidth  the factor on its file's packets that it has now.
    void setExperiment(const Experiment& experiment, double packetWidth = 1.0);
    /// Lets only these parameters be moved from the next setExperiment() on; none: all.
    void setAllowed(std::vector<std::string> ids);
    /// Shows the step that "auto" stands for beside the step's row.
    void setAutomaticStep(double step);
    /// Below the rows, unless the window gives it another place.
    QPushButton* resetButton() const;

signals:
    void valueChanged(const QString& id, double value);
    /// The reset button: everything back to the file.
    void resetRequested();

private:
    struct Implementation;
    std::unique_ptr<Implementation> m_implementation;
};

} // namespace dqm
