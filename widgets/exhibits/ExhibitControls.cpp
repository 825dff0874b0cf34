#include "widgets/exhibits/ExhibitControls.h"

#include "core/exhibits/ExhibitKinds.h"
#include "widgets/exhibits/ChoiceRow.h"
#include "widgets/exhibits/OriginBadge.h"
#include "widgets/exhibits/scene/SceneInk.h"
#include "widgets/panels/parameters/ParameterRow.h"
#include "widgets/theme/TypeSize.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <deque>
#include <map>

namespace dqm {

namespace {

constexpr double largestSeed = 9007199254740992.0; ///< of those that a file holds exactly

/// What a row of the house's panels is made from.
Parameter rowOf(const ExhibitParameter& parameter)
{
    Parameter row;
    row.id = parameter.id;
    row.symbol = parameter.symbol;
    row.label = parameter.label;
    row.minimum = parameter.minimum;
    row.maximum = parameter.maximum;
    row.defaultValue = parameter.defaultValue;
    row.step = parameter.integer ? std::max(1.0, std::round(parameter.step)) : parameter.step;
    row.logarithmic = parameter.logarithmic;
    row.actsAtOnce = parameter.actsAtOnce;
    row.equation = parameter.equation;
    row.tooltip = parameter.tooltip;
    return row;
}

QString tooltipOf(const ExhibitParameter& parameter)
{
    QString text = QStringLiteral("<p><b>%1</b>&nbsp; %2%3</p><p>%4</p>")
                       .arg(QString::fromStdString(parameter.label),
                           QString::fromStdString(parameter.symbol),
                           parameter.unit.empty()
                               ? QString()
                               : QObject::tr(" in %1").arg(QString::fromStdString(parameter.unit)),
                           QString::fromStdString(parameter.tooltip));
    if (!parameter.actsAtOnce)
        text += QObject::tr("<p>↺ A change begins the exhibit anew.</p>");
    return text
        + QStringLiteral("<p>%1</p>")
              .arg(sentenceOf(parameter.origin, QString::fromStdString(parameter.equation)));
}

} // namespace

struct ExhibitControls::Implementation
{
    std::string kind;
    QWidget* content = nullptr;
    std::deque<Parameter> entries; ///< that rows refer to
    std::map<std::string, ParameterRow*> rows;
    std::map<std::string, ChoiceRow*> choices;
    NumberBox* seed = nullptr;
    QPushButton* reset = nullptr;
};

ExhibitControls::ExhibitControls(QWidget* parent)
    : QWidget(parent)
    , m_implementation(std::make_unique<Implementation>())
{
    setObjectName(QStringLiteral("exhibitControls"));
    auto* reset = new QPushButton(tr("Reset to file"), this);
    reset->setObjectName(QStringLiteral("resetExhibit"));
    reset->setProperty("quiet", true);
    reset->setCursor(Qt::PointingHandCursor);
    reset->setToolTip(
        tr("Every value back to what the experiment's file says. Undo (Ctrl+Z) takes it back."));
    connect(reset, &QPushButton::clicked, this, &ExhibitControls::resetRequested);
    m_implementation->reset = reset;
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(reset);
}

ExhibitControls::~ExhibitControls() = default;

QPushButton* ExhibitControls::resetButton() const { return m_implementation->reset; }

QWidget* ExhibitControls::row(const ExhibitParameter& parameter)
{
    auto& m = *m_implementation;
    const QString id = QString::fromStdString(parameter.id);
    auto* badge = new OriginBadge(parameter.origin, QString::fromStdString(parameter.equation));
    if (!parameter.choices.empty()) {
        auto* choice = new ChoiceRow(parameter);
        choice->addBadge(badge);
        choice->setToolTip(tooltipOf(parameter));
        connect(choice, &ChoiceRow::chosen, this,
            [this, id](int index) { emit valueChanged(id, static_cast<double>(index)); });
        m.choices[parameter.id] = choice;
        return choice;
    }
    m.entries.push_back(rowOf(parameter));
    auto* row = new ParameterRow(m.entries.back());
    row->addBadge(badge);
    row->wrapLabel();
    row->setRange(parameter.minimum, parameter.maximum);
    row->setUnit(plainOf(parameter.unit));
    row->setToolTip(tooltipOf(parameter));
    connect(row, &ParameterRow::valueChanged, this,
        [this, id, isWhole = parameter.integer](
            double value) { emit valueChanged(id, isWhole ? std::round(value) : value); });
    m.rows[parameter.id] = row;
    return row;
}

QWidget* ExhibitControls::seedRow()
{
    auto& m = *m_implementation;
    auto* row = new QWidget;
    m.seed = new NumberBox(row);
    m.seed->setObjectName(QStringLiteral("seed.box"));
    m.seed->setAccessibleName(tr("Seed"));
    m.seed->setScale(SliderScale(0.0, largestSeed, 1.0, false));
    fixWidth(m.seed, 96);
    auto* renew = new QToolButton(row);
    renew->setObjectName(QStringLiteral("newSeed"));
    renew->setText(tr("New"));
    renew->setToolTip(tr("Another seed: the same experiment with other chances (Shift+N)"));
    auto* line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(6);
    line->addWidget(new QLabel(tr("Seed&nbsp; <span style='font-size:small'>↺</span>"), row));
    line->addStretch();
    line->addWidget(m.seed);
    line->addWidget(renew);
    row->setToolTip(tr("<p>The same seed gives the same numbers.</p>"));
    connect(m.seed, &NumberBox::valueEdited, this,
        [this](double value) { emit seedChanged(static_cast<quint64>(std::round(value))); });
    connect(renew, &QToolButton::clicked, this, &ExhibitControls::newSeedRequested);
    return row;
}

void ExhibitControls::build(const ExhibitKind& kind)
{
    auto& m = *m_implementation;
    delete m.content;
    QPushButton* reset = m.reset;
    m = Implementation();
    m.reset = reset;
    m.kind = kind.kind;
    m.content = new QWidget(this);
    auto* column = new QVBoxLayout(m.content);
    column->setContentsMargins(12, 8, 12, 8);
    column->setSpacing(8);
    for (const ExhibitParameter& parameter : kind.parameters)
        column->addWidget(row(parameter));
    if (std::ranges::all_of(
            kind.parameters, [](const ExhibitParameter& entry) { return entry.unit.empty(); })) {
        for (const auto& [id, made] : m.rows)
            made->leaveOutUnit();
    }
    column->addWidget(seedRow());
    column->addStretch();
    static_cast<QVBoxLayout*>(layout())->insertWidget(0, m.content);
}

void ExhibitControls::setExperiment(const ExhibitExperiment& experiment)
{
    auto& m = *m_implementation;
    if (m.kind != experiment.kind)
        build(*exhibitKind(experiment.kind));
    for (const auto& [id, row] : m.rows)
        row->showValue(experiment.values.at(id));
    for (const auto& [id, choice] : m.choices)
        choice->showChoice(static_cast<int>(experiment.values.at(id)));
    m.seed->showValue(static_cast<double>(experiment.seed));
}

} // namespace dqm
