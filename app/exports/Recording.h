#pragma once

#include "app/commands/Commands.h"
#include "app/dialogs/Shown.h"
#include "app/films/FilmChoice.h"
#include "app/films/Recorder.h"

#include <QObject>

namespace dqm {

class PlaybackBar;

/// The recording of what the window shows: begins and ends it by its command, shows that it runs
/// and says where the file is.
class Recording : public QObject
{
    Q_OBJECT

public:
    Recording(
        Commands& commands, WindowParts parts, PlaybackBar& playback, QObject* parent = nullptr);

    /// Ends the film and waits for its file: the window is about to close.
    void finish() { m_recorder.wait(); }
    const Recorder& recorder() const { return m_recorder; }

private:
    void toggle(bool on);
    void begin();
    void chooseOptions();
    QImage seen(FilmChoice::Area area) const;
    FilmWriter::Settings settingsFor(const FilmChoice& choice) const;
    void showTime();
    void sayFinished(const Recorder::Report& report);

    Commands& m_commands;
    WindowParts m_parts;
    PlaybackBar& m_playback;
    Recorder m_recorder;
    QTimer m_shown;
};

} // namespace dqm
