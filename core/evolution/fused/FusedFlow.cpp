#include "core/evolution/fused/FusedFlow.h"

#include "core/evolution/FlowScale.h"

#include <stdexcept>

namespace dqm::fused {

namespace {

/// e^{i (carrier.r + phase)} as a product of one factor for each axis.
struct CarrierTables
{
    CarrierTables(const Grid& grid, const WaveView& view)
        : isNeeded(!view.carrier.isZero(0.0) || view.phase != 0.0)
    {
        if (!isNeeded)
            return;
        x = table(view.carrier.x() * grid.xs());
        y = table(view.carrier.y() * grid.ys() + view.phase);
    }

    static PageBuffer<float> table(const Eigen::ArrayXd& angles)
    {
        PageBuffer<float> table(2 * angles.size());
        Eigen::Map<Eigen::ArrayXf>(table.data(), angles.size()) = angles.cos().cast<float>();
        Eigen::Map<Eigen::ArrayXf>(table.data() + angles.size(), angles.size())
            = angles.sin().cast<float>();
        return table;
    }

    bool isNeeded;
    PageBuffer<float> x;
    PageBuffer<float> y;
};

} // namespace

template <class T>
FlowSummary flowOf(FusedField<T>& field, double largest, double factor, const FlowSetting& setting,
    const FlowTargets<float>& targets)
{
    const Grid& grid = setting.grid;
    const WaveView& view = setting.view;
    if (view.V && (view.V->rows() != grid.ny || view.V->cols() != grid.nx))
        throw std::invalid_argument("The potential must have the shape of the grid.");
    targets.resize(grid.ny, grid.nx);
    const double amplitude = largest * factor;
    const double perDx = 1.0 / grid.dx();
    const FlowScale<double> scale = flowScale(setting.constants, view.carrier);
    FlowPass<T> pass;
    pass.perAmplitude = static_cast<T>(largest > 0.0 ? 1.0 / largest : 1.0);
    pass.alongY = static_cast<float>(grid.dx() / grid.dy());
    pass.amplitude = static_cast<float>(amplitude);
    pass.floor = static_cast<float>(view.floor);
    pass.scale = {static_cast<float>(scale.velocity * perDx),
        static_cast<float>(scale.energy * perDx * perDx),
        static_cast<float>(scale.carrierVelocityX), static_cast<float>(scale.carrierVelocityY)};
    const CarrierTables carried(grid, view);
    if (carried.isNeeded) {
        pass.carrierX = carried.x.data();
        pass.carrierY = carried.y.data();
    }
    if (view.V)
        pass.potential = view.V->data();
    FloatField* const fields[flowTargets] = {&targets.rho, &targets.re, &targets.im, &targets.vx,
        &targets.vy, &targets.ux, &targets.uy, &targets.Q};
    for (int f = 0; f < flowTargets; ++f)
        pass.targets[f] = fields[f]->data();
    const FlowSumsOfRows sums = field.flow(pass);
    const double density = amplitude * amplitude * grid.cellArea();
    const double gradient = density * perDx * perDx;
    return {amplitude * amplitude, gradient * Vec2(sums.of[0], sums.of[1]),
        gradient * Vec2(sums.of[2], sums.of[3]), density * sums.of[4]};
}

template FlowSummary flowOf(
    FusedField<double>&, double, double, const FlowSetting&, const FlowTargets<float>&);
template FlowSummary flowOf(
    FusedField<float>&, double, double, const FlowSetting&, const FlowTargets<float>&);

} // namespace dqm::fused
