#include "core/potentials/Potential.h"
#include "core/setup/ExperimentChecks.h"
#include "widgets/numbers/NumberBox.h"
#include "widgets/numbers/ValueSlider.h"
#include "widgets/panels/cards/CardEntry.h"
#include "widgets/panels/cards/CardItem.h"
#include "widgets/panels/cards/CardList.h"
#include "widgets/panels/cards/ExperimentCards.h"
#include "widgets/panels/cards/FormulaField.h"
#include "widgets/panels/cards/NewItem.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QWheelEvent>

#include <algorithm>

using namespace dqm;

namespace {

template <class... Types>
std::vector<std::variant<Types...>> oneOfEach(const std::variant<Types...>& /*any*/)
{
    return {Types{}...};
}

Experiment withOnePacket()
{
    Experiment experiment;
    experiment.packets.emplace_back(GaussianPacket{});
    return experiment;
}

} // namespace

/// The cards alone, with an experiment that takes what it can be run with, as the window's does.
class TestExperimentCards : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_cards.reset(); }

    void everyKindHasARowForEachOfItsKeys_data();
    void everyKindHasARowForEachOfItsKeys();
    void everyKeyThatIsSetComesBack_data() { everyKindHasARowForEachOfItsKeys_data(); }
    void everyKeyThatIsSetComesBack();
    void everyOfferedTermCanBeAdded_data();
    void everyOfferedTermCanBeAdded();
    void everyOfferedPacketCanBeAdded_data();
    void everyOfferedPacketCanBeAdded();
    void offersWhatIsMadeOfNumbersAndFormulas();
    void whatIsAddedFitsALargeAndASmallGrid_data();
    void whatIsAddedFitsALargeAndASmallGrid();
    void aNumberThatIsTypedIsSet();
    void arrowKeysChangeANumber();
    void aRefusedNumberGoesBackAndSaysWhy();
    void aTermIsMovedAndTakenAway();
    void theLastPacketStays();
    void aFormulaIsTakenAfterAPause();
    void aFormulaIsTakenWithReturn();
    void aBadFormulaKeepsTheOldOneAndPointsAtThePlace();
    void escapeForgetsABadFormula();
    void unknownSymbolsGetSliders();
    void aSymbolThatComesBackHasItsValue();
    void aFormulaThatIsNotFiniteIsRefusedBelowIt();
    void whatIsBeingTypedStaysWhenAnotherValueChanges();
    void theFormulasOfAPacketShareTheirSymbols();
    void aChoiceBringsItsRows();
    void aWheelThatScrollsPastChangesNothing();
    void isReachedWithTheKeyboard();
    void anotherExperimentDropsWhatWasTyped();

private:
    template <class T>
    T* find(const char* name)
    {
        T* found = m_cards->findChild<T*>(QLatin1String(name));
        if (!found)
            qWarning("no %s", name);
        return found;
    }
    void trigger(const char* action) { find<QAction>(action)->trigger(); }
    void type(const char* name, const QString& text, bool withReturn = true);
    FormulaTerm formula() const { return std::get<FormulaTerm>(m_experiment.potential.back()); }
    void unfold();

    Experiment m_experiment;
    std::unique_ptr<ExperimentCards> m_cards;
    int m_refused = 0;
    QStringList m_keys;
};

void TestExperimentCards::init()
{
    m_experiment = withOnePacket();
    m_refused = 0;
    m_keys.clear();
    m_cards = std::make_unique<ExperimentCards>();
    m_cards->resize(336, 900);
    m_cards->setExperiment(m_experiment, true);
    connect(m_cards.get(), &ExperimentCards::edited, this,
        [this](const Experiment& next, const QString& what, const QString& key) {
            QVERIFY(!what.isEmpty());
            try {
                validate(next);
            } catch (const std::exception& error) {
                ++m_refused;
                m_cards->setExperiment(m_experiment);
                m_cards->showRefusal(QString::fromUtf8(error.what()));
                return;
            }
            m_experiment = next;
            m_keys << key;
            m_cards->setExperiment(m_experiment);
            m_cards->beginAdded();
        });
    m_cards->show();
    QVERIFY(QTest::qWaitForWindowActive(m_cards.get()));
}

void TestExperimentCards::unfold()
{
    for (CardList* list : m_cards->findChildren<CardList*>())
        list->unfold(true);
}

void TestExperimentCards::type(const char* name, const QString& text, bool withReturn)
{
    auto* line = find<QLineEdit>(name);
    QVERIFY(line->isVisible());
    line->setFocus();
    line->selectAll();
    QTest::keyClicks(line, text);
    if (withReturn)
        QTest::keyClick(line, Qt::Key_Return);
}

void TestExperimentCards::everyKindHasARowForEachOfItsKeys_data()
{
    QTest::addColumn<bool>("isTerm");
    QTest::addColumn<int>("number");
    int number = 0;
    for (const PotentialTerm& term : oneOfEach(PotentialTerm{}))
        QTest::addRow("V: %s", kindOf(term).c_str()) << true << number++;
    number = 0;
    for (const Packet& packet : oneOfEach(Packet{}))
        QTest::addRow("packet: %s", kindOf(packet).c_str()) << false << number++;
}

void TestExperimentCards::everyKindHasARowForEachOfItsKeys()
{
    QFETCH(bool, isTerm);
    QFETCH(int, number);
    const auto at = static_cast<std::size_t>(number);
    std::vector<CardEntry> entries;
    if (isTerm) {
        m_experiment.potential = {oneOfEach(PotentialTerm{})[at]};
        entries = entriesOf(m_experiment.potential.back());
    } else {
        m_experiment.packets = {oneOfEach(Packet{})[at]};
        entries = entriesOf(m_experiment.packets.back());
    }
    m_cards->setExperiment(m_experiment, true);
    unfold();
    auto* item = find<CardItem>(isTerm ? "potential.0" : "packets.0");
    QVERIFY(item && item->isVisible());
    for (const CardEntry& entry : entries) {
        const QString name = item->objectName() + '.' + QString::fromStdString(entry.key);
        if (const auto* numbers = std::get_if<CardEntry::Numbers>(&entry.value)) {
            for (std::size_t k = 0; k < numbers->size(); ++k) {
                const QString index = numbers->size() > 1 ? QString("[%1]").arg(k) : QString();
                auto* box = item->findChild<NumberBox*>(name + index + ".box");
                QVERIFY2(box && box->isVisible(), qPrintable(name));
                QCOMPARE(box->value(), (*numbers)[k]);
                QVERIFY(!box->accessibleName().isEmpty());
            }
        } else if (const auto* choice = std::get_if<CardEntry::Choice>(&entry.value)) {
            auto* box = item->findChild<QComboBox*>(name + ".choice");
            QVERIFY2(box && box->isVisible(), qPrintable(name));
            QCOMPARE(box->currentText().toStdString(), choice->words[choice->chosen]);
            QVERIFY(!box->accessibleName().isEmpty());
        } else if (const auto* text = std::get_if<CardEntry::Formula>(&entry.value)) {
            auto* line = item->findChild<QLineEdit*>(name);
            QVERIFY2(line && line->isVisible(), qPrintable(name));
            QCOMPARE(line->text().toStdString(), *text);
            QVERIFY(!line->accessibleName().isEmpty());
        }
    }
    for (const QToolButton* button : item->findChildren<QToolButton*>())
        QVERIFY(!button->accessibleName().isEmpty());
}

void TestExperimentCards::everyKeyThatIsSetComesBack()
{
    QFETCH(bool, isTerm);
    QFETCH(int, number);
    const auto at = static_cast<std::size_t>(number);
    PotentialTerm term = oneOfEach(PotentialTerm{})[at % oneOfEach(PotentialTerm{}).size()];
    Packet packet = oneOfEach(Packet{})[at % oneOfEach(Packet{}).size()];
    const auto entries = [&] { return isTerm ? entriesOf(term) : entriesOf(packet); };
    for (CardEntry entry : entries()) {
        if (auto* numbers = std::get_if<CardEntry::Numbers>(&entry.value)) {
            for (std::size_t k = 0; k < numbers->size(); ++k)
                (*numbers)[k] += 2.0 + static_cast<double>(k);
        } else if (auto* choice = std::get_if<CardEntry::Choice>(&entry.value)) {
            choice->chosen = choice->words.size() - 1;
        } else if (auto* text = std::get_if<CardEntry::Formula>(&entry.value)) {
            *text = "a*x";
        } else if (auto* values = std::get_if<CardEntry::Parameters>(&entry.value)) {
            *values = {{"a", 3.0}};
        }
        if (isTerm)
            setEntry(term, entry);
        else
            setEntry(packet, entry);
        const auto now = entries();
        QVERIFY2(std::ranges::find(now, entry) != now.end(), entry.key.c_str());
    }
}

void TestExperimentCards::everyOfferedTermCanBeAdded_data()
{
    QTest::addColumn<QString>("kind");
    for (const PotentialTerm& term : offeredTerms())
        QTest::newRow(kindOf(term).c_str()) << QString::fromStdString(kindOf(term));
}

void TestExperimentCards::everyOfferedTermCanBeAdded()
{
    QFETCH(QString, kind);
    trigger(qPrintable("potential.add." + kind));
    QCOMPARE(int(m_experiment.potential.size()), 1);
    QCOMPARE(QString::fromStdString(kindOf(m_experiment.potential.back())), kind);
    QVERIFY(find<CardItem>("potential.0")->isVisible());
    // The hand goes on in the first of its numbers, or in its formula.
    QVERIFY(find<CardItem>("potential.0")->isAncestorOf(QApplication::focusWidget()));
    QVERIFY(isResolved(m_experiment.potential.back(), m_experiment.grid));
}

void TestExperimentCards::everyOfferedPacketCanBeAdded_data()
{
    QTest::addColumn<QString>("kind");
    for (const Packet& packet : offeredPackets())
        QTest::newRow(kindOf(packet).c_str()) << QString::fromStdString(kindOf(packet));
}

void TestExperimentCards::everyOfferedPacketCanBeAdded()
{
    QFETCH(QString, kind);
    trigger(qPrintable("packets.add." + kind));
    QCOMPARE(m_refused, 0);
    QCOMPARE(int(m_experiment.packets.size()), 2);
    QCOMPARE(QString::fromStdString(kindOf(m_experiment.packets.back())), kind);
}

void TestExperimentCards::offersWhatIsMadeOfNumbersAndFormulas()
{
    QStringList offered;
    for (const PotentialTerm& term : offeredTerms())
        offered << QString::fromStdString(kindOf(term));
    QVERIFY(offered.contains("harmonic") && offered.contains("formula"));
    QVERIFY(!offered.contains("drawn") && !offered.contains("image"));
    QCOMPARE(offered.size(), int(std::variant_size_v<PotentialTerm>) - 2);
    QCOMPARE(int(offeredPackets().size()), int(std::variant_size_v<Packet>) - 1);
}

void TestExperimentCards::whatIsAddedFitsALargeAndASmallGrid_data()
{
    QTest::addColumn<double>("size");
    QTest::addColumn<double>("centre");
    QTest::addColumn<bool>("isOfElectrons");
    QTest::newRow("small") << 0.3 << 0.0 << false;
    QTest::newRow("large") << 5000.0 << 0.0 << false;
    QTest::newRow("far from the origin") << 20.0 << 1000.0 << false;
    QTest::newRow("in nanometres") << 60.0 << 0.0 << true;
}

void TestExperimentCards::whatIsAddedFitsALargeAndASmallGrid()
{
    QFETCH(double, size);
    QFETCH(double, centre);
    QFETCH(bool, isOfElectrons);
    Experiment experiment;
    experiment.units = isOfElectrons ? UnitSystem::Electron : UnitSystem::Natural;
    experiment.grid.size = Vec2(size, size);
    experiment.grid.center = Vec2(centre, 0.0);
    experiment.packets.emplace_back(
        GaussianPacket{experiment.grid.center, Vec2(size / 20, size / 20)});
    for (const PotentialTerm& term : offeredTerms()) {
        const Experiment next = withTerm(experiment, term);
        validate(next);
        QVERIFY2(isResolved(next.potential.back(), next.grid), kindOf(term).c_str());
    }
    for (const Packet& packet : offeredPackets())
        validate(withPacket(experiment, packet));
}

void TestExperimentCards::aNumberThatIsTypedIsSet()
{
    m_experiment.potential = {BarrierTerm{}, HarmonicTerm{}};
    m_cards->setExperiment(m_experiment, true);
    unfold();
    type("potential.0.height.box", "2.5");
    QCOMPARE(std::get<BarrierTerm>(m_experiment.potential[0]).height, 2.5);
    type("potential.1.center[1].box", "-3");
    QVERIFY(std::get<HarmonicTerm>(m_experiment.potential[1]).center == Vec2(0.0, -3.0));
    type("packets.0.velocity[0].box", "1.5");
    QVERIFY(std::get<GaussianPacket>(m_experiment.packets[0]).velocity == Vec2(1.5, 0.0));
    QCOMPARE(m_keys.size(), 3);
    m_keys.removeDuplicates();
    QCOMPARE(m_keys.size(), 3);
}

void TestExperimentCards::arrowKeysChangeANumber()
{
    m_experiment.potential = {BarrierTerm{}};
    m_cards->setExperiment(m_experiment, true);
    unfold();
    auto* box = find<NumberBox>("potential.0.height.box");
    box->setFocus();
    QTest::keyClick(box, Qt::Key_Up);
    QCOMPARE(std::get<BarrierTerm>(m_experiment.potential[0]).height, 1.1);
    QVERIFY(box->hasFocus());
    QTest::keyClick(box, Qt::Key_Up);
    // Parts of one thing that is changed.
    QCOMPARE(m_keys.value(0), m_keys.value(1));
    QVERIFY(!m_keys.value(0).isEmpty());
}

void TestExperimentCards::aRefusedNumberGoesBackAndSaysWhy()
{
    m_experiment.potential = {BarrierTerm{}};
    m_cards->setExperiment(m_experiment, true);
    unfold();
    type("potential.0.thickness.box", "-1");
    QCOMPARE(m_refused, 1);
    QCOMPARE(std::get<BarrierTerm>(m_experiment.potential[0]).thickness, 1.0);
    QCOMPARE(find<NumberBox>("potential.0.thickness.box")->text(), QString("1"));
    auto* line = find<QLabel>("potential.0.refusal");
    QVERIFY(line->isVisible());
    QCOMPARE(line->text(),
        QString("potential[0].thickness: found -1, expected a length greater than 0"));
    // Gone with the next that is taken, or undone.
    type("potential.0.thickness.box", "2");
    QVERIFY(!line->isVisible());
}

void TestExperimentCards::aTermIsMovedAndTakenAway()
{
    m_experiment.potential = {BarrierTerm{}, HarmonicTerm{}, FormulaTerm{}};
    m_cards->setExperiment(m_experiment, true);
    unfold();
    auto* up = find<QToolButton>("potential.2.up");
    up->setFocus();
    QTest::keyClick(up, Qt::Key_Space);
    QCOMPARE(QString::fromStdString(kindOf(m_experiment.potential[1])), QString("formula"));
    // The focus goes with it, so that it can be moved on.
    QCOMPARE(QApplication::focusWidget()->objectName(), QString("potential.1.up"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    QCOMPARE(QString::fromStdString(kindOf(m_experiment.potential[0])), QString("formula"));
    // The first stays the first.
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    QCOMPARE(QString::fromStdString(kindOf(m_experiment.potential[0])), QString("formula"));
    QTest::mouseClick(find<QToolButton>("potential.1.close"), Qt::LeftButton);
    QCOMPARE(int(m_experiment.potential.size()), 2);
    QCOMPARE(QString::fromStdString(kindOf(m_experiment.potential[1])), QString("harmonic"));
    QVERIFY(!m_cards->findChild<CardItem*>("potential.2"));
}

void TestExperimentCards::theLastPacketStays()
{
    unfold();
    QTest::mouseClick(find<QToolButton>("packets.0.close"), Qt::LeftButton);
    QCOMPARE(int(m_experiment.packets.size()), 1);
    QCOMPARE(find<QLabel>("packets.0.refusal")->text(),
        QString("packets: found none, expected at least one packet"));
    QVERIFY(find<QLabel>("packets.0.refusal")->isVisible());
}

void TestExperimentCards::aFormulaIsTakenAfterAPause()
{
    trigger("potential.add.formula");
    // The field has the focus and what stands there goes with the first key.
    QTest::keyClicks(QApplication::focusWidget(), "0.05*x^2 + 0.1*y^2");
    QTRY_COMPARE(formula().expression, std::string("0.05*x^2 + 0.1*y^2"));
    const Potential V(m_experiment, m_experiment.grid);
    QCOMPARE(V.at(Vec2(2.0, 3.0), 0.0), 0.05 * 4.0 + 0.1 * 9.0);
    QVERIFY(formula().parameters.empty());
}

void TestExperimentCards::aFormulaIsTakenWithReturn()
{
    trigger("potential.add.formula");
    type("potential.0.expression", "x^2");
    QCOMPARE(formula().expression, std::string("x^2"));
}

void TestExperimentCards::aBadFormulaKeepsTheOldOneAndPointsAtThePlace()
{
    trigger("potential.add.formula");
    type("potential.0.expression", "x^2");
    const Experiment before = m_experiment;
    type("potential.0.expression", "x^2 + sin(");
    auto* fault = find<QLabel>("potential.0.expression.fault");
    QVERIFY(fault->isVisible());
    QCOMPARE(fault->text(), QString("at character 11 found the end, expected a value"));
    QVERIFY(m_experiment == before);
    QCOMPARE(m_refused, 0);
    QCOMPARE(find<QLineEdit>("potential.0.expression")->text(), QString("x^2 + sin("));
    // The caret: what is below the place has the ink of an error, what is elsewhere has not.
    auto* line = find<FormulaLine>("potential.0.expression");
    QWidget* field = line->parentWidget();
    QTest::qWait(20); // the line has found its place
    const QImage image = field->grab().toImage();
    const int y = line->geometry().bottom() + 5;
    const QColor ink = fault->palette().color(QPalette::WindowText);
    const auto isInk = [&](int x) {
        const QColor pixel = image.pixelColor(x, y);
        return std::abs(pixel.red() - ink.red()) + std::abs(pixel.green() - ink.green())
            + std::abs(pixel.blue() - ink.blue())
            < 60;
    };
    QVERIFY(isInk(line->x() + line->xOf(10)));
    QVERIFY(!isInk(line->x() + line->xOf(2)));
    type("potential.0.expression", "x^2 + 1");
    QVERIFY(!fault->isVisible());
    QCOMPARE(formula().expression, std::string("x^2 + 1"));
}

void TestExperimentCards::escapeForgetsABadFormula()
{
    trigger("potential.add.formula");
    type("potential.0.expression", "x^2");
    type("potential.0.expression", "x^");
    QVERIFY(find<QLabel>("potential.0.expression.fault")->isVisible());
    auto* line = find<QLineEdit>("potential.0.expression");
    QTest::keyClick(line, Qt::Key_Escape);
    QCOMPARE(line->text(), QString("x^2"));
    QVERIFY(!find<QLabel>("potential.0.expression.fault")->isVisible());
    QCOMPARE(formula().expression, std::string("x^2"));
}

void TestExperimentCards::unknownSymbolsGetSliders()
{
    trigger("potential.add.formula");
    type("potential.0.expression", "depth*x^2 + k*y");
    QCOMPARE(formula().parameters, (std::map<std::string, double>{{"depth", 1.0}, {"k", 1.0}}));
    type("potential.0.parameters.k.box", "0.25");
    QCOMPARE(formula().parameters.at("k"), 0.25);
    auto* slider = find<ValueSlider>("potential.0.parameters.depth.slider");
    QVERIFY(slider->isVisible());
    slider->setFocus();
    QTest::keyClick(slider, Qt::Key_Right);
    QVERIFY(formula().parameters.at("depth") > 1.0);
    // A symbol that is gone takes its row with it.
    type("potential.0.expression", "depth*x^2");
    QCOMPARE(int(formula().parameters.size()), 1);
    QVERIFY(!m_cards->findChild<ValueSlider*>("potential.0.parameters.k.slider"));
}

void TestExperimentCards::aSymbolThatComesBackHasItsValue()
{
    trigger("potential.add.formula");
    type("potential.0.expression", "k*x^2");
    type("potential.0.parameters.k.box", "0.25");
    type("potential.0.expression", "x^2");
    type("potential.0.expression", "k*x^2");
    QCOMPARE(formula().parameters.at("k"), 0.25);
}

void TestExperimentCards::aFormulaThatIsNotFiniteIsRefusedBelowIt()
{
    trigger("potential.add.formula");
    type("potential.0.expression", "x^2");
    const Experiment before = m_experiment;
    type("potential.0.expression", "ln(x - 1000)");
    QVERIFY(m_experiment == before);
    auto* line = find<QLabel>("potential.0.refusal");
    QVERIFY(line->isVisible());
    QVERIFY(line->text().contains("expected a finite energy everywhere on the grid"));
    QCOMPARE(find<QLineEdit>("potential.0.expression")->text(), QString("ln(x - 1000)"));
}

void TestExperimentCards::whatIsBeingTypedStaysWhenAnotherValueChanges()
{
    trigger("potential.add.formula");
    type("potential.0.expression", "x^2");
    type("potential.0.expression", "x^2 + (", false);
    m_experiment.constants.mass = 2.0;
    m_cards->setExperiment(m_experiment);
    QCOMPARE(find<QLineEdit>("potential.0.expression")->text(), QString("x^2 + ("));
    // An undone step shows what it brings back.
    std::get<FormulaTerm>(m_experiment.potential[0]).expression = "y^2";
    m_cards->setExperiment(m_experiment);
    QCOMPARE(find<QLineEdit>("potential.0.expression")->text(), QString("y^2"));
}

void TestExperimentCards::theFormulasOfAPacketShareTheirSymbols()
{
    FormulaPacket round;
    round.real = "exp(-x^2 - y^2)";
    m_experiment.packets = {round};
    m_cards->setExperiment(m_experiment, true);
    unfold();
    type("packets.0.real", "exp(-a*(x^2 + y^2))");
    type("packets.0.imaginary", "b*x*exp(-a*(x^2 + y^2))");
    const auto& packet = std::get<FormulaPacket>(m_experiment.packets[0]);
    QCOMPARE(packet.imaginary, std::string("b*x*exp(-a*(x^2 + y^2))"));
    QCOMPARE(packet.parameters, (std::map<std::string, double>{{"a", 1.0}, {"b", 1.0}}));
}

void TestExperimentCards::aChoiceBringsItsRows()
{
    m_experiment.packets = {EigenstatePacket{EigenstatePacket::Of::Harmonic, {0, 0}}};
    m_experiment.grid.boundary = BoundaryKind::Walls;
    m_cards->setExperiment(m_experiment, true);
    unfold();
    type("packets.0.n[0].box", "1");
    type("packets.0.n[1].box", "2");
    auto* of = find<QComboBox>("packets.0.of.choice");
    QVERIFY(find<NumberBox>("packets.0.omega[0].box"));
    of->setFocus();
    QTest::keyClick(of, Qt::Key_Home);
    const auto& packet = std::get<EigenstatePacket>(m_experiment.packets[0]);
    QCOMPARE(int(packet.of), int(EigenstatePacket::Of::Box));
    QVERIFY(!m_cards->findChild<NumberBox*>("packets.0.omega[0].box"));
    // It goes on where it was.
    QCOMPARE(QApplication::focusWidget()->objectName(), QString("packets.0.of.choice"));
}

void TestExperimentCards::aWheelThatScrollsPastChangesNothing()
{
    m_experiment.potential = {BarrierTerm{}};
    m_cards->setExperiment(m_experiment, true);
    unfold();
    const Experiment before = m_experiment;
    const auto turn = [](QWidget* widget) {
        const QPointF middle = widget->rect().center();
        QWheelEvent event(middle, widget->mapToGlobal(middle), {}, {0, -120}, Qt::NoButton,
            Qt::NoModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(widget, &event);
    };
    auto* axis = find<QComboBox>("potential.0.axis.choice");
    auto* height = find<NumberBox>("potential.0.height.box");
    turn(axis);
    turn(height);
    QVERIFY(m_experiment == before);
    axis->setFocus();
    turn(axis);
    QVERIFY(std::get<BarrierTerm>(m_experiment.potential[0]).axis == Axis::Y);
}

void TestExperimentCards::isReachedWithTheKeyboard()
{
    m_experiment.potential = {BarrierTerm{}};
    m_cards->setExperiment(m_experiment, true);
    auto* head = find<QToolButton>("potential.head");
    head->setFocus();
    QTest::keyClick(head, Qt::Key_Space);
    QVERIFY(find<CardItem>("potential.0")->isVisible());
    QStringList met;
    for (int k = 0; k < 20; ++k) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        met << QApplication::focusWidget()->objectName();
    }
    for (const char* name : {"potential.add", "potential.0.close", "potential.0.height.box",
             "potential.0.axis.choice", "packets.head"})
        QVERIFY2(met.contains(QLatin1String(name)), qPrintable(met.join(' ')));
    QTest::keyClick(head, Qt::Key_Space);
    QVERIFY(!find<CardItem>("potential.0")->isVisible());
}

void TestExperimentCards::anotherExperimentDropsWhatWasTyped()
{
    trigger("potential.add.formula");
    type("potential.0.expression", "x^2 + (", false);
    m_cards->setExperiment(m_experiment, true);
    QCOMPARE(find<QLineEdit>("potential.0.expression")->text(), QString("0"));
}

QTEST_MAIN(TestExperimentCards)
#include "tst_ExperimentCards.moc"
