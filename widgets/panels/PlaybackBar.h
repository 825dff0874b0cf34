#pragma once

#include "core/Frame.h"

#include <QWidget>

#include <memory>
#include <optional>

class QAction;

namespace dqm {

/// Play/pause, steps, reversal, restart, simulated time, steps per second and frames per second.
class PlaybackBar : public QWidget
{
    Q_OBJECT

public:
    /// The window's actions, so that keys, menu and buttons are one thing.
    struct Actions
    {
        QAction* play = nullptr; ///< checkable
        QAction* stepBack = nullptr;
        QAction* stepForward = nullptr;
        QAction* reverse = nullptr; ///< checkable
        QAction* restart = nullptr;
        QAction* record = nullptr; ///< checkable
    };
    explicit PlaybackBar(const Actions& actions, QWidget* parent = nullptr);
    ~PlaybackBar() override;

    void setFrame(const Frame& frame);
    void setRates(double stepsPerSecond, double framesPerSecond, double simulatedTimePerSecond);
    /// A red dot with the seconds that are recorded; none while nothing is.
    void setRecorded(std::optional<double> seconds);

    /// Without the steps per second, which a narrow bar leaves out.
    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void chooseLabels();

    struct Implementation;
    std::unique_ptr<Implementation> m_implementation;
};

} // namespace dqm
