#pragma once

#include "core/Experiment.h"

#include <QWidget>

#include <memory>

namespace dqm {

/// Sliders with number boxes, one row per entry of core/Parameters, built from that table alone;
/// the two components of the frame velocity also as a pad that is dragged.
class ParameterPanel : public QWidget
{
    Q_OBJECT

public:
    explicit ParameterPanel(QWidget* parent = nullptr);
    ~ParameterPanel() override;

    /// Shows the values of an experiment without emitting; ranges and units follow it.
    void setExperiment(const Experiment& experiment);
    /// Shows the step that "auto" stands for beside the step's row.
    void setAutomaticStep(double step);

signals:
    void valueChanged(const QString& id, double value);
    /// The reset button: everything back to the file.
    void resetRequested();

private:
    struct Implementation;
    std::unique_ptr<Implementation> m_implementation;
};

} // namespace dqm
