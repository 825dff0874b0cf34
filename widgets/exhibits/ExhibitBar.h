#pragma once

#include "core/exhibits/parts/Exhibit.h"

#include <QWidget>

#include <optional>

class QAction;
class QLabel;

namespace dqm {

class ElidedLabel;
class RecordedTime;
class ValueSlider;

/// Restart, play, a single step and a new seed of an exhibit, how far it is, and its pace.
class ExhibitBar : public QWidget
{
    Q_OBJECT

public:
    /// The window's actions, so that keys, menu and buttons are one thing.
    struct Actions
    {
        QAction* restart = nullptr;
        QAction* play = nullptr; ///< checkable
        QAction* step = nullptr;
        QAction* newSeed = nullptr;
        QAction* record = nullptr; ///< checkable
    };
    explicit ExhibitBar(const Actions& actions, QWidget* parent = nullptr);

    void setKind(const ExhibitKind& kind);
    void setPace(double pace);
    void setFrame(const ExhibitFrame& frame);
    /// The seconds that are recorded; none while nothing is.
    void setRecorded(std::optional<double> seconds);
    /// From the slowest to the fastest pace of a kind.
    static std::pair<double, double> paceRange(const ExhibitKind& kind);

signals:
    void paceChanged(double pace);

private:
    void showPace(double pace);

    void keepRoomForPace();

    ElidedLabel* m_progress;
    RecordedTime* m_recorded;
    QLabel* m_paceText;
    ValueSlider* m_pace;
    QString m_unit; ///< of the progress, "throws" where it has none
};

} // namespace dqm
