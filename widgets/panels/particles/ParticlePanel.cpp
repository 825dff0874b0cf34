#include "widgets/panels/particles/ParticlePanel.h"

#include "widgets/panels/particles/ParticleReadouts.h"
#include "widgets/plots/EnsemblePlot.h"

#include <QVBoxLayout>

namespace dqm {

ParticlePanel::ParticlePanel(const ParticleControls::Actions& actions, QWidget* parent)
    : QScrollArea(parent)
    , m_controls(new ParticleControls(actions))
    , m_results(new QWidget)
    , m_readouts(new ParticleReadouts)
    , m_chiSquared(new EnsemblePlot(EnsemblePlot::Shows::ChiSquared))
    , m_correlation(new EnsemblePlot(EnsemblePlot::Shows::Correlation))
{
    setObjectName(QStringLiteral("particlePanel"));
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* results = new QVBoxLayout(m_results);
    results->setContentsMargins(0, 0, 0, 0);
    results->setSpacing(4);
    results->addWidget(m_readouts);
    results->addWidget(m_chiSquared);
    results->addWidget(m_correlation);
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(m_controls);
    column->addWidget(m_results);
    column->addStretch();
    setWidget(content);
    connect(m_controls, &ParticleControls::valueChanged, this, &ParticlePanel::valueChanged);
    connect(m_controls, &ParticleControls::ensembleChanged, this, &ParticlePanel::ensembleChanged);
    m_results->hide();
}

void ParticlePanel::setExperiment(const Experiment& experiment)
{
    m_controls->setExperiment(experiment);
    m_results->setVisible(experiment.ensemble.particles > 0);
}

void ParticlePanel::setFrame(const std::shared_ptr<const Frame>& frame)
{
    m_readouts->setFrame(*frame);
    m_chiSquared->append(frame);
    m_correlation->append(frame);
}

void ParticlePanel::setTheme(const Theme& theme)
{
    m_readouts->setTheme(theme);
    m_chiSquared->setTheme(theme);
    m_correlation->setTheme(theme);
}

void ParticlePanel::clear()
{
    m_readouts->clear();
    m_chiSquared->clear();
    m_correlation->clear();
}

} // namespace dqm
