#include "app/experiments/ExperimentFile.h"
#include "app/experiments/ExperimentLibrary.h"
#include "app/session/ExhibitDocument.h"
#include "app/session/ExperimentDocument.h"
#include "app/session/History.h"
#include "core/setup/Parameters.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QWidget>

#include <functional>
#include <random>

using namespace dqm;

/// Two documents and their history, without a window.
class TestHistory : public QObject
{
    Q_OBJECT

private slots:
    void init();

    void everyChangeIsTakenBackAndMadeAgain_data();
    void everyChangeIsTakenBackAndMadeAgain();
    void everyChangeOfAnExhibitIsTakenBack_data();
    void everyChangeOfAnExhibitIsTakenBack();
    void fiveHundredRandomChangesAreTakenBackToTheBit_data();
    void fiveHundredRandomChangesAreTakenBackToTheBit();
    void aRunOfWheelStepsIsOneStep();
    void aRunOfOneArrowKeyIsOneStepAndAnotherKeyAnother();
    void bothComponentsOfAVelocityAreOneStep();
    void twoThingsAreTwoSteps();
    void aRunThatComesBackToItsStartIsNoStep();
    void goesBackAcrossAnOpeningWithTheChangesMadeBefore();
    void goesBackFromAnExhibitToAWave();
    void whatIsSavedStaysSavedWhenAChangeIsUndone();
    void whatLiesBelowAnotherIsStillUnsaved();
    void keepsAThousandSteps();
    void anotherLookAsksNothingOfTheNumbers();
    void aRefusedValueIsNoStep();

private:
    Experiment wave() const { return m_wave->present(); }
    void open(const QString& name)
    {
        const AnyExperiment experiment = openAnyExperiment(name);
        if (std::holds_alternative<Experiment>(experiment))
            m_wave->open(experiment, name);
        else
            m_exhibit->open(experiment, name);
    }
    void wheel()
    {
        QWheelEvent event({1, 1}, {1, 1}, {}, {0, 120}, {}, {}, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(&m_pad, &event);
    }
    int steps()
    {
        int count = 0;
        for (; m_history->canUndo(); ++count)
            m_history->undo();
        return count;
    }

    QWidget m_pad; ///< what keys and wheel are sent to
    std::unique_ptr<History> m_history;
    std::unique_ptr<ExperimentDocument> m_wave;
    std::unique_ptr<ExhibitDocument> m_exhibit;
};

void TestHistory::init()
{
    m_history = std::make_unique<History>();
    m_wave = std::make_unique<ExperimentDocument>(*m_history);
    m_exhibit = std::make_unique<ExhibitDocument>(*m_history);
    open("free-spreading");
    QVERIFY2(!m_history->canUndo(), "the first experiment was laid on an empty table");
}

using Change = std::function<void(ExperimentDocument&)>;

void TestHistory::everyChangeIsTakenBackAndMadeAgain_data()
{
    QTest::addColumn<Change>("change");
    for (const Parameter& entry : parameters()) {
        QTest::newRow(entry.id.c_str()) << Change([id = entry.id](ExperimentDocument& document) {
            const auto [least, most] = parameterRange(document.present(), id);
            document.setValue(QString::fromStdString(id), 0.5 * (least + most) + 0.01);
        });
    }
    QTest::newRow("stage") << Change([](ExperimentDocument& document) {
        StageSettings stage = document.present().stage;
        stage.columns = StageSettings::Columns::KAndKPrime;
        document.setStage(stage);
    });
    QTest::newRow("law of the particles") << Change([](ExperimentDocument& document) {
        EnsembleSettings ensemble = document.present().ensemble;
        ensemble.law = ParticleLaw::DriftAndNoise;
        document.setEnsemble(ensemble);
    });
    QTest::newRow("view") << Change([](ExperimentDocument& document) {
        ViewSettings view = document.present().view;
        view.drift.arrows = !view.drift.arrows;
        document.setView(view);
    });
    QTest::newRow("opening") << Change([](ExperimentDocument& document) {
        document.open(openAnyExperiment("double-slit"), "double-slit");
    });
    QTest::newRow("opening of the same") << Change([](ExperimentDocument& document) {
        document.open(openAnyExperiment("free-spreading"), "free-spreading");
    });
    QTest::newRow("reset") << Change([](ExperimentDocument& document) { document.resetToFile(); });
}

void TestHistory::everyChangeIsTakenBackAndMadeAgain()
{
    QFETCH(Change, change);
    m_wave->setValue("constants.mass", 1.5);
    const Experiment before = wave();
    const auto sheet = m_wave->sheet();
    QTest::mouseClick(&m_pad, Qt::LeftButton);
    change(*m_wave);
    const Experiment after = wave();
    m_history->undo();
    QVERIFY(wave() == before);
    QCOMPARE(m_wave->sheet(), sheet);
    QVERIFY(m_wave->isModified());
    QVERIFY(m_history->canRedo());
    m_history->redo();
    QVERIFY(wave() == after);
    QVERIFY(!m_history->canRedo());
    QCOMPARE(steps(), 2);
    QVERIFY(!m_wave->isModified());
}

using ExhibitChange = std::function<void(ExhibitDocument&)>;

void TestHistory::everyChangeOfAnExhibitIsTakenBack_data()
{
    QTest::addColumn<ExhibitChange>("change");
    QTest::newRow("seed") << ExhibitChange([](ExhibitDocument& d) { d.setSeed(77); });
    QTest::newRow("pace") << ExhibitChange([](ExhibitDocument& d) { d.setPace(0.123); });
    QTest::newRow("reset") << ExhibitChange([](ExhibitDocument& d) { d.resetToFile(); });
    QTest::newRow("values") << ExhibitChange([](ExhibitDocument& d) {
        for (const ExhibitParameter& entry : d.kind().parameters)
            d.setValue(QString::fromStdString(entry.id), entry.maximum);
    });
}

void TestHistory::everyChangeOfAnExhibitIsTakenBack()
{
    QFETCH(ExhibitChange, change);
    for (const ShippedExperiment& shipped : shippedExperiments()) {
        const AnyExperiment file = openAnyExperiment(shipped.name);
        if (std::holds_alternative<Experiment>(file))
            continue;
        open(shipped.name);
        m_exhibit->setSeed(5);
        const ExhibitExperiment before = m_exhibit->present();
        change(*m_exhibit);
        const ExhibitExperiment after = m_exhibit->present();
        QVERIFY2(!(before == after), qPrintable(shipped.name));
        while (!(m_exhibit->present() == before) && m_history->canUndo())
            m_history->undo();
        QVERIFY2(m_exhibit->present() == before, qPrintable(shipped.name));
        while (m_history->canRedo())
            m_history->redo();
        QVERIFY2(m_exhibit->present() == after, qPrintable(shipped.name));
    }
}

void TestHistory::fiveHundredRandomChangesAreTakenBackToTheBit_data()
{
    QTest::addColumn<unsigned>("seed");
    for (unsigned seed = 1; seed <= 4; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void TestHistory::fiveHundredRandomChangesAreTakenBackToTheBit()
{
    QFETCH(unsigned, seed);
    std::mt19937 random(seed);
    const auto pick = [&random](std::size_t count) {
        return std::uniform_int_distribution<std::size_t>(0, count - 1)(random);
    };
    const auto shipped = shippedExperiments();
    const Experiment start = wave();
    const auto changeOneThing = [&] {
        const auto all = parameters();
        const std::string& id = all[pick(all.size())].id;
        const auto [least, most] = parameterRange(wave(), id);
        switch (pick(12)) {
        case 0: {
            StageSettings stage = wave().stage;
            stage.rows = static_cast<StageSettings::Rows>(pick(2));
            stage.columns = static_cast<StageSettings::Columns>(pick(2));
            return m_wave->setStage(stage);
        }
        case 1: {
            EnsembleSettings ensemble = wave().ensemble;
            ensemble.seed = static_cast<unsigned>(pick(1000));
            return m_wave->setEnsemble(ensemble);
        }
        case 2: {
            ViewSettings view = wave().view;
            view.vortices = !view.vortices;
            return m_wave->setView(view);
        }
        case 3:
            return pick(4) == 0 ? m_wave->resetToFile() : open(shipped[pick(shipped.size())].name);
        default:
            return m_wave->setValue(QString::fromStdString(id),
                std::uniform_real_distribution<double>(least, std::max(least, most))(random));
        }
    };
    for (int k = 0; k < 500; ++k)
        changeOneThing();
    const AnyExperiment end = m_wave->experiment();
    QVERIFY(steps() > 100);
    QVERIFY(wave() == start);
    QCOMPARE(m_wave->name(), QString("free-spreading"));
    while (m_history->canRedo())
        m_history->redo();
    QVERIFY(m_wave->experiment() == end);
}

void TestHistory::aRunOfWheelStepsIsOneStep()
{
    for (int k = 1; k <= 20; ++k) {
        wheel();
        m_wave->setValue("constants.mass", 1.0 + 0.1 * k);
    }
    QTest::mouseClick(&m_pad, Qt::LeftButton);
    for (int k = 1; k <= 20; ++k) {
        wheel();
        m_wave->setValue("constants.mass", 3.0 + 0.1 * k);
    }
    m_history->undo();
    QCOMPARE(wave().constants.mass, 3.0);
    m_history->undo();
    QCOMPARE(wave().constants.mass, 1.0);
    QVERIFY(!m_history->canUndo());
}

void TestHistory::aRunOfOneArrowKeyIsOneStepAndAnotherKeyAnother()
{
    const auto press = [this](Qt::Key key, double value) {
        QTest::keyPress(&m_pad, key);
        m_wave->setValue("constants.mass", value);
        QTest::keyRelease(&m_pad, key);
    };
    press(Qt::Key_Up, 1.1);
    press(Qt::Key_Up, 1.2);
    press(Qt::Key_Up, 1.3);
    press(Qt::Key_Return, 2.0); // typed
    press(Qt::Key_Return, 2.5); // and typed again
    m_history->undo();
    QCOMPARE(wave().constants.mass, 2.0);
    m_history->undo();
    QCOMPARE(wave().constants.mass, 1.3);
    m_history->undo();
    QCOMPARE(wave().constants.mass, 1.0);
}

void TestHistory::bothComponentsOfAVelocityAreOneStep()
{
    QTest::mouseClick(&m_pad, Qt::LeftButton);
    for (int k = 1; k <= 5; ++k) {
        m_wave->setValue("frame.velocity[0]", 0.1 * k);
        m_wave->setValue("frame.velocity[1]", -0.2 * k);
    }
    m_history->undo();
    QVERIFY(wave().frameVelocity == Vec2(0.0, 0.0));
    QVERIFY(!m_history->canUndo());
}

void TestHistory::twoThingsAreTwoSteps()
{
    m_wave->setValue("constants.mass", 1.5);
    m_wave->setValue("constants.hbar", 1.5);
    m_wave->setValue("constants.mass", 2.0);
    QCOMPARE(steps(), 3);
}

void TestHistory::aRunThatComesBackToItsStartIsNoStep()
{
    m_wave->setValue("constants.hbar", 1.5);
    wheel();
    m_wave->setValue("constants.mass", 1.5);
    m_wave->setValue("constants.mass", 1.0);
    QCOMPARE(steps(), 1);
}

void TestHistory::goesBackAcrossAnOpeningWithTheChangesMadeBefore()
{
    m_wave->setValue("constants.mass", 1.5);
    const Experiment changed = wave();
    open("double-slit");
    const QSignalSpy opened(m_wave.get(), &Document::opened);
    m_history->undo();
    QCOMPARE(opened.count(), 1);
    QVERIFY(wave() == changed);
    QCOMPARE(m_wave->name(), QString("free-spreading"));
    QVERIFY(m_wave->isModified());
    m_history->undo();
    QVERIFY(!m_wave->isModified());
}

void TestHistory::goesBackFromAnExhibitToAWave()
{
    m_wave->setValue("constants.mass", 1.5);
    const auto shipped = shippedExperiments();
    const auto exhibit = std::ranges::find_if(
        shipped, [](const auto& s) { return s.kind != "wave" && s.kind != "two-particles"; });
    open(exhibit->name);
    m_exhibit->setSeed(9);
    const QSignalSpy waves(m_wave.get(), &Document::opened);
    const QSignalSpy exhibits(m_exhibit.get(), &Document::opened);
    m_history->undo();
    QCOMPARE(waves.count(), 0);
    m_history->undo();
    QCOMPARE(waves.count(), 1);
    m_history->redo();
    QCOMPARE(exhibits.count(), 1);
}

void TestHistory::whatIsSavedStaysSavedWhenAChangeIsUndone()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath("mine.dqm");
    m_wave->setValue("constants.mass", 1.5);
    QVERIFY(m_wave->save(path));
    QVERIFY(!m_wave->isModified());
    m_history->undo();
    QCOMPARE(wave().constants.mass, 1.0);
    QCOMPARE(m_wave->path(), path);
    QVERIFY2(m_wave->isModified(), "the file says 1.5");
    m_history->redo();
    QVERIFY(!m_wave->isModified());
}

void TestHistory::whatLiesBelowAnotherIsStillUnsaved()
{
    QVERIFY(m_history->unsaved().empty());
    m_wave->setValue("constants.mass", 1.5);
    open("double-slit");
    open("tunnelling");
    m_wave->setValue("constants.hbar", 1.1);
    const auto unsaved = m_history->unsaved();
    QCOMPARE(unsaved.size(), std::size_t(2));
    QCOMPARE(unsaved[0]->name, QString("free-spreading"));
    m_history->layOnTop(unsaved[0]);
    QCOMPARE(wave().constants.mass, 1.5);
    QVERIFY(m_wave->isModified());
    m_wave->resetToFile();
    QCOMPARE(m_history->unsaved().size(), std::size_t(1));
    m_history->undo();
    m_history->undo();
    QCOMPARE(m_wave->name(), QString("tunnelling"));
    QCOMPARE(m_history->unsaved().size(), std::size_t(2));
}

void TestHistory::keepsAThousandSteps()
{
    for (int k = 0; k < 1500; ++k) {
        ViewSettings view = wave().view;
        view.vortices = k % 2 == 0;
        view.flat = k % 3 == 0;
        view.speed = 1.0 + k;
        QTest::keyClick(&m_pad, Qt::Key_X);
        m_wave->setView(view);
    }
    QCOMPARE(steps(), 1000);
}

void TestHistory::anotherLookAsksNothingOfTheNumbers()
{
    ViewSettings view = wave().view;
    view.colorBy = "density";
    m_wave->setView(view);
    QVERIFY(!m_wave->isModified());
    const QSignalSpy changed(m_wave.get(), &Document::changed);
    const QSignalSpy restored(m_wave.get(), &Document::restored);
    m_history->undo();
    QCOMPARE(restored.count(), 1);
    QCOMPARE(changed.count(), 0);
}

void TestHistory::aRefusedValueIsNoStep()
{
    m_wave->setValue("constants.mass", -1.0);
    m_wave->setValue("constants.mass", wave().constants.mass);
    QVERIFY(!m_history->canUndo());
}

QTEST_MAIN(TestHistory)
#include "tst_History.moc"
