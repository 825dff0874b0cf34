#pragma once

#include "core/frames/Section.h"
#include "widgets/plots/parts/Plot.h"

#include <array>

class QComboBox;
class QStackedWidget;
class QToolButton;

namespace dqm {

class EnergyPlot;
class SectionPlot;

enum class PlotKind
{
    Energies,
    Spread,
    Section,
    Marginals,
    Momentum,
    ComplexDiffusion
};

/// What the plot in view needs of a frame beyond its fields and numbers.
struct PlotNeeds
{
    bool exchangePower = false;
    bool momentum = false;
    bool section = false; ///< a line in the scene

    bool operator==(const PlotNeeds&) const = default;
};

/// One of several plots, chosen in the header. Energies and spreads keep their past while another
/// plot is in view; the others show the present frame.
class PlotPanel : public QWidget
{
    Q_OBJECT

public:
    explicit PlotPanel(QWidget* parent = nullptr);

    void setExperiment(const Experiment& experiment);
    /// Cheap: draws at the next repaint.
    void append(const std::shared_ptr<const Frame>& frame);
    /// Numbers without fields of a moment that nobody looked at: for curves over time.
    void note(const std::shared_ptr<const Frame>& frame);
    /// Shows a frame of a moment that is known once more.
    void lookBack(const std::shared_ptr<const Frame>& frame);
    void clear();
    void setTheme(const Theme& theme);
    void setSection(const SectionLine& line);
    void showPlot(PlotKind kind);
    PlotKind plot() const;
    /// As the header names it.
    static QString title(PlotKind kind);
    /// The one in view, for files.
    Plot& plotInView() const;
    PlotNeeds needs() const { return m_needs; }

signals:
    /// Another plot is in view.
    void plotChanged();
    void needsChanged();

private:
    static constexpr std::size_t kindCount = 6;

    void buildHeader();
    void changePlot();
    void updateNeeds();

    std::array<Plot*, kindCount> m_plots{};
    EnergyPlot* m_energies = nullptr;
    SectionPlot* m_section = nullptr;
    QComboBox* m_choice = nullptr;
    QToolButton* m_options = nullptr;
    QStackedWidget* m_stack = nullptr;
    std::shared_ptr<const Frame> m_frame;
    PlotNeeds m_needs;
};

} // namespace dqm
