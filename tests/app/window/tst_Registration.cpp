#include "app/carriers/Carriers.h"
#include "app/carriers/InputFile.h"
#include "app/carriers/PngCarrier.h"
#include "app/carriers/TableCarrier.h"
#include "app/commands/Commands.h"
#include "app/dialogs/PictureDialog.h"
#include "app/experiments/ExperimentFile.h"
#include "app/experiments/ExperimentLibrary.h"
#include "app/experiments/JsonReader.h"
#include "app/experiments/JsonWriter.h"
#include "app/pictures/SceneChoices.h"
#include "app/window/ExhibitPage.h"
#include "app/window/MainWindow.h"
#include "core/exhibits/ExhibitKinds.h"
#include "core/frames/FrameRequest.h"
#include "support/MessageOf.h"
#include "support/OwnSettings.h"
#include "support/Renders.h"
#include "widgets/exhibits/ExhibitReadouts.h"
#include "widgets/plots/EnergyPlot.h"
#include "widgets/plots/PlotKinds.h"
#include "widgets/plots/PlotPanel.h"
#include "widgets/scene/model/Colourings.h"

#include <QComboBox>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

#include <array>

using namespace dqm;
using namespace dqm::test;

namespace {

/// One curve without a point.
class DummyPlot : public Plot
{
public:
    DummyPlot() { addCurve(QStringLiteral("dummy curve"), &Theme::total); }

    void append(const std::shared_ptr<const Frame>&) override { redrawSoon(); }
    void ask(FrameRequest& request) const override { request.vortices = true; }

protected:
    void draw() override { showCurves({0}); }
};

const PlotKind dummyPlot{.word = "dummy-plot", .name = "Dummy curves", .make = [] {
                             return static_cast<Plot*>(new DummyPlot);
                         }};

/// Begins with DUMMY; the rest of it is the experiment.
const Carrier dummyCarrier{"a dummy", Carrier::Sort::Data, "*.dummy",
    [](const QByteArray& start) { return start.startsWith("DUMMY"); },
    [](InputFile& file) {
        return Carried{file.read(longestExperiment).mid(qsizetype(sizeof "DUMMY") - 1), 0.25};
    }};

bool isAnywhere(const Picture&) { return true; }
float level(const Picture&, const SceneScales&, Eigen::Index) { return 0.5F; }
void levelRow(const Picture& picture, const SceneScales&, Eigen::Index, float* values)
{
    std::fill_n(values, picture.rho.cols(), 0.5F);
}

/// Its word is one of those that core knows of.
const std::array colours{Colouring{.by = ColorBy::Phase,
                             .word = "phase",
                             .label = "Phase",
                             .map = Colouring::Map::Phase,
                             .range = Colouring::Range::Turn,
                             .isIn = isAnywhere,
                             .value = level,
                             .row = levelRow},
    Colouring{.by = ColorBy::ResidualContinuity,
        .word = "residual-14",
        .label = "Dummy colour",
        .tooltip = "What a dummy says of itself",
        .symbol = "dummy symbol",
        .range = Colouring::Range::Height,
        .isIn = isAnywhere,
        .value = level,
        .row = levelRow}};

} // namespace

// The registries of this program: they stand in the place of the program's own.

namespace dqm {

std::span<const PlotKind* const> plotKinds()
{
    static const std::array all{&energyPlot, &dummyPlot};
    return all;
}

const std::vector<const Carrier*>& carriers()
{
    static const std::vector<const Carrier*> all{&dummyCarrier, &pngCarrier, &tableCarrier};
    return all;
}

std::span<const Colouring> colourings() { return colours; }

const Colouring& colouring(ColorBy by)
{
    const auto* found = std::ranges::find(colours, by, &Colouring::by);
    return found == colours.end() ? colours.front() : *found;
}

/// A term of V in a file of its own, for all that the reader knows.
struct DummyTerm
{
    static constexpr const char* type = "dummy";

    double height = 2.0;
    Vec2 place{0.0, 0.0};
    bool operator==(const DummyTerm&) const = default;

    static void visitKeys(auto& v, auto& term)
    {
        v.required("height", term.height);
        v("place", term.place);
    }
};

} // namespace dqm

/// Whatever is registered is found wherever a person looks for it, without another line of code.
class TestRegistration : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup() { m_window.reset(); }
    void aPlotIsInFilesHelpMenuPicturesAndDialogs();
    void aFormatIsReadAndOfferedByTheDialog();
    void aColouringIsInFilesMenuKeyAndPictures();
    void aTermIsReadWrittenAndSuggested();
    void aReadoutIsInTheWindowTheSeriesAndTheCheck();

private:
    QString at(const char* name) const { return m_folder.filePath(name); }

    QTemporaryDir m_folder;
    std::unique_ptr<MainWindow> m_window;
};

void TestRegistration::initTestCase() { keepSettingsIn(m_folder.path(), "tst_Registration"); }

void TestRegistration::init()
{
    m_window = std::make_unique<MainWindow>();
    QVERIFY(m_window->openExperimentNamed("free-spreading"));
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    QTRY_VERIFY(m_window->frame() != nullptr);
}

void TestRegistration::aPlotIsInFilesHelpMenuPicturesAndDialogs()
{
    const auto* choice = m_window->findChild<PlotPanel*>()->findChild<QComboBox*>();
    QVERIFY(choice->findText("Dummy curves") >= 0);

    // A file names it, and the window shows it and writes it back.
    const Experiment chosen = openExperiment("free-spreading", {"view.plot=dummy-plot"});
    saveExperiment(chosen, at("chosen.dqm"));
    QVERIFY(m_window->openExperimentNamed(at("chosen.dqm")));
    QCOMPARE(choice->currentText(), "Dummy curves");
    QCOMPARE(m_window->document().present().view.plot, std::string("dummy-plot"));
    const QString refused
        = messageOf([] { openExperiment("free-spreading", {"view.plot=dummy-plod"}); });
    QVERIFY2(refused.contains("did you mean \"dummy-plot\"?"), qPrintable(refused));

    m_window->commands()[CommandId::ExportPicture]->trigger();
    auto* dialog = m_window->findChild<PictureDialog*>("pictureDialog");
    const auto choices = dialog->findChildren<QComboBox*>();
    QVERIFY(std::ranges::any_of(choices, [](const QComboBox* box) {
        return box->findText("Dummy curves", Qt::MatchContains) >= 0;
    }));
    dialog->close();

    QVERIFY(renders({"--help"}).out.simplified().contains("energies or dummy-plot"));
    const QStringList picture{"free-spreading", "--view", "plots", "--quiet", "--set",
        "grid.points=[64,64]", "--image", at("plot.png")};
    QCOMPARE(renders(picture + QStringList{"--plot", "dummy-plot"}).status, int(exitDone));
    QCOMPARE(renders(picture + QStringList{"--plot", "dummy curves"}).status, int(exitDone));
    const Outcome unknown = renders(picture + QStringList{"--plot", "spread"});
    QCOMPARE(unknown.status, int(exitBadInput));
    QVERIFY2(unknown.err.contains("energies or dummy-plot"), qPrintable(unknown.err));
}

void TestRegistration::aFormatIsReadAndOfferedByTheDialog()
{
    QFile file(at("carried.dummy"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("DUMMY" + formatExperiment(openExperiment("double-slit")));
    file.close();
    QVERIFY(m_window->openExperimentNamed(at("carried.dummy")));
    QCOMPARE(m_window->document().present().title, openExperiment("double-slit").title);
    QCOMPARE(command({"check", at("carried.dummy")}).status, int(exitDone));
    const QStringList filters = carrierFilter().split(";;");
    QVERIFY2(filters.front().contains("*.dummy"), qPrintable(filters.front()));
    QCOMPARE(filters.filter("Data").front(), QString("Data (*.dummy *.csv)"));
}

void TestRegistration::aColouringIsInFilesMenuKeyAndPictures()
{
    auto* menu = m_window->findChild<QComboBox*>("colorBy");
    const int place = menu->findText("Dummy colour");
    QVERIFY(place >= 0);
    QCOMPARE(menu->itemData(place, Qt::ToolTipRole).toString(), "What a dummy says of itself");
    QCOMPARE(nextColoring(ColorBy::Phase), ColorBy::ResidualContinuity);
    QTest::keyClick(m_window.get(), Qt::Key_N);
    QCOMPARE(menu->currentText(), "Dummy colour");
    QCOMPARE(m_window->document().present().view.colorBy, std::string("residual-14"));
    const Outcome picture = renders({"free-spreading", "--quiet", "--set", "grid.points=[64,64]",
        "--set", "view.color=residual-14", "--image", at("colour.png")});
    QVERIFY2(picture.status == exitDone, qPrintable(picture.err));
}

void TestRegistration::aTermIsReadWrittenAndSuggested()
{
    using Terms = std::vector<std::variant<UniformTerm, DummyTerm>>;
    const auto read = [](const QByteArray& text) {
        Terms terms;
        JsonReader reader(QJsonDocument::fromJson(text).object(), {});
        reader("potential", terms);
        reader.finish();
        return terms;
    };
    const Terms terms = read(R"({"potential": [{"type": "dummy", "height": 3, "place": [1, 2]}]})");
    QCOMPARE(std::get<DummyTerm>(terms.front()), (DummyTerm{3.0, {1.0, 2.0}}));
    QVERIFY(JsonWriter::json(terms).oneLine().contains(R"("type": "dummy")"));
    const QString misspelled
        = messageOf([&] { read(R"({"potential": [{"type": "dumy", "height": 3}]})"); });
    QVERIFY2(misspelled.startsWith("potential[0].type: "), qPrintable(misspelled));
    QVERIFY2(misspelled.contains("did you mean \"dummy\"?"), qPrintable(misspelled));
    const QString lacking = messageOf([&] { read(R"({"potential": [{"type": "dummy"}]})"); });
    QVERIFY2(lacking.startsWith("potential[0].height: is missing"), qPrintable(lacking));
}

/// Of the kind of exhibits that this program has, tests/support/ExhibitKindsOfTests.cpp.
void TestRegistration::aReadoutIsInTheWindowTheSeriesAndTheCheck()
{
    ExhibitExperiment coin;
    coin.kind = "coin";
    saveExperiment(complete(coin), at("coin.dqm"));
    QVERIFY(command({"list"}).out.contains("free-spreading"));
    const QStringList run{"run", at("coin.dqm"), "--quiet", "--until", "400", "--every", "400"};
    const Outcome series = command(run + QStringList{"--series", "-"});
    QVERIFY2(
        series.out.contains(",share,") || series.out.contains(",share_"), series.out.constData());
    QVERIFY(command(run + QStringList{"--check"}).out.contains("Share of heads"));

    QVERIFY(m_window->openExperimentNamed(at("coin.dqm")));
    QTRY_VERIFY(m_window->exhibits().frame());
    const auto* numbers = m_window->findChild<ExhibitReadouts*>("exhibitReadouts");
    QTRY_VERIFY(numbers->plainText().contains("Share of heads"));
}

QTEST_MAIN(TestRegistration)
#include "tst_Registration.moc"
