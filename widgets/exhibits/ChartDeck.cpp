#include "widgets/exhibits/ChartDeck.h"

#include "widgets/exhibits/ChartPlot.h"
#include "widgets/exhibits/scene/SceneInk.h"
#include "widgets/numbers/PanelTheme.h"
#include "widgets/panels/bars/ElidedLabel.h"
#include "widgets/theme/TypeSize.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QTabBar>
#include <QVBoxLayout>

#include <algorithm>

namespace dqm {

namespace {

constexpr int narrowestChart = 250;
constexpr int roomOfATab = 28; ///< beside its title
constexpr std::size_t mostCharts = 4; ///< side by side, however wide the window

} // namespace

ChartDeck::ChartDeck(QWidget* parent)
    : QWidget(parent)
    , m_chooser(new QTabBar(this))
    , m_list(new QComboBox(this))
    , m_row(new QHBoxLayout)
    , m_theme(themeOf(*this))
{
    setObjectName(QStringLiteral("chartDeck"));
    m_chooser->setDrawBase(false);
    m_chooser->setExpanding(false);
    m_chooser->setUsesScrollButtons(false);
    m_chooser->setElideMode(Qt::ElideRight);
    m_chooser->setAccessibleName(tr("Charts"));
    m_list->setObjectName(QStringLiteral("chartList"));
    m_list->setAccessibleName(tr("Charts"));
    m_list->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    m_list->hide();
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_chooser);
    column->addWidget(m_list);
    column->addLayout(m_row, 1);
    connect(m_chooser, &QTabBar::currentChanged, this, &ChartDeck::arrange);
    connect(m_list, &QComboBox::activated, m_chooser, &QTabBar::setCurrentIndex);
    hide();
}

ChartDeck::~ChartDeck() = default;

void ChartDeck::makeCharts(const ExhibitFrame& frame)
{
    for (const Chart& chart : m_charts)
        delete chart.card;
    m_charts.clear();
    const QSignalBlocker quiet(m_chooser);
    while (m_chooser->count() > 0)
        m_chooser->removeTab(0);
    m_list->clear();
    for (const ExhibitChart& entry : frame.charts) {
        Chart chart;
        chart.card = new QWidget(this);
        const QString title = QString::fromStdString(entry.title);
        chart.title = new ElidedLabel(chart.card);
        chart.title->setFullText(title);
        chart.title->setContentsMargins(8, 6, 8, 0);
        QFont bold; // says nothing of a size, which follows the type
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
        m_chooser->setTabToolTip(m_chooser->addTab(plainOf(entry.title)), plainOf(entry.title));
        m_list->addItem(plainOf(entry.title));
        m_charts.push_back(chart);
    }
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
        m_charts[i].title->setFullText(title);
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
    m_chooser->setCurrentIndex(static_cast<int>(index));
}

void ChartDeck::arrange()
{
    const auto room = static_cast<std::size_t>(std::max(1, width() / scaledToType(narrowestChart)));
    const std::size_t seen = std::min({room, mostCharts, m_charts.size()});
    const auto chosen = static_cast<std::size_t>(std::max(0, m_chooser->currentIndex()));
    const std::size_t first = std::min(chosen, m_charts.size() - seen);
    for (std::size_t i = 0; i < m_charts.size(); ++i) {
        m_charts[i].card->setVisible(i >= first && i < first + seen);
        m_charts[i].title->setVisible(seen > 1 || seen == m_charts.size());
    }
    int titles = 0;
    for (int i = 0; i < m_chooser->count(); ++i)
        titles += m_chooser->fontMetrics().horizontalAdvance(m_chooser->tabText(i))
            + scaledToType(roomOfATab);
    const bool isAChoice = seen < m_charts.size();
    m_chooser->setVisible(isAChoice && titles <= width());
    m_list->setVisible(isAChoice && titles > width());
    m_list->setCurrentIndex(m_chooser->currentIndex());
}

void ChartDeck::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    arrange();
}

} // namespace dqm
