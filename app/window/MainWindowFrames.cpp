// How frames come into the main window, and how time is run and held there.

#include "app/commands/ParticleTools.h"
#include "app/commands/SceneTools.h"
#include "app/pictures/SceneChoices.h"
#include "app/session/CarriedMoment.h"
#include "app/session/FrameNews.h"
#include "app/teaching/LessonBar.h"
#include "app/teaching/Presentation.h"
#include "app/window/ExhibitPage.h"
#include "app/window/MainWindow.h"
#include "app/window/PaperDock.h"
#include "app/window/TimeTravel.h"
#include "core/dynamics/Dynamics.h"
#include "core/readouts/waves/Description.h"
#include "core/setup/Parameters.h"
#include "widgets/numbers/Readouts.h"
#include "widgets/panels/bars/MessageBar.h"
#include "widgets/panels/bars/PlaybackBar.h"
#include "widgets/panels/bars/PreparingVeil.h"
#include "widgets/panels/bars/Timeline.h"
#include "widgets/panels/parameters/ParameterPanel.h"
#include "widgets/plots/PlotPanel.h"
#include "widgets/scene/view/StageView.h"

#include <QAction>

#include <utility>

namespace dqm {

namespace {

constexpr int lookInterval = 50; // ms between looks at rates and at a scene that may not answer
constexpr int tableInterval = 50; // ms between numbers that play on; nobody reads faster
constexpr int longestWaitForScene = 250; // ms after which numbers no longer wait for a slow scene

} // namespace

void MainWindow::connectFrames()
{
    const auto onWave = [this](CommandId id, auto slot) {
        connect(m_commands[id], &QAction::triggered, this, [this, slot] {
            if (!m_exhibits->isActive())
                slot();
        });
    };
    onWave(CommandId::StepForward, [this] { m_runner.step(1); });
    onWave(CommandId::StepBack, [this] {
        if (m_frame && m_frame->time <= 0.0)
            m_messages->showHint(tr("This is the start: nothing comes before t = 0."));
        else
            m_runner.step(-1);
    });
    onWave(CommandId::Restart, [this] { restart(); });
    connect(m_commands[CommandId::Play], &QAction::toggled, this, &MainWindow::playToggled);
    connect(m_commands[CommandId::KeepBefore], &QAction::toggled, this, [this](bool on) {
        if (!on)
            return m_plots->dropBefore();
        m_plots->keepBefore();
        m_messages->showHint(tr("The curves of this run stay, dashed. Change something, or begin "
                                "anew (Home), and compare; Ctrl+K lets them go."));
    });
    QAction* reverse = m_commands[CommandId::Reverse];
    connect(reverse, &QAction::toggled, this, [this](bool on) { m_runner.setReversed(on); });
    connect(reverse, &QAction::triggered, this, &MainWindow::reverseTriggered);
    connect(&m_endChoice, &EndChoice::chosen, &m_document, &ExperimentDocument::setTimeEnd);

    connect(m_travel, &TimeTravel::wanted, this, &MainWindow::fetchFrame);
    connect(m_timeline, &Timeline::refused, m_messages, &MessageBar::showError);
    connect(m_timeline, &Timeline::left, this, [this] { m_scene->setFocus(); });

    // The scene draws the next one while the numbers of this one go to their places, and picture
    // and numbers are painted together.
    connect(m_scene, &StageView::frameDrawn, this, [this] {
        m_drawn = std::exchange(m_drawing, {});
        fetchFrame();
        if (m_drawn.frame)
            take(std::exchange(m_drawn, {}));
    });
    m_tableTimer.setSingleShot(true);
    m_tableTimer.setInterval(tableInterval);
    connect(&m_tableTimer, &QTimer::timeout, this, &MainWindow::showNumbers);
    connect(&m_lookTimer, &QTimer::timeout, this, &MainWindow::lookAround);
    m_lookTimer.start(lookInterval);
}

void MainWindow::playToggled(bool play)
{
    const bool isWave = !m_exhibits->isActive();
    if (play && isWave && m_frame && !m_isPreparing) {
        const TimeSettings& time = m_document.present().time;
        QAction* reverse = m_commands[CommandId::Reverse];
        const double sliver = SimulationRunner::sliver * m_frame->stepSize;
        // From either end there is one way to go.
        if (reverse->isChecked() && m_frame->time <= sliver)
            reverse->setChecked(false);
        if (!reverse->isChecked() && time.end != TimeSettings::End::GoOn
            && m_frame->time >= time.until - sliver)
            restart();
    }
    m_travel->setPlaying(play && isWave);
}

void MainWindow::reverseTriggered(bool reversed)
{
    if (m_exhibits->isActive() || !reversed || m_commands[CommandId::Play]->isChecked())
        return;
    if (m_frame && m_frame->time > 0.0)
        return setPlaying(true);
    m_commands[CommandId::Reverse]->setChecked(false);
    m_messages->showHint(tr("This is the start: time runs backward only from a later moment."));
}

void MainWindow::restart()
{
    m_commands[CommandId::Reverse]->setChecked(false);
    m_runner.restart();
    beginRun(false);
}

void MainWindow::allowWayBack()
{
    const bool isAllowed = runsBackward(m_document.present());
    if (!isAllowed)
        m_commands[CommandId::Reverse]->setChecked(false);
    for (const CommandId back : {CommandId::Reverse, CommandId::StepBack})
        m_commands[back]->setEnabled(isAllowed);
}

void MainWindow::runChanged()
{
    const Experiment& present = m_document.present();
    const long long before = m_runner.run();
    m_plots->setExperiment(present);
    m_endChoice.show(present.time.end);
    m_timeline->setUntil(present.time.until);
    m_runner.apply(present);
    if (m_runner.run() != before)
        beginRun(false);
    updateRequest();
    allowWayBack();
}

/// @param isAnother  what is seen belongs to another experiment.
void MainWindow::beginRun(bool isAnother)
{
    m_isPreparing = true;
    m_drawing = {};
    m_drawn = {};
    m_travel->begin(m_document.present().time.until);
    m_veil->begin(isAnother);
    if (!isAnother)
        return;
    m_frame.reset();
    clearNumbers();
    m_scene->clear();
}

void MainWindow::clearNumbers()
{
    m_plots->clear();
    m_paper->clear();
    m_particles->clear();
}

void MainWindow::fetchFrame()
{
    if (m_exhibits->isActive())
        return;
    if (const auto error = m_runner.takeError()) {
        m_messages->showError(QString::fromStdString(*error));
        m_veil->end();
    }
    m_travel->follow();
    if (m_drawing.frame)
        return;
    if (auto kept = m_travel->takeWanted())
        return hand({std::move(kept), Handed::From::Memory});
    const SimulationRunner::Taken taken = m_runner.take();
    if (!taken.frame)
        return;
    switch (m_travel->kindOf(taken)) {
    case TimeTravel::Kind::Run:
        return hand({taken.frame, Handed::From::Run, taken.terms});
    case TimeTravel::Kind::Start:
        return hand({taken.frame, Handed::From::Start, taken.terms});
    case TimeTravel::Kind::Sought:
        return hand({taken.frame, Handed::From::Sought, taken.terms});
    case TimeTravel::Kind::Unwanted:
        break;
    }
}

void MainWindow::hand(Handed handed)
{
    // A picture that is there already would not be said to be drawn.
    if (!handed.frame || handed.frame == m_frame)
        return;
    m_sinceHanded.start();
    m_drawing = handed;
    m_scene->setFrame(std::move(handed.frame), m_commands[CommandId::ObserveFromK]->isChecked());
}

void MainWindow::lookAround()
{
    if (m_exhibits->isActive())
        return;
    const bool plays = m_commands[CommandId::Play]->isChecked();
    const double reached = m_runner.timePerSecond();
    m_playback->setRates({m_runner.stepsPerSecond(), m_scene->framesPerSecond(),
        parameterValue(m_document.present(), "playback.speed"),
        plays && reached > 0.0 ? std::optional(reached) : std::nullopt});
    // A scene that cannot be drawn or is not seen shall not hold the numbers back.
    if (m_drawing.frame && m_sinceHanded.elapsed() > longestWaitForScene)
        take(std::exchange(m_drawing, {}));
    fetchFrame();
    followTheEnd();
}

/// Shows the numbers of a frame whose picture is seen.
void MainWindow::take(Handed handed)
{
    if (handed.frame->run != m_runner.run())
        return;
    using From = Handed::From;
    if (handed.from != From::Memory)
        sayNews(*handed.frame);
    const bool isFirst = !m_frame || m_frame->run != handed.frame->run;
    m_frame = std::move(handed.frame);
    if (isFirst)
        clearNumbers();
    if (handed.from == From::Memory)
        m_plots->lookBack(m_frame);
    else if (handed.from != From::Start)
        m_travel->note(m_frame, handed.terms, handed.from == From::Sought);
    if (handed.from == From::Sought && m_travel->isBeforeAChange(m_frame->time))
        m_messages->showHint(tr("Something was changed at a later time than this: the state is "
                                "that of then, the values are those of now."));
    if (isFirst || !m_commands[CommandId::Play]->isChecked())
        showNumbers();
    else if (!m_tableTimer.isActive())
        m_tableTimer.start();
    m_paper->setFrame(*m_frame);
    m_particles->setFrame(m_frame);
    m_presentation->setFrame(m_frame);
    m_lesson->setFrame(m_frame);
    m_playback->setFrame(*m_frame);
    m_timeline->setFrame(*m_frame);
    m_parameters->setAutomaticStep(m_frame->stepSize);
    m_isPreparing = false;
    m_veil->end();
    followTheEnd();
    emit frameTaken();
}

void MainWindow::showNumbers()
{
    m_tableTimer.stop();
    if (!m_frame)
        return;
    m_readouts->setFrame(*m_frame);
    // Who listens is not talked at while time runs.
    if (!m_commands[CommandId::Play]->isChecked())
        m_scene->setAccessibleDescription(
            QString::fromStdString(describe(m_document.present(), *m_frame)));
}

/// Played time stopped by itself and what it came to is seen.
void MainWindow::followTheEnd()
{
    QAction* play = m_commands[CommandId::Play];
    if (!m_runner.hasEnded() || m_drawing.frame || m_drawn.frame || !play->isChecked())
        return;
    const bool loops = m_document.present().time.end == TimeSettings::End::Loop;
    if (!loops || m_commands[CommandId::Reverse]->isChecked())
        return play->setChecked(false);
    restart();
    m_travel->setPlaying(true);
}

void MainWindow::sayNews(const Frame& frame)
{
    if (const QString news = nodeNews(m_frame.get(), frame); !news.isEmpty())
        m_messages->showHint(news);
    if (const QString news = eventNews(m_frame.get(), frame); !news.isEmpty())
        m_messages->showHint(news);
    if (const QString news = warningNews(m_frame.get(), frame); !news.isEmpty())
        m_messages->showHint(news);
    const bool returns = m_frame && m_frame->time > 0.0 && frame.returnError
        && m_commands[CommandId::Reverse]->isChecked();
    if (!returns)
        return;
    // The runner has stopped there.
    m_commands[CommandId::Play]->setChecked(false);
    m_messages->showHint(returnNews(frame));
}

FrameRequest MainWindow::frameRequest() const
{
    const bool moves = m_document.present().frameVelocity.norm() > 0.0;
    const bool fromK = m_commands[CommandId::ObserveFromK]->isChecked() || !moves;
    FrameRequest request;
    request.fieldsOfK = fromK;
    request.fieldsOfKPrime = !fromK;
    request.onlyOfPanes = true;
    ask(request, m_switches.options());
    request.loop = m_tools->loop();
    request.equations = m_paper->isInView();
    m_particles->fill(request);
    m_plots->ask(request);
    return request;
}

void MainWindow::updateRequest()
{
    const bool moves = m_document.present().frameVelocity.norm() > 0.0;
    m_runner.setRequest(frameRequest());
    m_runner.setEvolveInKPrime(moves && m_commands[CommandId::EvolveInKPrime]->isChecked());
}

} // namespace dqm
