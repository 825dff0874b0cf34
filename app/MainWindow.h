#pragma once

#include "app/Commands.h"
#include "app/ExperimentDocument.h"
#include "app/SimulationRunner.h"
#include "app/StageChoice.h"
#include "app/ViewSwitches.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QFont>
#include <QMainWindow>
#include <QTimer>

class QDockWidget;
class QMenu;

namespace dqm {

class CarriedMoment;
class ExhibitPage;
class ExperimentGallery;
class Exports;
class MessageBar;
class PaperDock;
class ParameterPanel;
class ParticleTools;
class PlaybackBar;
class PlotPanel;
class Readouts;
class Recording;
class SceneTools;
class StageView;
class ViewBar;

/// Assembles the rooms: the document and its panels on the left, the scene in the middle, plots and
/// numbers on the right, and the runner behind them; for an exhibit, ExhibitPage's in their places.
/// Frames are fetched on the window's own timer.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(QWidget* parent = nullptr);
    ~MainWindow() override;

    /// A shipped experiment's name or a path; errors appear in the message bar.
    bool openExperimentNamed(const QString& nameOrPath);
    bool saveTo(const QString& path) { return table().save(path); }
    /// Sets one entry of core/Parameters as if its slider had been moved.
    void setParameter(const QString& id, double value);
    void resetToFile() { table().resetToFile(); }
    /// Lets time run or holds it.
    void setPlaying(bool playing);
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

protected:
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void buildCentre();
    void buildDocks();
    void buildMenus();
    void connectCommands();
    void connectPanels();
    void restoreWindow();

    void showOpened();
    void showExhibit();
    void showParts(bool ofExhibit);
    void showInGallery(const AnyExperiment& experiment);
    void runChanged();
    void fetchFrame();
    void updateRequest();
    void updateTitle();
    void updateRecentMenu();
    void viewChanged();
    void plotChanged();
    void sayNews(const Frame& frame);
    void setThemeKind(ThemeKind kind);
    QList<QAction*> actionsOf(std::initializer_list<CommandId> ids) const;
    void changeSpeed(double factor);
    void foldPanels(bool fold);

    void chooseAndOpen();
    bool save();
    bool saveAs();
    void showKeys();
    void showAbout();
    bool mayDiscard();

    Commands m_commands;
    ViewSwitches m_switches;
    StageChoice m_stageChoice;
    ExperimentDocument m_document;
    SimulationRunner m_runner;
    QTimer m_frameTimer;
    std::shared_ptr<const Frame> m_frame;
    const QFont m_plainFont = QApplication::font(); ///< before a theme scales it
    bool m_sceneBusy = false; ///< a frame was handed over and is not yet on the screen
    QElapsedTimer m_sinceFrame;

    MessageBar* m_messages = nullptr;
    ViewBar* m_viewBar = nullptr;
    StageView* m_scene = nullptr;
    SceneTools* m_tools = nullptr;
    ParticleTools* m_particles = nullptr;
    ExhibitPage* m_exhibits = nullptr;
    QWidget* m_waveCentre = nullptr; ///< scene and bars
    QWidget* m_waveNumbers = nullptr; ///< plots and numbers
    PlaybackBar* m_playback = nullptr;
    ExperimentGallery* m_gallery = nullptr;
    ParameterPanel* m_parameters = nullptr;
    PlotPanel* m_plots = nullptr;
    Readouts* m_readouts = nullptr;
    CarriedMoment* m_moment = nullptr;
    Exports* m_exports = nullptr;
    Recording* m_recording = nullptr;
    QDockWidget* m_leftDock = nullptr;
    QDockWidget* m_rightDock = nullptr;
    PaperDock* m_paper = nullptr;
    QMenu* m_recentMenu = nullptr;
};

} // namespace dqm
