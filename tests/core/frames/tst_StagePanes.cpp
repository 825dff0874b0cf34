#include "core/frames/StagePanes.h"

#include <QTest>

using namespace dqm;

namespace {

using Columns = StageSettings::Columns;
using Rows = StageSettings::Rows;

Picture pictureOf(const std::string& title, bool hasFields = true)
{
    Picture picture;
    picture.title = title;
    if (hasFields)
        picture.rho = FloatField::Ones(2, 2);
    return picture;
}

/// A frame that carries everything, and shows what the stage says.
Frame frameOf(Columns columns, Rows rows)
{
    Frame frame;
    frame.pictures = {pictureOf("K"), pictureOf("observed", false), pictureOf("evolved")};
    frame.frictional = {pictureOf("friction K"), pictureOf("friction K'")};
    frame.stage.columns = columns;
    frame.stage.rows = rows;
    return frame;
}

QStringList titles(const std::vector<StagePane>& panes)
{
    QStringList all;
    for (const StagePane& pane : panes)
        all << QString::fromStdString(pane.picture->title);
    return all;
}

} // namespace

class TestStagePanes : public QObject
{
    Q_OBJECT

private slots:
    void theStageDecidesWhatStands_data()
    {
        QTest::addColumn<int>("columns");
        QTest::addColumn<int>("rows");
        QTest::addColumn<QStringList>("standing");
        const auto row = [](const char* name, Columns columns, Rows rows, const QStringList& all) {
            QTest::newRow(name) << int(columns) << int(rows) << all;
        };
        row("one", Columns::K, Rows::Frictionless, {"K"});
        row("frames", Columns::KAndKPrime, Rows::Frictionless, {"K", "evolved"});
        row("diffusions", Columns::K, Rows::FrictionlessAndFrictional, {"K", "friction K"});
        row("all", Columns::KAndKPrime, Rows::FrictionlessAndFrictional,
            {"K", "evolved", "friction K", "friction K'"});
    }

    void theStageDecidesWhatStands()
    {
        QFETCH(int, columns);
        QFETCH(int, rows);
        QFETCH(QStringList, standing);
        const Frame frame = frameOf(static_cast<Columns>(columns), static_cast<Rows>(rows));
        const std::vector<StagePane> panes = stagePanes(frame);
        QCOMPARE(titles(panes), standing);
        const StageShape shape = shapeOf(panes);
        QCOMPARE(shape.count(), int(standing.size()));
        for (const StagePane& pane : panes) {
            QVERIFY(shape.has(pane.row) && shape.has(pane.column));
            QCOMPARE(pane.picture,
                shape.isOne() ? &frame.pictures.front()
                              : stagePicture(frame, pane.row, pane.column));
        }
    }

    void whatIsNotCarriedDoesNotStand()
    {
        Frame frame = frameOf(Columns::KAndKPrime, Rows::FrictionlessAndFrictional);
        frame.frictional.clear();
        QCOMPARE(titles(stagePanes(frame)), (QStringList{"K", "evolved"}));
        frame.pictures.resize(1);
        QCOMPARE(titles(stagePanes(frame)), QStringList{"K"});
    }

    /// As far as its fields are there.
    void onePaneAloneShowsWhatTheObserverSees()
    {
        Frame frame = frameOf(Columns::K, Rows::Frictionless);
        frame.pictures[1] = pictureOf("observed");
        QCOMPARE(titles(stagePanes(frame)), QStringList{"observed"});
        QCOMPARE(titles(stagePanes(frame, true)), QStringList{"K"});
        frame.pictures[0] = pictureOf("K", false);
        QCOMPARE(titles(stagePanes(frame, true)), QStringList{"observed"});
    }

    void everyPlaceHasANumberOfItsOwn()
    {
        std::size_t next = 0;
        for (const StageRow row : {StageRow::Frictionless, StageRow::Frictional}) {
            for (const StageColumn column : {StageColumn::K, StageColumn::KPrime})
                QCOMPARE(placeOf(row, column), next++);
        }
    }

    void onlyTwoRowsOfOneColumnStandSideBySide()
    {
        QVERIFY(rowsStandSideBySide({.columns = 1, .rows = 2}, 900, 400));
        QVERIFY(!rowsStandSideBySide({.columns = 1, .rows = 2}, 400, 900));
        QVERIFY(!rowsStandSideBySide({.columns = 2, .rows = 2}, 900, 400));
        QVERIFY(!rowsStandSideBySide({.columns = 1, .rows = 1}, 900, 400));
    }
};

QTEST_APPLESS_MAIN(TestStagePanes)
#include "tst_StagePanes.moc"
