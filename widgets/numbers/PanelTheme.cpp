#include "widgets/numbers/PanelTheme.h"

#include <QWidget>

namespace dqm {

const Theme& themeOf(const QWidget& widget)
{
    const QColor window = widget.palette().color(QPalette::Window);
    for (const auto kind :
        {ThemeKind::Light, ThemeKind::Dark, ThemeKind::ProjectorLight, ThemeKind::ProjectorDark}) {
        if (theme(kind).panel == window)
            return theme(kind);
    }
    return theme(window.lightness() < 128 ? ThemeKind::Dark : ThemeKind::Light);
}

} // namespace dqm
