#include "app/commands/SceneTools.h"

#include "app/pictures/SceneChoices.h"
#include "widgets/scene/view/StageView.h"

#include <QAction>

#include <optional>

namespace dqm {

SceneTools::SceneTools(Commands& commands, StageView& scene, QObject* parent)
    : QObject(parent)
    , m_commands(commands)
    , m_scene(scene)
{
    connect(m_commands[CommandId::DrawLoop], &QAction::toggled, &m_scene, &StageView::setLoopTool);
    connect(&m_scene, &StageView::loopDrawn, this, &SceneTools::takeLoop);
    connect(&m_scene, &StageView::sectionMoved, this, &SceneTools::takeSection);
}

void SceneTools::reset(const Experiment& experiment)
{
    takeLoop({});
    takeSection(homeSection(experiment.grid));
}

void SceneTools::showSection(bool shown)
{
    m_sectionShown = shown;
    m_scene.setSection(shown ? std::optional(m_section) : std::nullopt);
}

void SceneTools::takeSection(const SectionLine& section)
{
    m_section = section;
    showSection(m_sectionShown);
    emit sectionMoved(m_section);
}

void SceneTools::takeLoop(const std::vector<Vec2>& loop)
{
    m_loop = loop;
    m_scene.setLoop(m_loop);
    // One loop at a time; the mouse orbits again.
    m_commands[CommandId::DrawLoop]->setChecked(false);
    emit loopChanged();
}

} // namespace dqm
