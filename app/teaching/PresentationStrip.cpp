#include "app/teaching/PresentationStrip.h"

#include "core/experiment/Units.h"
#include "core/setup/Parameters.h"
#include "widgets/numbers/NumberText.h"
#include "widgets/panels/parameters/ParameterRow.h"
#include "widgets/theme/TypeSize.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

#include <algorithm>
#include <array>
#include <utility>

namespace dqm {

namespace {

constexpr int controlHeight = 44; // pixels, at least: what a hand on a board hits
constexpr int controlWidth = 220;
constexpr std::size_t numberCount = 5;
constexpr std::array ids{"frame.velocity[0]", "constants.mass"};

struct Number
{
    const char* label; ///< rich text
    double value;
    Quantity quantity;
};

std::array<Number, numberCount> numbersOf(const Frame& frame)
{
    const Observables& numbers = observedPicture(frame).numbers;
    const Energies& energies = numbers.energies;
    return {{{"<i>t</i>", frame.time, Quantity::Time},
        {"<i>U</i><sub>u</sub>", energies.diffusion, Quantity::Energy},
        {"<i>U</i><sub>v</sub>", energies.drift, Quantity::Energy},
        {"⟨<i>V</i>⟩", energies.potential, Quantity::Energy},
        {"σ<sub>x</sub>", numbers.moments.sigma.x(), Quantity::Length}}};
}

} // namespace

PresentationStrip::PresentationStrip(const QList<QAction*>& actions, QWidget* parent)
    : QWidget(parent)
{
    setObjectName("presentationStrip");
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    auto* line = new QHBoxLayout(this);
    line->setContentsMargins(16, 6, 16, 6);
    line->setSpacing(18);
    for (QAction* action : actions) {
        auto* button = new QToolButton;
        button->setDefaultAction(action);
        button->setToolButtonStyle(Qt::ToolButtonIconOnly);
        button->setMinimumSize(controlHeight, controlHeight);
        button->setIconSize(QSize(controlHeight / 2, controlHeight / 2));
        button->setFocusPolicy(Qt::NoFocus);
        line->addWidget(button);
    }
    for (std::size_t i = 0; i < numberCount; ++i) {
        auto* label = new QLabel;
        label->setTextFormat(Qt::RichText);
        label->setFont(tabularFont(label->font()));
        line->addWidget(label);
        m_numbers.push_back(label);
    }
    line->addStretch(1);
    const auto add = [&](const Parameter& entry, std::map<std::string, ParameterRow*>& rows) {
        auto* row = new ParameterRow(entry);
        row->setMinimumHeight(controlHeight);
        fixLeastWidth(row, controlWidth);
        // The panel has the same rows, by whose names others find them.
        for (QWidget* part : row->findChildren<QWidget*>())
            if (!part->objectName().isEmpty())
                part->setObjectName("strip." + part->objectName());
        const QString id = QString::fromStdString(entry.id);
        connect(row, &ParameterRow::valueChanged, this,
            [this, id](double value) { emit valueChanged(id, value); });
        line->addWidget(row);
        rows.emplace(entry.id, row);
    };
    for (const char* id : ids)
        add(parameter(id), m_rows);
    showNumbers();
}

void PresentationStrip::setExperiment(const Experiment& experiment)
{
    for (const auto& [id, row] : m_rows) {
        const auto [minimum, maximum] = parameterRange(experiment, id);
        row->setRange(minimum, maximum);
        row->setUnit(QString::fromStdString(unitSymbol(parameter(id).quantity, experiment.units)));
        row->showValue(parameterValue(experiment, id));
    }
    greyOut();
}

void PresentationStrip::setAllowed(std::vector<std::string> ids) { m_allowed = std::move(ids); }

void PresentationStrip::greyOut()
{
    for (const auto& [id, row] : m_rows) {
        if (!m_allowed.empty() && std::ranges::find(m_allowed, id) == m_allowed.end())
            row->setEnabled(false);
    }
}

void PresentationStrip::setFrame(const std::shared_ptr<const Frame>& frame)
{
    m_frame = frame;
    showNumbers();
}

void PresentationStrip::showNumbers()
{
    if (!m_frame || m_frame->pictures.empty()) {
        for (QLabel* label : m_numbers)
            label->clear();
        return;
    }
    const auto numbers = numbersOf(*m_frame);
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        const auto& [name, value, quantity] = numbers[i];
        m_numbers[i]->setText(
            QStringLiteral("%1 = <b>%2</b> %3")
                .arg(QString::fromUtf8(name), shortNumber(value, 3),
                    QString::fromStdString(unitSymbol(quantity, m_frame->units))));
    }
}

} // namespace dqm
