#include "widgets/exhibits/ChartDeck.h"

#include "widgets/exhibits/ChartPlot.h"
#include "widgets/exhibits/SceneInk.h"
#include "widgets/panels/PanelTheme.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace dqm {

namespace {

constexpr int narrowestChart = 250;

} // namespace

ChartDeck::ChartDeck(QWidget* parent)
    : QWidget(parent)
    , m_buttons(new QButtonGroup(this))
    , m_chooser(new QWidget(this))
    , m_row(new QHBoxLayout)
    , m_theme(themeOf(*this))
{
    setObjectName(QStringLiteral("chartDeck"));
    auto* chooser = new QHBoxLayout(m_chooser);
    chooser->setContentsMargins(8, 4, 8, 0);
    chooser->setSpacing(4);
    chooser->addStretch();
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_chooser);
    column->addLayout(m_row, 1);
    connect(m_buttons, &QButtonGroup::idClicked, this,
        [this](int index) { showChart(static_cast<std::size_t>(index)); });
    hide();
}

ChartDeck::~ChartDeck() = default;

void ChartDeck::makeCharts(const ExhibitFrame& frame)
{
    for (const Chart& chart : m_charts)
        delete chart.card;
    for (QAbstractButton* button : m_buttons->buttons())
        delete button;
    m_charts.clear();
    m_first = 0;
    for (const ExhibitChart& entry : frame.charts) {
        Chart chart;
        chart.card = new QWidget(this);
        const QString title = QString::fromStdString(entry.title);
        chart.title = new QLabel(title, chart.card);
        chart.title->setContentsMargins(8, 6, 8, 0);
        QFont bold = chart.title->font();
        bold.setBold(true);
        chart.title->setFont(bold);
        chart.plot = new ChartPlot(chart.card);
        chart.plot->setObjectName(QStringLiteral("chart.") + QString::fromStdString(entry.id));
        chart.plot->setAccessibleName(plainOf(entry.title));
        chart.plot->setTheme(m_theme);
        auto* column = new QVBoxLayout(chart.card);
        column->setContentsMargins(0, 0, 0, 0);
        column->setSpacing(0);
        column->addWidget(chart.title);
        column->addWidget(chart.plot, 1);
        m_row->addWidget(chart.card, 1);
        auto* button = new QToolButton(m_chooser);
        button->setText(plainOf(entry.title));
        button->setCheckable(true);
        button->setAutoRaise(true);
        auto* chooser = static_cast<QHBoxLayout*>(m_chooser->layout());
        chooser->insertWidget(chooser->count() - 1, button);
        m_buttons->addButton(button, static_cast<int>(m_charts.size()));
        m_charts.push_back(chart);
    }
    m_buttons->setExclusive(false);
    arrange();
}

void ChartDeck::setFrame(const std::shared_ptr<const ExhibitFrame>& frame)
{
    const bool isAnother = (m_frame == nullptr) != (frame == nullptr)
        || (frame
            && !std::ranges::equal(frame->charts, m_frame->charts,
                [](const ExhibitChart& a, const ExhibitChart& b) { return a.id == b.id; }));
    m_frame = frame;
    if (isAnother)
        makeCharts(frame ? *frame : ExhibitFrame());
    for (std::size_t i = 0; i < m_charts.size(); ++i) {
        // A part of the frame, which lives as long as the part is held.
        m_charts[i].plot->setChart({frame, &frame->charts[i]});
        const QString title = QString::fromStdString(frame->charts[i].title);
        if (m_charts[i].title->text() != title)
            m_charts[i].title->setText(title);
    }
    setVisible(!m_charts.empty());
}

void ChartDeck::setTheme(const Theme& theme)
{
    m_theme = theme;
    for (const Chart& chart : m_charts)
        chart.plot->setTheme(theme);
}

bool ChartDeck::isShown(std::size_t index) const { return !m_charts[index].card->isHidden(); }

void ChartDeck::showChart(std::size_t index)
{
    m_first = index;
    arrange();
}

void ChartDeck::arrange()
{
    const auto room = static_cast<std::size_t>(std::max(1, width() / narrowestChart));
    const std::size_t seen = std::min(room, m_charts.size());
    const std::size_t first = std::min(m_first, m_charts.size() - seen);
    for (std::size_t i = 0; i < m_charts.size(); ++i) {
        const bool isSeen = i >= first && i < first + seen;
        m_charts[i].card->setVisible(isSeen);
        m_charts[i].title->setVisible(seen > 1 || seen == m_charts.size());
        m_buttons->button(static_cast<int>(i))->setChecked(isSeen);
    }
    m_chooser->setVisible(seen < m_charts.size());
}

void ChartDeck::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    arrange();
}

} // namespace dqm
