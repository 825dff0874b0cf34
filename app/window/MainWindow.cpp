#include "app/window/MainWindow.h"

#include "app/commands/CardTools.h"
#include "app/commands/HandTools.h"
#include "app/commands/Keyboard.h"
#include "app/commands/ParticleTools.h"
#include "app/commands/SceneTools.h"
#include "app/dialogs/Settings.h"
#include "app/exports/Exports.h"
#include "app/exports/Recording.h"
#include "app/pictures/SceneChoices.h"
#include "app/session/CarriedMoment.h"
#include "app/session/Recovery.h"
#include "app/teaching/MomentMenu.h"
#include "app/window/ExhibitPage.h"
#include "app/window/Incoming.h"
#include "app/window/PaperDock.h"
#include "app/window/TimeTravel.h"
#include "core/grid/Parallel.h"
#include "core/setup/Parameters.h"
#include "widgets/numbers/Readouts.h"
#include "widgets/panels/bars/MessageBar.h"
#include "widgets/panels/bars/PlaybackBar.h"
#include "widgets/panels/bars/Timeline.h"
#include "widgets/panels/bars/ViewBar.h"
#include "widgets/panels/paper/ExperimentGallery.h"
#include "widgets/panels/parameters/ParameterPanel.h"
#include "widgets/plots/PlotKinds.h"
#include "widgets/plots/PlotPanel.h"
#include "widgets/scene/view/StageView.h"
#include "widgets/theme/TypeSize.h"

#include <QAction>
#include <QApplication>
#include <QPushButton>
#include <QScopedValueRollback>

#include <algorithm>

namespace dqm {

namespace {

/// The scene is drawn by the processor on a machine without a GPU: leave it a core.
int solverThreads() { return std::clamp(threadCount() / 2, 1, 4); }

} // namespace

MainWindow::MainWindow(QWidget* parent)
    : QMainWindow(parent)
    , m_switches(m_commands)
    , m_stageChoice(m_commands)
    , m_endChoice(m_commands)
    , m_document(m_history)
    , m_runner(solverThreads(), [this] {
        QMetaObject::invokeMethod(this, &MainWindow::fetchFrame, Qt::QueuedConnection);
    })
{
    // First of all: what is made from here on is made with it.
    dqm::setTypeSize(settings::typeSize(), theme(settings::themeKind()));
    setObjectName("mainWindow");
    setAcceptDrops(true);
    setDockNestingEnabled(true);
    m_messages = new MessageBar;
    m_question = new MessageBar;
    m_question->setObjectName("question");
    m_exhibits = new ExhibitPage(m_commands, *m_messages, m_history, *this);
    buildCentre();
    buildDocks();
    buildMenus();
    buildGallery();
    buildPresentation();
    connectIncoming();
    m_moment = new CarriedMoment(m_runner, *m_messages, this);
    m_travel = new TimeTravel({m_runner, *m_moment, *m_timeline, *m_plots}, this);
    const WindowParts parts{*this, *m_scene, *m_plots, *m_waveNumbers, *m_messages, m_runner,
        m_document, [this] { return m_frame; }};
    m_exports = new Exports(m_commands, parts, this);
    m_recording = new Recording(m_commands,
        {*this, *m_messages,
            [this, parts] {
                return m_exhibits->isActive() ? m_exhibits->filmed() : filmedPage(parts);
            }},
        this);
    connect(m_recording, &Recording::lasts, m_playback, &PlaybackBar::setRecorded);
    connect(m_recording, &Recording::lasts, m_exhibits, &ExhibitPage::setRecorded);
    m_recovery = new Recovery(m_history, this);
    connect(m_recovery, &Recovery::failed, m_messages, &MessageBar::showError);
    connectCommands();
    connectView();
    connectPanels();
    connectFrames();
    m_commands[CommandId::EvolveInKPrime]->setChecked(settings::evolveInKPrime());
    setTypeSize(settings::typeSize());
    restoreWindow();
    m_scene->setFocus();
    new Keyboard(m_commands, *this, [this] {
        return m_exhibits->isActive() ? m_exhibits->centre() : static_cast<QWidget*>(m_scene);
    });
}

MainWindow::~MainWindow()
{
    // Docks that vanish say so, to a window that must still be whole.
    hide();
    delete m_paper;
}

void MainWindow::connectCommands()
{
    const auto on = [this](CommandId id, auto slot) {
        connect(m_commands[id], &QAction::triggered, this, slot);
    };
    on(CommandId::Open, &MainWindow::chooseAndOpen);
    on(CommandId::Save, &MainWindow::save);
    on(CommandId::SaveAs, &MainWindow::saveAs);
    on(CommandId::Quit, &QWidget::close);
    on(CommandId::Undo, [this] { m_history.undo(); });
    on(CommandId::Redo, [this] { m_history.redo(); });
    connect(&m_history, &History::changed, this, &MainWindow::showHistory);
    showHistory();
    const auto onWave = [&](CommandId id, auto slot) {
        on(id, [this, slot] {
            if (!m_exhibits->isActive())
                slot();
        });
    };
    onWave(CommandId::Faster, [this] { changeSpeed(2.0); });
    onWave(CommandId::Slower, [this] { changeSpeed(0.5); });
    on(CommandId::ResetView, [this] { m_scene->resetCamera(); });
    on(CommandId::NextColor,
        [this] { m_switches.setColorBy(nextColoring(m_switches.options().colorBy)); });
    on(CommandId::Keys, &MainWindow::showKeys);
    on(CommandId::Verify, &MainWindow::verifyInstallation);
    on(CommandId::About, &MainWindow::showAbout);
    for (const CommandId id :
        {CommandId::Particles, CommandId::ParticleTrails, CommandId::ParticlesAlone}) {
        on(id, [this] {
            if (m_document.present().ensemble.particles == 0)
                m_messages->showHint(tr("This experiment has no particles yet. P opens their "
                                        "panel: its slider draws some from ρ."));
        });
    }
    on(CommandId::TypeLarger, [this] { chooseTypeSize(nextTypeSize(m_typeSize, 1)); });
    on(CommandId::TypeSmaller, [this] { chooseTypeSize(nextTypeSize(m_typeSize, -1)); });
    on(CommandId::TypeUsual, [this] { chooseTypeSize(usualTypeSize); });
    // The plus of most keyboards is Shift and the key that says "=".
    m_commands[CommandId::TypeLarger]->setShortcuts(
        {m_commands[CommandId::TypeLarger]->shortcut(), QKeySequence("Ctrl+=")});
    // Actions live in the window so that their keys work while a menu is folded away.
    for (QAction* action : m_commands.all())
        addAction(action);
}

void MainWindow::connectView()
{
    const auto whenToggled = [this](CommandId id, auto slot) {
        connect(m_commands[id], &QAction::toggled, this, slot);
    };
    whenToggled(CommandId::Flat, [this](bool flat) {
        CameraState camera = m_scene->camera();
        camera.flat = flat;
        m_scene->setCamera(camera);
    });
    whenToggled(CommandId::ObserveFromK, [this] { updateRequest(); });
    whenToggled(CommandId::EvolveInKPrime, [this](bool carry) {
        settings::setEvolveInKPrime(carry);
        updateRequest();
    });
    connect(&m_switches, &ViewSwitches::changed, this, &MainWindow::viewChanged);
    connect(m_tools, &SceneTools::loopChanged, this, &MainWindow::updateRequest);
    connect(m_tools, &SceneTools::sectionMoved, m_plots, &PlotPanel::setSection);
    connect(m_plots, &PlotPanel::needsChanged, this, &MainWindow::plotChanged);
    connect(m_plots, &PlotPanel::plotChanged, this, &MainWindow::plotChanged);
    connect(&m_stageChoice, &StageChoice::chosen, this, [this](const StageSettings& stage) {
        m_document.setStage(stage);
        // Only a twin with friction has a medium to set.
        showParameters();
    });
    whenToggled(CommandId::SceneOnly, [this](bool fold) { foldPanels(fold); });
    whenToggled(CommandId::FullScreen,
        [this](bool full) { setWindowState(windowState().setFlag(Qt::WindowFullScreen, full)); });
}

void MainWindow::connectPanels()
{
    connect(&m_document, &Document::opened, this, &MainWindow::showOpened);
    connect(&m_exhibits->document(), &Document::opened, this, &MainWindow::showExhibit);
    connect(&m_document, &Document::restored, this, &MainWindow::showRestored);
    connect(&m_document, &Document::changed, this, &MainWindow::runChanged);
    connect(&m_document, &Document::titleChanged, this, &MainWindow::updateTitle);
    connect(&m_exhibits->document(), &Document::titleChanged, this, &MainWindow::updateTitle);
    connect(&m_document, &Document::failed, this, [this](const QString& reason) {
        m_messages->showError(reason);
        // A refused value must not stay on its slider, nor a refused stage in its menu.
        showParameters();
        m_stageChoice.show(m_document.present());
    });
    connect(m_gallery, &ExperimentGallery::chosen, this, &MainWindow::openExperimentNamed);
    connect(m_paper, &PaperDock::inViewChanged, this, &MainWindow::updateRequest);
    connect(
        m_parameters, &ParameterPanel::valueChanged, &m_document, &ExperimentDocument::setValue);
    connect(m_parameters, &ParameterPanel::resetRequested, &m_document,
        &ExperimentDocument::resetToFile);
    connect(m_hands, &HandTools::edited, this, &MainWindow::showParameters);
    connect(m_cards, &CardTools::edited, this, &MainWindow::showParameters);
    connect(m_viewBar, &ViewBar::colorByChanged, &m_switches, &ViewSwitches::setColorBy);
    connect(m_scene, &StageView::failed, m_messages, &MessageBar::showError);
    connect(m_scene, &StageView::cameraChanged, this, [this](const CameraState& camera) {
        m_commands[CommandId::Flat]->setChecked(camera.flat);
    });
}

void MainWindow::showInGallery(const AnyExperiment& experiment)
{
    std::visit(
        [this](const auto& e) {
            QStringList equations;
            for (const std::string& equation : e.equations)
                equations << QString::fromStdString(equation);
            m_gallery->setCurrent(table().name(), QString::fromStdString(e.title),
                QString::fromStdString(e.about), equations);
        },
        experiment);
}

void MainWindow::showParts(bool ofExhibit)
{
    m_messages->clear();
    // A film is of one kind of page, and ends with it.
    if (m_waveCentre->isHidden() != ofExhibit)
        m_commands[CommandId::RecordVideo]->setChecked(false);
    for (QWidget* part : {m_waveCentre, m_waveNumbers, static_cast<QWidget*>(m_parameters),
             m_cards->cards(), static_cast<QWidget*>(m_parameters->resetButton())})
        part->setVisible(!ofExhibit);
    m_exports->setActive(!ofExhibit);
    m_particles->setAvailable(!ofExhibit);
    m_moments->setAvailable(!ofExhibit);
    m_hands->setAvailable(!ofExhibit);
    m_travel->setPlaying(!ofExhibit && m_commands[CommandId::Play]->isChecked());
}

void MainWindow::showExhibit()
{
    m_timeline->endDrag();
    if (m_runner.isUnderWay())
        restart();
    showParts(true);
    showInGallery(table().experiment());
}

void MainWindow::showOpened()
{
    const Experiment& experiment = m_document.present();
    // A copy: every switch below writes the present view back into the document.
    const ViewSettings view = experiment.view;
    const QScopedValueRollback showing(m_isShowing, true);
    m_exhibits->setActive(false);
    showParts(false);
    showInGallery(experiment);
    showParameters();
    m_commands[CommandId::Reverse]->setChecked(false);
    m_commands[CommandId::KeepBefore]->setChecked(false);
    allowWayBack();
    beginRun(true);
    m_plots->setExperiment(experiment);
    m_plots->showPlot(plotNamed(view.plot));
    m_scene->setHomeCamera(homeCamera(view));
    m_scene->resetCamera();
    m_commands[CommandId::Flat]->setChecked(view.flat);
    m_switches.show(sceneOptions(view));
    m_tools->reset(experiment);
    m_stageChoice.show(experiment);
    m_endChoice.show(experiment.time.end);
    m_runner.setRequest(frameRequest());
    m_runner.open(experiment);
    updateRequest();
}

void MainWindow::setParameter(const QString& id, double value)
{
    m_document.setValue(id, value);
    showParameters();
}

void MainWindow::showParameters()
{
    m_parameters->setExperiment(m_document.present(), m_document.packetWidth());
}

void MainWindow::showRestored()
{
    const ViewSettings view = m_document.present().view;
    const QScopedValueRollback showing(m_isShowing, true);
    showParameters();
    m_stageChoice.show(m_document.present());
    m_plots->showPlot(plotNamed(view.plot));
    m_switches.show(sceneOptions(view));
}

void MainWindow::showHistory()
{
    const auto show
        = [this](CommandId id, bool isPossible, const QString& words, const QString& what) {
              m_commands[id]->setEnabled(isPossible);
              m_commands[id]->setText(isPossible ? words + ' ' + what : words);
          };
    show(CommandId::Undo, m_history.canUndo(), tr("&Undo"), m_history.undoText());
    show(CommandId::Redo, m_history.canRedo(), tr("&Redo"), m_history.redoText());
}

void MainWindow::setPlaying(bool playing) { m_commands[CommandId::Play]->setChecked(playing); }

Document& MainWindow::table()
{
    return m_exhibits->isActive() ? static_cast<Document&>(m_exhibits->document()) : m_document;
}

void MainWindow::viewChanged()
{
    const SceneOptions& options = m_switches.options();
    m_viewBar->setColorBy(options.colorBy);
    m_scene->setOptions(options);
    ViewSettings view = m_document.present().view;
    note(view, options);
    takeView(view);
}

void MainWindow::plotChanged()
{
    m_tools->showSection(m_plots->plot().followsSection);
    ViewSettings view = m_document.present().view;
    view.plot = m_plots->plot().word;
    takeView(view);
}

void MainWindow::takeView(const ViewSettings& view)
{
    if (m_isShowing)
        m_document.noteView(view);
    else
        m_document.setView(view);
    updateRequest();
}

ViewSettings MainWindow::viewWithCamera() const
{
    ViewSettings view = m_document.present().view;
    note(view, m_scene->camera());
    return view;
}

/// The camera is the window's, all else the experiment's.
void MainWindow::lookAs(const ViewSettings& view)
{
    const ViewSettings& now = m_document.present().view;
    ViewSettings withoutCamera = view;
    withoutCamera.azimuth = now.azimuth;
    withoutCamera.elevation = now.elevation;
    withoutCamera.zoom = now.zoom;
    withoutCamera.flat = now.flat;
    m_document.lookAs(withoutCamera);
    m_scene->setCamera(homeCamera(view));
    m_commands[CommandId::Flat]->setChecked(view.flat);
}

void MainWindow::changeSpeed(double factor)
{
    const auto [slowest, fastest] = parameterRange(m_document.present(), "playback.speed");
    const double speed = parameterValue(m_document.present(), "playback.speed") * factor;
    setParameter("playback.speed", std::clamp(speed, slowest, fastest));
}

} // namespace dqm
