#pragma once

#include "app/commands/Commands.h"
#include "app/gallery/Thumbnails.h"

#include <QObject>

#include <functional>

class QMainWindow;

namespace dqm {

class Document;
class GalleryPage;

/// The gallery as a page over the window, below its menus. What is running is held meanwhile and
/// goes on when the page is left; what lies behind keeps its place and size. A command that acts on
/// what lies behind leaves the page first.
class Gallery : public QObject
{
    Q_OBJECT

public:
    /// What it reaches in the window.
    struct Parts
    {
        QMainWindow& window;
        std::function<Document&()> table;
        std::function<bool(const QString& name)> open;
        std::function<QString()> moment; ///< "t = 3.6", empty at the start
        std::function<bool()> mayGoOn; ///< false where time has come to its end
    };
    Gallery(Commands& commands, Parts parts);

    GalleryPage& page() { return *m_page; }
    bool isOpen() const;
    void open();
    /// Back to what lies behind; it goes on if it was running.
    void leave();
    /// Another moment is seen behind it, such as that in which what was running came to rest.
    void showMoment();
    /// Why nothing was opened, where the page hides whatever else says it.
    void showProblem(const QString& reason);
    /// Something else was laid on the table: there is nothing to go on with.
    void close();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void fill();
    void choose(const QString& name);
    void cover();

    Commands& m_commands;
    Parts m_parts;
    GalleryPage* m_page;
    Thumbnails m_thumbnails;
    QString m_present; ///< by which the page knows what lies on the table
    bool m_goesOn = false; ///< what was running before
};

} // namespace dqm
