#include "core/packets/parts/Resampling.h"

#include "core/grid/FourierTransform.h"

#include <cmath>
#include <numbers>
#include <stdexcept>

namespace dqm {

namespace {

using Complex = std::complex<double>;

/// One axis of both grids.
struct Line
{
    Eigen::ArrayXd waves; ///< wave numbers of the sum
    double lower;
    double size;
    bool isTorus;
    double first; ///< place of the first point, where every wave of a torus has phase 0
    Eigen::ArrayXd places; ///< to read it at
    double fastest; ///< wave number that the other grid resolves
};

std::pair<Line, Line> lines(const Grid& from, const Grid& to)
{
    const auto nyquist = [](double spacing) { return std::numbers::pi / spacing * (1.0 + 1e-9); };
    return {Line{from.wavenumbersX(), from.lower().x(), from.size.x(), from.isTorus(), from.x(0),
                to.xs(), nyquist(to.dx())},
        Line{from.wavenumbersY(), from.lower().y(), from.size.y(), from.isTorus(), from.y(0),
            to.ys(), nyquist(to.dy())}};
}

/// Every wave at every place, (places, waves).
Eigen::MatrixXcd basis(const Line& line)
{
    const double hair = 1e-12 * line.size;
    const double largest = line.waves.abs().maxCoeff();
    const bool hasNyquist = line.waves.size() % 2 == 0;
    Eigen::MatrixXcd values = Eigen::MatrixXcd::Zero(line.places.size(), line.waves.size());
    for (Eigen::Index p = 0; p < line.places.size(); ++p) {
        const double q = line.places[p];
        const double way = q - line.lower;
        if (way < -hair || (line.isTorus ? way >= line.size - hair : way > line.size + hair))
            continue;
        for (Eigen::Index n = 0; n < line.waves.size(); ++n) {
            const double k = line.waves[n];
            if (std::abs(k) > line.fastest)
                continue;
            if (!line.isTorus)
                values(p, n) = 2.0 * std::sin(k * way);
            else if (hasNyquist && std::abs(k) == largest)
                values(p, n) = std::cos(k * (q - line.first));
            else
                values(p, n) = std::polar(1.0, k * (q - line.first));
        }
    }
    return values;
}

} // namespace

ComplexField resampled(const ComplexField& psi, const Grid& from, const Grid& to)
{
    if (psi.rows() != from.ny || psi.cols() != from.nx)
        throw std::invalid_argument("A wave function must have the shape of its grid.");
    const bool isSame = from.nx == to.nx && from.ny == to.ny && from.isTorus() == to.isTorus()
        && (from.size - to.size).norm() <= 1e-12 * to.size.norm()
        && (from.center - to.center).norm() <= 1e-12 * to.size.norm();
    if (isSame)
        return psi;
    ComplexField waves = psi;
    FourierTransform(from).forward(waves);
    waves *= FourierTransform::normalisation(from);
    const auto [alongX, alongY] = lines(from, to);
    const Eigen::MatrixXcd rows = basis(alongY) * waves.matrix();
    return (rows * basis(alongX).transpose()).array();
}

} // namespace dqm
