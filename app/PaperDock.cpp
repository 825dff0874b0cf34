#include "app/PaperDock.h"

#include "app/ExperimentDocument.h"
#include "app/ExperimentFile.h"
#include "app/ExperimentLibrary.h"
#include "app/SceneChoices.h"
#include "app/ViewSwitches.h"
#include "core/Frame.h"
#include "widgets/panels/AttentionFrame.h"
#include "widgets/panels/ExperimentGallery.h"
#include "widgets/panels/MessageBar.h"
#include "widgets/panels/PaperPanel.h"
#include "widgets/panels/Symbols.h"
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
    m_panel->setMinimumWidth(344);
    setWidget(m_panel);
    window->addDockWidget(Qt::RightDockWidgetArea, this);
    window->tabifyDockWidget(m_parts.plotDock, this);
    window->setTabPosition(Qt::RightDockWidgetArea, QTabWidget::North);
    hide();
    connect(m_parts.document, &ExperimentDocument::opened, this, &PaperDock::experimentOpened);
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

void PaperDock::experimentOpened()
{
    QStringList equations;
    for (const std::string& equation : m_parts.document->present().equations)
        equations << QString::fromStdString(equation);
    m_panel->setShown(equations);
}

void PaperDock::setFrame(const Frame& frame)
{
    if (m_inView && frame.equations)
        m_panel->setRows(frame.equations);
}

void PaperDock::showEquation(int number)
{
    bringToFront();
    m_panel->jumpTo(number);
}

void PaperDock::showView(const PaperView& wanted)
{
    // One that lies on the table as it was shipped goes on running.
    const bool isThere
        = m_parts.document->name() == wanted.experiment && !m_parts.document->isModified();
    if (!isThere && !m_parts.open(wanted.experiment))
        return;
    const ViewSettings view = viewOf(wanted);
    m_parts.switches->show(sceneOptions(view));
    m_parts.plots->showPlot(plotNamed(view.plot));
    m_commands[CommandId::Play]->setChecked(true);
    m_parts.messages->showHint(tr("Look at: %1").arg(withPlainSymbols(wanted.look)));
    QWidget* place = m_parts.scene;
    if (wanted.place == "plot") {
        m_parts.plotDock->show();
        m_parts.plotDock->raise();
        place = m_parts.plots;
    }
    // What was opened or brought to the front has its place once the events so far are handled.
    QTimer::singleShot(0, this, [this, place] { m_attention->pointAt(place); });
}

} // namespace dqm
