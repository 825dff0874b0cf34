#include "widgets/panels/parameters/ParameterPanel.h"

#include "core/setup/Parameters.h"
#include "widgets/numbers/NumberText.h"
#include "widgets/panels/parameters/ParameterRow.h"
#include "widgets/panels/parameters/VelocityRow.h"

#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <map>
#include <utility>

namespace dqm {

namespace {

const std::string stepId = "time.step";
const std::string speedId = "playback.speed"; ///< simulated time per second of the clock
const std::string strengthId = "strength";
const std::string widthId = "packets.width"; ///< a factor, of which an experiment knows nothing
const std::string mediumPrefix = "medium."; ///< of what only the twin with friction has
const std::string ensemblePrefix = "ensemble."; ///< on the panel of particles

bool isFirstComponent(const std::string& id) { return id.ends_with("[0]"); }

std::string secondComponent(const std::string& id) { return id.substr(0, id.size() - 3) + "[1]"; }

QString unitOf(const Parameter& parameter, const Experiment& experiment)
{
    const QString unit = QString::fromStdString(unitSymbol(parameter.quantity, experiment.units));
    return parameter.id == speedId ? unit + QStringLiteral("/s") : unit;
}

} // namespace

struct ParameterPanel::Implementation
{
    std::map<std::string, ParameterRow*> rows;
    std::map<std::string, VelocityRow*> velocities; ///< by the id of the x component
    std::map<std::string, ParameterRow*> onALine; ///< in their place for two particles, same ids
    QPushButton* reset = nullptr;
    double automaticStep = 0.0;
    bool stepIsAutomatic = false;

    std::vector<std::string> allowed; ///< empty: all

    /// What may not be moved.
    void greyOut()
    {
        if (allowed.empty())
            return;
        const auto isFree = [this](const std::string& id) {
            return std::ranges::find(allowed, id) != allowed.end();
        };
        for (const auto& [id, row] : rows) {
            if (!isFree(id))
                row->setEnabled(false);
        }
        for (const auto& [id, row] : velocities)
            row->setEnabled(isFree(id) || isFree(secondComponent(id)));
        for (const auto& [id, row] : onALine)
            row->setEnabled(isFree(id));
    }

    void noteStep()
    {
        const auto row = rows.find(stepId);
        if (row != rows.end())
            row->second->setNote(stepIsAutomatic && automaticStep > 0.0
                    ? QStringLiteral("= %1").arg(shortNumber(automaticStep, 3))
                    : QString());
    }
};

ParameterPanel::ParameterPanel(QWidget* parent)
    : QWidget(parent)
    , m_implementation(std::make_unique<Implementation>())
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 8, 12, 8);
    column->setSpacing(4);
    for (const Parameter& entry : parameters()) {
        if (entry.id.starts_with(ensemblePrefix))
            continue;
        const QString id = QString::fromStdString(entry.id);
        if (isFirstComponent(entry.id)) {
            const std::string second = secondComponent(entry.id);
            const Parameter& other = parameter(second);
            const QString otherId = QString::fromStdString(other.id);
            auto* row = new VelocityRow(entry, other, this);
            connect(
                row, &VelocityRow::velocityChanged, this, [this, id, otherId](QPointF velocity) {
                    emit valueChanged(id, velocity.x());
                    emit valueChanged(otherId, velocity.y());
                });
            m_implementation->velocities.emplace(entry.id, row);
            column->addWidget(row);
            auto* onALine = new ParameterRow(velocityOnALine(entry.id), this);
            connect(onALine, &ParameterRow::valueChanged, this,
                [this, id](double value) { emit valueChanged(id, value); });
            m_implementation->onALine.emplace(entry.id, onALine);
            column->addWidget(onALine);
        } else if (!entry.id.ends_with("[1]")) {
            auto* row = new ParameterRow(entry, this);
            connect(row, &ParameterRow::valueChanged, this, [this, id](double value) {
                if (id == QString::fromStdString(stepId)) {
                    m_implementation->stepIsAutomatic = value == 0.0;
                    m_implementation->noteStep();
                }
                emit valueChanged(id, value);
            });
            m_implementation->rows.emplace(entry.id, row);
            column->addWidget(row);
        }
    }
    if (const auto row = m_implementation->rows.find(stepId); row != m_implementation->rows.end())
        row->second->setWord(0.0, tr("auto"));

    auto* reset = new QPushButton(tr("Reset to file"), this);
    reset->setObjectName(QStringLiteral("resetToFile"));
    reset->setProperty("quiet", true);
    reset->setCursor(Qt::PointingHandCursor);
    reset->setToolTip(
        tr("Every value back to what the experiment's file says. Undo (Ctrl+Z) takes it back."));
    connect(reset, &QPushButton::clicked, this, &ParameterPanel::resetRequested);
    m_implementation->reset = reset;
    column->addWidget(reset);
    column->addStretch();
    setExperiment(Experiment{});
}

ParameterPanel::~ParameterPanel() = default;

QPushButton* ParameterPanel::resetButton() const { return m_implementation->reset; }

void ParameterPanel::setExperiment(const Experiment& experiment, double packetWidth)
{
    const bool hasMedium = experiment.stage.rows == StageSettings::Rows::FrictionlessAndFrictional;
    const bool isOnALine = experiment.kind == ExperimentKind::TwoParticles;
    const auto isMeant
        = [hasMedium](const std::string& id) { return hasMedium || !id.starts_with(mediumPrefix); };
    for (const auto& [id, row] : m_implementation->rows) {
        row->setVisible(isMeant(id));
        const auto [minimum, maximum] = parameterRange(experiment, id);
        row->setRange(minimum, maximum);
        row->setUnit(unitOf(parameter(id), experiment));
        row->showValue(id == widthId ? packetWidth : parameterValue(experiment, id));
        if (id == strengthId && experiment.potential.empty())
            row->setEnabled(false);
    }
    for (const auto& [id, row] : m_implementation->velocities) {
        row->setVisible(isMeant(id) && !isOnALine);
        const std::string otherId = secondComponent(id);
        row->setRanges(parameterRange(experiment, id), parameterRange(experiment, otherId));
        row->setUnit(unitOf(parameter(id), experiment));
        row->showVelocity({parameterValue(experiment, id), parameterValue(experiment, otherId)});
    }
    for (const auto& [id, row] : m_implementation->onALine) {
        row->setVisible(isMeant(id) && isOnALine);
        const auto [minimum, maximum] = parameterRange(experiment, id);
        row->setRange(minimum, maximum);
        row->setUnit(unitOf(parameter(id), experiment));
        row->showValue(parameterValue(experiment, id));
    }
    m_implementation->greyOut();
    m_implementation->stepIsAutomatic = !experiment.time.step.has_value();
    m_implementation->noteStep();
}

void ParameterPanel::setAllowed(std::vector<std::string> ids)
{
    m_implementation->allowed = std::move(ids);
}

void ParameterPanel::setAutomaticStep(double step)
{
    m_implementation->automaticStep = step;
    m_implementation->noteStep();
}

} // namespace dqm
