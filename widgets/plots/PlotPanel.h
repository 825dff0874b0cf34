#pragma once

#include "core/frames/Section.h"
#include "widgets/plots/parts/Plot.h"

#include <vector>

class QComboBox;
class QStackedWidget;
class QToolButton;

namespace dqm {

struct FrameRequest;
struct PlotKind;

/// One of the plots there are (PlotKinds), chosen in the header. Those with a past keep it while
/// another plot is in view; the others show the present frame.
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
    /// Curves over time stay beside what comes, see Plot::keepBefore().
    void keepBefore();
    void dropBefore();
    void setTheme(const Theme& theme);
    void setSection(const SectionLine& line);
    void showPlot(const PlotKind& kind);
    const PlotKind& plot() const;
    /// The one in view, for files.
    Plot& plotInView() const;
    /// Asks for what the plot in view draws of a frame beside its numbers.
    void ask(FrameRequest& request) const { plotInView().ask(request); }

signals:
    /// Another plot is in view, and asks for what it draws.
    void plotChanged();
    /// A plot asks for something else than before.
    void needsChanged();

private:
    void buildHeader();
    void changePlot();
    std::size_t inView() const;

    std::vector<Plot*> m_plots; ///< one of each kind, in the order of plotKinds()
    QComboBox* m_choice = nullptr;
    QToolButton* m_options = nullptr;
    QStackedWidget* m_stack = nullptr;
    std::shared_ptr<const Frame> m_frame;
};

} // namespace dqm
