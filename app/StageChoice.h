#pragma once

#include "app/Commands.h"
#include "core/Experiment.h"

#include <QObject>

namespace dqm {

/// The commands that decide what stands side by side: four presets, who prepares the ensemble of
/// K', and which kind of ordinary diffusion is the twin.
class StageChoice : public QObject
{
    Q_OBJECT

public:
    explicit StageChoice(Commands& commands, QObject* parent = nullptr);

    /// Shows the stage of an experiment without emitting.
    void show(const StageSettings& stage);

signals:
    void chosen(const dqm::StageSettings& stage);

private:
    void choose(StageSettings::Columns columns, StageSettings::Rows rows);
    void readDetails();

    Commands& m_commands;
    StageSettings m_stage;
};

} // namespace dqm
