#include "widgets/plots/PlotPanel.h"

#include "widgets/plots/PlotKinds.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QMenu>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace dqm {

PlotPanel::PlotPanel(QWidget* parent)
    : QWidget(parent)
{
    m_stack = new QStackedWidget;
    for (const PlotKind* kind : plotKinds()) {
        Plot* plot = kind->make();
        m_plots.push_back(plot);
        m_stack->addWidget(plot);
        connect(plot, &Plot::needsChanged, this, &PlotPanel::needsChanged);
    }
    buildHeader();
    connect(m_choice, &QComboBox::currentIndexChanged, this, &PlotPanel::changePlot);
    changePlot();
}

void PlotPanel::buildHeader()
{
    m_choice = new QComboBox;
    for (const PlotKind* kind : plotKinds())
        m_choice->addItem(kind->title());
    m_choice->setAccessibleName(tr("Plot"));
    m_options = new QToolButton;
    m_options->setText(tr("Options"));
    m_options->setPopupMode(QToolButton::InstantPopup);
    m_options->setAutoRaise(true);
    auto* header = new QHBoxLayout;
    header->setContentsMargins(8, 4, 8, 2);
    header->addWidget(m_choice, 1);
    header->addWidget(m_options);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(header);
    column->addWidget(m_stack, 1);
}

void PlotPanel::setExperiment(const Experiment& experiment)
{
    for (Plot* plot : m_plots)
        plot->setExperiment(experiment);
}

void PlotPanel::append(const std::shared_ptr<const Frame>& frame)
{
    if (!frame)
        return;
    m_frame = frame;
    for (std::size_t index = 0; index < m_plots.size(); ++index) {
        if (index == inView() || plotKinds()[index]->keepsPast)
            m_plots[index]->append(frame);
    }
}

void PlotPanel::note(const std::shared_ptr<const Frame>& frame)
{
    for (std::size_t index = 0; index < m_plots.size(); ++index) {
        if (plotKinds()[index]->keepsPast)
            m_plots[index]->append(frame);
    }
}

void PlotPanel::lookBack(const std::shared_ptr<const Frame>& frame)
{
    m_frame = frame;
    for (std::size_t index = 0; index < m_plots.size(); ++index) {
        if (index == inView() || plotKinds()[index]->keepsPast)
            m_plots[index]->lookBack(frame);
    }
}

void PlotPanel::clear()
{
    m_frame.reset();
    for (Plot* plot : m_plots)
        plot->clear();
}

void PlotPanel::keepBefore()
{
    for (Plot* plot : m_plots)
        plot->keepBefore();
}

void PlotPanel::dropBefore()
{
    for (Plot* plot : m_plots)
        plot->dropBefore();
}

void PlotPanel::setTheme(const Theme& theme)
{
    for (Plot* plot : m_plots)
        plot->setTheme(theme);
}

void PlotPanel::setSection(const SectionLine& line)
{
    for (Plot* plot : m_plots)
        plot->setSection(line);
}

void PlotPanel::showPlot(const PlotKind& kind)
{
    const auto all = plotKinds();
    const auto place = std::ranges::find(all, &kind) - all.begin();
    m_choice->setCurrentIndex(static_cast<int>(place));
}

const PlotKind& PlotPanel::plot() const { return *plotKinds()[inView()]; }

Plot& PlotPanel::plotInView() const { return *m_plots[inView()]; }

std::size_t PlotPanel::inView() const { return static_cast<std::size_t>(m_choice->currentIndex()); }

void PlotPanel::changePlot()
{
    for (std::size_t index = 0; index < m_plots.size(); ++index) {
        if (plotKinds()[index]->keepsPast)
            continue;
        // A plot out of view lets its frame go, so that the frame can be used again.
        if (index != inView())
            m_plots[index]->clear();
        else if (m_frame)
            m_plots[index]->append(m_frame);
    }
    m_stack->setCurrentIndex(m_choice->currentIndex());
    m_options->setMenu(plotInView().options());
    m_options->setVisible(plotInView().options() != nullptr);
    emit plotChanged();
}

} // namespace dqm
