#include "app/window/ExhibitPage.h"

#include "app/experiments/ExperimentFile.h"
#include "widgets/exhibits/ChartDeck.h"
#include "widgets/exhibits/ExhibitBar.h"
#include "widgets/exhibits/ExhibitControls.h"
#include "widgets/exhibits/ExhibitNotes.h"
#include "widgets/exhibits/ExhibitReadouts.h"
#include "widgets/exhibits/scene/ExhibitSceneView.h"
#include "widgets/panels/bars/MessageBar.h"
#include "widgets/panels/bars/PreparingVeil.h"

#include <QAction>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>
#include <set>

namespace dqm {

namespace {

constexpr double stepOfPace = 1.0 / 50.0; ///< a single step of a kind that names none

/// The commands that mean something for an exhibit; all others are for waves.
const std::set<CommandId>& commandsOfExhibits()
{
    static const std::set<CommandId> all{CommandId::Gallery, CommandId::Open, CommandId::Save,
        CommandId::SaveAs, CommandId::ExportPicture, CommandId::SavePicture,
        CommandId::SaveWindowPicture, CommandId::CopyPicture, CommandId::CopyExperiment,
        CommandId::Paste, CommandId::SaveData, CommandId::RecordVideo, CommandId::RecordingOptions,
        CommandId::Quit, CommandId::Undo, CommandId::Redo, CommandId::Play, CommandId::StepForward,
        CommandId::Restart, CommandId::NewSeed, CommandId::Faster, CommandId::Slower,
        CommandId::TypeLarger, CommandId::TypeSmaller, CommandId::TypeUsual, CommandId::Paper,
        CommandId::SceneOnly, CommandId::FullScreen, CommandId::Present, CommandId::Keys,
        CommandId::Verify, CommandId::About};
    return all;
}

QLabel* headline(const QString& text)
{
    auto* label = new QLabel(QStringLiteral("<b>%1</b>").arg(text));
    label->setContentsMargins(12, 8, 12, 0);
    return label;
}

} // namespace

ExhibitPage::ExhibitPage(
    Commands& commands, MessageBar& messages, History& history, QWidget& window)
    : QObject(&window)
    , m_commands(commands)
    , m_messages(messages)
    , m_document(history)
    , m_runner([this] {
        QMetaObject::invokeMethod(this, &ExhibitPage::fetchFrame, Qt::QueuedConnection);
    })
    , m_controls(new ExhibitControls)
{
    buildCentre(window);
    buildResults();
    m_veil = new PreparingVeil(m_split, {m_results}, this);
    connectCommands();
    connectDocument();
    m_commands[CommandId::NewSeed]->setEnabled(false);
    for (QWidget* part : {static_cast<QWidget*>(m_controls), resetButton(), m_centre, m_results})
        part->hide();
}

ExhibitPage::~ExhibitPage() = default;

QWidget& ExhibitPage::bar() const { return *m_bar; }

void ExhibitPage::buildCentre(QWidget& window)
{
    m_scene = new ExhibitSceneView;
    m_charts = new ChartDeck;
    m_bar = new ExhibitBar({m_commands[CommandId::Restart], m_commands[CommandId::Play],
        m_commands[CommandId::StepForward], m_commands[CommandId::NewSeed],
        m_commands[CommandId::RecordVideo]});
    m_split = new QSplitter(Qt::Vertical);
    m_split->setObjectName(QStringLiteral("exhibitSplit"));
    m_split->setChildrenCollapsible(false);
    m_split->setHandleWidth(3);
    m_split->addWidget(m_scene);
    m_split->addWidget(m_charts);
    m_split->setStretchFactor(0, 5);
    m_split->setStretchFactor(1, 4);
    m_centre = new QWidget;
    auto* column = new QVBoxLayout(m_centre);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_split, 1);
    column->addWidget(m_bar);
    m_exports = new ExhibitExports(
        m_commands, {window, *m_scene, m_messages, m_document, [this] { return m_frame; }}, this);
}

void ExhibitPage::buildResults()
{
    m_readouts = new ExhibitReadouts;
    m_notes = new ExhibitNotes;
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(headline(tr("Numbers")));
    column->addWidget(m_readouts);
    column->addWidget(headline(tr("To know")));
    column->addWidget(m_notes);
    column->addStretch();
    auto* scroll = new QScrollArea;
    scroll->setWidget(content);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_results = scroll;
    connect(m_notes, &ExhibitNotes::equationClicked, this, &ExhibitPage::equationClicked);
}

QWidget* ExhibitPage::controls() const { return m_controls; }

QWidget* ExhibitPage::resetButton() const { return m_controls->resetButton(); }

QWidget* ExhibitPage::place(const QString& name) const
{
    return name == "plot" ? static_cast<QWidget*>(m_charts) : m_scene;
}

FilmedPage ExhibitPage::filmed() const
{
    return {*m_split, *m_results, m_document.present().title,
        [this] { return formatExperimentOnOneLine(m_document.present()); },
        [this] { return m_frame ? m_frame->progress : 0.0; }};
}

void ExhibitPage::setRecorded(std::optional<double> seconds) { m_bar->setRecorded(seconds); }

void ExhibitPage::connectCommands()
{
    const auto on = [this](CommandId id, auto action) {
        connect(m_commands[id], &QAction::triggered, this, [this, action] {
            if (m_isActive)
                action();
        });
    };
    on(CommandId::StepForward, [this] { stepOnce(); });
    on(CommandId::Restart, [this] { beginAnew(); });
    on(CommandId::NewSeed, [this] { newSeed(); });
    on(CommandId::Faster, [this] { changePace(2.0); });
    on(CommandId::Slower, [this] { changePace(0.5); });
    connect(m_commands[CommandId::Play], &QAction::toggled, this, [this](bool play) {
        if (m_isActive)
            m_runner.setPlaying(play);
    });
}

void ExhibitPage::connectDocument()
{
    connect(&m_document, &Document::opened, this, &ExhibitPage::showOpened);
    connect(&m_document, &ExhibitDocument::begunAnew, this, &ExhibitPage::beginAnew);
    connect(&m_document, &ExhibitDocument::valueChanged, this,
        [this](const QString& id, double value) { m_runner.setValue(id.toStdString(), value); });
    connect(&m_document, &ExhibitDocument::paceChanged, this, [this](double pace) {
        m_bar->setPace(pace);
        m_runner.setPace(pace);
    });
    connect(&m_document, &Document::failed, this, [this](const QString& reason) {
        m_messages.showError(reason);
        m_controls->setExperiment(m_document.present());
    });
    connect(&m_document, &Document::restored, this,
        [this] { m_controls->setExperiment(m_document.present()); });
    connect(m_controls, &ExhibitControls::valueChanged, &m_document, &ExhibitDocument::setValue);
    connect(m_controls, &ExhibitControls::seedChanged, &m_document, &ExhibitDocument::setSeed);
    connect(m_controls, &ExhibitControls::newSeedRequested, this, &ExhibitPage::newSeed);
    connect(
        m_controls, &ExhibitControls::resetRequested, &m_document, &ExhibitDocument::resetToFile);
    connect(m_bar, &ExhibitBar::paceChanged, &m_document, &ExhibitDocument::setPace);
}

void ExhibitPage::setActive(bool active)
{
    if (active != m_isActive) {
        for (const CommandId id : allCommands()) {
            if (!commandsOfExhibits().contains(id))
                m_commands[id]->setEnabled(!active);
        }
        m_commands[CommandId::NewSeed]->setEnabled(active);
    }
    m_isActive = active;
    m_exports->setActive(active);
    for (QWidget* part : {static_cast<QWidget*>(m_controls), resetButton(), m_centre, m_results})
        part->setVisible(active);
    m_runner.setPlaying(active && m_commands[CommandId::Play]->isChecked());
}

void ExhibitPage::showOpened()
{
    m_bar->setKind(m_document.kind());
    m_bar->setPace(m_document.present().pace);
    m_frame.reset();
    setActive(true);
    beginAnew();
    m_veil->begin(true);
}

void ExhibitPage::beginAnew()
{
    m_controls->setExperiment(m_document.present());
    m_runner.open(m_document.present());
    m_veil->begin(false);
}

void ExhibitPage::newSeed() { m_document.setSeed(m_document.present().seed + 1); }

void ExhibitPage::stepOnce()
{
    const ExhibitKind& kind = m_document.kind();
    hold();
    m_runner.step(kind.step > 0.0 ? kind.step : stepOfPace * kind.defaultPace);
}

void ExhibitPage::changePace(double factor)
{
    const auto [slowest, fastest] = ExhibitBar::paceRange(m_document.kind());
    m_document.setPace(std::clamp(factor * m_document.present().pace, slowest, fastest));
}

void ExhibitPage::hold() { m_commands[CommandId::Play]->setChecked(false); }

void ExhibitPage::fetchFrame()
{
    if (!m_isActive)
        return;
    if (const auto error = m_runner.takeError()) {
        m_messages.showError(QString::fromStdString(*error));
        hold();
        m_veil->end();
    }
    auto frame = m_runner.takeFrame();
    if (!frame)
        return;
    m_frame = std::move(frame);
    m_scene->setVisible(!std::holds_alternative<std::monostate>(m_frame->scene));
    m_scene->setFrame(m_frame);
    m_charts->setFrame(m_frame);
    m_readouts->setFrame(m_frame);
    m_notes->setNotes(m_frame->notes);
    m_bar->setFrame(*m_frame);
    m_veil->end();
    if (m_frame->finished)
        hold();
}

void ExhibitPage::setTheme(const Theme& theme)
{
    m_scene->setTheme(theme);
    m_charts->setTheme(theme);
}

} // namespace dqm
