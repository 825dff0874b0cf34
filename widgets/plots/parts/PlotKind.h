#pragma once

#include <QString>

namespace dqm {

class Plot;

/// One plot of a wave: all that is said of it beside what it draws and asks of frames itself.
/// Files, the panel, dialogs, headings and --plot with its help go over the list of them,
/// PlotKinds, so that a new one is a file of its own and a line there.
struct PlotKind
{
    const char* word; ///< in files, and after --plot
    const char* name; ///< for people; see title()
    bool keepsPast = false; ///< needs the numbers of every frame since the start, seen or not
    bool followsSection = false; ///< draws along a line that is laid in the scene
    Plot* (*make)() = nullptr; ///< a new one, for whoever takes it

    /// As the panel's header and headings name it.
    QString title() const;
};

} // namespace dqm
