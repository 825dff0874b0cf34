#pragma once

#include "app/commands/Commands.h"
#include "widgets/scene/model/SceneOptions.h"

#include <QObject>

namespace dqm {

/// The commands that decide what the scene shows, read and written together: the only place where a
/// checked action becomes an option of the scene.
class ViewSwitches : public QObject
{
    Q_OBJECT

public:
    explicit ViewSwitches(Commands& commands, QObject* parent = nullptr);

    /// What is checked, with colour and theme as they were last set.
    const SceneOptions& options() const { return m_options; }
    /// Checks what a file asks for; changed() is emitted once.
    void show(const SceneOptions& options);
    void setColorBy(ColorBy colorBy);
    void setTheme(ThemeKind theme);

signals:
    void changed();

private:
    void read();

    Commands& m_commands;
    SceneOptions m_options;
    bool m_isShowing = false;
};

} // namespace dqm
