#include "widgets/exhibits/ChartDeck.h"

#include <QComboBox>
#include <QTabBar>
#include <QTest>

using namespace dqm;

namespace {

std::shared_ptr<const ExhibitFrame> eightCharts()
{
    auto frame = std::make_shared<ExhibitFrame>();
    for (const char* title : {"Spectrum of the field", "Correlation in time",
             "Correlation in place", "What the moving observer measures", "Mean of the square",
             "Velocities", "Distribution of the field", "Energy by the wave number"}) {
        ExhibitChart chart;
        chart.id = title;
        chart.title = title;
        frame->charts.push_back(chart);
    }
    return frame;
}

} // namespace

/// The charts of an exhibit, side by side or one by one.
class TestChartDeck : public QObject
{
    Q_OBJECT

private slots:
    void namesOfChartsAreWhole_data()
    {
        QTest::addColumn<int>("width");
        for (const int width : {260, 500, 700, 1200, 2400})
            QTest::addRow("%d", width) << width;
    }

    void namesOfChartsAreWhole()
    {
        QFETCH(const int, width);
        ChartDeck deck;
        deck.setFrame(eightCharts());
        deck.setFixedSize(width, 300);
        deck.show();
        QVERIFY(QTest::qWaitForWindowExposed(&deck));
        QCOMPARE(deck.count(), std::size_t{8});
        const auto* tabs = deck.findChild<QTabBar*>();
        auto* list = deck.findChild<QComboBox*>("chartList");
        QVERIFY(tabs->isVisible() != list->isVisible());
        for (int i = 0; tabs->isVisible() && i < tabs->count(); ++i)
            QVERIFY(tabs->fontMetrics().horizontalAdvance(tabs->tabText(i))
                <= tabs->tabRect(i).width());
        if (!list->isVisible())
            return;
        QCOMPARE(list->count(), 8);
        list->setCurrentIndex(5);
        emit list->activated(5);
        QVERIFY(deck.isShown(5));
    }
};

QTEST_MAIN(TestChartDeck)
#include "tst_ChartDeck.moc"
