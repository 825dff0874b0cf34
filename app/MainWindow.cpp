#include "app/MainWindow.h"

#include "app/CarriedMoment.h"
#include "app/ExhibitPage.h"
#include "app/Exports.h"
#include "app/FrameNews.h"
#include "app/PaperDock.h"
#include "app/ParticleTools.h"
#include "app/Recording.h"
#include "app/SceneChoices.h"
#include "app/SceneTools.h"
#include "app/Settings.h"
#include "core/Parameters.h"
#include "core/grid/Parallel.h"
#include "widgets/panels/ExperimentGallery.h"
#include "widgets/panels/MessageBar.h"
#include "widgets/panels/ParameterPanel.h"
#include "widgets/panels/PlaybackBar.h"
#include "widgets/panels/Readouts.h"
#include "widgets/panels/ViewBar.h"
#include "widgets/plots/PlotPanel.h"
#include "widgets/scene/StageView.h"

#include <QAction>
#include <QApplication>

#include <algorithm>

namespace dqm {

namespace {

constexpr int frameInterval = 16; // ms between looks into the mailbox
constexpr int longestWaitForScene = 100; // ms after which a slow scene no longer holds frames back

/// The scene is drawn by the processor on a machine without a GPU: leave it a core.
int solverThreads() { return std::clamp(threadCount() / 2, 1, 4); }

} // namespace

MainWindow::MainWindow(QWidget* parent)
    : QMainWindow(parent)
    , m_switches(m_commands)
    , m_stageChoice(m_commands)
    , m_runner(solverThreads())
{
    setObjectName("mainWindow");
    setAcceptDrops(true);
    setDockNestingEnabled(true);
    m_messages = new MessageBar;
    m_exhibits = new ExhibitPage(m_commands, *m_messages, *this);
    buildCentre();
    buildDocks();
    buildMenus();
    m_moment = new CarriedMoment(m_runner, *m_messages, this);
    const WindowParts parts{*this, *m_scene, *m_plots, *m_waveNumbers, *m_messages, m_runner,
        m_document, [this] { return m_frame; }};
    m_exports = new Exports(m_commands, parts, this);
    m_recording = new Recording(m_commands, parts, *m_playback, this);
    connectCommands();
    connectPanels();
    m_commands[CommandId::EvolveInKPrime]->setChecked(settings::evolveInKPrime());
    setThemeKind(settings::themeKind());
    restoreWindow();
    m_scene->setFocus();

    m_frameTimer.setTimerType(Qt::PreciseTimer);
    connect(&m_frameTimer, &QTimer::timeout, this, &MainWindow::fetchFrame);
    m_frameTimer.start(frameInterval);
}

MainWindow::~MainWindow()
{
    // A dock that is taken away says so, to a window that must still be whole.
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
    const auto onWave = [&](CommandId id, auto slot) {
        on(id, [this, slot] {
            if (!m_exhibits->isActive())
                slot();
        });
    };
    onWave(CommandId::StepForward, [this] { m_runner.step(1); });
    onWave(CommandId::StepBack, [this] { m_runner.step(-1); });
    onWave(CommandId::Restart, [this] { m_runner.restart(); });
    onWave(CommandId::Faster, [this] { changeSpeed(2.0); });
    onWave(CommandId::Slower, [this] { changeSpeed(0.5); });
    on(CommandId::ResetView, [this] { m_scene->resetCamera(); });
    on(CommandId::NextColor,
        [this] { m_switches.setColorBy(nextColoring(m_switches.options().colorBy)); });
    on(CommandId::Keys, &MainWindow::showKeys);
    on(CommandId::About, &MainWindow::showAbout);

    const auto whenToggled = [this](CommandId id, auto slot) {
        connect(m_commands[id], &QAction::toggled, this, slot);
    };
    whenToggled(CommandId::Play,
        [this](bool play) { m_runner.setPlaying(play && !m_exhibits->isActive()); });
    whenToggled(CommandId::Reverse, [this](bool reversed) { m_runner.setReversed(reversed); });
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
        m_parameters->setExperiment(m_document.present());
    });
    whenToggled(CommandId::SceneOnly, [this](bool fold) { foldPanels(fold); });
    whenToggled(CommandId::FullScreen,
        [this](bool full) { setWindowState(windowState().setFlag(Qt::WindowFullScreen, full)); });
    // Actions live in the window so that their keys work while a menu is folded away.
    for (QAction* action : m_commands.all())
        addAction(action);
}

void MainWindow::connectPanels()
{
    connect(&m_document, &Document::opened, this, &MainWindow::showOpened);
    connect(&m_exhibits->document(), &Document::opened, this, &MainWindow::showExhibit);
    connect(&m_document, &Document::changed, this, &MainWindow::runChanged);
    connect(&m_document, &Document::titleChanged, this, &MainWindow::updateTitle);
    connect(&m_exhibits->document(), &Document::titleChanged, this, &MainWindow::updateTitle);
    connect(&m_document, &Document::failed, this, [this](const QString& reason) {
        m_messages->showError(reason);
        // A refused value must not stay on its slider, nor a refused stage in its menu.
        m_parameters->setExperiment(m_document.present());
        m_stageChoice.show(m_document.present().stage);
    });
    connect(m_gallery, &ExperimentGallery::chosen, this, &MainWindow::openExperimentNamed);
    connect(m_paper, &PaperDock::inViewChanged, this, &MainWindow::updateRequest);
    connect(
        m_parameters, &ParameterPanel::valueChanged, &m_document, &ExperimentDocument::setValue);
    connect(m_parameters, &ParameterPanel::resetRequested, &m_document,
        &ExperimentDocument::resetToFile);
    connect(m_viewBar, &ViewBar::colorByChanged, &m_switches, &ViewSwitches::setColorBy);
    connect(m_scene, &StageView::failed, m_messages, &MessageBar::showError);
    connect(m_scene, &StageView::frameShown, this, [this] { m_sceneBusy = false; });
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
    for (QWidget* part : {m_waveCentre, m_waveNumbers, static_cast<QWidget*>(m_parameters)})
        part->setVisible(!ofExhibit);
    m_exports->setActive(!ofExhibit);
    m_particles->setAvailable(!ofExhibit);
    if (ofExhibit)
        m_commands[CommandId::RecordVideo]->setChecked(false); // ends the film
    m_runner.setPlaying(!ofExhibit && m_commands[CommandId::Play]->isChecked());
}

void MainWindow::showExhibit()
{
    if (m_runner.isUnderWay())
        m_runner.restart();
    showParts(true);
    showInGallery(table().experiment());
}

void MainWindow::showOpened()
{
    const Experiment& experiment = m_document.present();
    // A copy: every switch below writes the present view back into the document.
    const ViewSettings view = experiment.view;
    m_frame.reset();
    m_exhibits->setActive(false);
    showParts(false);
    showInGallery(experiment);
    m_parameters->setExperiment(experiment);
    m_commands[CommandId::Reverse]->setChecked(false);
    for (const CommandId back : {CommandId::Reverse, CommandId::StepBack})
        m_commands[back]->setEnabled(!experiment.time.imaginary);
    m_plots->clear();
    m_plots->setExperiment(experiment);
    m_plots->showPlot(plotNamed(view.plot));
    m_scene->setHomeCamera(homeCamera(view));
    m_scene->resetCamera();
    m_commands[CommandId::Flat]->setChecked(view.flat);
    m_switches.show(sceneOptions(view));
    m_tools->reset(experiment);
    m_stageChoice.show(experiment.stage);
    m_runner.open(experiment);
    updateRequest();
}

void MainWindow::setParameter(const QString& id, double value)
{
    m_document.setValue(id, value);
    m_parameters->setExperiment(m_document.present());
}

void MainWindow::setPlaying(bool playing) { m_commands[CommandId::Play]->setChecked(playing); }

void MainWindow::runChanged()
{
    const Experiment& present = m_document.present();
    m_plots->setExperiment(present);
    m_runner.apply(present);
    updateRequest();
}

Document& MainWindow::table()
{
    return m_exhibits->isActive() ? static_cast<Document&>(m_exhibits->document()) : m_document;
}

void MainWindow::fetchFrame()
{
    if (m_exhibits->isActive())
        return m_exhibits->fetchFrame();
    if (const auto error = m_runner.takeError())
        m_messages->showError(QString::fromStdString(*error));
    m_playback->setRates(m_runner.stepsPerSecond(), m_scene->framesPerSecond(),
        parameterValue(m_document.present(), "playback.speed"));
    if (m_sceneBusy && m_sinceFrame.elapsed() < longestWaitForScene)
        return;
    auto frame = m_runner.takeFrame();
    if (!frame)
        return;
    sayNews(*frame);
    m_frame = std::move(frame);
    m_sceneBusy = true;
    m_sinceFrame.start();
    m_scene->setFrame(m_frame, m_commands[CommandId::ObserveFromK]->isChecked());
    // Curves begin where a carried moment is reached.
    if (!m_runner.isUnderWay())
        m_plots->append(m_frame);
    m_readouts->setFrame(*m_frame);
    m_paper->setFrame(*m_frame);
    m_particles->setFrame(m_frame);
    m_playback->setFrame(*m_frame);
    m_parameters->setAutomaticStep(m_frame->stepSize);
}

void MainWindow::sayNews(const Frame& frame)
{
    if (const QString news = nodeNews(m_frame.get(), frame); !news.isEmpty())
        m_messages->showHint(news);
    const bool returns = m_frame && m_frame->time > 0.0 && frame.returnError
        && m_commands[CommandId::Reverse]->isChecked();
    if (!returns)
        return;
    // The runner has stopped there.
    m_commands[CommandId::Play]->setChecked(false);
    m_messages->showHint(returnNews(frame));
}

void MainWindow::updateRequest()
{
    const bool moves = m_document.present().frameVelocity.norm() > 0.0;
    const bool fromK = m_commands[CommandId::ObserveFromK]->isChecked() || !moves;
    FrameRequest request;
    request.fieldsOfStage = m_document.present().stage.showsMoreThanK();
    request.fieldsOfK = fromK || request.fieldsOfStage;
    request.fieldsOfKPrime = !fromK && !request.fieldsOfStage;
    ask(request, m_switches.options());
    request.loop = m_tools->loop();
    request.equations = m_paper->isInView();
    m_particles->fill(request);
    request.exchangePower = m_plots->needs().exchangePower;
    request.momentum = m_plots->needs().momentum;
    m_runner.setRequest(request);
    m_runner.setEvolveInKPrime(moves && m_commands[CommandId::EvolveInKPrime]->isChecked());
}

void MainWindow::viewChanged()
{
    const SceneOptions& options = m_switches.options();
    m_viewBar->setColorBy(options.colorBy);
    m_scene->setOptions(options);
    ViewSettings view = m_document.present().view;
    note(view, options);
    m_document.setView(view);
    updateRequest();
}

void MainWindow::plotChanged()
{
    m_tools->showSection(m_plots->needs().section);
    ViewSettings view = m_document.present().view;
    view.plot = nameOf(m_plots->plot());
    m_document.setView(view);
    updateRequest();
}

void MainWindow::changeSpeed(double factor)
{
    const auto [slowest, fastest] = parameterRange(m_document.present(), "playback.speed");
    const double speed = parameterValue(m_document.present(), "playback.speed") * factor;
    setParameter("playback.speed", std::clamp(speed, slowest, fastest));
}

} // namespace dqm
