#pragma once

#include "core/experiment/Experiment.h"

#include <QWidget>

#include <array>
#include <functional>

class QAction;
class QCheckBox;
class QLabel;
class QRadioButton;

namespace dqm {

class NumberBox;
class ParameterRow;

/// What a person may change of the particles: how many, by which law, with how much noise, from
/// where they begin and with which seed; and what of them is drawn.
class ParticleControls : public QWidget
{
    Q_OBJECT

public:
    struct Actions
    {
        QAction* layer = nullptr;
        QAction* trails = nullptr;
        QAction* alone = nullptr;
    };
    explicit ParticleControls(const Actions& actions, QWidget* parent = nullptr);

    /// Shows the experiment's own settings without emitting.
    void setExperiment(const Experiment& experiment);

signals:
    /// An entry of core/setup/Parameters.
    void valueChanged(const QString& id, double value);
    /// Law, start or seed.
    void ensembleChanged(const dqm::EnsembleSettings& settings);

private:
    void addLaws();
    void addStart();
    void change(const std::function<void(EnsembleSettings&)>& edit);
    NumberBox* box(const char* name, double minimum, double maximum, double step);

    EnsembleSettings m_settings;
    ParameterRow* m_count;
    ParameterRow* m_noise;
    QLabel* m_hint;
    std::array<QRadioButton*, 3> m_laws{};
    QCheckBox* m_ownStart = nullptr;
    QWidget* m_cloud = nullptr;
    NumberBox* m_centerX = nullptr;
    NumberBox* m_centerY = nullptr;
    NumberBox* m_width = nullptr;
    NumberBox* m_seed = nullptr;
};

} // namespace dqm
