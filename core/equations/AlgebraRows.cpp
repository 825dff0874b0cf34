#include "core/equations/AlgebraRows.h"

#include "core/hydrodynamics/Brackets.h"
#include "core/observables/Energies.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace dqm {

namespace {

using Complex = std::complex<double>;
constexpr Complex I(0.0, 1.0);
constexpr const char* moveS = "S(x - da) - S - da.{S, p}, largest, relative";
constexpr const char* moveRho = "rho(x - da) - rho - da.{rho, p}, largest, relative";
constexpr const char* bracketWords = "{A, B} - <[A, B]>/i hbar of x, p and p, H, relative";
constexpr const char* bilinearWords = "psi* p psi - its form in (rho, S), lattice, relative";
constexpr const char* densityPair = "{rho, S} - delta, {rho, rho}, {S, S}, on a lattice";
constexpr const char* amplitudePair = "{Re psi, Im psi} 2 hbar - delta, on a lattice";

struct Place
{
    Eigen::Index row = 0;
    Eigen::Index column = 0;
};

Place peakOf(const RealField& rho)
{
    Place peak;
    rho.maxCoeff(&peak.row, &peak.column);
    return peak;
}

/// A line of the grid: psi and V on neighbouring points.
struct Line
{
    Eigen::VectorXcd psi;
    Eigen::VectorXd V;
    double spacing = 1.0;
};

Line line(const WaveState& state, const RealField& V, const Grid& grid, Place through, bool alongX)
{
    Line result;
    result.spacing = alongX ? grid.dx() : grid.dy();
    if (alongX)
        result.psi = state.envelope.row(through.row).transpose().matrix();
    else
        result.psi = state.envelope.col(through.column).matrix();
    result.V = Eigen::VectorXd::Zero(result.psi.size());
    if (V.size() > 0 && alongX)
        result.V = V.row(through.row).transpose().matrix();
    else if (V.size() > 0)
        result.V = V.col(through.column).matrix();
    const double k = alongX ? state.carrier.x() : state.carrier.y();
    for (Eigen::Index n = 0; n < result.psi.size(); ++n)
        result.psi[n] *= std::polar(1.0, k * result.spacing * static_cast<double>(n));
    return result;
}

/// The longest stretch about `middle` on which rho stays above `least`, at most twelve points.
Line aboutPeak(const Line& whole, Eigen::Index middle, double least)
{
    constexpr Eigen::Index reach = 6;
    Eigen::Index first = middle;
    Eigen::Index end = middle + 1;
    while (first > 0 && middle - first < reach && std::norm(whole.psi[first - 1]) > least)
        --first;
    while (end < whole.psi.size() && end - middle < reach && std::norm(whole.psi[end]) > least)
        ++end;
    return {
        whole.psi.segment(first, end - first), whole.V.segment(first, end - first), whole.spacing};
}

LatticeState latticeOf(const Line& line, double hbar)
{
    LatticeState state;
    const Eigen::ArrayXcd psi = line.psi.array();
    state.rho = psi.abs2().transpose();
    state.S = hbar * psi.arg().transpose();
    state.cell = line.spacing;
    state.hbar = hbar;
    return state;
}

Functional part(int j, bool imaginary)
{
    return [j, imaginary](const LatticeState& s) {
        const double size = std::sqrt(s.rho(0, j));
        const double angle = s.S(0, j) / s.hbar;
        return size * (imaginary ? std::sin(angle) : std::cos(angle));
    };
}

void addPairRows(RowList& rows, const LatticeState& state)
{
    const auto rho
        = [](int j) -> Functional { return [j](const LatticeState& s) { return s.rho(0, j); }; };
    const auto S
        = [](int j) -> Functional { return [j](const LatticeState& s) { return s.S(0, j); }; };
    const int last = static_cast<int>(state.rho.size()) - 1;
    const double rhoMax = state.rho.maxCoeff();
    double pair = 0.0;
    double amplitude = 0.0;
    for (const int i : {0, last / 2, last}) {
        for (const int j : {0, last / 2, last}) {
            const double delta = i == j ? 1.0 : 0.0;
            const double cell = state.cell;
            pair = std::max({pair, std::abs(cell * poissonBracket(rho(i), S(j), state) - delta),
                std::abs(cell * poissonBracket(rho(i), rho(j), state)) * state.hbar / rhoMax,
                std::abs(cell * poissonBracket(S(i), S(j), state)) * rhoMax / state.hbar});
            const double bracket = poissonBracket(part(i, false), part(j, true), state);
            amplitude = std::max(amplitude, std::abs(2.0 * state.hbar * cell * bracket - delta));
        }
    }
    rows.add("(9), (15)", amplitudePair, amplitude, 1e-7);
    rows.add("(10)", densityPair, pair, 1e-7);
}

void addOperatorRows(RowList& rows, const LatticeState& state, const Line& line, double mass)
{
    const Eigen::Index n = line.psi.size();
    const double h = line.spacing;
    const double hbar = state.hbar;
    Eigen::MatrixXcd x = Eigen::MatrixXcd::Zero(n, n);
    Eigen::MatrixXcd p = x;
    Eigen::MatrixXcd H = x;
    const double bend = 0.5 * hbar * hbar / (mass * h * h);
    for (Eigen::Index j = 0; j < n; ++j) {
        x(j, j) = h * (static_cast<double>(j) - 0.5 * static_cast<double>(n - 1));
        H(j, j) = 2.0 * bend + line.V[j];
        if (j + 1 < n) {
            p(j, j + 1) = -0.5 * I * hbar / h;
            p(j + 1, j) = 0.5 * I * hbar / h;
            H(j, j + 1) = H(j + 1, j) = -bend;
        }
    }
    double flow = 0.0;
    double weight = 0.0;
    for (Eigen::Index j = 0; j + 1 < n; ++j) {
        const double link = std::sqrt(state.rho(0, j) * state.rho(0, j + 1)) * hbar;
        flow += link * std::sin((state.S(0, j + 1) - state.S(0, j)) / hbar);
        weight += link;
    }
    rows.add("(17), (18)", bilinearWords, (bilinear(p)(state) - flow) / weight, 1e-10);
    double worst = 0.0;
    for (const auto& [A, B] : {std::pair(&x, &p), std::pair(&p, &H)}) {
        const double scale
            = 2.0 * (*A * line.psi).norm() * (*B * line.psi).norm() * state.cell / hbar;
        const double bracket = poissonBracket(bilinear(*A), bilinear(*B), state);
        worst = std::max(
            worst, std::abs(bracket - commutatorBracket(*A, *B, state)) / std::max(scale, 1e-300));
    }
    rows.add("(19), (20)", bracketWords, worst, 1e-6);
}

void leaveLatticeRows(RowList& rows, const char* reason)
{
    for (const auto& [equation, words] :
        {std::pair("(9), (15)", amplitudePair), std::pair("(10)", densityPair),
            std::pair("(17), (18)", bilinearWords), std::pair("(19), (20)", bracketWords)})
        rows.leave(equation, words, reason);
}

/// Numbers of a periodic line by its trigonometric series.
class Ring
{
public:
    explicit Ring(const Line& line)
        : m_psi(line.psi)
        , m_spacing(line.spacing)
    {
    }

    Eigen::Index size() const { return m_psi.size(); }
    Complex psi(Eigen::Index j) const { return m_psi[j]; }

    /// psi at point j moved by `offset`, not a multiple of the spacing.
    Complex at(Eigen::Index j, double offset) const
    {
        const auto n = static_cast<double>(size());
        Complex sum = 0.0;
        for (Eigen::Index i = 0; i < size(); ++i) {
            const double turn
                = std::numbers::pi * (static_cast<double>(j - i) + offset / m_spacing) / n;
            const double kernel = std::sin(n * turn) / n;
            sum += m_psi[i] * kernel / (isEven() ? std::tan(turn) : std::sin(turn));
        }
        return sum;
    }

    /// The derivative at point j.
    Complex slope(Eigen::Index j) const
    {
        const auto n = static_cast<double>(size());
        Complex sum = 0.0;
        for (Eigen::Index i = 0; i < size(); ++i) {
            if (i == j)
                continue;
            const double turn = std::numbers::pi * static_cast<double>(j - i) / n;
            const double sign = (i - j) % 2 == 0 ? 1.0 : -1.0;
            sum += m_psi[i] * sign / (isEven() ? std::tan(turn) : std::sin(turn));
        }
        return sum * std::numbers::pi / (n * m_spacing);
    }

private:
    bool isEven() const { return size() % 2 == 0; }

    Eigen::VectorXcd m_psi;
    double m_spacing;
};

/// The parts of a translation that differ, and what they are measured by.
struct Translation
{
    double rhoOff = 0.0;
    double actionOff = 0.0;
    double rhoScale = 0.0;
    double actionScale = 0.0;
};

/// At up to eight points of the line where rho is not small.
void compareTranslations(Translation& result, const Line& line, double hbar)
{
    constexpr double step = 1e-4; // of S/hbar, and of rho relative to its value
    const Ring ring(line);
    const double peak = line.psi.array().abs2().maxCoeff();
    const double length = line.spacing * static_cast<double>(ring.size());
    const double a = 1e-3 * line.spacing;
    const Eigen::Index stride = std::max<Eigen::Index>(1, ring.size() / 48);
    Eigen::Index from = 0;
    line.psi.array().abs2().maxCoeff(&from);
    int taken = 0;
    for (Eigen::Index k = 0; k < ring.size() && taken < 8; k += stride) {
        const Eigen::Index j = (from + k) % ring.size();
        const Complex psi = ring.psi(j);
        const double rho = std::norm(psi);
        if (rho < 1e-3 * peak)
            continue;
        ++taken;
        const Complex slope = ring.slope(j);
        // The part of the momentum integral rho grad S that psi here has a share in, over the cell.
        const auto momentum = [&](double relativeRho, double angle) {
            const Complex here = psi * std::sqrt(1.0 + relativeRho) * std::polar(1.0, angle);
            return 2.0 * hbar * std::imag(std::conj(here) * slope);
        };
        const double byAction = (momentum(0.0, step) - momentum(0.0, -step)) / (2.0 * step * hbar);
        const double byRho = (momentum(step, 0.0) - momentum(-step, 0.0)) / (2.0 * step * rho);
        const Complex ahead = ring.at(j, a);
        const Complex behind = ring.at(j, -a);
        const double rhoMoved = (std::norm(behind) - std::norm(ahead)) / (2.0 * a);
        const double actionMoved = hbar * std::arg(behind * std::conj(ahead)) / (2.0 * a);
        result.rhoOff = std::max(result.rhoOff, std::abs(rhoMoved - byAction));
        result.actionOff = std::max(result.actionOff, std::abs(actionMoved + byRho));
        result.rhoScale = std::max({result.rhoScale, std::abs(byAction), peak / length});
        result.actionScale = std::max({result.actionScale, std::abs(byRho), hbar / length});
    }
}

/// A real function, smooth where psi is, with no share of its symmetry.
struct BoxWave
{
    Eigen::ArrayXd value;
    Eigen::ArrayXd slope;
};

BoxWave boxWave(const Eigen::ArrayXd& places, double lower, double size, bool torus)
{
    const double k = (torus ? 2.0 : 1.0) * std::numbers::pi / size;
    const Eigen::ArrayXd angle = k * (places - lower) + (torus ? 0.7 : 0.0);
    // Even about either wall, so that psi times it still vanishes there.
    return {angle.cos(), -k * angle.sin()};
}

} // namespace

void addLatticeRows(RowList& rows, const WaveState& state, const RealField& V, const Grid& grid,
    const PhysicalConstants& constants)
{
    const RealField rho = state.envelope.abs2();
    const Place peak = peakOf(rho);
    const double least = 1e-6 * rho(peak.row, peak.column);
    const Line x = aboutPeak(line(state, V, grid, peak, true), peak.column, least);
    const Line y = aboutPeak(line(state, V, grid, peak, false), peak.row, least);
    const Line& chosen = x.psi.size() >= y.psi.size() ? x : y;
    if (chosen.psi.size() < 4) {
        leaveLatticeRows(rows, "too few points of the grid to make a lattice");
        return;
    }
    const LatticeState lattice = latticeOf(chosen, constants.hbar);
    addPairRows(rows, lattice);
    addOperatorRows(rows, lattice, chosen, constants.mass);
}

void addTranslationRows(
    RowList& rows, const WaveState& state, const Grid& grid, const PhysicalConstants& constants)
{
    if (!grid.isTorus()) {
        for (const auto& [equation, words] : {std::pair("(24)", moveRho), std::pair("(25)", moveS)})
            rows.leave(equation, words, "the walls do not move along");
        return;
    }
    const Place peak = peakOf(state.envelope.abs2());
    Translation off;
    for (const bool alongX : {true, false})
        compareTranslations(off, line(state, {}, grid, peak, alongX), constants.hbar);
    rows.add("(24)", moveRho, off.rhoOff / off.rhoScale, 1e-5);
    rows.add("(25)", moveS, off.actionOff / off.actionScale, 1e-5);
}

void addParallelogramRows(RowList& rows, const WaveState& state, const ComplexVectorField& gradient,
    const Grid& grid, const PhysicalConstants& constants)
{
    const bool torus = grid.isTorus();
    const BoxWave x = boxWave(grid.xs(), grid.lower().x(), grid.size.x(), torus);
    const BoxWave y = boxWave(grid.ys(), grid.lower().y(), grid.size.y(), torus);
    const ComplexField& a = state.envelope;
    ComplexField b(a.rows(), a.cols());
    ComplexVectorField slope{b, b};
    for (Eigen::Index j = 0; j < a.rows(); ++j) {
        const auto f = (x.value.transpose() + y.value[j]).cast<Complex>() * I;
        b.row(j) = a.row(j) * f;
        slope.x.row(j) = gradient.x.row(j) * f + a.row(j) * (I * x.slope.transpose());
        slope.y.row(j) = gradient.y.row(j) * f + a.row(j) * (I * y.slope[j]);
    }
    const auto of = [&](double ofA, double ofB) {
        const WaveState sum{ofA * a + ofB * b, state.carrier, state.time, state.phase};
        return energies(sum, {ofA * gradient.x + ofB * slope.x, ofA * gradient.y + ofB * slope.y},
            {}, grid, constants);
    };
    const Energies plus = of(1.0, 1.0);
    const Energies minus = of(1.0, -1.0);
    const Energies first = of(1.0, 0.0);
    const Energies second = of(0.0, 1.0);
    const auto defect = [&](double Energies::*term) {
        return plus.*term + minus.*term - 2.0 * (first.*term + second.*term);
    };
    const double drift = defect(&Energies::drift);
    const double diffusion = defect(&Energies::diffusion);
    const double scale = std::max({plus.kinetic() + minus.kinetic(),
        constants.hbar * constants.hbar / (constants.mass * grid.size.squaredNorm()), 1e-300});
    rows.add("(17)", "parallelogram law of U_u + U_v, relative", (drift + diffusion) / scale, 1e-9);
    rows.show("(17)", "the same of U_v alone: not bilinear", drift / scale, {});
    rows.show("(17)", "the same of U_u alone: not bilinear", diffusion / scale, {});
}

} // namespace dqm
