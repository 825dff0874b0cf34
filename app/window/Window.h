#pragma once

#include <QSize>
#include <QString>
#include <QStringList>

#include <optional>

namespace dqm {

/// What is asked of the window on the command line.
struct WindowRequest
{
    QString source; ///< FILE|NAME; empty for the first shipped experiment
    bool play = false; ///< --play: time runs from the start
    QSize size; ///< --size WxH; empty for what the window remembers, kept on the screen
    std::optional<int> typeSize = {}; ///< --type PERCENT, for this time only
    QString screenshot; ///< --screenshot FILE.png: save the window's picture, then leave
    double after = 3.0; ///< --after S: seconds before the screenshot and the rates
    bool rates = false; ///< --rates: say how often pictures were shown, then leave

    /// Whether nothing was asked for that the gallery would hide.
    bool leavesTheChoice() const
    {
        return source.isEmpty() && screenshot.isEmpty() && !play && !rates;
    }
};

/// Reads the window's arguments (without the program's name); what Qt takes for itself is passed
/// over.
/// @throws std::invalid_argument that names the option, what was found and what is expected.
WindowRequest parseWindowArguments(const QStringList& arguments);

/// Opens the window and runs until it is closed.
/// @return the process's exit status.
int runWindow(int argc, char** argv, const WindowRequest& request);

} // namespace dqm
