#include "widgets/plots/PlotPanel.h"

#include "widgets/plots/ComplexDiffusionPlot.h"
#include "widgets/plots/EnergyPlot.h"
#include "widgets/plots/MarginalsPlot.h"
#include "widgets/plots/MomentumPlot.h"
#include "widgets/plots/SectionPlot.h"
#include "widgets/plots/SpreadPlot.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QMenu>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace dqm {

namespace {

bool keepsPast(std::size_t index)
{
    const auto kind = static_cast<PlotKind>(index);
    return kind == PlotKind::Energies || kind == PlotKind::Spread;
}

} // namespace

PlotPanel::PlotPanel(QWidget* parent)
    : QWidget(parent)
{
    m_energies = new EnergyPlot;
    m_section = new SectionPlot;
    m_plots = {m_energies, new SpreadPlot, m_section, new MarginalsPlot, new MomentumPlot,
        new ComplexDiffusionPlot};
    m_stack = new QStackedWidget;
    for (Plot* plot : m_plots)
        m_stack->addWidget(plot);
    buildHeader();
    connect(m_choice, &QComboBox::currentIndexChanged, this, &PlotPanel::changePlot);
    connect(m_energies, &EnergyPlot::optionsChanged, this, &PlotPanel::updateNeeds);
    changePlot();
}

void PlotPanel::buildHeader()
{
    m_choice = new QComboBox;
    for (std::size_t index = 0; index < kindCount; ++index)
        m_choice->addItem(title(static_cast<PlotKind>(index)));
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
    const auto inView = static_cast<std::size_t>(m_choice->currentIndex());
    for (std::size_t index = 0; index < m_plots.size(); ++index) {
        if (index == inView || keepsPast(index))
            m_plots[index]->append(frame);
    }
}

void PlotPanel::note(const std::shared_ptr<const Frame>& frame)
{
    for (std::size_t index = 0; index < m_plots.size(); ++index) {
        if (keepsPast(index))
            m_plots[index]->append(frame);
    }
}

void PlotPanel::lookBack(const std::shared_ptr<const Frame>& frame)
{
    m_frame = frame;
    const auto inView = static_cast<std::size_t>(m_choice->currentIndex());
    for (std::size_t index = 0; index < m_plots.size(); ++index) {
        if (index == inView || keepsPast(index))
            m_plots[index]->lookBack(frame);
    }
}

void PlotPanel::clear()
{
    m_frame.reset();
    for (Plot* plot : m_plots)
        plot->clear();
}

void PlotPanel::setTheme(const Theme& theme)
{
    for (Plot* plot : m_plots)
        plot->setTheme(theme);
}

void PlotPanel::setSection(const SectionLine& line) { m_section->setSection(line); }

void PlotPanel::showPlot(PlotKind kind) { m_choice->setCurrentIndex(static_cast<int>(kind)); }

PlotKind PlotPanel::plot() const { return static_cast<PlotKind>(m_choice->currentIndex()); }

QString PlotPanel::title(PlotKind kind)
{
    const std::array<QString, kindCount> titles{tr("Energies"), tr("Spread"), tr("Section"),
        tr("Marginals"), tr("Momenta"), tr("Heat to Schrödinger (D → iD)")};
    return titles[static_cast<std::size_t>(kind)];
}

Plot& PlotPanel::plotInView() const
{
    return *m_plots[static_cast<std::size_t>(m_choice->currentIndex())];
}

void PlotPanel::changePlot()
{
    const auto inView = static_cast<std::size_t>(m_choice->currentIndex());
    for (std::size_t index = 0; index < m_plots.size(); ++index) {
        if (keepsPast(index))
            continue;
        // A plot out of view lets its frame go, so that the frame can be used again.
        if (index != inView)
            m_plots[index]->clear();
        else if (m_frame)
            m_plots[index]->append(m_frame);
    }
    m_stack->setCurrentIndex(m_choice->currentIndex());
    m_options->setMenu(m_plots[inView]->options());
    m_options->setVisible(m_plots[inView]->options() != nullptr);
    updateNeeds();
    emit plotChanged();
}

void PlotPanel::updateNeeds()
{
    PlotNeeds needs;
    needs.exchangePower
        = plot() == PlotKind::Energies && m_energies->option(EnergyPlot::ExchangePower);
    needs.momentum = plot() == PlotKind::Momentum;
    needs.section = plot() == PlotKind::Section;
    if (needs == m_needs)
        return;
    m_needs = needs;
    emit needsChanged();
}

} // namespace dqm
