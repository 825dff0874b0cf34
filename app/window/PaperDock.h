#pragma once

#include "app/commands/Commands.h"

#include <QDockWidget>

#include <functional>

class QMainWindow;

namespace dqm {

class AttentionFrame;
class ExhibitPage;
class ExperimentDocument;
class ExperimentGallery;
class MessageBar;
class PaperPanel;
class PlotPanel;
class ViewSwitches;
struct Frame;
struct PaperView;

/// "The paper, live" in its dock: opened by its command, fed with the rows of frames while it can
/// be seen, and the one that carries out "show me": it opens the experiment, sets the view and
/// points at it.
class PaperDock : public QDockWidget
{
    Q_OBJECT

public:
    /// What it reaches in the window.
    struct Parts
    {
        std::function<bool(const QString& name)> open; ///< false if a person declined
        ExperimentDocument* document = nullptr;
        ViewSwitches* switches = nullptr;
        ExperimentGallery* gallery = nullptr; ///< its chips jump to their equations
        PlotPanel* plots = nullptr;
        MessageBar* messages = nullptr;
        QWidget* scene = nullptr;
        QDockWidget* plotDock = nullptr; ///< the one the plots are in
        ExhibitPage* exhibits = nullptr;
    };
    /// Stands closed behind parts.plotDock, a tab of the window's right side.
    PaperDock(Commands& commands, Parts parts, QMainWindow* window);

    void setFrame(const Frame& frame);
    /// Another run begins: its rows are not known yet.
    void clear();
    /// Whether rows are wanted: open, and not behind another tab.
    bool isInView() const { return m_inView; }
    /// Opens the panel at an equation.
    void showEquation(int number);

signals:
    void inViewChanged();

private:
    void setShown(const std::vector<std::string>& equations);
    bool bringToTable(const QString& name);
    void pointAt(const PaperView& wanted, QWidget* place);
    void bringToFront();
    void showView(const PaperView& wanted);
    void foldAway(bool fold);

    Commands& m_commands;
    Parts m_parts;
    PaperPanel* m_panel = nullptr;
    AttentionFrame* m_attention = nullptr;
    bool m_inView = false;
    bool m_unfoldsAgain = false;
};

} // namespace dqm
