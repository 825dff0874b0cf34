#include "app/commands/HandTools.h"

#include "widgets/panels/tools/ToolBar.h"
#include "widgets/panels/tools/ToolStrip.h"
#include "widgets/scene/tools/ToolKinds.h"
#include "widgets/scene/view/StageView.h"

#include <QAction>

#include <utility>

namespace dqm {

HandTools::HandTools(Parts parts, QObject* parent)
    : QObject(parent)
    , m_parts(std::move(parts))
    , m_scene(&m_parts.scene)
    , m_bar(new ToolBar(m_parts.commands.tools()))
    , m_strip(new ToolStrip)
{
    for (const SceneToolKind* kind : sceneToolKinds())
        m_tools.push_back(kind->make(*this));
    const QList<QAction*>& actions = m_parts.commands.tools();
    for (qsizetype k = 0; k < actions.size(); ++k) {
        connect(actions[k], &QAction::toggled, this, [this, k](bool on) {
            if (on)
                take(static_cast<std::size_t>(k));
        });
    }
    // One thing in the hand at a time.
    QAction* loop = m_parts.commands[CommandId::DrawLoop];
    connect(loop, &QAction::toggled, this, [actions](bool on) {
        if (on)
            actions.first()->setChecked(true);
    });
    connect(m_scene, &StageView::toolLeft, this, [actions] { actions.first()->setChecked(true); });
    connect(m_parts.commands[CommandId::Play], &QAction::toggled, m_scene, &StageView::updateTool);
    connect(m_strip, &ToolStrip::edited, this, &HandTools::takeNumber);
    connect(&m_parts.document, &Document::opened, this, &HandTools::suit);
    connect(&m_parts.document, &Document::restored, this, &HandTools::drop);
    connect(&m_parts.document, &Document::changed, m_scene, &StageView::updateTool);
    suit();
    take(0);
}

HandTools::~HandTools()
{
    // In a window that closes the scene may be gone before.
    if (m_scene)
        m_scene->setTool(nullptr);
}

QWidget* HandTools::bar() const { return m_bar; }

QWidget* HandTools::strip() const { return m_strip; }

void HandTools::setAvailable(bool available)
{
    for (QAction* action : m_parts.commands.tools())
        action->setEnabled(available);
    if (!available)
        drop();
}

void HandTools::fold(bool folded)
{
    m_isFolded = folded;
    m_bar->setVisible(!folded);
    showNumbers();
}

const Frame* HandTools::frame() const { return m_parts.frame().get(); }

bool HandTools::isAtRest() const
{
    const Frame* seen = frame();
    return !m_parts.commands[CommandId::Play]->isChecked() || !seen || seen->time <= 0.0;
}

bool HandTools::change(Experiment next, const QString& what, const QString& key)
{
    const bool taken = m_parts.document.change(std::move(next), what, key);
    std::vector<double> values;
    for (const ToolNumber& number : m_tools[m_inHand]->numbers())
        values.push_back(*number.value);
    m_strip->showValues(values);
    // What goes on is told when it ends, by what it becomes part of.
    if (taken && key.isEmpty())
        emit edited();
    return taken;
}

void HandTools::take(std::size_t tool)
{
    m_inHand = tool;
    if (tool > 0)
        m_parts.commands[CommandId::DrawLoop]->setChecked(false);
    m_scene->setTool(m_tools[tool].get());
    showNumbers();
}

void HandTools::suit()
{
    drop();
    for (const auto& tool : m_tools)
        tool->suit(experiment());
    showNumbers();
}

void HandTools::drop()
{
    for (const auto& tool : m_tools)
        tool->drop();
    m_scene->updateTool();
}

void HandTools::showNumbers()
{
    std::vector<ToolStrip::Number> numbers;
    for (const ToolNumber& each : m_tools[m_inHand]->numbers()) {
        const auto unit = QString::fromStdString(unitSymbol(each.quantity, experiment().units));
        numbers.push_back({QString::fromLatin1(each.name), each.label, each.tip, unit, each.least,
            each.most, *each.value});
    }
    m_strip->show(m_isFolded ? std::vector<ToolStrip::Number>() : numbers);
}

void HandTools::takeNumber(int number, double value)
{
    *m_tools[m_inHand]->numbers().at(static_cast<std::size_t>(number)).value = value;
    m_scene->updateTool();
}

} // namespace dqm
