#include "app/commands/ViewSwitches.h"

#include <QAction>

namespace dqm {

namespace {

struct Switch
{
    CommandId id;
    bool& (*of)(SceneOptions& options);
};

const Switch switches[] = {
    {CommandId::PotentialContours, [](SceneOptions& o) -> bool& { return o.potentialContours; }},
    {CommandId::PotentialSheet, [](SceneOptions& o) -> bool& { return o.potentialSheet; }},
    {CommandId::FollowPeak, [](SceneOptions& o) -> bool& { return o.followsPeak; }},
    {CommandId::DriftLines, [](SceneOptions& o) -> bool& { return o.drift.lines; }},
    {CommandId::DriftArrows, [](SceneOptions& o) -> bool& { return o.drift.arrows; }},
    {CommandId::DriftTracers, [](SceneOptions& o) -> bool& { return o.drift.tracers; }},
    {CommandId::DriftFlux, [](SceneOptions& o) -> bool& { return o.drift.flux; }},
    {CommandId::DiffusionLines, [](SceneOptions& o) -> bool& { return o.diffusion.lines; }},
    {CommandId::DiffusionArrows, [](SceneOptions& o) -> bool& { return o.diffusion.arrows; }},
    {CommandId::DiffusionTracers, [](SceneOptions& o) -> bool& { return o.diffusion.tracers; }},
    {CommandId::DiffusionFlux, [](SceneOptions& o) -> bool& { return o.diffusion.flux; }},
    {CommandId::Vortices, [](SceneOptions& o) -> bool& { return o.vortices; }},
    {CommandId::Particles, [](SceneOptions& o) -> bool& { return o.particles; }},
    {CommandId::ParticleTrails, [](SceneOptions& o) -> bool& { return o.particleTrails; }},
    {CommandId::ParticlesAlone, [](SceneOptions& o) -> bool& { return o.particlesAlone; }},
};

} // namespace

ViewSwitches::ViewSwitches(Commands& commands, QObject* parent)
    : QObject(parent)
    , m_commands(commands)
{
    for (const Switch& each : switches)
        connect(m_commands[each.id], &QAction::toggled, this, &ViewSwitches::read);
    read();
}

void ViewSwitches::read()
{
    if (m_isShowing)
        return;
    for (const Switch& each : switches)
        each.of(m_options) = m_commands[each.id]->isChecked();
    emit changed();
}

void ViewSwitches::show(const SceneOptions& options)
{
    SceneOptions wanted = options;
    // A file says nothing of these.
    wanted.theme = m_options.theme;
    wanted.potentialSheet = m_options.potentialSheet;
    wanted.followsPeak = m_options.followsPeak;
    m_isShowing = true;
    for (const Switch& each : switches)
        m_commands[each.id]->setChecked(each.of(wanted));
    m_isShowing = false;
    m_options = wanted;
    emit changed();
}

void ViewSwitches::setColorBy(ColorBy colorBy)
{
    m_options.colorBy = colorBy;
    emit changed();
}

void ViewSwitches::setTheme(ThemeKind theme)
{
    m_options.theme = theme;
    emit changed();
}

} // namespace dqm
