#pragma once

#include "app/commands/Commands.h"
#include "app/commands/EndChoice.h"
#include "app/commands/StageChoice.h"
#include "app/commands/ViewSwitches.h"
#include "app/session/ExperimentDocument.h"
#include "app/session/History.h"
#include "app/session/SimulationRunner.h"

#include <QElapsedTimer>
#include <QMainWindow>
#include <QTimer>

class QActionGroup;
class QDockWidget;
class QMenu;

namespace dqm {

class CardTools;
class CarriedMoment;
class Incoming;
class ExhibitPage;
class ExperimentGallery;
class Exports;
class Gallery;
class HandTools;
class LessonBar;
class MessageBar;
class MomentMenu;
class PaperDock;
class ParameterPanel;
class ParticleTools;
class PlaybackBar;
class PlotPanel;
class PreparingVeil;
class Presentation;
class PresentationStrip;
class Readouts;
class Recording;
class Recovery;
class SceneTools;
class SidePanels;
class StageView;
class TimeTravel;
class Timeline;
class ViewBar;

/// Assembles the rooms: the document and its panels on the left, the scene in the middle, plots and
/// numbers on the right, and the runner behind them; for an exhibit, ExhibitPage's in their places.
///
/// Frames  the runner says when one is there; it is handed to the scene as soon as that has drawn
///         the one before, and its numbers are shown when its picture is. All that is seen is of
///         one run and one moment.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(QWidget* parent = nullptr);
    ~MainWindow() override;

    /// A shipped experiment's name or a path; errors appear in the message bar.
    bool openExperimentNamed(const QString& nameOrPath);
    bool saveTo(const QString& path) { return table().save(path); }
    /// Sets one entry of core/setup/Parameters as if its slider had been moved.
    void setParameter(const QString& id, double value);
    void resetToFile() { table().resetToFile(); }
    /// The page of all experiments.
    Gallery& gallery() { return *m_galleryPage; }
    /// Offers what an earlier run, which ended without warning, had not saved.
    /// @return  whether there is such.
    bool offerRecovery();
    /// Lets time run or holds it.
    void setPlaying(bool playing);
    /// Per cent of the usual size of type, not remembered.
    void setTypeSize(int percent);
    /// The frame on the screen; null before the first.
    std::shared_ptr<const Frame> frame() const { return m_frame; }
    QStringList shippedNames() const;
    /// The wave that lies, or last lay, on the table.
    const ExperimentDocument& document() const { return m_document; }
    /// What is shown while an exhibit lies on the table.
    ExhibitPage& exhibits() { return *m_exhibits; }
    /// What lies on the table.
    Document& table();
    const Commands& commands() const { return m_commands; }
    StageView& scene() { return *m_scene; }
    QString message() const;
    /// Whether what was asked for last is still being prepared, so that nothing of it is seen.
    bool isPreparing() const { return m_isPreparing; }

signals:
    /// frame() is another one: its picture and its numbers are seen.
    void frameTaken();

protected:
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    /// A frame on its way through the scene.
    struct Handed
    {
        enum class From
        {
            Run,
            Start, ///< of a run that goes to the moment of a file, where the curves begin
            Sought, ///< the exact state of a time that was asked for
            Memory ///< seen before, while the timeline is dragged
        };
        std::shared_ptr<const Frame> frame;
        From from = From::Run;
        long long terms = 0; ///< on which the runner made it
    };
    void hand(Handed handed);
    void take(Handed handed);

    void buildCentre();
    void buildDocks();
    void buildMenus();
    void buildViewMenu();
    void addCommands(QMenu* menu, std::initializer_list<CommandId> ids);
    void buildGallery();
    void buildPresentation();
    void connectCommands();
    void connectView();
    void connectPanels();
    void restoreWindow();

    void showOpened();
    void showExhibit();
    void showParts(bool ofExhibit);
    void showInGallery(const AnyExperiment& experiment);
    void connectIncoming();
    void open(AnyExperiment experiment, const QString& nameOrPath, std::optional<double> moment);
    void allowWayBack();
    void runChanged();
    void showRestored();
    void showParameters();
    void showHistory();
    void connectFrames();
    void restart();
    void beginRun(bool isAnother);
    /// Of the run before; the table is covered until the next ones are there.
    void clearNumbers();
    void showNumbers();
    void fetchFrame();
    void lookAround();
    void playToggled(bool play);
    void reverseTriggered(bool reversed);
    void followTheEnd();
    FrameRequest frameRequest() const;
    void updateRequest();
    void updateTitle();
    void updateRecentMenu();
    void viewChanged();
    void plotChanged();
    void takeView(const ViewSettings& view);
    ViewSettings viewWithCamera() const;
    void lookAs(const ViewSettings& view);
    void sayNews(const Frame& frame);
    void setThemeKind(ThemeKind kind);
    void buildLook(QMenu& view);
    void chooseTypeSize(int percent);
    void applyLook();
    QList<QAction*> actionsOf(std::initializer_list<CommandId> ids) const;
    void changeSpeed(double factor);
    void foldPanels(bool fold);

    void chooseAndOpen();
    bool save();
    bool saveAs();
    void showKeys();
    void verifyInstallation();
    void showAbout();
    bool mayClose();
    void restore(const std::vector<std::shared_ptr<Sheet>>& sheets);
    bool saveAll(const std::vector<std::shared_ptr<Sheet>>& sheets);

    Commands m_commands;
    ViewSwitches m_switches;
    StageChoice m_stageChoice;
    History m_history;
    EndChoice m_endChoice;
    ExperimentDocument m_document;
    SimulationRunner m_runner;
    QTimer m_lookTimer;
    QTimer m_tableTimer; ///< runs while the table is behind the picture
    std::shared_ptr<const Frame> m_frame;
    bool m_isShowing = false; ///< values are being put on controls, not changed by a person
    Handed m_drawing; ///< the scene has it and has not finished its picture
    Handed m_drawn; ///< its picture is about to be seen
    bool m_isPreparing = false; ///< no frame of the present run was seen
    QElapsedTimer m_sinceHanded;
    int m_typeSize = 100; ///< per cent of the usual one

    MessageBar* m_messages = nullptr;
    MessageBar* m_question = nullptr; ///< stays while messages come and go
    ViewBar* m_viewBar = nullptr;
    StageView* m_scene = nullptr;
    SceneTools* m_tools = nullptr;
    HandTools* m_hands = nullptr;
    CardTools* m_cards = nullptr;
    ParticleTools* m_particles = nullptr;
    ExhibitPage* m_exhibits = nullptr;
    QWidget* m_waveCentre = nullptr; ///< scene and bars
    QWidget* m_waveNumbers = nullptr; ///< plots and numbers
    PreparingVeil* m_veil = nullptr; ///< over scene, plots and numbers
    PlaybackBar* m_playback = nullptr;
    Timeline* m_timeline = nullptr;
    TimeTravel* m_travel = nullptr;
    ExperimentGallery* m_gallery = nullptr;
    Gallery* m_galleryPage = nullptr;
    ParameterPanel* m_parameters = nullptr;
    PlotPanel* m_plots = nullptr;
    Readouts* m_readouts = nullptr;
    CarriedMoment* m_moment = nullptr;
    std::unique_ptr<Incoming> m_incoming;
    MomentMenu* m_moments = nullptr;
    LessonBar* m_lesson = nullptr;
    PresentationStrip* m_strip = nullptr;
    Presentation* m_presentation = nullptr;
    Exports* m_exports = nullptr;
    Recording* m_recording = nullptr;
    Recovery* m_recovery = nullptr;
    SidePanels* m_sides = nullptr;
    QDockWidget* m_leftDock = nullptr;
    QDockWidget* m_rightDock = nullptr;
    PaperDock* m_paper = nullptr;
    QMenu* m_recentMenu = nullptr;
    QActionGroup* m_typeSizes = nullptr; ///< one of which is in use, if any
};

} // namespace dqm
