#pragma once

#include "app/commands/Commands.h"
#include "app/exports/ExhibitExports.h"
#include "app/exports/Recording.h"
#include "app/session/ExhibitDocument.h"
#include "app/session/ExhibitRunner.h"
#include "widgets/theme/Theme.h"

#include <QObject>

#include <memory>
#include <vector>

class QSplitter;

namespace dqm {

class ChartDeck;
class ExhibitBar;
class ExhibitControls;
class ExhibitNotes;
class ExhibitReadouts;
class ExhibitSceneView;
class MessageBar;
class PreparingVeil;

/// What the window shows while an exhibit is on the table: controls for its left side, scene and
/// charts for its middle, numbers and notes for its right, and the runner behind them. The window
/// places the three widgets and owns them.
class ExhibitPage : public QObject
{
    Q_OBJECT

public:
    ExhibitPage(Commands& commands, MessageBar& messages, History& history, QWidget& window);
    ~ExhibitPage() override;

    ExhibitDocument& document() { return m_document; }
    const ExhibitDocument& document() const { return m_document; }
    QWidget* controls() const;
    /// "Reset to file", for the foot of the controls.
    QWidget* resetButton() const;
    QWidget* centre() const { return m_centre; }
    /// At the foot of the centre, with what runs it.
    QWidget& bar() const;
    QWidget* results() const { return m_results; }
    /// "scene" or "plot", for whoever points at it.
    QWidget* place(const QString& name) const;
    ExhibitExports& exports() { return *m_exports; }
    /// What a film of it is made of.
    FilmedPage filmed() const;
    /// On its bar: the seconds of the film so far; none while nothing is recorded.
    void setRecorded(std::optional<double> seconds);

    /// Shows its widgets and takes the commands over; those that have no meaning here are disabled.
    void setActive(bool active);
    bool isActive() const { return m_isActive; }
    /// Runs to the moment that an opened file shows.
    void seek(double progress) { m_runner.goTo(progress); }
    void setTheme(const Theme& theme);
    /// The frame on the screen; null before the first.
    std::shared_ptr<const ExhibitFrame> frame() const { return m_frame; }

signals:
    void equationClicked(int number);

private:
    void buildCentre(QWidget& window);
    void buildResults();
    void connectCommands();
    void connectDocument();
    void fetchFrame();
    void showOpened();
    void beginAnew();
    void newSeed();
    void stepOnce();
    void changePace(double factor);
    void hold();

    Commands& m_commands;
    MessageBar& m_messages;
    ExhibitDocument m_document;
    ExhibitRunner m_runner;
    std::shared_ptr<const ExhibitFrame> m_frame;
    bool m_isActive = false;

    ExhibitControls* m_controls = nullptr;
    QWidget* m_centre = nullptr;
    QSplitter* m_split = nullptr; ///< scene over charts
    ExhibitSceneView* m_scene = nullptr;
    ChartDeck* m_charts = nullptr;
    ExhibitBar* m_bar = nullptr;
    QWidget* m_results = nullptr;
    ExhibitReadouts* m_readouts = nullptr;
    ExhibitNotes* m_notes = nullptr;
    ExhibitExports* m_exports = nullptr;
    PreparingVeil* m_veil = nullptr; ///< over scene, charts and numbers
};

} // namespace dqm
