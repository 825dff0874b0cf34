#pragma once

#include <QKeySequence>
#include <QList>
#include <QObject>

#include <map>
#include <vector>

class QAction;

namespace dqm {

/// Everything the window can be told to do. The order is that of the keys page.
enum class CommandId
{
    Gallery,
    Open,
    Save,
    SaveAs,
    ExportPicture,
    SavePicture,
    SaveWindowPicture,
    CopyPicture,
    CopyExperiment,
    Paste,
    SaveData,
    RecordVideo,
    RecordingOptions,
    RenderVideo,
    Quit,
    Undo,
    Redo,
    Play,
    StepForward,
    StepBack,
    Reverse,
    Restart,
    NewSeed,
    Faster,
    Slower,
    StopAtEnd,
    LoopAtEnd,
    GoOnAtEnd,
    KeepMoment,
    NextMoment,
    PreviousMoment,
    EditMoments,
    Flat,
    ResetView,
    StageOne,
    StageFrames,
    StageDiffusions,
    StageFour,
    PrepareAlike,
    TwinWithInertia,
    SolveHydrodynamics,
    ObserveFromK,
    EvolveInKPrime,
    PotentialContours,
    PotentialSheet,
    DriftLines,
    DriftArrows,
    DriftTracers,
    DriftFlux,
    DiffusionLines,
    DiffusionArrows,
    DiffusionTracers,
    DiffusionFlux,
    Vortices,
    ParticlePanel,
    Particles,
    ParticleTrails,
    ParticlesAlone,
    DrawLoop,
    FollowPeak,
    NextColor,
    KeepBefore,
    TypeLarger,
    TypeSmaller,
    TypeUsual,
    Paper,
    SceneOnly,
    FullScreen,
    Present,
    Keys,
    Verify,
    About
};

/// Every one, in order.
std::vector<CommandId> allCommands();

/// The window's actions, each declared once: id, text, keys, tip and whether it is checked. Menus,
/// buttons, keys and the keys page are made from the same table.
class Commands : public QObject
{
    Q_OBJECT

public:
    explicit Commands(QObject* parent = nullptr);

    QAction* operator[](CommandId id) const;
    /// Those that take a tool into the hand, in the order of sceneToolKinds(); one is checked.
    const QList<QAction*>& tools() const { return m_tools; }
    /// All actions in the order of CommandId, then the tools.
    std::vector<QAction*> all() const;
    /// An HTML table of keys and what they do.
    QString keysPage() const;

private:
    QAction* declare(const char* name, const char* text, const char* keys, const char* tip);

    std::map<CommandId, QAction*> m_actions;
    QList<QAction*> m_tools;
};

} // namespace dqm
