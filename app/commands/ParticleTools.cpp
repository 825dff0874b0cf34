#include "app/commands/ParticleTools.h"

#include "widgets/panels/particles/ParticlePanel.h"

#include <QAction>
#include <QDockWidget>

#include <utility>

namespace dqm {

namespace {

/// Frames from one report to the next while time runs.
constexpr int reportEvery = 8;

} // namespace

ParticleTools::ParticleTools(Commands& commands, ExperimentDocument& document, QObject* parent)
    : QObject(parent)
    , m_commands(commands)
    , m_document(document)
    , m_panel(new ParticlePanel({commands[CommandId::Particles],
          commands[CommandId::ParticleTrails], commands[CommandId::ParticlesAlone]}))
    , m_dock(new QDockWidget(tr("Particles")))
{
    m_dock->setObjectName("particlesDock");
    m_dock->setTitleBarWidget(new QWidget);
    m_dock->setWidget(m_panel);
    m_dock->hide();

    QAction* command = m_commands[CommandId::ParticlePanel];
    connect(command, &QAction::triggered, this, &ParticleTools::open);
    // However the dock comes or goes, such as with the window's last state.
    connect(m_dock->toggleViewAction(), &QAction::toggled, command, &QAction::setChecked);
    connect(m_dock, &QDockWidget::visibilityChanged, this, &ParticleTools::needsChanged);
    connect(m_commands[CommandId::SceneOnly], &QAction::toggled, this, &ParticleTools::fold);
    connect(m_panel, &ParticlePanel::valueChanged, &m_document, &ExperimentDocument::setValue);
    connect(
        m_panel, &ParticlePanel::ensembleChanged, &m_document, &ExperimentDocument::setEnsemble);
    connect(&m_document, &ExperimentDocument::opened, this, &ParticleTools::showExperiment);
    connect(&m_document, &ExperimentDocument::changed, this, &ParticleTools::showExperiment);
    // A refused value must not stay on its control.
    connect(&m_document, &ExperimentDocument::failed, this, &ParticleTools::showExperiment);
}

void ParticleTools::open(bool opened)
{
    m_dock->setVisible(opened);
    m_commands[CommandId::Particles]->setChecked(opened);
    if (opened)
        m_dock->raise();
}

void ParticleTools::fold(bool folded)
{
    if (folded)
        m_wasOpen = !m_dock->isHidden();
    m_dock->setVisible(!folded && m_wasOpen);
}

void ParticleTools::setAvailable(bool available)
{
    if (!available && !m_dock->isHidden()) {
        m_stepsBack = true;
        m_dock->hide();
    } else if (available && std::exchange(m_stepsBack, false)) {
        m_dock->show();
    }
}

void ParticleTools::showExperiment() { m_panel->setExperiment(m_document.present()); }

void ParticleTools::setFrame(const std::shared_ptr<const Frame>& frame)
{
    m_panel->setFrame(frame);
}

void ParticleTools::clear() { m_panel->clear(); }

void ParticleTools::setTheme(const Theme& theme) { m_panel->setTheme(theme); }

void ParticleTools::fill(FrameRequest& request) const
{
    request.ensembleReportEvery = m_panel->isVisible() ? reportEvery : 0;
}

} // namespace dqm
