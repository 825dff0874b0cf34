#pragma once

#include "app/commands/Commands.h"
#include "app/session/ExperimentDocument.h"
#include "core/frames/Frame.h"

#include <QMenu>
#include <QPointer>

#include <functional>
#include <memory>

namespace dqm {

class MomentDialog;

/// The moments of an experiment as a menu: what is seen now is kept with Ctrl+B, Ctrl+1 ... Ctrl+9
/// go to the first nine, and a dialog names, orders and removes them. They are part of the
/// experiment, so that a file brings them back and every change can be undone.
class MomentMenu : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        Commands& commands;
        ExperimentDocument& document;
        QMenu& menu; ///< to which they are added
        std::function<std::shared_ptr<const Frame>()> frame; ///< that is seen; null: none
        std::function<void(double)> goTo; ///< a time of the run
        std::function<ViewSettings()> look; ///< as it is looked at now, with the camera
        std::function<void(const ViewSettings&)> lookAs; ///< likewise, from now on
    };
    MomentMenu(Parts parts, QWidget* window);

    /// What is seen now becomes a moment, in the order of time.
    void keep();
    /// Goes to one: its time, and how it was looked at.
    void show(std::size_t index);
    /// Goes to the one of a name, if there is one.
    void show(const std::string& name);
    /// The next one in the list after the one that was shown last, or before it.
    void showNext();
    void showPrevious();
    /// Exhibits have none.
    void setAvailable(bool available);

private:
    const std::vector<Moment>& moments() const { return m_parts.document.present().moments; }
    void edit();
    void rebuild();

    Parts m_parts;
    QWidget* m_window;
    QPointer<MomentDialog> m_dialog;
    std::vector<Moment> m_listed; ///< in the menu
    QList<QAction*> m_entries;
    QString m_unit;
    int m_shown = -1; ///< the one that was shown last
    bool m_isAvailable = true;
};

} // namespace dqm
