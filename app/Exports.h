#pragma once

#include "app/BackgroundTask.h"
#include "app/Commands.h"
#include "app/Shown.h"

#include <QObject>

namespace dqm {

/// What leaves the window as pictures and data: performs the commands for it and says in the
/// message bar what became of them.
class Exports : public QObject
{
    Q_OBJECT

public:
    Exports(Commands& commands, WindowParts parts, QObject* parent = nullptr);
    ~Exports() override;

    /// Writes the fields of the present moment by the suffix, .vti or .npz. Does not wait.
    void saveData(const QString& path);

private:
    void chooseData();
    void choosePicture();
    void saveScene();
    void saveWindow();
    void copyScene();
    void save(const QString& suffix, BackgroundTask::Work picture);
    void write(const QString& path, BackgroundTask::Work picture);
    bool hasFrame();

    WindowParts m_parts;
    BackgroundTask m_task;
    std::function<void(const QImage&)> m_afterwards;
};

} // namespace dqm
