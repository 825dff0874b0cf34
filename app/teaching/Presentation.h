#pragma once

#include "app/commands/Commands.h"
#include "app/session/ExperimentDocument.h"
#include "core/frames/Frame.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

#include <functional>
#include <memory>
#include <vector>

class QMainWindow;
class QWidget;

namespace dqm {

class LessonBar;
class MomentMenu;
class PresentationStrip;

/// The window in front of a class: the scene over the whole screen, large type, a strip with a few
/// large numbers and controls below it, and nothing else.
///
/// Keys  Page Up and Page Down, which clickers send, go through the steps of a lesson, or the
///       moments of the experiment, or let time run and back to the start where there are none; B
///       blacks the screen and any key lights it again; Space, Home, arrows and the point as ever;
///       F5 or Esc ends it. All others are dead.
/// Mouse the pointer wears a spot while it moves and hides when it rests.
class Presentation : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        QMainWindow& window;
        Commands& commands;
        ExperimentDocument& document;
        MomentMenu& moments;
        LessonBar& lesson;
        PresentationStrip& strip;
        std::vector<QWidget*> hidden; ///< bars that have no place in it
        std::function<bool()> isWave; ///< whether a wave, not an exhibit, lies on the table
        std::function<int()> typeSize;
        std::function<void(int percent)> setTypeSize;
    };
    explicit Presentation(Parts parts);
    ~Presentation() override;

    bool isOn() const { return m_isOn; }
    bool isBlack() const;
    void setFrame(const std::shared_ptr<const Frame>& frame);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    class Curtain;
    class Spot;

    void set(bool on);
    void begin();
    void end();
    void fitType();
    bool takeKey(int key);
    void showPointer(const QPoint& place);
    void hidePointer();
    void goOn(bool forward);

    Parts m_parts;
    bool m_isOn = false;
    bool m_wasFullScreen = false;
    bool m_wereFolded = false;
    int m_typeSize = 100; ///< before
    std::vector<bool> m_wereVisible; ///< of what is hidden
    std::unique_ptr<Curtain> m_curtain;
    std::unique_ptr<Spot> m_spot;
    QTimer m_rest; ///< until the pointer hides
    bool m_isPointerHidden = false;
};

} // namespace dqm
