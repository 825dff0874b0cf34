#include "app/window/PaperDock.h"

#include "app/commands/ViewSwitches.h"
#include "app/experiments/ExperimentFile.h"
#include "app/experiments/ExperimentLibrary.h"
#include "app/pictures/SceneChoices.h"
#include "app/session/ExperimentDocument.h"
#include "app/window/ExhibitPage.h"
#include "core/frames/Frame.h"
#include "widgets/numbers/Symbols.h"
#include "widgets/panels/bars/AttentionFrame.h"
#include "widgets/panels/bars/MessageBar.h"
#include "widgets/panels/paper/ExperimentGallery.h"
#include "widgets/panels/paper/PaperPanel.h"
#include "widgets/plots/PlotKinds.h"
#include "widgets/plots/PlotPanel.h"

#include <QAction>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMainWindow>
#include <QSignalBlocker>
#include <QTimer>

namespace dqm {

namespace {

/// The view of a shipped experiment with changes by the keys of its file.
ViewSettings viewOf(const PaperView& wanted)
{
    QJsonObject file = QJsonDocument::fromJson(experimentText(wanted.experiment)).object();
    QVariantMap view = file["view"].toObject().toVariantMap();
    view.insert(wanted.view);
    file["view"] = QJsonObject::fromVariantMap(view);
    return parseExperiment(QJsonDocument(file).toJson()).view;
}

std::vector<PaperPanel::Experiment> shippedOnes()
{
    std::vector<PaperPanel::Experiment> experiments;
    for (const ShippedExperiment& shipped : shippedExperiments())
        experiments.push_back({shipped.name, shipped.title});
    return experiments;
}

} // namespace

PaperDock::PaperDock(Commands& commands, Parts parts, QMainWindow* window)
    : QDockWidget(tr("The paper, live"), window)
    , m_commands(commands)
    , m_parts(std::move(parts))
    , m_panel(new PaperPanel(shippedOnes()))
    , m_attention(new AttentionFrame(window))
{
    setObjectName("paperDock");
    // As the other docks: its command and its tab name it.
    setTitleBarWidget(new QWidget);
    setWidget(m_panel);
    hide();
    connect(m_parts.document, &Document::opened, this,
        [this] { setShown(m_parts.document->present().equations); });
    connect(&m_parts.exhibits->document(), &Document::opened, this, [this] {
        m_panel->clear();
        setShown(m_parts.exhibits->document().present().equations);
    });
    connect(m_parts.exhibits, &ExhibitPage::equationClicked, this, &PaperDock::showEquation);
    connect(m_parts.gallery, &ExperimentGallery::equationClicked, this, &PaperDock::showEquation);
    connect(m_panel, &PaperPanel::experimentWanted, this, &PaperDock::showView);
    connect(this, &QDockWidget::visibilityChanged, this, [this](bool visible) {
        m_inView = visible;
        // Behind another tab the command brings it to the front instead of closing it.
        const QSignalBlocker quiet(m_commands[CommandId::Paper]);
        m_commands[CommandId::Paper]->setChecked(visible);
        emit inViewChanged();
    });
    connect(m_commands[CommandId::Paper], &QAction::toggled, this, [this](bool shown) {
        if (shown)
            bringToFront();
        else
            hide();
    });
    connect(m_commands[CommandId::SceneOnly], &QAction::toggled, this, &PaperDock::foldAway);
}

void PaperDock::bringToFront()
{
    show();
    raise();
}

void PaperDock::foldAway(bool fold)
{
    if (fold)
        m_unfoldsAgain = !isHidden();
    setVisible(!fold && m_unfoldsAgain);
}

void PaperDock::setShown(const std::vector<std::string>& equations)
{
    QStringList numbers;
    for (const std::string& equation : equations)
        numbers << QString::fromStdString(equation);
    m_panel->setShown(numbers);
}

void PaperDock::setFrame(const Frame& frame)
{
    if (m_inView && frame.equations)
        m_panel->setFrame(frame);
}

void PaperDock::clear() { m_panel->clear(); }

void PaperDock::showEquation(int number)
{
    bringToFront();
    m_panel->jumpTo(number);
}

/// One that lies on the table as it was shipped goes on running.
bool PaperDock::bringToTable(const QString& name)
{
    const Document& document = m_parts.exhibits->isActive()
        ? static_cast<const Document&>(m_parts.exhibits->document())
        : *m_parts.document;
    return (document.name() == name && !document.isModified()) || m_parts.open(name);
}

void PaperDock::showView(const PaperView& wanted)
{
    if (!bringToTable(wanted.experiment))
        return;
    if (m_parts.exhibits->isActive())
        return pointAt(wanted, m_parts.exhibits->place(wanted.place));
    const ViewSettings view = viewOf(wanted);
    m_parts.switches->show(sceneOptions(view));
    m_parts.plots->showPlot(plotNamed(view.plot));
    if (wanted.place == "plot") {
        m_parts.plotDock->show();
        m_parts.plotDock->raise();
    }
    pointAt(wanted, wanted.place == "plot" ? static_cast<QWidget*>(m_parts.plots) : m_parts.scene);
}

void PaperDock::pointAt(const PaperView& wanted, QWidget* place)
{
    m_commands[CommandId::Play]->setChecked(true);
    m_parts.messages->showHint(tr("Look at: %1").arg(withPlainSymbols(wanted.look)));
    // What was opened or brought to the front has its place once the events so far are handled.
    QTimer::singleShot(0, this, [this, place] { m_attention->pointAt(place); });
}

} // namespace dqm
