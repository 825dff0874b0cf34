#include "core/grid/GaussLegendre.h"
#include "support/Close.h"

#include <QTest>

#include <stdexcept>

using namespace dqm;

class TestGaussLegendre : public QObject
{
    Q_OBJECT

private slots:
    void integratesPowersUpToTwiceItsNodes_data();
    void integratesPowersUpToTwiceItsNodes();
    void convergesForSmoothFunctions();
    void refusesNoNodes();
};

void TestGaussLegendre::integratesPowersUpToTwiceItsNodes_data()
{
    QTest::addColumn<int>("n");
    for (const int n : {1, 2, 5, 16, 64})
        QTest::addRow("%d nodes", n) << n;
}

void TestGaussLegendre::integratesPowersUpToTwiceItsNodes()
{
    QFETCH(int, n);
    const GaussLegendre rule = gaussLegendre(n);
    for (int power = 0; power < 2 * n; ++power) {
        double sum = 0.0;
        for (size_t k = 0; k < rule.nodes.size(); ++k)
            sum += rule.weights[k] * std::pow(rule.nodes[k], power);
        DQM_CLOSE(sum, power % 2 == 1 ? 0.0 : 2.0 / (power + 1), 1e-13);
    }
}

void TestGaussLegendre::convergesForSmoothFunctions()
{
    const GaussLegendre rule = gaussLegendre(20);
    double sum = 0.0;
    for (size_t k = 0; k < rule.nodes.size(); ++k)
        sum += rule.weights[k] * std::exp(rule.nodes[k]);
    DQM_CLOSE(sum, 2.0 * std::sinh(1.0), 1e-13);
}

void TestGaussLegendre::refusesNoNodes()
{
    QVERIFY_THROWS_EXCEPTION(std::invalid_argument, gaussLegendre(0));
}

QTEST_APPLESS_MAIN(TestGaussLegendre)
#include "tst_GaussLegendre.moc"
