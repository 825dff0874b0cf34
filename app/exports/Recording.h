#pragma once

#include "app/commands/Commands.h"
#include "app/dialogs/Shown.h"
#include "app/films/FilmChoice.h"
#include "app/films/Recorder.h"

#include <QObject>

#include <functional>
#include <optional>

namespace dqm {

/// What a film is of: the page that lies on the table, whatever its kind.
struct FilmedPage
{
    QWidget& picture; ///< the stage; scene and charts of an exhibit
    QWidget& beside; ///< the column of plots and numbers
    std::string title;
    std::function<QByteArray()> carried; ///< the experiment's JSON on one line, as it is now
    std::function<double()> time; ///< of what is seen, or its progress
};

/// The page of a wave.
FilmedPage filmedPage(const WindowParts& parts);

/// The recording of what the window shows: begins and ends it by its command, tells how long it
/// lasts and says where the file is.
class Recording : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        QWidget& window;
        MessageBar& messages;
        std::function<FilmedPage()> page; ///< that lies on the table
    };
    Recording(Commands& commands, Parts parts, QObject* parent = nullptr);

    /// Ends the film and waits for its file: the window is about to close.
    void finish() { m_recorder.wait(); }
    const Recorder& recorder() const { return m_recorder; }

signals:
    /// Seconds of the film so far; none when it has ended.
    void lasts(std::optional<double> seconds);

private:
    void toggle(bool on);
    void begin();
    void chooseOptions();
    QImage seen(const FilmedPage& page, FilmChoice::Area area) const;
    FilmWriter::Settings settingsFor(const FilmedPage& page, const FilmChoice& choice) const;
    void showTime();
    void sayFinished(const Recorder::Report& report);

    Commands& m_commands;
    Parts m_parts;
    Recorder m_recorder;
    QTimer m_shown;
};

} // namespace dqm
