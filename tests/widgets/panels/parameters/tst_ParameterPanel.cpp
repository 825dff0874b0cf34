#include "core/setup/Parameters.h"
#include "widgets/numbers/NumberBox.h"
#include "widgets/numbers/ValueSlider.h"
#include "widgets/panels/parameters/ParameterPanel.h"
#include "widgets/panels/parameters/ParameterRow.h"
#include "widgets/panels/parameters/VelocityPad.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

#include <cmath>

using namespace dqm;

class tst_ParameterPanel : public QObject
{
    Q_OBJECT

private slots:
    void hasARowForEveryParameter_data() { addParameters(); }
    void hasARowForEveryParameter();
    void fitsItsColumn();
    void emitsWhatASliderMoves_data() { addSliders(); }
    void emitsWhatASliderMoves();
    void showsAnExperimentWithoutEmitting();
    void keepsValuesOffTheSlidersPlacesExact();
    void emitsBothComponentsOfADraggedVelocity();
    void putsTheVelocityToZero();
    void showsOneVelocityOnALine();
    void turnsASliderByWheelOnlyWithFocus();
    void staysFiniteAtTheExtremes_data() { addSliders(); }
    void staysFiniteAtTheExtremes();
    void saysWhatPreparesTheEnsembleAnew();
    void greysWhatCannotChange();
    void showsTheStepThatAutoStandsFor();
    void asksForTheFile();

private:
    static void addParameters();
    static void addSliders();
};

namespace {

Experiment experiment()
{
    Experiment made;
    made.packets.emplace_back(GaussianPacket{});
    made.potential.emplace_back(HarmonicTerm{});
    return made;
}

template <class T>
T* part(const QWidget& panel, const std::string& id, const char* kind)
{
    return panel.findChild<T*>(QString::fromStdString(id) + '.' + kind);
}

} // namespace

void tst_ParameterPanel::addParameters()
{
    QTest::addColumn<std::string>("id");
    for (const Parameter& entry : parameters()) {
        // Those of the particles have a panel of their own.
        if (!entry.id.starts_with("ensemble."))
            QTest::newRow(entry.id.c_str()) << entry.id;
    }
}

void tst_ParameterPanel::addSliders()
{
    QTest::addColumn<std::string>("id");
    for (const Parameter& entry : parameters()) {
        if (!entry.id.ends_with(']') && !entry.id.starts_with("ensemble."))
            QTest::newRow(entry.id.c_str()) << entry.id;
    }
}

void tst_ParameterPanel::hasARowForEveryParameter()
{
    QFETCH(std::string, id);
    const ParameterPanel panel;
    const auto* box = part<NumberBox>(panel, id, "box");
    QVERIFY(box);
    QCOMPARE(box->accessibleName(), QString::fromStdString(parameter(id).label));
    const QString tooltip
        = box->toolTip().isEmpty() ? box->parentWidget()->toolTip() : box->toolTip();
    for (const std::string& words :
        {parameter(id).symbol, parameter(id).equation, parameter(id).tooltip})
        QVERIFY2(tooltip.contains(QString::fromStdString(words)), qPrintable(tooltip));
}

void tst_ParameterPanel::fitsItsColumn()
{
    ParameterPanel panel;
    panel.setExperiment(experiment());
    QVERIFY2(
        panel.sizeHint().width() <= 304, qPrintable(QString::number(panel.sizeHint().width())));
    QVERIFY2(
        panel.sizeHint().height() <= 440, qPrintable(QString::number(panel.sizeHint().height())));
}

void tst_ParameterPanel::emitsWhatASliderMoves()
{
    QFETCH(std::string, id);
    const Experiment shown = experiment();
    ParameterPanel panel;
    panel.setExperiment(shown);
    const QSignalSpy changed(&panel, &ParameterPanel::valueChanged);
    auto* slider = part<ValueSlider>(panel, id, "slider");
    QVERIFY(slider);
    slider->setValue(slider->maximum() / 3);
    slider->setValue(slider->maximum() / 2);

    QCOMPARE(changed.count(), 2);
    QCOMPARE(changed.last().at(0).toString(), QString::fromStdString(id));
    const double value = changed.last().at(1).toDouble();
    const auto [minimum, maximum] = parameterRange(shown, id);
    QVERIFY(value > minimum && value < maximum);
    QCOMPARE(part<NumberBox>(panel, id, "box")->value(), value);
}

void tst_ParameterPanel::showsAnExperimentWithoutEmitting()
{
    ParameterPanel panel;
    const QSignalSpy changed(&panel, &ParameterPanel::valueChanged);
    Experiment shown = experiment();
    shown.constants.mass = 2.5;
    shown.frameVelocity = {1.5, -0.7};
    shown.time.step = 0.01;
    panel.setExperiment(shown);
    QCOMPARE(changed.count(), 0);
    QCOMPARE(part<NumberBox>(panel, "constants.mass", "box")->text(), "2.5");
    QCOMPARE(part<NumberBox>(panel, "frame.velocity[1]", "box")->text(), "-0.7");
    QCOMPARE(part<NumberBox>(panel, "time.step", "box")->text(), "0.01");
    const QPointF velocity = panel.findChild<VelocityPad*>()->velocity();
    QCOMPARE(velocity, QPointF(1.5, -0.7));
}

void tst_ParameterPanel::keepsValuesOffTheSlidersPlacesExact()
{
    Experiment shown = experiment();
    shown.constants.mass = 1.23456789;
    ParameterPanel panel;
    panel.setExperiment(shown);
    QCOMPARE(part<NumberBox>(panel, "constants.mass", "box")->value(), 1.23456789);
}

void tst_ParameterPanel::emitsBothComponentsOfADraggedVelocity()
{
    ParameterPanel panel;
    panel.setExperiment(experiment());
    panel.show();
    auto* pad = panel.findChild<VelocityPad*>();
    const QSignalSpy changed(&panel, &ParameterPanel::valueChanged);
    QTest::mousePress(pad, Qt::LeftButton, {}, pad->pixel({0.0, 0.0}).toPoint());
    QTest::mouseMove(pad, pad->pixel({2.0, -1.0}).toPoint());
    QTest::mouseRelease(pad, Qt::LeftButton, {}, pad->pixel({2.0, -1.0}).toPoint());

    QVERIFY(changed.count() >= 2);
    const auto x = changed.at(changed.count() - 2);
    const auto y = changed.last();
    QCOMPARE(x.at(0).toString(), "frame.velocity[0]");
    QCOMPARE(y.at(0).toString(), "frame.velocity[1]");
    QVERIFY2(std::abs(x.at(1).toDouble() - 2.0) < 0.11, qPrintable(x.at(1).toString()));
    QVERIFY2(std::abs(y.at(1).toDouble() + 1.0) < 0.11, qPrintable(y.at(1).toString()));
    QCOMPARE(part<NumberBox>(panel, "frame.velocity[0]", "box")->value(), x.at(1).toDouble());
}

void tst_ParameterPanel::showsOneVelocityOnALine()
{
    Experiment pair = experiment();
    pair.kind = ExperimentKind::TwoParticles;
    pair.frameVelocity = {1.5, 1.5};
    ParameterPanel panel;
    panel.setExperiment(pair);
    panel.show();
    auto* box = part<NumberBox>(panel, "frame.velocity", "box");
    QVERIFY(box->isVisible() && !part<NumberBox>(panel, "frame.velocity[1]", "box")->isVisible());
    QVERIFY(!part<NumberBox>(panel, "medium.velocity", "box")->isVisible());
    QCOMPARE(box->value(), 1.5);
    const QSignalSpy changed(&panel, &ParameterPanel::valueChanged);
    emit box->valueEdited(0.5);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(changed.at(0).at(0).toString(), "frame.velocity[0]");
    panel.setExperiment(experiment());
    QVERIFY(!box->isVisible() && part<NumberBox>(panel, "frame.velocity[1]", "box")->isVisible());
}

void tst_ParameterPanel::putsTheVelocityToZero()
{
    Experiment moving = experiment();
    moving.frameVelocity = {1.0, 1.0};
    ParameterPanel panel;
    panel.setExperiment(moving);
    auto* pad = panel.findChild<VelocityPad*>();
    QTest::mouseDClick(pad, Qt::LeftButton, {}, {20, 20});
    QCOMPARE(pad->velocity(), QPointF(0.0, 0.0));
    panel.setExperiment(moving);
    QCOMPARE(pad->velocity(), QPointF(1.0, 1.0));

    const QSignalSpy changed(&panel, &ParameterPanel::valueChanged);
    panel.findChild<QPushButton*>("velocityToZero")->click();
    QCOMPARE(changed.count(), 2);
    QCOMPARE(changed.at(0).at(1).toDouble(), 0.0);
    QCOMPARE(changed.at(1).at(1).toDouble(), 0.0);
}

void tst_ParameterPanel::turnsASliderByWheelOnlyWithFocus()
{
    ParameterPanel panel;
    panel.setExperiment(experiment());
    panel.show();
    panel.activateWindow();
    auto* slider = part<ValueSlider>(panel, "constants.mass", "slider");
    const QSignalSpy changed(&panel, &ParameterPanel::valueChanged);
    const auto turn = [slider] {
        QWheelEvent wheel({4, 4}, slider->mapToGlobal(QPointF(4, 4)), {}, {0, 120}, Qt::NoButton,
            Qt::NoModifier, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(slider, &wheel);
    };
    slider->clearFocus();
    turn();
    QCOMPARE(changed.count(), 0);
    slider->setFocus();
    QTRY_VERIFY(slider->hasFocus());
    turn();
    QVERIFY(changed.count() > 0);
}

void tst_ParameterPanel::staysFiniteAtTheExtremes()
{
    QFETCH(std::string, id);
    Experiment extreme = experiment();
    extreme.constants = {1e-12, 1e12, 1e30};
    extreme.strength = -1e9;
    extreme.time.until = 1e-9;
    ParameterPanel panel;
    panel.setExperiment(extreme);
    auto* slider = part<ValueSlider>(panel, id, "slider");
    const QSignalSpy changed(&panel, &ParameterPanel::valueChanged);
    for (const int position : {slider->minimum(), slider->maximum(), slider->maximum() / 2})
        slider->setValue(position);
    for (const auto& emission : changed)
        QVERIFY(std::isfinite(emission.at(1).toDouble()));
    QVERIFY(std::isfinite(part<NumberBox>(panel, id, "box")->value()));
}

void tst_ParameterPanel::saysWhatPreparesTheEnsembleAnew()
{
    for (const Parameter& entry : parameters())
        QCOMPARE(parameterTooltip(entry, {}).contains("anew at t = 0.</p>"), !entry.actsAtOnce);
    const QString frame = parameterTooltip(parameter("frame.velocity[0]"), {});
    QVERIFY(frame.contains("Nelson's osmotic velocity has the opposite sign"));
}

void tst_ParameterPanel::greysWhatCannotChange()
{
    ParameterPanel panel;
    Experiment electron = experiment();
    electron.units = UnitSystem::Electron;
    electron.potential.clear();
    panel.setExperiment(electron);
    QVERIFY(!part<ValueSlider>(panel, "constants.hbar", "slider")->isEnabled());
    QVERIFY(!part<ValueSlider>(panel, "strength", "slider")->isEnabled());
    panel.setExperiment(experiment());
    QVERIFY(part<ValueSlider>(panel, "constants.hbar", "slider")->isEnabled());
    QVERIFY(part<ValueSlider>(panel, "strength", "slider")->isEnabled());
}

void tst_ParameterPanel::showsTheStepThatAutoStandsFor()
{
    ParameterPanel panel;
    panel.setExperiment(experiment());
    panel.setAutomaticStep(0.0125);
    QCOMPARE(part<NumberBox>(panel, "time.step", "box")->text(), "auto");
    const auto shown = [&panel] {
        for (const auto* label : panel.findChildren<QLabel*>()) {
            if (label->text() == "= 0.0125")
                return true;
        }
        return false;
    };
    QVERIFY(shown());
    auto* slider = part<ValueSlider>(panel, "time.step", "slider");
    slider->setValue(slider->maximum());
    QVERIFY(!shown());
}

void tst_ParameterPanel::asksForTheFile()
{
    ParameterPanel panel;
    const QSignalSpy asked(&panel, &ParameterPanel::resetRequested);
    panel.findChild<QPushButton*>("resetToFile")->click();
    QCOMPARE(asked.count(), 1);
}

QTEST_MAIN(tst_ParameterPanel)
#include "tst_ParameterPanel.moc"
