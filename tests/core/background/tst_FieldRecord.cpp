#include "core/background/FieldRecord.h"
#include "support/Close.h"

using namespace dqm;

namespace {

void advanceTo(FieldRecord& record, double time)
{
    record.advance(std::llround((time - record.time()) / record.step()));
}

} // namespace

class TestFieldRecord : public QObject
{
    Q_OBJECT

private slots:
    void averagesByTheTrapezoidalRule()
    {
        RunningAverage average(0.5);
        QCOMPARE(average.mean(), 0.0);
        average.add(2.0);
        QCOMPARE(average.mean(), 2.0);
        average.add(4.0);
        average.add(8.0);
        DQM_CLOSE(average.T(), 1.0, 1e-15);
        DQM_CLOSE(average.mean(), 4.5, 1e-15);
        DQM_CLOSE(average.meanSquare(), 25.0, 1e-15);
    }

    void keepsRowsAtTimesThatGrow()
    {
        RunningAverage average(0.01);
        for (int i = 0; i < 100000; ++i)
            average.add(1.0);
        QVERIFY(average.rows().size() > 55 && average.rows().size() < 70);
        for (size_t i = 1; i < average.rows().size(); ++i)
            QVERIFY(average.rows()[i].T > average.rows()[i - 1].T);
        DQM_CLOSE(average.rows().back().mean, 1.0, 1e-12);
    }

    void seesTheField()
    {
        const FluctuatingField field(
            {.waves = 20, .profile = VacuumProfile(FieldDips{{.depth = 0.7}})});
        FieldRecord record(field, {Vec2(0.3, 0.1), Vec2(2.0, 1.0)}, 10);
        record.advance(10000); // beyond two resets of the pointers
        DQM_CLOSE(record.recent().back(), field.value(Vec2(0.3, 0.1), record.time()), 1e-9);
    }

    void meanVanishesWithinItsBound()
    {
        const FluctuatingField field({.waves = 64});
        FieldRecord record(field, {Vec2(0.0, 0.0)}, 10);
        for (const double T : {10.0, 100.0, 1000.0}) {
            advanceTo(record, T);
            QVERIFY(std::abs(record.average(0).mean()) < field.meanBound(T));
        }
        // sum A/omega = sqrt(2N) <1/omega> of the invariant spectrum
        DQM_CLOSE(field.meanBound(10.0), 0.2 * std::sqrt(128.0) * std::log(12.0) / 11.0, 0.01);
    }

    void meanSquareIsThatOfThePlace()
    {
        const FluctuatingField field(
            {.waves = 64, .profile = VacuumProfile(FieldDips{{.depth = 0.7}})});
        const std::vector<Vec2> places{Vec2(0.0, 0.0), Vec2(1.0, 0.0), Vec2(0.0, 4.0)};
        FieldRecord record(field, places, 10);
        advanceTo(record, 1000.0);
        for (size_t p = 0; p < places.size(); ++p) {
            const double expected = field.settings().profile.square(places[p]);
            DQM_CLOSE(record.average(p).meanSquare() / expected, 1.0, 0.02);
        }
        QVERIFY(record.average(0).meanSquare() < record.average(1).meanSquare());
        QVERIFY(record.average(1).meanSquare() < record.average(2).meanSquare());
    }

    void forgetsAsItsSpectrumSays_data()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("invariant") << 0;
        QTest::newRow("thermal") << 1;
        QTest::newRow("white") << 2;
    }
    void forgetsAsItsSpectrumSays()
    {
        QFETCH(int, kind);
        const FluctuatingField field({.spectrum = SpectrumKind(kind), .waves = 256});
        FieldRecord record(field, {Vec2(0.0, 0.0)}, 100);
        QVERIFY(record.correlation().empty());
        advanceTo(record, 1000.0);
        const std::vector<double> seen = record.correlation();
        QCOMPARE(seen.size(), size_t{100});
        for (size_t i = 0; i < seen.size(); ++i)
            DQM_CLOSE(seen[i],
                field.spectrum().correlation(static_cast<double>(i) * record.lagStep()), 0.05);
    }
};

QTEST_APPLESS_MAIN(TestFieldRecord)
#include "tst_FieldRecord.moc"
