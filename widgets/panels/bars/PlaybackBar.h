#pragma once

#include "core/frames/Frame.h"

#include <QWidget>

#include <memory>
#include <optional>

class QAction;
class QToolButton;

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
        QList<QAction*> atEnd = {}; ///< what time does at its end, one of which is checked
    };
    explicit PlaybackBar(const Actions& actions, QWidget* parent = nullptr);
    ~PlaybackBar() override;

    void setFrame(const Frame& frame);
    struct Rates
    {
        double stepsPerSecond = 0.0;
        double framesPerSecond = 0.0;
        double wantedSpeed = 0.0; ///< simulated time in a second
        /// What is reached while time runs; a speed that lags is shown beside the wanted one.
        std::optional<double> speed = {};
    };
    void setRates(const Rates& rates);
    /// A red dot with the seconds that are recorded; none while nothing is.
    void setRecorded(std::optional<double> seconds);

    /// Without the rates, which a narrow bar leaves out, those that say least first.
    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void chooseLabels();
    QToolButton* endButton(const QList<QAction*>& choices);

    struct Implementation;
    std::unique_ptr<Implementation> m_implementation;
};

} // namespace dqm
