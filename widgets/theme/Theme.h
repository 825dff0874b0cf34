#pragma once

#include <QColor>
#include <QPalette>

namespace dqm {

/// Light for paper, dark for screens, projector variants with heavier lines and larger type.
enum class ThemeKind
{
    Light,
    Dark,
    ProjectorLight,
    ProjectorDark
};

/// One colour, one meaning, everywhere: the only place where a colour of a quantity is written.
struct Theme
{
    QColor drift; ///< v, drift energy
    QColor diffusion; ///< u, diffusion energy
    QColor potential; ///< V
    QColor total; ///< total energy, norm; also the ink of text
    QColor rest; ///< rest energy, medium, frictional twin
    QColor selection; ///< selection, hints
    QColor background; ///< of scenes and plots
    QColor panel; ///< of panels
    QColor line; ///< separators, grid lines, axes
    QColor mutedText;
    QColor surface; ///< neutral heightmap where rho is negligible
    QColor error;
    bool dark = false;
    double lineWidth = 1.0; ///< factor on pen widths
    double textScale = 1.0; ///< factor on font sizes

    bool operator==(const Theme&) const = default;
};

const Theme& theme(ThemeKind kind);
/// The palette of ordinary widgets that goes with a theme.
QPalette palette(const Theme& theme);
/// Style sheet of the house's own panels, made from the theme's colours.
QString styleSheet(const Theme& theme);

} // namespace dqm
