#pragma once

#include "app/window/MainWindow.h"

#include <QString>
#include <QTemporaryDir>

#include <functional>
#include <memory>
#include <vector>

namespace dqm::test {

/// A person at the assembled window: does one of a list of things after the other and looks whether
/// what is shown still belongs together.
class WindowDriver
{
public:
    struct Action
    {
        QString name;
        std::function<void(WindowDriver&)> perform;
    };

    WindowDriver();
    ~WindowDriver();

    MainWindow& window() { return *m_window; }

    /// Everything the hand does, with mouse, keys and files.
    static const std::vector<Action>& actions();

    /// Opens a shipped experiment as the gallery does, after the window was put back to how it
    /// starts: at rest, with its first size and theme.
    void begin(const QString& experiment);
    void perform(const Action& action);

    /// The first thing that is wrong, empty if nothing is. What needs time for a picture has two
    /// seconds after the window stopped saying that it prepares a run.
    QString flaw();

    // What actions are made of.
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    void trigger(CommandId id);
    void dragPad(QPointF share);
    void moveFirstSlider();
    void resize(QSize size);
    void openNext();
    void saveAndDrop();
    void useNextTheme();
    /// Drags the timeline from one share of it to another and lets it go.
    void scrub(double from, double to);
    void useTool(const char* name);
    /// Asks for a time, a share of the run's end.
    void typeTime(double share);

private:
    bool saysThatItPrepares() const;
    QString flawNow();
    QString flawInPanes();
    QString flawInPlot();
    QString flawInTables();
    QString flawInWords();
    QString flawInFocus();

    QTemporaryDir m_folder;
    std::unique_ptr<MainWindow> m_window;
    qsizetype m_opened = 0;
};

} // namespace dqm::test
