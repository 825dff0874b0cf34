#include "core/readouts/waves/ObserverComparison.h"
#include "support/HandmadeFrame.h"
#include "widgets/numbers/ReadoutRows.h"
#include "widgets/numbers/ReadoutTable.h"
#include "widgets/numbers/Readouts.h"

#include <QTest>

using namespace dqm;

class tst_Readouts : public QObject
{
    Q_OBJECT

private slots:
    void showsTheNumbersOfAFrame();
    void showsWhatTheObserverSees();
    void marksWhatHolds();
    void marksAnInvariantThatIsBroken();
    void knowsNoBoundWhereTheEnsembleFillsTheBox();
    void allowsTheBoundForTailsAtTheEdge();
    void showsRoundOffAsZero();
    void marksATwinThatIsFartherOff();
    void hidesWhatIsNotCarried();
    void comparesTheFluidWithPsi();
    void namesTwoParticles();
    void saysWhenEnergyIsNotConserved();
    void explainsEveryRow();
    void fitsItsColumn();
    void foldsASection();
    void copiesItsText();
    void keepsItsSizeWhileNumbersRun();
};

namespace {

using Mark = ReadoutTable::Mark;

const ReadoutTable& table(const Readouts& readouts) { return *readouts.findChild<ReadoutTable*>(); }

const ReadoutTable::Row& row(const Readouts& readouts, const char* key)
{
    return table(readouts).row(QString::fromLatin1(key));
}

const ReadoutTable::Row& row(const Readouts& readouts, Compared what)
{
    return table(readouts).row(QStringLiteral("K.%1").arg(static_cast<int>(what)));
}

} // namespace

void tst_Readouts::showsTheNumbersOfAFrame()
{
    Readouts readouts;
    readouts.setFrame(test::handmadeFrame());
    QCOMPARE(row(readouts, "drift").cells[0], "1.75000");
    QCOMPARE(row(readouts, "diffusion").cells[0], "0.37500");
    QCOMPARE(row(readouts, "potential").cells[0], "0.50000");
    QCOMPARE(row(readouts, "total").cells[0], "2.62500");
    QCOMPARE(row(readouts, "rest").cells[0], "400.00000");
    QCOMPARE(row(readouts, "cross").cells[0], "0.12500");
    QCOMPARE(row(readouts, "conservation").cells[0], "2.5×10⁻¹¹");
    QCOMPARE(row(readouts, "norm").cells[0], "1.00000");
    QVERIFY(row(readouts, "norm").cells[1].contains("−2.2×10⁻¹⁵"));
    QCOMPARE(row(readouts, "D").cells[0], "0.50000");
    Frame left = test::handmadeFrame();
    left.pictures[0].grid.boundary = BoundaryKind::Absorbing;
    left.normError = -0.82;
    readouts.setFrame(left);
    QCOMPARE(row(readouts, "norm").cells[1], QStringLiteral("82\u202F% absorbed"));
    left.normError = -1e-15;
    readouts.setFrame(left);
    QVERIFY(row(readouts, "norm").cells[1].startsWith("error"));
    Frame warned = test::handmadeFrame();
    warned.estimatedError = 3e-13;
    warned.gridError = 2e-6;
    readouts.setFrame(warned);
    QVERIFY(!row(readouts, "error").cells[1].contains("warned"));
    warned.warnings = std::make_shared<const std::vector<RunWarning>>(std::vector<RunWarning>{
        {"grid.points[0]", "V pushes", true, 1.0}, {"grid", "a note", false}});
    readouts.setFrame(warned);
    QVERIFY(row(readouts, "error").cells[1].contains("warned"));
    QVERIFY(row(readouts, "error").tooltip.contains("grid.points[0]: V pushes"));
    QVERIFY(!row(readouts, "error").tooltip.contains("a note"));
    readouts.setFrame(test::handmadeFrame());
    QCOMPARE(row(readouts, "boundX").cells[0], "0.25000");
    QVERIFY(row(readouts, "boundX").cells[1].startsWith("≥ 0.25000"));
    QCOMPARE(row(readouts, "boundX").mark, Mark::Holds);
    QCOMPARE(row(readouts, "drift").cells[1],
        QString::fromStdString(unitSymbol(Quantity::Energy, UnitSystem::Natural)));
}

void tst_Readouts::namesTwoParticles()
{
    Readouts readouts;
    readouts.setFrame(test::handmadeFrame());
    QVERIFY(!row(readouts, "pair").shown && !row(readouts, "pair.purity").shown);
    QCOMPARE(row(readouts, Compared::MeanX).label, "⟨<i>x</i>⟩");

    Frame frame = test::handmadeFrame();
    frame.axes = axisNames(ExperimentKind::TwoParticles);
    frame.exchange = Exchange::Antisymmetric;
    frame.pair = PairObservables{.distanceSquared = 3.0, .exchange = -1.0, .purity = 0.5};
    readouts.setFrame(frame);
    QVERIFY(row(readouts, "pair").shown && row(readouts, "pair.purity").shown);
    QCOMPARE(row(readouts, Compared::MeanX).label, "⟨<i>x</i>₁⟩");
    QVERIFY(row(readouts, Compared::MomentumY).label.contains("<sub>2</sub>"));
    QCOMPARE(row(readouts, "pair.distance").cells[0], "3.00000");
    QCOMPARE(row(readouts, "pair.exchange").mark, Mark::Holds);
    QCOMPARE(row(readouts, "pair.purity").mark, Mark::Holds);
    frame.pair->exchange = -0.9;
    frame.pair->purity = 0.6;
    readouts.setFrame(frame);
    QCOMPARE(row(readouts, "pair.exchange").mark, Mark::Broken);
    QCOMPARE(row(readouts, "pair.purity").mark, Mark::Broken);

    readouts.setFrame(test::handmadeFrame());
    QVERIFY(!row(readouts, "pair.distance").shown);
    QCOMPARE(row(readouts, Compared::MeanX).label, "⟨<i>x</i>⟩");
}

void tst_Readouts::showsWhatTheObserverSees()
{
    Readouts readouts;
    readouts.setFrame(test::handmadeFrame({}, {1.0, 0.0}));
    QVERIFY(row(readouts, "energies").label.contains("K′"));
    QCOMPARE(row(readouts, "drift").cells[0], "0.75000"); // 1.75 - 1.5 + 0.5
    QCOMPARE(row(readouts, "diffusion").cells[0], "0.37500");
    QCOMPARE(row(readouts, Compared::DriftEnergy).cells[0], "1.75000");
    QCOMPARE(row(readouts, Compared::DriftEnergy).cells[1], "0.75000");
    QCOMPARE(row(readouts, Compared::MeanX).cells[1], "−1.00000"); // 1 - 1 * 2
}

void tst_Readouts::marksWhatHolds()
{
    Readouts readouts;
    readouts.setFrame(test::handmadeFrame({}, {1.5, -0.7}, true));
    for (int i = 0; i < static_cast<int>(Compared::Count); ++i)
        QCOMPARE(row(readouts, static_cast<Compared>(i)).mark, Mark::Holds);
    QCOMPARE(row(readouts, "twin.rho").cells[0], "3.0×10⁻¹²");
    QCOMPARE(row(readouts, "twin.diffusion").cells[0], "4.0×10⁻¹³");
}

void tst_Readouts::marksAnInvariantThatIsBroken()
{
    Frame frame = test::handmadeFrame({}, {1.5, -0.7});
    frame.pictures[1].numbers.energies.diffusion *= 1.0 + 1e-9;
    Readouts readouts;
    readouts.setFrame(frame);
    QCOMPARE(row(readouts, Compared::DiffusionEnergy).mark, Mark::Broken);
    QCOMPARE(row(readouts, Compared::SigmaX).mark, Mark::Holds);
    QVERIFY(row(readouts, Compared::DiffusionEnergy).tooltip.contains("1.0×10⁻⁹"));
    frame.pictures[0].numbers.moments.uncertainty.x() = 0.2;
    frame.pictures[1].numbers.moments.uncertainty.x() = 0.2;
    readouts.setFrame(frame);
    QCOMPARE(row(readouts, "boundX").mark, Mark::Broken);
}

void tst_Readouts::knowsNoBoundWhereTheEnsembleFillsTheBox()
{
    Frame frame = test::handmadeFrame();
    frame.pictures[0].numbers.moments.uncertainty.x() = 0.01;
    frame.pictures[0].numbers.moments.fick.x() = 0.1;
    Readouts readouts;
    readouts.setFrame(frame);
    QCOMPARE(row(readouts, "boundX").mark, Mark::None);
    QVERIFY(!row(readouts, "boundX").cells[1].contains("≥"));
    QCOMPARE(row(readouts, "boundY").mark, Mark::Holds);
}

void tst_Readouts::allowsTheBoundForTailsAtTheEdge()
{
    Frame frame = test::handmadeFrame();
    frame.pictures[0].numbers.moments.uncertainty = {0.25 * (1.0 - 1e-8), 0.25 * (1.0 - 1e-4)};
    Readouts readouts;
    readouts.setFrame(frame);
    QCOMPARE(row(readouts, "boundX").mark, Mark::Holds);
    QCOMPARE(row(readouts, "boundY").mark, Mark::Broken);
}

void tst_Readouts::showsRoundOffAsZero()
{
    Frame frame = test::handmadeFrame();
    frame.pictures[0].numbers.moments.mean.y() = 1.4e-14;
    frame.pictures[0].numbers.energies.crossTerm = -2e-16;
    Readouts readouts;
    readouts.setFrame(frame);
    QCOMPARE(row(readouts, Compared::MeanY).cells[0], "0.00000");
    QCOMPARE(row(readouts, "cross").cells[0], "0.00000");
}

void tst_Readouts::marksATwinThatIsFartherOff()
{
    Frame frame = test::handmadeFrame({}, {1.5, -0.7}, true);
    frame.pictures[2].numbers.moments.sigma.x() *= 1.0 + 1e-8;
    Readouts readouts;
    readouts.setFrame(frame);
    QCOMPARE(row(readouts, Compared::SigmaX).mark, Mark::Nearly);
    QCOMPARE(row(readouts, Compared::SigmaY).mark, Mark::Holds);
}

void tst_Readouts::hidesWhatIsNotCarried()
{
    Readouts readouts;
    readouts.setFrame(test::handmadeFrame());
    QCOMPARE(row(readouts, Compared::SigmaX).cells[1], "—");
    QCOMPARE(row(readouts, Compared::SigmaX).cells[2], "");
    QCOMPARE(row(readouts, Compared::SigmaX).mark, Mark::None);
    QVERIFY(row(readouts, "atRest").shown);
    QVERIFY(!row(readouts, "twin").shown);
    readouts.setFrame(test::handmadeFrame({}, {1.0, 0.0}, true));
    QVERIFY(!row(readouts, "atRest").shown);
    QVERIFY(row(readouts, "twin").shown);
    QVERIFY(row(readouts, "observers").cells[2] != "");
    readouts.setFrame(Frame{});
    QVERIFY(row(readouts, "twin").shown);
}

void tst_Readouts::comparesTheFluidWithPsi()
{
    Readouts readouts;
    Frame frame = test::handmadeFrame();
    readouts.setFrame(frame);
    QVERIFY(!row(readouts, "hydro").shown && !row(readouts, "hydro.rho").shown);
    frame.hydrodynamic.emplace();
    frame.hydrodynamic->depth = 0.25;
    frame.hydrodynamic->rho = 3e-10;
    frame.hydrodynamic->v = 2e-8;
    readouts.setFrame(frame);
    QVERIFY(row(readouts, "hydro").shown && row(readouts, "hydro.rho").shown);
    QVERIFY(!row(readouts, "hydro.note").shown);
    QCOMPARE(row(readouts, "hydro.rho").cells[0], "3.0×10⁻¹⁰");
    QCOMPARE(row(readouts, "hydro.depth").cells[0], "0.25000");
    frame.hydrodynamic->endedAt = 1.5;
    frame.hydrodynamic->note = "A node forms";
    readouts.setFrame(frame);
    QVERIFY(row(readouts, "hydro.rho").shown && row(readouts, "hydro.note").shown);
    QVERIFY(row(readouts, "hydro.note").label.contains("1.5"));
    QVERIFY(row(readouts, "hydro.note").tooltip.contains("A node forms"));
    frame.hydrodynamic->endedAt.reset();
    readouts.setFrame(frame);
    QVERIFY(!row(readouts, "hydro.rho").shown && row(readouts, "hydro.depth").shown);
    QVERIFY(row(readouts, "hydro.note").label.contains("cannot start"));
}

void tst_Readouts::saysWhenEnergyIsNotConserved()
{
    Frame frame = test::handmadeFrame();
    frame.energyIsConserved = false;
    Readouts readouts;
    readouts.setFrame(frame);
    QCOMPARE(row(readouts, "conservation").cells[0], "—");
}

void tst_Readouts::explainsEveryRow()
{
    const QString sign = "Nelson's osmotic velocity has the opposite sign";
    for (const auto& each : readoutRows(axisNames(ExperimentKind::TwoParticles))) {
        if (each.kind != ReadoutTable::Kind::Value && each.kind != ReadoutTable::Kind::Columns)
            continue;
        QVERIFY2(!each.tooltip.isEmpty(), qPrintable(each.key));
        QVERIFY2(!(each.label + each.tooltip).contains('{'), qPrintable(each.key));
        if (each.tooltip.contains("<b>u</b>"))
            QVERIFY2(each.tooltip.contains(sign), qPrintable(each.key));
        if (each.key == "cross")
            QVERIFY(each.tooltip.contains("Erratum"));
    }
}

void tst_Readouts::fitsItsColumn()
{
    Readouts readouts;
    readouts.setFrame(test::handmadeFrame({}, {1.5, -0.7}, true));
    QVERIFY(readouts.sizeHint().width() <= 344);
    QVERIFY(readouts.minimumSizeHint().width() <= 320);
    QVERIFY(readouts.sizeHint().height() <= 660);
}

void tst_Readouts::foldsASection()
{
    Readouts readouts;
    readouts.setFrame(test::handmadeFrame());
    readouts.resize(340, 700);
    readouts.show();
    auto* painted = readouts.findChild<ReadoutTable*>();
    const int before = painted->sizeHint().height();
    QTest::mouseClick(painted, Qt::LeftButton, {}, {40, 10});
    QVERIFY(painted->sizeHint().height() < before);
    QTest::mouseClick(painted, Qt::LeftButton, {}, {40, 10});
    QCOMPARE(painted->sizeHint().height(), before);
}

void tst_Readouts::copiesItsText()
{
    Readouts readouts;
    readouts.setFrame(test::handmadeFrame());
    const QString text = table(readouts).plainText();
    QVERIFY(text.contains("Diffusion Uu\t0.37500\t"));
    QVERIFY(!text.contains('<'));
}

void tst_Readouts::keepsItsSizeWhileNumbersRun()
{
    Readouts readouts;
    test::HandmadeEnsemble ensemble;
    readouts.setFrame(test::handmadeFrame(ensemble, {1.0, 0.0}));
    const QSize before = readouts.sizeHint();
    ensemble.drift = -1.2345e7;
    ensemble.diffusion = 1e-9;
    readouts.setFrame(test::handmadeFrame(ensemble, {1.0, 0.0}));
    QCOMPARE(readouts.sizeHint(), before);
}

QTEST_MAIN(tst_Readouts)
#include "tst_Readouts.moc"
