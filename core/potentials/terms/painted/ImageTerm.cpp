#include "core/potentials/terms/painted/ImageTerm.h"

#include <algorithm>
#include <cmath>

namespace dqm {

namespace {

using Weights = Eigen::MatrixXd;

/// One axis of a picture that is stretched over a grid.
struct PixelLine
{
    double lower;
    double pixel; ///< its length
    double reach; ///< of the hat that is laid over each place
    Eigen::Index count;
};

PixelLine pixelLine(double lower, double size, double cell, Eigen::Index count)
{
    const double pixel = size / static_cast<double>(count);
    return {lower, pixel, std::max(pixel, cell), count};
}

/// How much each pixel counts at each place: a hat over the middles of the pixels, that of the
/// edge standing for what lies beyond it.
Weights weightsAt(const Eigen::ArrayXd& places, const PixelLine& line)
{
    Weights weights = Weights::Zero(places.size(), line.count);
    const auto reach = static_cast<Eigen::Index>(std::ceil(line.reach / line.pixel));
    for (Eigen::Index i = 0; i < places.size(); ++i) {
        const double at = (places[i] - line.lower) / line.pixel - 0.5;
        const auto nearest = static_cast<Eigen::Index>(std::floor(at));
        for (Eigen::Index p = nearest - reach; p <= nearest + reach + 1; ++p) {
            const double away = std::abs(static_cast<double>(p) - at) * line.pixel / line.reach;
            if (away < 1.0)
                weights(i, std::clamp<Eigen::Index>(p, 0, line.count - 1)) += 1.0 - away;
        }
        weights.row(i) /= weights.row(i).sum();
    }
    return weights;
}

} // namespace

void addTerm(const ImageTerm& term, const TermPoints& points, TermSums sums)
{
    if (!term.grey)
        return;
    const Grid& grid = points.grid;
    const PixelLine across
        = pixelLine(grid.lower().x(), grid.size.x(), grid.dx(), term.grey->cols());
    const PixelLine up = pixelLine(grid.lower().y(), grid.size.y(), grid.dy(), term.grey->rows());
    const Weights X = weightsAt(points.x, across);
    const Weights Y = weightsAt(points.y, up);
    const double contrast = term.high - term.low;
    const Eigen::MatrixXd grey = term.grey->matrix();
    sums.V += term.low + contrast * (Y * grey * X.transpose()).array();
    if (sums.gradient == nullptr)
        return;
    const double hx = 0.5 * grid.dx();
    const double hy = 0.5 * grid.dy();
    const Weights dX
        = (weightsAt(points.x + hx, across) - weightsAt(points.x - hx, across)) / (2.0 * hx);
    const Weights dY = (weightsAt(points.y + hy, up) - weightsAt(points.y - hy, up)) / (2.0 * hy);
    sums.gradient->x += contrast * (Y * grey * dX.transpose()).array();
    sums.gradient->y += contrast * (dY * grey * X.transpose()).array();
}

void check(const ImageTerm& term, const TermSetting& /*any*/, const Key& key)
{
    key("low").requireFinite(term.low, "an energy");
    key("high").requireFinite(term.high, "an energy");
    if (!term.grey)
        key("file").refuse("no picture", "one that was read from \"file\" or from \"data\"");
    if (term.grey->size() == 0 || term.grey->rows() > ImageTerm::mostPixels
        || term.grey->cols() > ImageTerm::mostPixels)
        key("file").refuse("a picture of " + std::to_string(term.grey->cols()) + " x "
                + std::to_string(term.grey->rows()) + " pixels",
            "at most 512 x 512");
}

bool isResolved(const ImageTerm& /*any*/, const Grid& /*any*/) { return false; }

} // namespace dqm
