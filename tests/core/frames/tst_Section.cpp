#include "core/frames/Frame.h"
#include "core/frames/Section.h"

#include <QTest>

#include <cmath>
#include <numbers>

using namespace dqm;

class TestSection : public QObject
{
    Q_OBJECT

private slots:
    void readsAGaussian();
    void isMaskedWhereThereIsNoDensity();
    void endsAtTheEdgeOfTheGrid();
    void readsAcrossTheSeamOfATorus();
    void refusesALineWithoutLength();
};

namespace {

constexpr double s = 1.25; // hbar = m = 1: u = x/2s^2, Q = 1/2s^2 - r^2/8s^4
constexpr double spreading = 0.3; // v = spreading x

Picture gaussian(BoundaryKind boundary = BoundaryKind::Periodic)
{
    Picture picture;
    picture.grid = {401, 401, {20.0, 20.0}, {0.0, 0.0}, boundary};
    for (FloatField* field :
        {&picture.rho, &picture.vx, &picture.vy, &picture.ux, &picture.uy, &picture.Q, &picture.V})
        field->setZero(401, 401);
    for (int j = 0; j < 401; ++j) {
        for (int i = 0; i < 401; ++i) {
            const Vec2 r(picture.grid.x(i), picture.grid.y(j));
            picture.rho(j, i) = static_cast<float>(
                std::exp(-r.squaredNorm() / (2.0 * s * s)) / (2.0 * std::numbers::pi * s * s));
            picture.vx(j, i) = static_cast<float>(spreading * r.x());
            picture.vy(j, i) = static_cast<float>(spreading * r.y());
            picture.ux(j, i) = static_cast<float>(r.x() / (2.0 * s * s));
            picture.uy(j, i) = static_cast<float>(r.y() / (2.0 * s * s));
            picture.Q(j, i)
                = static_cast<float>(1.0 / (2.0 * s * s) - r.squaredNorm() / (8.0 * s * s * s * s));
            picture.V(j, i) = static_cast<float>(2.0 * r.x() - r.y());
        }
    }
    picture.rhoMax = picture.rho.maxCoeff();
    picture.rhoFloor = 1e-9F * picture.rhoMax;
    return picture;
}

} // namespace

void TestSection::readsAGaussian()
{
    const Picture picture = gaussian();
    const SectionLine line{{-2.0, -1.5}, {2.0, 1.5}}; // through the middle, of length 5
    const SectionSamples samples = sampleSection(picture, line, 101);
    QCOMPARE(samples.distance.size(), 101U);
    QCOMPARE(samples.distance.back(), 5.0);
    for (std::size_t k = 0; k < 101; ++k) {
        const double along = samples.distance[k] - 2.5; // from the middle
        const double rho
            = std::exp(-along * along / (2.0 * s * s)) / (2.0 * std::numbers::pi * s * s);
        // bilinear: h^2/8 times the second derivatives, h = 0.05
        QVERIFY(std::abs(samples.rho[k] - rho) < 5e-5);
        QVERIFY(std::abs(samples.drift[k] - spreading * along) < 1e-6);
        QVERIFY(std::abs(samples.diffusion[k] - along / (2.0 * s * s)) < 1e-6);
        QVERIFY(
            std::abs(samples.Q[k] - (1.0 / (2.0 * s * s) - along * along / (8.0 * s * s * s * s)))
            < 1e-4);
        QVERIFY(std::abs(samples.V[k] - (2.0 * 0.8 - 0.6) * along) < 1e-5);
    }
}

void TestSection::isMaskedWhereThereIsNoDensity()
{
    Picture picture = gaussian();
    picture.rhoFloor = picture.rhoMax * static_cast<float>(std::exp(-2.0)); // beyond r = 2 s
    const SectionSamples samples = sampleSection(picture, {{0.0, 0.0}, {5.0, 0.0}}, 101);
    for (std::size_t k = 0; k < 101; ++k) {
        QVERIFY(std::isfinite(samples.rho[k]));
        QVERIFY(std::isfinite(samples.V[k]));
        const double distance = samples.distance[k];
        if (distance < 2.0 * s - 0.15) {
            QVERIFY(std::isfinite(samples.drift[k]) && std::isfinite(samples.Q[k]));
        } else if (distance > 2.0 * s + 0.1) {
            QVERIFY(std::isnan(samples.drift[k]) && std::isnan(samples.diffusion[k])
                && std::isnan(samples.Q[k]));
        }
    }
}

void TestSection::endsAtTheEdgeOfTheGrid()
{
    const Picture picture = gaussian(BoundaryKind::Walls);
    const SectionSamples samples = sampleSection(picture, {{-12.0, 0.0}, {12.0, 0.0}}, 121);
    for (std::size_t k = 0; k < 121; ++k) {
        const bool isInside = std::abs(samples.distance[k] - 12.0) < 9.94;
        QCOMPARE(std::isfinite(samples.rho[k]), isInside);
    }
}

void TestSection::readsAcrossTheSeamOfATorus()
{
    Picture picture = gaussian();
    picture.rho.setConstant(0.5F);
    const SectionSamples samples = sampleSection(picture, {{9.9, 0.0}, {10.0, 0.0}}, 11);
    for (const double rho : samples.rho)
        QCOMPARE(rho, 0.5);
}

void TestSection::refusesALineWithoutLength()
{
    const Picture picture = gaussian();
    QVERIFY_THROWS_EXCEPTION(
        std::invalid_argument, sampleSection(picture, {{1.0, 0.0}, {1.0, 0.0}}, 10));
    QVERIFY_THROWS_EXCEPTION(
        std::invalid_argument, sampleSection(Picture{}, {{1.0, 0.0}, {2.0, 0.0}}, 10));
}

QTEST_APPLESS_MAIN(TestSection)
#include "tst_Section.moc"
