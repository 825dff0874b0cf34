#pragma once

#include "app/commands/Commands.h"
#include "core/experiment/Experiment.h"

#include <QObject>

namespace dqm {

/// The commands that decide what stands side by side: four presets, who prepares the ensemble of
/// K', which kind of ordinary diffusion is the twin, and whether (13), (14) are solved beside (16).
class StageChoice : public QObject
{
    Q_OBJECT

public:
    explicit StageChoice(Commands& commands, QObject* parent = nullptr);

    /// Shows the stage of an experiment without emitting. Between walls, which rest in K, no frame
    /// stands beside K.
    void show(const Experiment& experiment);

    /// In the order of the menu; null for a line between.
    QList<QAction*> actions() const;

signals:
    void chosen(const dqm::StageSettings& stage);

private:
    void choose(StageSettings::Columns columns, StageSettings::Rows rows);
    void readDetails();

    Commands& m_commands;
    StageSettings m_stage;
};

} // namespace dqm
