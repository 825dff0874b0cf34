#include "core/hydrodynamics/Brackets.h"
#include "core/observables/Energies.h"
#include "support/Close.h"
#include "support/HydrodynamicForms.h"

#include <QTest>

#include <Eigen/Eigenvalues>
#include <stdexcept>

using namespace dqm;
using namespace dqm::test;

namespace {

constexpr int points = 16;

double place(int j) { return 2.0 * std::numbers::pi * j / points; }

LatticeState ring(double shift = 0.0)
{
    LatticeState state;
    state.rho.resize(1, points);
    state.S.resize(1, points);
    state.cell = 2.0 * std::numbers::pi / points;
    state.hbar = 0.8;
    for (int j = 0; j < points; ++j) {
        const double x = place(j) - shift;
        state.rho(0, j)
            = (1.0 + 0.5 * std::cos(x) + 0.2 * std::sin(2.0 * x)) / (2.0 * std::numbers::pi);
        state.S(0, j) = 0.4 * std::sin(x) + 0.1 * std::cos(2.0 * x);
    }
    return state;
}

/// Exact on the ring for what it resolves.
Eigen::MatrixXd derivativeMatrix()
{
    Eigen::MatrixXd d = Eigen::MatrixXd::Zero(points, points);
    for (int i = 0; i < points; ++i)
        for (int j = 0; j < points; ++j)
            if (i != j)
                d(i, j)
                    = 0.5 * ((i - j) % 2 == 0 ? 1.0 : -1.0) / std::tan(0.5 * (place(i) - place(j)));
    return d;
}

Eigen::MatrixXcd randomHermitian(unsigned seed)
{
    std::srand(seed);
    const Eigen::MatrixXcd m = Eigen::MatrixXcd::Random(points, points);
    return 0.5 * (m + m.adjoint());
}

Functional rhoAt(int j)
{
    return [j](const LatticeState& s) { return s.rho(0, j); };
}

Functional actionAt(int j)
{
    return [j](const LatticeState& s) { return s.S(0, j); };
}

/// (23): integral rho grad S.
double momentum(const LatticeState& s)
{
    static const Eigen::MatrixXd d = derivativeMatrix();
    return s.cell * s.rho.row(0).matrix().dot((d * s.S.row(0).matrix().transpose()).transpose());
}

} // namespace

class TestBrackets : public QObject
{
    Q_OBJECT

private slots:
    void pairIsCanonical();
    void bracketIsTheCommutator();
    void momentumMovesThePair();
    void hamiltonianMovesObservables();
    void bilinearObservablesObeyTheParallelogram();
    void refusesWhatIsNoObservable();
};

/// (10)
void TestBrackets::pairIsCanonical()
{
    const LatticeState state = ring();
    for (const int i : {0, 5}) {
        for (const int j : {0, 5, 11}) {
            const double delta = i == j ? 1.0 / state.cell : 0.0;
            DQM_CLOSE(poissonBracket(rhoAt(i), actionAt(j), state), delta, 1e-8);
            DQM_CLOSE(poissonBracket(rhoAt(i), rhoAt(j), state), 0.0, 1e-8);
            DQM_CLOSE(poissonBracket(actionAt(i), actionAt(j), state), 0.0, 1e-8);
        }
    }
}

/// (20)
void TestBrackets::bracketIsTheCommutator()
{
    const LatticeState state = ring();
    for (const unsigned seed : {1U, 2U, 3U}) {
        const Eigen::MatrixXcd A = randomHermitian(seed);
        const Eigen::MatrixXcd B = randomHermitian(seed + 10);
        const double bracket = poissonBracket(bilinear(A), bilinear(B), state);
        const double commutator = commutatorBracket(A, B, state);
        qInfo("%.9f %.9f", bracket, commutator);
        QVERIFY(std::abs(commutator) > 1e-2);
        DQM_CLOSE(bracket, commutator, 1e-7);
    }
}

/// (24), (25), and their error O(da^2).
void TestBrackets::momentumMovesThePair()
{
    const LatticeState state = ring();
    Eigen::ArrayXd rhoRate(points);
    Eigen::ArrayXd actionRate(points);
    for (int j = 0; j < points; ++j) {
        rhoRate[j] = poissonBracket(rhoAt(j), momentum, state);
        actionRate[j] = poissonBracket(actionAt(j), momentum, state);
    }
    std::array<double, 2> rhoOff{};
    std::array<double, 2> actionOff{};
    for (size_t n = 0; n < 2; ++n) {
        const double a = n == 0 ? 0.1 : 0.05;
        const LatticeState moved = ring(a);
        rhoOff[n] = (moved.rho.row(0).transpose() - state.rho.row(0).transpose() - a * rhoRate)
                        .matrix()
                        .norm();
        actionOff[n] = (moved.S.row(0).transpose() - state.S.row(0).transpose() - a * actionRate)
                           .matrix()
                           .norm();
    }
    DQM_CLOSE(rhoOff[0] / rhoOff[1], 4.0, 0.1);
    DQM_CLOSE(actionOff[0] / actionOff[1], 4.0, 0.1);
    QVERIFY(rhoOff[1] < 2e-3 && actionOff[1] < 5e-3);
}

/// (26): the rate of a mean by the bracket with H, and by evolving psi.
void TestBrackets::hamiltonianMovesObservables()
{
    const LatticeState state = ring();
    const Eigen::MatrixXcd d = derivativeMatrix().cast<Complex>();
    Eigen::MatrixXcd H = -0.5 * state.hbar * state.hbar * d * d;
    Eigen::MatrixXcd A = Eigen::MatrixXcd::Zero(points, points);
    for (int j = 0; j < points; ++j) {
        H(j, j) += 0.3 * std::cos(place(j));
        A(j, j) = std::sin(place(j));
    }
    H = Eigen::MatrixXcd(0.5 * (H + H.adjoint()));
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXcd> modes(H);
    const ComplexField start = state.psi();
    const Eigen::VectorXcd psi = Eigen::Map<const Eigen::VectorXcd>(start.data(), points);
    const auto meanAt = [&](double t) {
        const Eigen::VectorXcd turns
            = (Complex(0.0, -t / state.hbar) * modes.eigenvalues().array()).exp();
        const Eigen::VectorXcd later
            = modes.eigenvectors() * turns.cwiseProduct(modes.eigenvectors().adjoint() * psi);
        return state.cell * std::real(later.dot(A * later));
    };
    const double rate = (meanAt(1e-4) - meanAt(-1e-4)) / 2e-4;
    QVERIFY(std::abs(rate) > 1e-3);
    DQM_CLOSE(poissonBracket(bilinear(A), bilinear(H), state), rate, 1e-6);
    DQM_CLOSE(commutatorBracket(A, H, state), rate, 1e-6);
}

/// (17) and erratum X8.
void TestBrackets::bilinearObservablesObeyTheParallelogram()
{
    const Grid grid = square(96, 24.0);
    const ComplexField a = crossingPackets(grid).envelope;
    const ComplexField b
        = productOn(grid, freeGaussian({.sigma = 0.9, .position = 0.3, .velocity = -0.6}, 0.5),
            freeGaussian({.sigma = 1.2}, 0.5));
    const auto drift
        = [&](const ComplexField& psi) { return energiesOf(stateOf(psi), grid).drift; };
    const auto diffusion
        = [&](const ComplexField& psi) { return energiesOf(stateOf(psi), grid).diffusion; };
    const auto mean = [&](const ComplexField& psi) {
        return (psi.abs2().rowwise() * grid.xs().transpose()).sum() * grid.cellArea();
    };
    const double ofDrift = parallelogramDefect(drift, a, b);
    const double ofDiffusion = parallelogramDefect(diffusion, a, b);
    qInfo("U_v %.6f, U_u %.6f", ofDrift, ofDiffusion);
    QVERIFY(std::abs(ofDrift) > 1e-3);
    DQM_CLOSE(ofDrift + ofDiffusion, 0.0, 1e-10);
    DQM_CLOSE(parallelogramDefect(mean, a, b), 0.0, 1e-12);
}

void TestBrackets::refusesWhatIsNoObservable()
{
    LatticeState state = ring();
    state.rho(0, 3) = 0.0;
    QVERIFY_EXCEPTION_THROWN(poissonBracket(rhoAt(0), actionAt(0), state), std::invalid_argument);
    Eigen::MatrixXcd A = randomHermitian(1);
    A(0, 1) += 1.0;
    QVERIFY_EXCEPTION_THROWN(bilinear(A), std::invalid_argument);
}

QTEST_APPLESS_MAIN(TestBrackets)
#include "tst_Brackets.moc"
