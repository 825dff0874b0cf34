#pragma once

#include "app/commands/Commands.h"
#include "core/experiment/Experiment.h"

#include <QObject>

class QAction;

namespace dqm {

/// What played time does when it has come to *until*, as three commands of which one is checked.
class EndChoice : public QObject
{
    Q_OBJECT

public:
    explicit EndChoice(Commands& commands, QObject* parent = nullptr);

    QList<QAction*> actions() const;
    void show(TimeSettings::End end);

signals:
    void chosen(dqm::TimeSettings::End end);

private:
    Commands& m_commands;
};

} // namespace dqm
