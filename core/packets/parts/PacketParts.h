#pragma once

#include "core/grid/Field.h"
#include "core/grid/Grid.h"
#include "core/values/Key.h"
#include "core/values/PhysicalConstants.h"
#include "core/values/RunWarning.h"

#include <array>
#include <optional>
#include <vector>

namespace dqm {

/// Where a packet stands: what its check may ask.
struct PacketSetting
{
    const Grid& grid;
    PhysicalConstants constants;
};

/// Mean and standard deviation of a packet's wave numbers, the larger of both axes.
struct WaveNumbers
{
    double mean;
    double spread;
};

/// Where a packet lies and how wide it is, along each axis.
struct PacketPlace
{
    Vec2 centre;
    Vec2 sigma;
};

// Checks: every center inside the grid, every width at least one spacing, and momenta (mean and
// three standard deviations) below the Nyquist limit pi hbar / spacing.

/// One axis of the grid as a packet meets it.
struct PacketSide
{
    int axis;
    int points;
    double lower;
    double size;
    double spacing;
    double nyquist; ///< largest momentum, pi hbar / spacing
};

std::array<PacketSide, 2> sidesOf(const PacketSetting& setting);

void checkCenter(Vec2 center, const PacketSetting& setting, const Key& key);
void checkWidth(double sigma, const PacketSide& side, const Key& key);
/// @param spread  standard deviation of the momentum.
void checkSpeed(
    double velocity, double spread, const PacketSide& side, double mass, const Key& key);

// psi: products of what is along x and along y, summed over the images of a torus.

/// One axis of the grid; a packet of some reach is summed over images -count .. count.
struct PacketLine
{
    Eigen::ArrayXd q;
    double lower;
    double length;
    bool torus;

    int images(double reach) const { return torus ? static_cast<int>(reach / length) + 1 : 0; }
};

std::array<PacketLine, 2> linesOf(const Grid& grid);

/// f along one axis, summed over the images of a torus.
template <class F>
Eigen::ArrayXcd overImages(const PacketLine& line, double reach, const F& f)
{
    const int images = line.images(reach);
    Eigen::ArrayXcd sum = Eigen::ArrayXcd::Zero(line.q.size());
    for (int k = -images; k <= images; ++k) {
        for (Eigen::Index i = 0; i < line.q.size(); ++i)
            sum[i] += std::complex<double>(f(line.q[i] + k * line.length));
    }
    return sum;
}

/// X along x times Y along y.
ComplexField product(const Eigen::ArrayXcd& X, const Eigen::ArrayXcd& Y);

/// Beyond this many standard deviations a Gaussian amplitude is below round-off.
inline constexpr double gaussianReach = 13.0;

/// exp(-d^2/4 sigma^2) e^{i (m v d - m beta d^2/2)/hbar}, d = q - center.
struct GaussianAlong
{
    double center;
    double sigma;
    double waveNumber;
    double chirp; ///< m beta / 2 hbar

    std::complex<double> operator()(double q) const;
};

/// Integral of |psi|^2.
double normOf(const ComplexField& psi, const Grid& grid);

/// Of a packet, what may be lost beyond the edge of the grid without a word.
inline constexpr double overhangAllowed = 1e-4;

/// A share in two digits, "0.12 %".
std::string percentText(double share);

} // namespace dqm
