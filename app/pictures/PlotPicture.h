#pragma once

#include "app/results/TableStyle.h"
#include "core/simulation/Simulation.h"
#include "widgets/plots/parts/Plot.h"
#include "widgets/plots/parts/PlotKind.h"
#include "widgets/theme/Theme.h"

#include <QImage>
#include <QSize>
#include <QString>

#include <memory>

namespace dqm {

/// How a plot is written: on white paper unless something else is asked for.
struct PlotFile
{
    QSize pixels{1280, 720}; ///< of a PNG or an SVG; a PDF has 192 of them to the inch
    double scale = 0.0; ///< pixels per logical pixel; 0: letters grow with the picture
    ThemeKind theme = ThemeKind::Light;
    QString heading; ///< one line above the plot; empty for none
    bool isTransparent = false;
    bool isBesideScene = false; ///< on the scene's ground, with the line where time stands
    QByteArray experiment; ///< JSON on one line, which the file carries
    double time = 0.0; ///< of the moment, which the file carries
};

/// "Free spreading  ·  Energies  ·  t = 1.5 T₀"
QString plotHeading(const Experiment& experiment, const PlotKind& plot, double time);

/// What a plot shows now, in a window or not.
QImage plotImage(Plot& plot, const PlotFile& file);

/// The suffixes that writePlot() knows: .png, .svg, .pdf.
bool isPlotFile(const QString& path);

/// Writes what a plot shows now, in a window or not, by the file's suffix: PNG, SVG or PDF, lines
/// and letters kept as such in the last two. The file carries its experiment, the program's version
/// and the time.
/// @throws std::runtime_error if the file cannot be written; an older one is kept then.
void writePlot(Plot& plot, const QString& path, const PlotFile& file);

/// Writes the curves that a plot shows now as a table (.csv): comment lines as a series has, names
/// with units, 17 digits, empty cells where a curve has a gap or is shorter.
/// @throws as writePlot; also if there is nothing to be seen.
void writePlotData(Plot& plot, const QString& path, const QByteArray& experiment, double time,
    const TableStyle& style = {});

/// A plot of an experiment without a window: give it the frames from t = 0 on, in order, then draw.
class PlotPicture
{
public:
    /// Needs a QApplication, whose platform may be "offscreen".
    PlotPicture(const Experiment& experiment, const PlotKind& plot);

    /// What frames must hold for it; many plots need numbers only.
    FrameRequest request() const;
    /// Whether what is seen depends on the frames before the last one.
    bool hasPast() const { return m_kind.keepsPast; }
    void append(const std::shared_ptr<const Frame>& frame);
    /// Another line than the experiment's own, for a section.
    void setSection(const SectionLine& line) { m_plot->setSection(line); }
    Plot& plot() { return *m_plot; }
    /// Keeps its axes as they were measured (see Plot) and forgets all frames.
    void fixAxes();

private:
    const PlotKind& m_kind;
    std::unique_ptr<Plot> m_plot;
    bool m_moves; ///< the observer
};

} // namespace dqm
