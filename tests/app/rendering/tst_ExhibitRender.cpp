#include "app/experiments/ExperimentLibrary.h"
#include "app/pictures/ExhibitPicture.h"
#include "core/exhibits/parts/Exhibit.h"
#include "support/Renders.h"

#include <QFile>
#include <QImageReader>
#include <QTemporaryDir>
#include <QTest>

using namespace dqm;
using namespace dqm::test;

namespace {

/// Pixels that are not the corner's colour.
int drawn(const QImage& image)
{
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            count += image.pixel(x, y) != image.pixel(0, 0) ? 1 : 0;
    }
    return count;
}

} // namespace

/// `dqmlab render` of exhibits.
class TestExhibitRender : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QFile file(at("coin.dqm"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{ \"dqmlab\": 1, \"kind\": \"coin\", \"title\": \"A coin\", \"until\": 300 }");
    }

    void drawsThePageAtAProgressAndSize()
    {
        const Outcome outcome = renders({at("coin.dqm"), "--image", at("a.png"), "--at", "40",
            "--size", "800x500", "--theme", "dark"});
        QCOMPARE(outcome.status, 0);
        QImageReader reader(at("a.png"));
        QCOMPARE(reader.text("Time"), QString("40"));
        const QImage image = reader.read();
        QCOMPARE(image.size(), QSize(800, 500));
        QVERIFY(drawn(image) > 10000);
        QVERIFY(std::holds_alternative<ExhibitExperiment>(openAnyExperiment(at("a.png"))));
    }

    void drawsTheEndUnlessToldOtherwise()
    {
        QCOMPARE(renders({at("coin.dqm"), "--image", at("a.png")}).status, 0);
        QCOMPARE(QImageReader(at("a.png")).text("Time"), QString("300"));
        // As the picture was made, so it is drawn again.
        QCOMPARE(renders({at("coin.dqm"), "--image", at("b.png"), "--at", "40"}).status, 0);
        QCOMPARE(renders({at("b.png"), "--image", at("c.png")}).status, 0);
        QCOMPARE(QImage(at("c.png")), QImage(at("b.png")));
    }

    void drawsEachKindOfSceneAlone_data()
    {
        QTest::addColumn<QString>("scene");
        for (const char* scene : {"boxes", "plane", "map"})
            QTest::newRow(scene) << QString(scene);
    }
    void drawsEachKindOfSceneAlone()
    {
        QFETCH(QString, scene);
        QCOMPARE(renders({at("coin.dqm"), "--image", at("s.png"), "--view", "scene", "--size",
                             "400x300", "--set", "parameters.scene=" + scene})
                     .status,
            0);
        QVERIFY(drawn(QImage(at("s.png"))) > 1000);
    }

    void drawsAChartAsVectorsAndAsATable()
    {
        const QStringList plots{at("coin.dqm"), "--view", "plots", "--plot", "past"};
        QCOMPARE(
            renders(plots + QStringList{"--image", at("p.svg"), "--plot-data", at("p.csv")}).status,
            0);
        QFile table(at("p.csv"));
        QVERIFY(table.open(QIODevice::ReadOnly));
        QCOMPARE(Table(table.readAll()).rows(), std::size_t{18});
        QVERIFY(std::holds_alternative<ExhibitExperiment>(openAnyExperiment(at("p.svg"))));
    }

    void filmsNumberedPictures()
    {
        QCOMPARE(renders({at("coin.dqm"), "--video", at("f{n}.png"), "--every", "100", "--size",
                             "320x200", "--quiet"})
                     .status,
            0);
        QCOMPARE(QImageReader(at("f3.png")).text("Time"), QString("300"));
        QVERIFY(QImage(at("f0.png")) != QImage(at("f3.png")));
    }

    void refusesBadArguments_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("piece");
        const auto row
            = [](const char* name, const QStringList& more, const char* piece, int status = 2) {
                  QTest::newRow(name) << more << status << QString(piece);
              };
        row("nothing", {}, "needs --image");
        row("orbit", {"--video", "@a.mp4", "--orbit", "360"}, "--orbit has a meaning for a wave");
        row("frame", {"--image", "@a.png", "--frame", "1,0"}, "--frame has a meaning for a wave");
        row("plain", {"--image", "@a.png", "--plain"}, "--plain has a meaning for a wave");
        row("past", {"--image", "@a.png", "--at", "-1"}, "--at: found \"-1\"");
        row("size", {"--image", "@a.png", "--size", "10x10"}, "--size");
        row("vectors of a page", {"--image", "@a.svg"}, "--view plots");
        row("chart", {"--image", "@a.png", "--view", "plots", "--plot", "sids"},
            "did you mean \"sides\"?");
        row("parameter", {"--image", "@a.png", "--set", "parameters.p=7"}, "parameters.p");
        row("folder", {"--image", "/no/where/a.png"}, "no such folder");
        row("fault", {"--image", "@a.png", "--set", "parameters.fault=throws"}, "rolled away", 1);
    }
    void refusesBadArguments()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, piece);
        arguments.replaceInStrings("@", at(""));
        const Outcome outcome = renders(QStringList(at("coin.dqm")) + arguments);
        QTEST(outcome.status, "status");
        QVERIFY2(isOneLine(outcome.err), qPrintable(outcome.err));
        QVERIFY2(outcome.err.contains(piece), qPrintable(outcome.err));
    }

private:
    QString at(const QString& name) const { return m_folder->path() + '/' + name; }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_MAIN(TestExhibitRender)
#include "tst_ExhibitRender.moc"
