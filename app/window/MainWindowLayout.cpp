// How the main window is put together: its middle, its docks and its menus.

#include "app/commands/CardTools.h"
#include "app/commands/HandTools.h"
#include "app/commands/ParticleTools.h"
#include "app/commands/SceneTools.h"
#include "app/dialogs/Settings.h"
#include "app/experiments/ExperimentLibrary.h"
#include "app/teaching/LessonBar.h"
#include "app/teaching/MomentMenu.h"
#include "app/teaching/Presentation.h"
#include "app/teaching/PresentationStrip.h"
#include "app/window/ExhibitPage.h"
#include "app/window/Gallery.h"
#include "app/window/MainWindow.h"
#include "app/window/PaperDock.h"
#include "app/window/WindowPlace.h"
#include "core/experiment/Units.h"
#include "core/frames/Frame.h"
#include "widgets/exhibits/scene/SceneInk.h"
#include "widgets/numbers/NumberText.h"
#include "widgets/numbers/Readouts.h"
#include "widgets/panels/bars/MessageBar.h"
#include "widgets/panels/bars/PlaybackBar.h"
#include "widgets/panels/bars/PreparingVeil.h"
#include "widgets/panels/bars/SidePanels.h"
#include "widgets/panels/bars/Timeline.h"
#include "widgets/panels/bars/ViewBar.h"
#include "widgets/panels/paper/ExperimentGallery.h"
#include "widgets/panels/parameters/ParameterPanel.h"
#include "widgets/plots/PlotPanel.h"
#include "widgets/scene/view/StageView.h"
#include "widgets/theme/TypeSize.h"

#include <QAction>
#include <QActionGroup>
#include <QDockWidget>
#include <QMenuBar>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <iterator>

namespace dqm {

namespace {

constexpr int leftWidth = 336; // with a scroll bar
constexpr int rightWidth = 364;

QDockWidget* dock(const QString& name, const QString& title, QWidget* content)
{
    auto* widget = new QDockWidget(title);
    widget->setObjectName(name);
    // Folded away by F9 or the View menu; a title bar would only take room.
    widget->setTitleBarWidget(new QWidget);
    widget->setWidget(content);
    return widget;
}

/// Widgets one below the other without gaps.
QWidget* column(std::initializer_list<QWidget*> parts)
{
    auto* widget = new QWidget;
    auto* layout = new QVBoxLayout(widget);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    for (QWidget* part : parts)
        layout->addWidget(part);
    return widget;
}

/// Widgets side by side without gaps; the last takes what is left.
QWidget* row(std::initializer_list<QWidget*> parts)
{
    auto* widget = new QWidget;
    auto* layout = new QHBoxLayout(widget);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    for (QWidget* part : parts)
        layout->addWidget(part, part == *std::prev(parts.end()) ? 1 : 0);
    return widget;
}

QScrollArea* scrolled(QWidget* content)
{
    auto* area = new QScrollArea;
    area->setWidget(content);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    return area;
}

} // namespace

QList<QAction*> MainWindow::actionsOf(std::initializer_list<CommandId> ids) const
{
    QList<QAction*> actions;
    for (const CommandId id : ids)
        actions << m_commands[id];
    return actions;
}

void MainWindow::buildCentre()
{
    ViewBar::Actions viewActions;
    viewActions.flat = m_commands[CommandId::Flat];
    viewActions.potentialContours = m_commands[CommandId::PotentialContours];
    viewActions.potentialSheet = m_commands[CommandId::PotentialSheet];
    viewActions.driftLines = m_commands[CommandId::DriftLines];
    viewActions.diffusionLines = m_commands[CommandId::DiffusionLines];
    viewActions.moreOfDrift
        = actionsOf({CommandId::DriftArrows, CommandId::DriftTracers, CommandId::DriftFlux});
    viewActions.moreOfDiffusion = actionsOf(
        {CommandId::DiffusionArrows, CommandId::DiffusionTracers, CommandId::DiffusionFlux});
    viewActions.vortices = m_commands[CommandId::Vortices];
    viewActions.drawLoop = m_commands[CommandId::DrawLoop];
    viewActions.stage = m_stageChoice.actions();
    viewActions.observeFromK = m_commands[CommandId::ObserveFromK];
    viewActions.resetView = m_commands[CommandId::ResetView];
    m_viewBar = new ViewBar(viewActions);
    m_scene = new StageView(settings::renderRoute());
    m_scene->setMinimumSize(320, 240);
    m_tools = new SceneTools(m_commands, *m_scene, this);
    m_hands = new HandTools({m_commands, *m_scene, m_document, [this] { return m_frame; },
                                [this](const QString& hint) { m_messages->showHint(hint); }},
        this);
    m_playback = new PlaybackBar({m_commands[CommandId::Play], m_commands[CommandId::StepBack],
        m_commands[CommandId::StepForward], m_commands[CommandId::Reverse],
        m_commands[CommandId::Restart], m_commands[CommandId::RecordVideo], m_endChoice.actions()});

    m_timeline = new Timeline;

    m_strip = new PresentationStrip(actionsOf({CommandId::Restart, CommandId::Play}));
    m_lesson = new LessonBar;
    QWidget* hand = column({m_hands->strip(), m_scene});
    static_cast<QVBoxLayout*>(hand->layout())->setStretch(1, 1);
    m_waveCentre = column(
        {m_viewBar, m_lesson, row({m_hands->bar(), hand}), m_strip, m_timeline, m_playback});
    m_sides = new SidePanels(
        *this, column({m_question, m_messages, m_waveCentre, m_exhibits->centre()}), m_scene);
    m_sides->keepFree(m_timeline);
    m_sides->keepFree(m_playback);
    m_sides->keepFree(&m_exhibits->bar());
}

void MainWindow::buildDocks()
{
    std::vector<ExperimentGallery::Entry> entries;
    for (const ShippedExperiment& shipped : shippedExperiments())
        entries.push_back({shipped.name, shipped.title, shipped.chapter});
    m_gallery = new ExperimentGallery(std::move(entries));
    m_parameters = new ParameterPanel;
    m_cards = new CardTools(m_document, this);
    m_plots = new PlotPanel;
    m_readouts = new Readouts;

    auto* left = new QWidget;
    auto* leftLayout = new QVBoxLayout(left);
    leftLayout->setContentsMargins(8, 8, 8, 8);
    leftLayout->setSpacing(8);
    auto* all = new QToolButton;
    all->setDefaultAction(m_commands[CommandId::Gallery]);
    leftLayout->addWidget(all);
    leftLayout->addWidget(m_gallery, 1);
    leftLayout->addWidget(m_cards->cards());
    leftLayout->addWidget(m_parameters);
    leftLayout->addWidget(m_exhibits->controls());
    // On the screen however far the sliders are scrolled.
    QWidget* resets = column({m_parameters->resetButton(), m_exhibits->resetButton()});
    resets->layout()->setContentsMargins(20, 8, 20, 8);

    m_waveNumbers = column({m_plots, scrolled(m_readouts)});
    m_veil = new PreparingVeil(m_scene, {m_waveNumbers}, this);
    auto* shares = static_cast<QVBoxLayout*>(m_waveNumbers->layout());
    shares->setStretch(0, 3);
    shares->setStretch(1, 5);
    QWidget* right = column({m_waveNumbers, m_exhibits->results()});

    m_leftDock = dock("experimentDock", tr("Experiment"), column({scrolled(left), resets}));
    m_rightDock = dock("numbersDock", tr("Energies and invariance"), right);
    const auto open = [this](const QString& name) { return openExperimentNamed(name); };
    m_paper = new PaperDock(m_commands,
        {open, &m_document, &m_switches, m_gallery, m_plots, m_messages, m_scene, m_rightDock,
            m_exhibits},
        this);
    m_particles = new ParticleTools(m_commands, m_document, this);
    m_sides->add({m_leftDock, Qt::LeftEdge, leftWidth, tr("Experiment")});
    m_sides->add({m_rightDock, Qt::RightEdge, rightWidth, tr("Numbers")});
    m_sides->add({&m_particles->dock(), Qt::RightEdge, rightWidth, tr("Particles"),
        m_commands[CommandId::ParticlePanel]});
    m_sides->add(
        {m_paper, Qt::RightEdge, rightWidth, tr("The paper"), m_commands[CommandId::Paper]});
    setTabPosition(Qt::RightDockWidgetArea, QTabWidget::North);
    connect(m_particles, &ParticleTools::needsChanged, this, &MainWindow::updateRequest);
}

void MainWindow::addCommands(QMenu* menu, std::initializer_list<CommandId> ids)
{
    for (const CommandId id : ids)
        menu->addAction(m_commands[id]);
}

void MainWindow::buildMenus()
{
    QMenu* file = menuBar()->addMenu(tr("&File"));
    addCommands(file, {CommandId::Gallery, CommandId::Open});
    m_recentMenu = file->addMenu(tr("Open &recent"));
    connect(m_recentMenu, &QMenu::aboutToShow, this, &MainWindow::updateRecentMenu);
    addCommands(file, {CommandId::Save, CommandId::SaveAs});
    file->addSeparator();
    addCommands(file,
        {CommandId::ExportPicture, CommandId::SavePicture, CommandId::SaveWindowPicture,
            CommandId::SaveData});
    file->addSeparator();
    addCommands(
        file, {CommandId::RecordVideo, CommandId::RecordingOptions, CommandId::RenderVideo});
    file->addSeparator();
    addCommands(file, {CommandId::Quit});

    QMenu* edit = menuBar()->addMenu(tr("&Edit"));
    addCommands(edit, {CommandId::Undo, CommandId::Redo});
    edit->addSeparator();
    addCommands(edit, {CommandId::CopyPicture, CommandId::CopyExperiment, CommandId::Paste});

    QMenu* time = menuBar()->addMenu(tr("&Time"));
    addCommands(time,
        {CommandId::Play, CommandId::StepForward, CommandId::StepBack, CommandId::Reverse,
            CommandId::Restart, CommandId::NewSeed});
    time->addSeparator();
    addCommands(time, {CommandId::KeepBefore});
    time->addSeparator();
    addCommands(time, {CommandId::Faster, CommandId::Slower});
    time->addSeparator();
    addCommands(time, {CommandId::StopAtEnd, CommandId::LoopAtEnd, CommandId::GoOnAtEnd});

    m_moments = new MomentMenu(
        {m_commands, m_document, *time->addMenu(tr("&Moments")), [this] { return m_frame; },
            [this](double t) { emit m_timeline->asked(t); }, [this] { return viewWithCamera(); },
            [this](const ViewSettings& view) { lookAs(view); }},
        this);

    QMenu* stage = menuBar()->addMenu(tr("&Stage"));
    for (QAction* action : m_stageChoice.actions()) {
        if (action)
            stage->addAction(action);
        else
            stage->addSeparator();
    }

    buildViewMenu();

    QMenu* help = menuBar()->addMenu(tr("&Help"));
    addCommands(help, {CommandId::Keys, CommandId::Verify, CommandId::About});
}

void MainWindow::buildViewMenu()
{
    QMenu* view = menuBar()->addMenu(tr("&View"));
    addCommands(view, {CommandId::Flat, CommandId::ResetView, CommandId::NextColor});
    view->addSeparator();
    addCommands(view, {CommandId::ObserveFromK, CommandId::EvolveInKPrime});
    view->addSeparator();
    QMenu* drift = view->addMenu(tr("&Drift v"));
    addCommands(drift,
        {CommandId::DriftLines, CommandId::DriftArrows, CommandId::DriftTracers,
            CommandId::DriftFlux});
    QMenu* diffusion = view->addMenu(tr("Diff&usion u"));
    addCommands(diffusion,
        {CommandId::DiffusionLines, CommandId::DiffusionArrows, CommandId::DiffusionTracers,
            CommandId::DiffusionFlux});
    QMenu* particles = view->addMenu(tr("&Particles"));
    addCommands(particles,
        {CommandId::ParticlePanel, CommandId::Particles, CommandId::ParticleTrails,
            CommandId::ParticlesAlone});
    addCommands(view, {CommandId::Vortices, CommandId::DrawLoop});
    view->addSeparator();
    addCommands(
        view, {CommandId::PotentialContours, CommandId::PotentialSheet, CommandId::FollowPeak});
    view->addSeparator();
    buildLook(*view);
    view->addAction(m_leftDock->toggleViewAction());
    view->addAction(m_rightDock->toggleViewAction());
    addCommands(
        view, {CommandId::Paper, CommandId::SceneOnly, CommandId::FullScreen, CommandId::Present});
}

void MainWindow::buildGallery()
{
    const auto moment = [this]() -> QString {
        if (m_exhibits->isActive()) {
            const auto frame = m_exhibits->frame();
            return frame && frame->progress > 0.0 ? plainOf(frame->progressText) : QString();
        }
        if (!m_frame || m_frame->time <= 0.0)
            return {};
        return QStringLiteral("t = %1 %2")
            .arg(shortNumber(m_frame->time, 3),
                QString::fromStdString(unitSymbol(Quantity::Time, m_frame->units)));
    };
    m_galleryPage = new Gallery(m_commands,
        {*this, [this]() -> Document& { return table(); },
            [this](const QString& name) { return openExperimentNamed(name); }, moment,
            [this] { return m_exhibits->isActive() || !m_runner.hasEnded(); }});
    for (Document* document :
        {static_cast<Document*>(&m_document), static_cast<Document*>(&m_exhibits->document())})
        connect(document, &Document::opened, m_galleryPage, &Gallery::close);
    connect(this, &MainWindow::frameTaken, m_galleryPage, [this] {
        if (m_galleryPage->isOpen())
            m_galleryPage->showMoment();
    });
}

void MainWindow::buildLook(QMenu& view)
{
    QMenu* themes = view.addMenu(tr("T&heme"));
    auto* group = new QActionGroup(themes);
    const std::pair<QString, ThemeKind> kinds[] = {{tr("Light"), ThemeKind::Light},
        {tr("Dark"), ThemeKind::Dark}, {tr("Projector, light"), ThemeKind::ProjectorLight},
        {tr("Projector, dark"), ThemeKind::ProjectorDark}};
    for (const auto& [text, kind] : kinds) {
        QAction* action = themes->addAction(text, this, [this, k = kind] { setThemeKind(k); });
        action->setCheckable(true);
        action->setChecked(kind == settings::themeKind());
        group->addAction(action);
    }

    QMenu* types = view.addMenu(tr("Type si&ze"));
    m_typeSizes = new QActionGroup(types);
    m_typeSizes->setExclusionPolicy(QActionGroup::ExclusionPolicy::ExclusiveOptional);
    for (const int percent : typeSizes()) {
        QAction* size = types->addAction(tr("%1 %").arg(percent));
        size->setData(percent);
        size->setCheckable(true);
        m_typeSizes->addAction(size);
    }
    connect(m_typeSizes, &QActionGroup::triggered, this,
        [this](const QAction* size) { chooseTypeSize(size->data().toInt()); });
    types->addSeparator();
    for (const CommandId id : {CommandId::TypeLarger, CommandId::TypeSmaller, CommandId::TypeUsual})
        types->addAction(m_commands[id]);
}

void MainWindow::buildPresentation()
{
    m_lesson->connectTo({m_document, [this](const std::string& name) { m_moments->show(name); },
        [this](double t) { emit m_timeline->asked(t); },
        [this](const ViewSettings& view) { lookAs(view); },
        [this](bool playing) { setPlaying(playing); },
        [this](const std::vector<std::string>& ids) {
            m_parameters->setAllowed(ids);
            m_strip->setAllowed(ids);
            m_cards->cards()->setEnabled(ids.empty());
            showParameters();
            m_strip->setExperiment(m_document.present());
        },
        [this](const QString& problem) { m_messages->showError(problem); }});
    connect(m_strip, &PresentationStrip::valueChanged, this, &MainWindow::setParameter);
    m_presentation = new Presentation({*this, m_commands, m_document, *m_moments, *m_lesson,
        *m_strip, {m_timeline, m_playback}, [this] { return !m_exhibits->isActive(); },
        [this] { return m_typeSize; }, [this](int percent) { setTypeSize(percent); }});
}

void MainWindow::foldPanels(bool fold)
{
    m_sides->fold(fold);
    m_viewBar->setVisible(!fold);
    m_hands->fold(fold);
}

void MainWindow::restoreWindow()
{
    setMinimumSize(leastWindow);
    resize(usualWindow);
    if (const QByteArray geometry = settings::windowGeometry(); !geometry.isEmpty())
        restoreGeometry(geometry);
    if (const QByteArray state = settings::windowState(); !state.isEmpty())
        restoreState(state);
}

} // namespace dqm
