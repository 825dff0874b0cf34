#include "core/streamlines/Arrows.h"
#include "support/FlowExamples.h"

#include <QTest>

using namespace dqm;
using namespace dqm::test;

class TestArrows : public QObject
{
    Q_OBJECT

private slots:
    void pointAlongTheField();
    void growWithTheSpeedUpToTheLongest();
    void keepTheirPlacesWhileTheFieldChanges();
    void stayNearTheirPlacesWithJitter();
    void areDrawnOnlyWhereThereIsWeight();
    void refuseBadOptions();
};

void TestArrows::pointAlongTheField()
{
    const FlowField field = spreading(flowGrid(), 1.0, 1.0, 3.0).field();
    const std::vector<Arrow> all = arrows(field, {.spacing = 0.7});
    QVERIFY(all.size() > 50);
    for (const Arrow& arrow : all) {
        if (std::hypot(arrow.x, arrow.y) > 6.0F)
            continue;
        const float sine = (arrow.x * arrow.dy - arrow.y * arrow.dx)
            / (std::hypot(arrow.x, arrow.y) * std::hypot(arrow.dx, arrow.dy));
        QVERIFY(std::abs(sine) < 1e-3F);
        QVERIFY(arrow.x * arrow.dx + arrow.y * arrow.dy > 0.0F);
    }
}

void TestArrows::growWithTheSpeedUpToTheLongest()
{
    const FlowField field = spreading(flowGrid(), 1.0, 1.0, 3.0).field();
    const ArrowOptions options{.spacing = 0.8, .longest = 0.75, .fullSpeed = 0.5};
    bool someAreCut = false;
    for (const Arrow& arrow : arrows(field, options)) {
        const double length = std::hypot(arrow.dx, arrow.dy);
        const double expected = 0.6 * std::min(1.0, arrow.speed / 0.5);
        QVERIFY(std::abs(length - expected) < 1e-5);
        someAreCut = someAreCut || arrow.speed > 0.6F;
    }
    QVERIFY(someAreCut);
}

void TestArrows::keepTheirPlacesWhileTheFieldChanges()
{
    const Grid grid = flowGrid();
    const ArrowOptions options{.spacing = 0.8, .jitter = 0.2, .leastWeight = 0.0};
    const auto wind = [](double, double) { return Vec2(1.0, 0.2); };
    const auto one = [](double, double) { return 1.0; };
    const std::vector<Arrow> before = arrows(flowOn(grid, one, wind).field(), options);
    const std::vector<Arrow> after = arrows(vortexFlow(grid, 1, 6.0, 0.03, 0.03).field(), options);
    QCOMPARE(before.size(), size_t(400));
    QCOMPARE(after.size(), before.size());
    for (size_t k = 0; k < before.size(); ++k) {
        QCOMPARE(after[k].x, before[k].x);
        QCOMPARE(after[k].y, before[k].y);
    }
}

void TestArrows::stayNearTheirPlacesWithJitter()
{
    const auto wind = [](double, double) { return Vec2(1.0, 0.2); };
    const auto one = [](double, double) { return 1.0; };
    const FlowField field = flowOn(flowGrid(), one, wind).field();
    const std::vector<Arrow> even = arrows(field, {.spacing = 0.8});
    const std::vector<Arrow> uneven = arrows(field, {.spacing = 0.8, .jitter = 0.25});
    QCOMPARE(uneven.size(), even.size());
    double moved = 0.0;
    for (size_t k = 0; k < even.size(); ++k) {
        QVERIFY(std::abs(uneven[k].x - even[k].x) <= 0.2001F);
        QVERIFY(std::abs(uneven[k].y - even[k].y) <= 0.2001F);
        moved += std::abs(uneven[k].x - even[k].x);
    }
    QVERIFY(moved / double(even.size()) > 0.05);
}

void TestArrows::areDrawnOnlyWhereThereIsWeight()
{
    const FlowField field = spreading(flowGrid(), 0.7, 0.7, 1.0).field();
    for (const Arrow& arrow : arrows(field, {.spacing = 0.5, .leastWeight = 0.1}))
        QVERIFY(arrow.weight >= 0.1F);
    QVERIFY(arrows(FlowField(), {}).empty());
}

void TestArrows::refuseBadOptions()
{
    const FlowField field = spreading(flowGrid(), 0.7, 0.7, 1.0).field();
    QVERIFY_EXCEPTION_THROWN(arrows(field, {.spacing = 0.0}), std::invalid_argument);
    QVERIFY_EXCEPTION_THROWN(arrows(field, {.longest = -1.0}), std::invalid_argument);
    QVERIFY_EXCEPTION_THROWN(arrows(field, {.fullSpeed = -1.0}), std::invalid_argument);
}

QTEST_APPLESS_MAIN(TestArrows)
#include "tst_Arrows.moc"
