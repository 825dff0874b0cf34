#pragma once

#include "app/commands/Commands.h"
#include "app/dialogs/Shown.h"
#include "app/session/BackgroundTask.h"

#include <QObject>

class QAction;

namespace dqm {

/// What leaves the window as pictures and data: performs the commands for it and says in the
/// message bar what became of them.
class Exports : public QObject
{
    Q_OBJECT

public:
    Exports(Commands& commands, WindowParts parts, QObject* parent = nullptr);
    ~Exports() override;

    /// Writes what the present moment holds, by the suffix: fields (.vti, .npz), the plot's curves
    /// (.csv) or particles (.vtp). Does not wait.
    void saveData(const QString& path);
    /// Commands are performed while it is on: while a wave is on the table.
    void setActive(bool active) { m_isActive = active; }

private:
    void chooseData();
    void saveCurves(const QString& path);
    void saveFields(const QString& path, const QString& suffix);
    void choosePicture();
    void orderVideo();
    void saveScene();
    void saveWindow();
    void copyScene();
    /// @param shown  what the picture is of, whatever the window shows when a name is chosen.
    void save(const QString& suffix, BackgroundTask::Work picture, const Shown& shown);
    void write(const QString& path, BackgroundTask::Work picture, const Shown& shown);
    bool hasFrame();

    WindowParts m_parts;
    bool m_isActive = true;
    QAction* m_play;
    BackgroundTask m_task;
    std::function<void(const QImage&)> m_afterwards;
};

} // namespace dqm
