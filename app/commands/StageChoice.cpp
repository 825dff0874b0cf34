#include "app/commands/StageChoice.h"

#include <QAction>
#include <QSignalBlocker>

namespace dqm {

using Columns = StageSettings::Columns;
using Rows = StageSettings::Rows;
using Preparation = StageSettings::Preparation;
using Dissipation = StageSettings::Dissipation;

StageChoice::StageChoice(Commands& commands, QObject* parent)
    : QObject(parent)
    , m_commands(commands)
{
    const auto preset = [this](CommandId id, Columns columns, Rows rows) {
        connect(m_commands[id], &QAction::triggered, this,
            [this, columns, rows] { choose(columns, rows); });
    };
    preset(CommandId::StageOne, Columns::K, Rows::Frictionless);
    preset(CommandId::StageFrames, Columns::KAndKPrime, Rows::Frictionless);
    preset(CommandId::StageDiffusions, Columns::K, Rows::FrictionlessAndFrictional);
    preset(CommandId::StageFour, Columns::KAndKPrime, Rows::FrictionlessAndFrictional);
    for (const CommandId id :
        {CommandId::PrepareAlike, CommandId::TwinWithInertia, CommandId::SolveHydrodynamics})
        connect(m_commands[id], &QAction::toggled, this, &StageChoice::readDetails);
}

QList<QAction*> StageChoice::actions() const
{
    QList<QAction*> actions;
    for (const CommandId id : {CommandId::StageOne, CommandId::StageFrames,
             CommandId::StageDiffusions, CommandId::StageFour})
        actions << m_commands[id];
    actions << nullptr;
    for (const CommandId id :
        {CommandId::PrepareAlike, CommandId::TwinWithInertia, CommandId::SolveHydrodynamics})
        actions << m_commands[id];
    return actions;
}

void StageChoice::show(const Experiment& experiment)
{
    const StageSettings& stage = experiment.stage;
    m_stage = stage;
    for (const CommandId id : {CommandId::StageFrames, CommandId::StageFour})
        m_commands[id]->setEnabled(experiment.grid.isTorus());
    const QSignalBlocker quietAlike(m_commands[CommandId::PrepareAlike]);
    const QSignalBlocker quietInertia(m_commands[CommandId::TwinWithInertia]);
    const QSignalBlocker quietFluid(m_commands[CommandId::SolveHydrodynamics]);
    m_commands[CommandId::SolveHydrodynamics]->setChecked(stage.hydrodynamic);
    m_commands[CommandId::PrepareAlike]->setChecked(stage.isPreparedInEachFrame());
    m_commands[CommandId::TwinWithInertia]->setChecked(stage.dissipation == Dissipation::Kramers);
}

void StageChoice::choose(Columns columns, Rows rows)
{
    m_stage.columns = columns;
    m_stage.rows = rows;
    emit chosen(m_stage);
}

void StageChoice::readDetails()
{
    m_stage.preparation = m_commands[CommandId::PrepareAlike]->isChecked()
        ? Preparation::SameInEachFrame
        : Preparation::OneEnsemble;
    m_stage.dissipation = m_commands[CommandId::TwinWithInertia]->isChecked() ? Dissipation::Kramers
                                                                              : Dissipation::Fick;
    m_stage.hydrodynamic = m_commands[CommandId::SolveHydrodynamics]->isChecked();
    emit chosen(m_stage);
}

} // namespace dqm
