#include "app/experiments/ExperimentFile.h"
#include "app/experiments/ExperimentLibrary.h"
#include "app/pictures/PlotPicture.h"
#include "support/Command.h"
#include "support/PlotProbe.h"
#include "widgets/plots/ComplexDiffusionPlot.h"
#include "widgets/plots/EnergyPlot.h"
#include "widgets/plots/MomentumPlot.h"
#include "widgets/plots/PlotKinds.h"
#include "widgets/plots/SpreadPlot.h"

#include <QRegularExpression>
#include <QTemporaryDir>
#include <QXmlStreamReader>

using namespace dqm;
using namespace dqm::test;

namespace {

constexpr double moment = 0.75;

Experiment experiment() { return openExperiment("galilean-2x2", {"grid.points=[64,64]"}); }

/// A plot with its past, and the frames that it was given.
struct Filled
{
    explicit Filled(const PlotKind& kind)
        : picture(start, kind)
        , simulation(start, {true, 1})
    {
        for (int i = 0; i <= 10; ++i) {
            simulation.advanceTo(moment * i / 10);
            frames.push_back(simulation.frame(picture.request()));
            picture.append(frames.back());
        }
    }
    const Experiment start = experiment();
    PlotPicture picture;
    Simulation simulation;
    std::vector<std::shared_ptr<const Frame>> frames;
};

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

const PlotColumn* columnNamed(const std::vector<PlotColumn>& columns, const QString& name)
{
    for (const PlotColumn& column : columns) {
        if (column.name == name)
            return &column;
    }
    return nullptr;
}

/// Pixels that are not paper.
int inked(const QImage& image)
{
    const QRgb paper = image.pixel(1, image.height() - 2);
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            count += image.pixel(x, y) != paper;
    }
    return count;
}

} // namespace

class TestPlotPicture : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    QString at(const QString& name) const { return m_folder.filePath(name); }

    static void everyPlot()
    {
        QTest::addColumn<std::string>("word");
        for (const char* word : plotWords())
            QTest::newRow(word) << std::string(word);
    }

private slots:
    void everyPlotIsDrawnAtTheExactSize_data() { everyPlot(); }
    void everyPlotIsDrawnAtTheExactSize()
    {
        QFETCH(const std::string, word);
        Filled filled(plotNamed(word));
        PlotFile file;
        file.pixels = {641, 377};
        const QImage image = plotImage(filled.picture.plot(), file);
        QCOMPARE(image.size(), QSize(641, 377));
        QVERIFY(inked(image) > 2000);
        file.theme = ThemeKind::Dark;
        const QImage dark = plotImage(filled.picture.plot(), file);
        QVERIFY(qGray(dark.pixel(2, 374)) < 64 && qGray(image.pixel(2, 374)) > 192);
        file.isTransparent = true;
        QCOMPARE(qAlpha(plotImage(filled.picture.plot(), file).pixel(2, 374)), 0);
    }

    /// A page of its own is white; beside a scene it has the scene's ground and says where time is.
    void aFileIsPaperWithoutTheLineOfNow()
    {
        Filled filled(energyPlot);
        PlotFile file;
        file.pixels = {640, 400};
        const QImage page = plotImage(filled.picture.plot(), file);
        QCOMPARE(QColor(page.pixel(2, 397)), QColor(Qt::white));
        file.isBesideScene = true;
        const QImage beside = plotImage(filled.picture.plot(), file);
        QCOMPARE(QColor(beside.pixel(2, 397)), theme(ThemeKind::Light).background);
        // An upright line of one colour in the middle of the height, where no grid line stands.
        const auto upright = [](const QImage& image) {
            int columns = 0;
            for (int x = 80; x < image.width() - 20; ++x) {
                int dark = 0;
                for (int y = 120; y < 320; ++y)
                    dark += qGray(image.pixel(x, y)) < 200;
                columns += dark > 160;
            }
            return columns;
        };
        QCOMPARE(upright(page), 0);
        QVERIFY(upright(beside) > 0);
    }

    void linesAndLettersAreKeptInAnSvg_data() { everyPlot(); }
    void linesAndLettersAreKeptInAnSvg()
    {
        QFETCH(const std::string, word);
        Filled filled(plotNamed(word));
        PlotFile file;
        file.heading = "A <b> & \"heading\"";
        writePlot(filled.picture.plot(), at("p.svg"), file);
        const QByteArray svg = contentOf(at("p.svg"));
        QXmlStreamReader xml(svg);
        int lines = 0;
        int images = 0;
        QString words;
        while (!xml.atEnd()) {
            xml.readNext();
            if (!xml.isStartElement())
                continue;
            lines += xml.name() == u"polyline" || xml.name() == u"path";
            images += xml.name() == u"image";
            if (xml.name() == u"text")
                words += xml.readElementText() + '\n';
        }
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
        QVERIFY(lines > 5);
        QCOMPARE(images, word == "momentum" ? 1 : 0);
        QVERIFY(words.contains(file.heading));
    }

    void aPdfHoldsOnePageOfLines_data() { everyPlot(); }
    void aPdfHoldsOnePageOfLines()
    {
        QFETCH(const std::string, word);
        Filled filled(plotNamed(word));
        writePlot(filled.picture.plot(), at("p.pdf"), {});
        const QByteArray pdf = contentOf(at("p.pdf"));
        QVERIFY(pdf.startsWith("%PDF-"));
        QCOMPARE(pdf.count("/Type /Page\n"), qsizetype(1));
        QCOMPARE(pdf.contains("/Subtype /Image"), word == "momentum");
    }

    void curvesStayWithinTheirAxesWhereNothingCutsThemOff()
    {
        // The laws of the spread go on beyond the present, and higher than the axis.
        Filled filled(spreadPlot);
        PlotFile file;
        file.pixels = {640, 400};
        writePlot(filled.picture.plot(), at("s.svg"), file);
        static const QRegularExpression list("<polyline[^>]*points=\"([^\"]*)\"");
        auto found = list.globalMatch(QString::fromUtf8(contentOf(at("s.svg"))));
        int points = 0;
        while (found.hasNext()) {
            const QStringList pairs = found.next().captured(1).split(' ', Qt::SkipEmptyParts);
            for (const QString& pair : pairs) {
                const double x = pair.section(',', 0, 0).toDouble();
                const double y = pair.section(',', 1, 1).toDouble();
                QVERIFY2(x > 20.0 && x < 640.0 && y > 5.0 && y < 400.0, qPrintable(pair));
                ++points;
            }
        }
        QVERIFY(points > 100);
    }

    void whatIsOnTheScreenStaysAsItIs()
    {
        Filled filled(energyPlot);
        EnergyPlot plot;
        plot.setTheme(theme(ThemeKind::Dark));
        for (const auto& frame : filled.frames)
            plot.append(frame);
        shown(plot);
        const QImage before = plot.grab().toImage();
        PlotFile file;
        file.pixels = {1000, 300};
        plotImage(plot, file);
        writePlot(plot, at("screen.svg"), file);
        writePlotData(plot, at("screen.csv"), "{}", moment);
        shown(plot);
        QCOMPARE(plot.grab().toImage(), before);
    }

    void theTableHoldsWhatTheCurvesShow()
    {
        Filled filled(energyPlot);
        writePlotData(
            filled.picture.plot(), at("e.csv"), formatExperimentOnOneLine(filled.start), moment);
        const Table table(contentOf(at("e.csv")));
        QCOMPARE(table.rows(), filled.frames.size());
        for (std::size_t i = 0; i < filled.frames.size(); ++i) {
            const Energies& energies = observedPicture(*filled.frames[i]).numbers.energies;
            QCOMPARE(table.at(i, "t / T₀"), filled.frames[i]->time);
            QCOMPARE(table.at(i, "drift / E₀"), energies.drift);
            QCOMPARE(table.at(i, "diffusion / E₀"), energies.diffusion);
        }
    }

    void stackedAreasAreTabledAsTheyAreAndNotAsTheyAreDrawn()
    {
        Filled filled(energyPlot);
        Plot& plot = filled.picture.plot();
        const auto plain = plot.columns();
        dynamic_cast<EnergyPlot&>(plot).setOption(EnergyPlot::Stacked, true);
        const auto stacked = plot.columns();
        QCOMPARE(stacked.size(), plain.size());
        for (std::size_t i = 0; i < plain.size(); ++i) {
            for (std::size_t row = 0; row < plain[i].values.size(); ++row)
                QVERIFY(std::abs(stacked[i].values[row] - plain[i].values[row]) < 1e-12);
        }
    }

    void hiddenCurvesAreNotTabled()
    {
        Filled filled(energyPlot);
        Plot& plot = filled.picture.plot();
        QVERIFY(columnNamed(plot.columns(), "entropy") == nullptr);
        dynamic_cast<EnergyPlot&>(plot).setOption(EnergyPlot::Entropy, true);
        QVERIFY(columnNamed(plot.columns(), "entropy") != nullptr);
    }

    void curvesAtOtherPlacesHavePlacesOfTheirOwn()
    {
        Filled filled(spreadPlot);
        const auto columns = filled.picture.plot().columns();
        const PlotColumn* law = columnNamed(columns, "frictionless, law");
        const PlotColumn* samples = columnNamed(columns, "frictionless");
        QVERIFY(law != nullptr && samples != nullptr);
        QVERIFY(law->values.size() > samples->values.size());
        const auto times = std::count_if(columns.begin(), columns.end(),
            [](const PlotColumn& column) { return column.name == "t"; });
        QVERIFY(times >= 2);
        QCOMPARE(columns.front().name, QString("t"));
        QCOMPARE(columns.front().values.back(), moment);
    }

    void theMapOfMomentaIsTabledByPlace()
    {
        Filled filled(momentumPlot);
        const auto columns = filled.picture.plot().columns();
        QCOMPARE(columns.size(), std::size_t(3));
        double sum = 0.0;
        double mean = 0.0;
        for (std::size_t i = 0; i < columns[2].values.size(); ++i) {
            sum += columns[2].values[i];
            mean += columns[2].values[i] * columns[0].values[i];
        }
        // As the observer in K' sees it: what is at rest in K moves with -W.
        const Picture& seen = observedPicture(*filled.frames.back());
        QVERIFY(std::abs(mean / sum - seen.numbers.moments.momentum.x()) < 1e-3);
    }

    void aPlotWithoutCurvesHasNoTable()
    {
        PlotPicture empty(experiment(), energyPlot);
        QVERIFY_EXCEPTION_THROWN(
            writePlotData(empty.plot(), at("none.csv"), "{}", 0.0), std::runtime_error);
        QVERIFY(!QFile::exists(at("none.csv")));
    }

    void whatCannotBeWrittenIsReported()
    {
        Filled filled(complexDiffusionPlot);
        for (const char* name : {"none/p.png", "none/p.svg", "none/p.pdf"})
            QVERIFY_EXCEPTION_THROWN(
                writePlot(filled.picture.plot(), at(name), {}), std::runtime_error);
    }
};

QTEST_MAIN(TestPlotPicture)
#include "tst_PlotPicture.moc"
