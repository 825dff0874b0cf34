#include "app/commands/Commands.h"

#include "widgets/scene/tools/ToolKinds.h"

#include <QAction>
#include <QActionGroup>

namespace dqm {

namespace {

struct Command
{
    CommandId id;
    const char* name; ///< object name, for tests and settings
    const char* text;
    const char* keys; ///< several are parted by "; "
    const char* tip;
    bool checkable = false;
    bool checked = false;
};

// clang-format off
const Command table[] = {
    {CommandId::Gallery, "gallery", "&Gallery", "Ctrl+G", "All experiments as cards; once more, or Esc, goes back to what was running"},
    {CommandId::Open, "open", "&Open experiment…", "Ctrl+O", "Open an experiment file (.dqm)"},
    {CommandId::Save, "save", "&Save experiment", "Ctrl+S", "Save the experiment as it is now, with every slider"},
    {CommandId::SaveAs, "saveAs", "Save experiment &as…", "Ctrl+Shift+S", "Save the experiment under another name"},
    {CommandId::ExportPicture, "exportPicture", "&Export picture…", "Ctrl+E", "A picture of what is seen, of any size, that carries its experiment"},
    {CommandId::SavePicture, "savePicture", "Save &picture…", "Ctrl+P", "Save the scene as a PNG that carries its experiment"},
    {CommandId::SaveWindowPicture, "saveWindowPicture", "Save picture of the &window…", "Ctrl+Shift+P", "Save the whole window as a PNG"},
    {CommandId::CopyPicture, "copyPicture", "&Copy picture", "Ctrl+C", "Copy the scene to the clipboard, with its experiment"},
    {CommandId::CopyExperiment, "copyExperiment", "Copy e&xperiment", "Ctrl+Shift+C", "Copy the experiment as it is now to the clipboard, as text"},
    {CommandId::Paste, "paste", "&Paste", "Ctrl+V", "An experiment as text, or a picture that was copied here, opens; any other picture becomes V"},
    {CommandId::SaveData, "saveData", "Save &data…", "Ctrl+Shift+E", "Save the fields or particles of this moment in full precision, or the curves of the plot"},
    {CommandId::RecordVideo, "recordVideo", "&Record video", "Ctrl+R", "Film what is seen as it is seen; once more ends the film", true},
    {CommandId::RecordingOptions, "recordingOptions", "Recording &options…", "", "What is filmed, how large, in which format and where to"},
    {CommandId::RenderVideo, "renderVideo", "Render &video…", "Ctrl+Shift+R", "A video of exact moments at any size, computed beside the window"},
    {CommandId::Quit, "quit", "&Quit", "Ctrl+Q", "Close DQM Lab"},
    {CommandId::Undo, "undo", "&Undo", "Ctrl+Z", "Take the last change back: a value, a view, a reset or an opening, as many as you like"},
    {CommandId::Redo, "redo", "&Redo", "Ctrl+Shift+Z; Ctrl+Y", "Make the change again that was taken back"},
    {CommandId::Play, "play", "&Play", "Space", "Let time run, or hold it", true},
    {CommandId::StepForward, "stepForward", "Step &forward", ".", "One step of the solver forward, or one of an exhibit"},
    {CommandId::StepBack, "stepBack", "Step &back", ",", "One step of the solver backward: equation (16) runs both ways"},
    {CommandId::Reverse, "reverse", "&Reverse time", "Backspace", "Let time run backward: v changes its sign, u does not, and the ensemble refocuses", true},
    {CommandId::Restart, "restart", "Re&start", "Home", "Back to the start: the ensemble, or an exhibit, is prepared anew"},
    {CommandId::NewSeed, "newSeed", "&New seed", "Shift+N", "Begin an exhibit of chance anew with another seed"},
    {CommandId::Faster, "faster", "F&aster", "]", "Simulated time or an exhibit runs twice as fast"},
    {CommandId::Slower, "slower", "Slo&wer", "[", "Simulated time or an exhibit runs half as fast"},
    {CommandId::StopAtEnd, "stopAtEnd", "S&top at the end", "", "Time that is played stops when it has come to the end of the experiment", true, true},
    {CommandId::LoopAtEnd, "loopAtEnd", "Begin again at the &end", "", "At the end of the experiment the ensemble is prepared anew and time runs again", true},
    {CommandId::GoOnAtEnd, "goOnAtEnd", "Go &on past the end", "", "Time that is played runs on past the end of the experiment", true},
    {CommandId::KeepMoment, "keepMoment", "&Keep this moment", "Ctrl+B", "Keep what is seen now, its time and how it is looked at, with the experiment; Ctrl+1 to Ctrl+9 go back to the first nine"},
    {CommandId::NextMoment, "nextMoment", "Ne&xt moment", "Ctrl+PgDown", "Go to the next of the moments that were kept"},
    {CommandId::PreviousMoment, "previousMoment", "Pre&vious moment", "Ctrl+PgUp", "Go to the one before it"},
    {CommandId::EditMoments, "editMoments", "&Moments…", "", "Name, order and remove the moments that were kept"},
    {CommandId::Flat, "flat", "&Flat view", "T", "Look straight down on the plane", true},
    {CommandId::ResetView, "resetView", "R&eset view", "R", "The experiment's own camera; an exhibit has none"},
    {CommandId::StageOne, "stageOne", "&One view", "1", "The ensemble alone"},
    {CommandId::StageFrames, "stageFrames", "&K | K′", "2", "The same ensemble in K and in K′, evolved in each on its own"},
    {CommandId::StageDiffusions, "stageDiffusions", "&Frictionless | frictional", "3", "Diffusion without friction beside ordinary diffusion through a medium"},
    {CommandId::StageFour, "stageFour", "&2 × 2", "4", "Both kinds of diffusion in both frames: which row knows who is at rest?"},
    {CommandId::PrepareAlike, "prepareAlike", "Each frame prepares its &own ensemble", "", "The column of K′ shows an ensemble that K′ prepares in its coordinates as K prepares its own; else the ensemble of K as K′ sees it", true},
    {CommandId::SolveHydrodynamics, "solveHydrodynamics", "Also solve (13), (1&4)", "", "Evolve ρ and S by the paper's (13), (14) beside ψ and (16), and compare; on a periodic grid, until a node forms", true},
    {CommandId::TwinWithInertia, "twinWithInertia", "Friction with &inertia (Kramers)", "", "The twin with friction keeps its drift for a time 1/γ (Langevin and Kramers); else it follows the medium at once (Fick, Smoluchowski)", true, true},
    {CommandId::ObserveFromK, "observeFromK", "Look from &K", "K", "Show what the observer in K sees instead of the one in K′, who moves with W", true},
    {CommandId::EvolveInKPrime, "evolveInKPrime", "Also e&volve in K′", "E", "While the frame moves, prepare the same ensemble in K′ and evolve it there on its own; the table compares", true, true},
    {CommandId::PotentialContours, "potentialContours", "Potential as &contours", "C", "V on the floor: lines of equal energy; walls as solids", true, true},
    {CommandId::PotentialSheet, "potentialSheet", "Potential as s&heet", "V", "V as a translucent second surface, where it is not walls", true},
    {CommandId::DriftLines, "driftLines", "Streamlines of &drift v", "D", "Streamlines of the drift velocity v = ∇S/m (6), along which ρ is carried", true},
    {CommandId::DriftArrows, "driftArrows", "Arrows of drift v", "Shift+D", "Arrows of the drift velocity v, longer where it is faster", true},
    {CommandId::DriftTracers, "driftTracers", "Tracers of drift v", "Ctrl+D", "Points that move with the drift velocity v, as ρ does", true},
    {CommandId::DriftFlux, "driftFlux", "Drift as flux j = ρv", "", "Lines, arrows and tracers show the flux j = ρv instead of the velocity v", true},
    {CommandId::DiffusionLines, "diffusionLines", "Streamlines of diff&usion u", "U", "Streamlines of the diffusion velocity u = −(ħ/2m) ∇ρ/ρ (2), (3): the direction of Fick's flux, away from the crowd. It is no transport of ρ; Nelson's osmotic velocity has the opposite sign", true},
    {CommandId::DiffusionArrows, "diffusionArrows", "Arrows of diffusion u", "Shift+U", "Arrows of the diffusion velocity u. It is no transport of ρ; Nelson's osmotic velocity has the opposite sign", true},
    {CommandId::DiffusionTracers, "diffusionTracers", "Tracers of diffusion u", "Ctrl+U", "Points that move with u and show that field only: ρ is carried by v alone", true},
    {CommandId::DiffusionFlux, "diffusionFlux", "Diffusion as flux j_D = ρu", "", "Lines, arrows and tracers show Fick's flux j_D = ρu = −D∇ρ (2) instead of the velocity u", true},
    {CommandId::Vortices, "vortices", "&Vortices", "X", "Mark the points around which the phase winds, with their charges", true},
    {CommandId::ParticlePanel, "particlePanel", "&Panel of particles", "P", "The classical particles behind ρ: how many, how they move, and what their paths and their histogram show", true},
    {CommandId::Particles, "particles", "&Show particles", "Shift+P", "The particles of the ensemble in the scene, if the experiment has any", true},
    {CommandId::ParticleTrails, "particleTrails", "&Trails of particles", "", "Where up to 400 of the particles have been in the last moments, as many as a pane has room for", true},
    {CommandId::ParticlesAlone, "particlesAlone", "Particles &without surface", "", "Particles on the plane; the surface lies flat and faint below them", true},
    {CommandId::DrawLoop, "drawLoop", "Draw a &loop", "L", "Draw a closed loop in the scene, easiest from above (T): the circulation of v around it is n · 2πħ/m", true},
    {CommandId::FollowPeak, "followPeak", "&Heights follow the peak", "H", "Let heights and colours follow what is there now; else they keep the scale the run began with", true},
    {CommandId::KeepBefore, "keepBefore", "Compare &with this run", "Ctrl+K", "The curves of this run stay, dashed, beside those of what you change from now on; once more lets them go", true},
    {CommandId::NextColor, "nextColor", "&Next colouring", "N", "Phase, ρ, |v|, |u|, Q, local energy and the residuals of (13) and (14) in turn"},
    {CommandId::TypeLarger, "typeLarger", "&Larger type", "Ctrl++", "The next larger size of all type: scene, plots, panels and dialogs"},
    {CommandId::TypeSmaller, "typeSmaller", "&Smaller type", "Ctrl+-", "The next smaller size of all type"},
    {CommandId::TypeUsual, "typeUsual", "&Usual type", "Ctrl+0", "Type as large as in other programs"},
    {CommandId::Paper, "paper", "The &paper, live", "Q", "The equations (1) to (34) with what this ensemble makes of them, and what is right where the paper is loose", true},
    {CommandId::SceneOnly, "sceneOnly", "Scene &only", "F9", "Fold the panels away", true},
    {CommandId::FullScreen, "fullScreen", "F&ull screen", "F11", "The window over the whole screen", true},
    {CommandId::Present, "present", "&Presentation", "F5", "In front of a class: scene and a few large numbers over the whole screen; Page Up and Page Down go through the moments, B blacks the screen, Esc ends it", true},
    {CommandId::Keys, "keys", "&Keys", "F1", "All keys and mouse gestures"},
    {CommandId::Verify, "verify", "&Verify this installation", "", "Compute what is known beforehand and compare: closed forms, invariance, equations, statistics"},
    {CommandId::About, "about", "&About DQM Lab", "", "Version, licence and the paper"},
};
// clang-format on

} // namespace

std::vector<CommandId> allCommands()
{
    std::vector<CommandId> ids;
    for (const Command& command : table)
        ids.push_back(command.id);
    return ids;
}

QAction* Commands::declare(const char* name, const char* text, const char* keys, const char* tip)
{
    auto* action = new QAction(QString::fromUtf8(text), this);
    action->setObjectName(QString::fromUtf8(name));
    if (*keys)
        action->setShortcuts(QKeySequence::listFromString(QString::fromUtf8(keys)));
    QString told = QString::fromUtf8(tip);
    action->setStatusTip(told);
    if (!action->shortcut().isEmpty())
        told += QStringLiteral(" (%1)").arg(action->shortcut().toString(QKeySequence::NativeText));
    action->setToolTip(told);
    return action;
}

Commands::Commands(QObject* parent)
    : QObject(parent)
{
    for (const Command& command : table) {
        QAction* action = declare(command.name, command.text, command.keys, command.tip);
        action->setCheckable(command.checkable);
        action->setChecked(command.checked);
        m_actions.emplace(command.id, action);
    }
    auto* group = new QActionGroup(this);
    for (const SceneToolKind* kind : sceneToolKinds()) {
        m_tools << declare(kind->name, kind->label, kind->keys, kind->tip);
        m_tools.last()->setCheckable(true);
        group->addAction(m_tools.last());
    }
    m_tools.first()->setChecked(true);
}

QAction* Commands::operator[](CommandId id) const { return m_actions.at(id); }

std::vector<QAction*> Commands::all() const
{
    std::vector<QAction*> actions;
    for (const auto& [id, action] : m_actions)
        actions.push_back(action);
    actions.insert(actions.end(), m_tools.begin(), m_tools.end());
    return actions;
}

QString Commands::keysPage() const
{
    QString rows;
    const auto row = [&rows](const QString& keys, const QString& what) {
        rows += QStringLiteral("<tr><td style='padding-right:24px'><b>%1</b></td><td>%2</td></tr>")
                    .arg(keys.toHtmlEscaped(), what.toHtmlEscaped());
    };
    for (const QAction* action : all()) {
        if (!action->shortcut().isEmpty())
            row(QKeySequence::listToString(action->shortcuts(), QKeySequence::NativeText)
                    .replace(QStringLiteral("; "), tr(" or ")),
                action->statusTip());
    }
    row(tr("Keys of other layouts"),
        tr("Where a key writes no Latin letter, digit or sign of these, its place on the keyboard "
           "counts; in a box that is typed in, none of these single keys acts"));
    row(tr("Left drag"),
        tr("What the tool in hand does; without one, and beside the plane, orbit"));
    row(tr("Esc in the scene"), tr("Let go of what the tool holds, then of the tool"));
    row(tr("Right or middle drag, Shift + left drag"), tr("Pan"));
    row(tr("Wheel"), tr("Zoom"));
    row(tr("Double click in the scene"), tr("The experiment's own camera"));
    return QStringLiteral("<table cellspacing='4'>%1</table>").arg(rows);
}

} // namespace dqm
