#include "core/experiment/Units.h"

#include <QTest>

using namespace dqm;

class tst_Units : public QObject
{
    Q_OBJECT

private slots:
    void naturalUnitsAreTakenAsTheyAre()
    {
        Experiment experiment;
        experiment.constants = {.hbar = 0.8, .mass = 1.7, .c = 12.0};
        const PhysicalConstants constants = physicalConstants(experiment);
        QCOMPARE(constants.hbar, 0.8);
        QCOMPARE(constants.mass, 1.7);
        QCOMPARE(constants.c, 12.0);
        QCOMPARE(constants.diffusionCoefficient(), 0.8 / 3.4);
        QCOMPARE(constants.restEnergy(), 1.7 * 144.0);
    }

    void anElectronHasItsRestEnergyAndBohrRadius()
    {
        Experiment experiment;
        experiment.units = UnitSystem::Electron;
        const PhysicalConstants electron = physicalConstants(experiment);
        QCOMPARE(electron.hbar, 0.6582119569);
        QCOMPARE(electron.c, 299.792458);
        QVERIFY(qAbs(electron.restEnergy() - 510998.95) < 1e-6);
        QVERIFY(qAbs(electron.mass - 5.685630) < 1e-6);
        // e^2/(4 pi epsilon_0) = 1.43996455 eV nm.
        const double bohrRadius = electron.hbar * electron.hbar / (electron.mass * 1.43996455);
        QVERIFY(qAbs(bohrRadius - 0.0529177211) < 1e-9);

        experiment.constants.mass = 1836.15267343;
        QVERIFY(qAbs(physicalConstants(experiment).restEnergy() / 938.27208816e6 - 1.0) < 1e-8);
    }

    void everyQuantityHasASymbolInBothSystems_data()
    {
        QTest::addColumn<Quantity>("quantity");
        QTest::addColumn<QString>("natural");
        QTest::addColumn<QString>("electron");

        const auto row = [](const char* name, Quantity quantity, const char* a, const char* b) {
            QTest::newRow(name) << quantity << QString(a) << QString(b);
        };
        row("none", Quantity::Dimensionless, "", "");
        row("length", Quantity::Length, "L₀", "nm");
        row("time", Quantity::Time, "T₀", "fs");
        row("mass", Quantity::Mass, "M₀", "mₑ");
        row("energy", Quantity::Energy, "E₀", "eV");
        row("velocity", Quantity::Velocity, "L₀/T₀", "nm/fs");
        row("momentum", Quantity::Momentum, "E₀·T₀/L₀", "eV·fs/nm");
        row("action", Quantity::Action, "E₀·T₀", "eV·fs");
        row("angular momentum", Quantity::AngularMomentum, "E₀·T₀", "eV·fs");
        row("diffusion", Quantity::DiffusionCoefficient, "L₀²/T₀", "nm²/fs");
        row("density", Quantity::Density, "L₀⁻²", "nm⁻²");
        row("rate", Quantity::InverseTime, "T₀⁻¹", "fs⁻¹");
        row("force", Quantity::Force, "E₀/L₀", "eV/nm");
        row("uncertainty", Quantity::MomentumSquaredLengthSquared, "E₀²·T₀²", "eV²·fs²");
        row("angle", Quantity::Angle, "rad", "rad");
        row("flux", Quantity::Flux, "L₀⁻¹·T₀⁻¹", "nm⁻¹·fs⁻¹");
    }

    void everyQuantityHasASymbolInBothSystems()
    {
        QFETCH(Quantity, quantity);
        QTEST(QString::fromStdString(unitSymbol(quantity, UnitSystem::Natural)), "natural");
        QTEST(QString::fromStdString(unitSymbol(quantity, UnitSystem::Electron)), "electron");
    }
};

QTEST_APPLESS_MAIN(tst_Units)
#include "tst_Units.moc"
