#pragma once

#include "core/frames/Frame.h"
#include "widgets/panels/particles/ParticleControls.h"
#include "widgets/theme/Theme.h"

#include <QScrollArea>

#include <memory>

namespace dqm {

class EnsemblePlot;
class ParticleReadouts;

/// The classical particles behind rho: controls, what they show in numbers, and two small plots.
class ParticlePanel : public QScrollArea
{
    Q_OBJECT

public:
    explicit ParticlePanel(const ParticleControls::Actions& actions, QWidget* parent = nullptr);

    void setExperiment(const Experiment& experiment);
    void setFrame(const std::shared_ptr<const Frame>& frame);
    void setTheme(const Theme& theme);
    /// Forgets the past of the plots.
    void clear();

signals:
    void valueChanged(const QString& id, double value);
    void ensembleChanged(const dqm::EnsembleSettings& settings);

private:
    ParticleControls* m_controls;
    QWidget* m_results;
    ParticleReadouts* m_readouts;
    EnsemblePlot* m_chiSquared;
    EnsemblePlot* m_correlation;
};

} // namespace dqm
