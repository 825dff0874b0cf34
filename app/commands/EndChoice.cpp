#include "app/commands/EndChoice.h"

#include <QAction>
#include <QActionGroup>

#include <utility>

namespace dqm {

namespace {

using End = TimeSettings::End;

constexpr std::pair<CommandId, End> choices[] = {{CommandId::StopAtEnd, End::Stop},
    {CommandId::LoopAtEnd, End::Loop}, {CommandId::GoOnAtEnd, End::GoOn}};

} // namespace

EndChoice::EndChoice(Commands& commands, QObject* parent)
    : QObject(parent)
    , m_commands(commands)
{
    auto* group = new QActionGroup(this);
    for (const auto& [id, end] : choices) {
        group->addAction(m_commands[id]);
        connect(m_commands[id], &QAction::triggered, this, [this, e = end] { emit chosen(e); });
    }
}

QList<QAction*> EndChoice::actions() const
{
    QList<QAction*> all;
    for (const auto& [id, end] : choices)
        all << m_commands[id];
    return all;
}

void EndChoice::show(End wanted)
{
    for (const auto& [id, end] : choices) {
        if (end == wanted)
            m_commands[id]->setChecked(true);
    }
}

} // namespace dqm
