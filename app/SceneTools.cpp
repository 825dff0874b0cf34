#include "app/SceneTools.h"

#include "widgets/scene/StageView.h"

#include <QAction>

#include <optional>

namespace dqm {

namespace {

constexpr double shareOfSide = 0.8; ///< of the grid that a fresh section crosses

SectionLine alongX(const Grid& grid)
{
    const Vec2 half(0.5 * shareOfSide * grid.size.x(), 0.0);
    return {grid.center - half, grid.center + half};
}

} // namespace

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
    takeSection(alongX(experiment.grid));
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
