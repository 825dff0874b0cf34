#pragma once

#include <QIcon>
#include <QString>

class QAction;
class QToolButton;
class QWidget;

namespace dqm {

/// One of the house's line icons (resources/icons/<name>.svg), drawn at any size in the text colour
/// of the application's palette at the moment of painting.
QIcon icon(const QString& name);
/// The same with a second drawing for the checked state.
QIcon icon(const QString& off, const QString& on);

/// A flat button that is an action: its icon, state, keys and tooltip.
/// @param icon  given to the action if it has none of its own.
/// @param side  of the square icon, pixels.
QToolButton* actionButton(QAction* action, const QIcon& icon, int side, QWidget* parent);

} // namespace dqm
