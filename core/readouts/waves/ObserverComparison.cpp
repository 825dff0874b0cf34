#include "core/readouts/waves/ObserverComparison.h"

#include "core/readouts/waves/Resolution.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace dqm {

namespace {

using Values = std::array<double, static_cast<std::size_t>(Compared::Count)>;

double& at(Values& values, Compared what) { return values[static_cast<std::size_t>(what)]; }

Values valuesOf(const Observables& numbers, const PhysicalConstants& constants)
{
    const Moments& moments = numbers.moments;
    Values values{};
    at(values, Compared::MeanX) = moments.mean.x();
    at(values, Compared::MeanY) = moments.mean.y();
    at(values, Compared::MomentumX) = moments.momentum.x();
    at(values, Compared::MomentumY) = moments.momentum.y();
    at(values, Compared::DriftEnergy) = numbers.energies.drift;
    at(values, Compared::SigmaX) = moments.sigma.x();
    at(values, Compared::SigmaY) = moments.sigma.y();
    at(values, Compared::DiffusionEnergy) = numbers.energies.diffusion;
    at(values, Compared::DiffusionCoefficient) = moments.fick.sum() / (2.0 * constants.mass);
    at(values, Compared::UncertaintyX) = moments.uncertainty.x();
    at(values, Compared::UncertaintyY) = moments.uncertainty.y();
    at(values, Compared::MeanDiffusionVelocity) = moments.meanDiffusionVelocity.norm();
    return values;
}

/// What the Galilean law says of K' from the numbers in K.
Values predicted(const Values& inK, const Frame& frame, const Moments& moments)
{
    const Vec2 W = frame.frameVelocity;
    const double m = frame.constants.mass;
    Values values = inK;
    at(values, Compared::MeanX) -= W.x() * frame.time;
    at(values, Compared::MeanY) -= W.y() * frame.time;
    at(values, Compared::MomentumX) -= m * W.x();
    at(values, Compared::MomentumY) -= m * W.y();
    at(values, Compared::DriftEnergy) += -W.dot(moments.momentum) + 0.5 * m * W.squaredNorm();
    return values;
}

/// The size a difference is measured against: never the difference of two large numbers, so that
/// round-off in a mean that happens to be near zero does not look like a broken law.
Values sizes(const Values& inK, const Frame& frame, const Observables& numbers)
{
    const PhysicalConstants& constants = frame.constants;
    const Moments& moments = numbers.moments;
    const Vec2 W = frame.frameVelocity;
    const double m = constants.mass;
    const double pu = std::sqrt(std::max(0.0, moments.diffusionMomentumSquared.sum()));
    const double kinetic = std::max(numbers.energies.kinetic(), 0.5 * m * W.squaredNorm());
    const double boundPerAxis = 0.25 * constants.hbar * constants.hbar;
    const double length
        = std::max({moments.mean.norm(), W.norm() * std::abs(frame.time), moments.sigma.norm()});
    const double momentum = std::max({moments.momentum.norm(), m * W.norm(), pu});

    Values values{};
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] = std::abs(inK[i]);
    at(values, Compared::MeanX) = at(values, Compared::MeanY) = length;
    at(values, Compared::MomentumX) = at(values, Compared::MomentumY) = momentum;
    at(values, Compared::DriftEnergy) = kinetic;
    // A plane wave has U_u = 0 up to the round-off of the kinetic energy it is a part of.
    at(values, Compared::DiffusionEnergy) = std::max(numbers.energies.diffusion, 1e-5 * kinetic);
    at(values, Compared::DiffusionCoefficient) = constants.diffusionCoefficient();
    for (const auto axis : {Compared::UncertaintyX, Compared::UncertaintyY})
        at(values, axis) = std::max(at(values, axis), boundPerAxis);
    at(values, Compared::MeanDiffusionVelocity)
        = std::max(pu / m, constants.diffusionCoefficient() / moments.sigma.norm());
    return values;
}

const Picture* pictureOf(const Frame& frame, Route route)
{
    const auto found = std::find_if(frame.pictures.begin(), frame.pictures.end(),
        [route](const Picture& picture) { return picture.route == route; });
    return found == frame.pictures.end() ? nullptr : &*found;
}

/// Where the edge of a torus cuts through rho, it may do so between other points in K'.
Values tolerances(const Moments& moments)
{
    Values values{};
    values.fill(invarianceTolerance);
    for (const auto what : {Compared::MeanX, Compared::SigmaX, Compared::UncertaintyX})
        at(values, what) += moments.atEdge.x();
    for (const auto what : {Compared::MeanY, Compared::SigmaY, Compared::UncertaintyY})
        at(values, what) += moments.atEdge.y();
    // There it meets its own image, and the points lie otherwise about the nodes between them.
    for (const auto what : {Compared::DiffusionCoefficient, Compared::DriftEnergy,
             Compared::DiffusionEnergy, Compared::MeanDiffusionVelocity})
        at(values, what) += moments.atEdge.maxCoeff();
    return values;
}

} // namespace

Comparisons compareObservers(const Frame& frame)
{
    constexpr double localised = 1e-3; // of rho at the edge, so that it tells D
    Comparisons comparisons;
    const Picture* rest = pictureOf(frame, Route::Rest);
    if (!rest)
        return comparisons;
    Values inK = valuesOf(rest->numbers, frame.constants);
    if (rest->numbers.moments.atEdge.maxCoeff() > localised)
        at(inK, Compared::DiffusionCoefficient) = std::numeric_limits<double>::quiet_NaN();
    const Values tolerance = tolerances(rest->numbers.moments);
    const Values law = predicted(inK, frame, rest->numbers.moments);
    const Values size = sizes(inK, frame, rest->numbers);
    for (std::size_t i = 0; i < inK.size(); ++i) {
        comparisons[i].inK = inK[i];
        comparisons[i].law = law[i];
        comparisons[i].size = size[i];
        comparisons[i].tolerance = tolerance[i];
    }

    const auto fill = [&](Route route, std::optional<double> Comparison::*value,
                          double Comparison::*deviation) {
        const Picture* picture = pictureOf(frame, route);
        if (!picture)
            return;
        const Values values = valuesOf(picture->numbers, frame.constants);
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (!comparisons[i].isThere())
                continue;
            comparisons[i].*value = values[i];
            const double difference = std::abs(values[i] - law[i]);
            comparisons[i].*deviation = difference == 0.0 ? 0.0 : difference / size[i];
        }
    };
    fill(Route::Observed, &Comparison::observed, &Comparison::observedDeviation);
    fill(Route::Evolved, &Comparison::evolved, &Comparison::evolvedDeviation);
    return comparisons;
}

namespace {

struct NumberWords
{
    std::string label;
    Quantity quantity;
};

NumberWords wordsOf(Compared what, const AxisNames& axes)
{
    const auto& [x, y] = axes.column;
    switch (what) {
    case Compared::MeanX:
        return {"mean " + x, Quantity::Length};
    case Compared::MeanY:
        return {"mean " + y, Quantity::Length};
    case Compared::MomentumX:
        return {"mean p_" + x, Quantity::Momentum};
    case Compared::MomentumY:
        return {"mean p_" + y, Quantity::Momentum};
    case Compared::DriftEnergy:
        return {"drift energy", Quantity::Energy};
    case Compared::SigmaX:
        return {"sigma " + x, Quantity::Length};
    case Compared::SigmaY:
        return {"sigma " + y, Quantity::Length};
    case Compared::DiffusionEnergy:
        return {"diffusion energy", Quantity::Energy};
    case Compared::DiffusionCoefficient:
        return {"D of rho", Quantity::DiffusionCoefficient};
    case Compared::UncertaintyX:
        return {"uncertainty product " + x, Quantity::MomentumSquaredLengthSquared};
    case Compared::UncertaintyY:
        return {"uncertainty product " + y, Quantity::MomentumSquaredLengthSquared};
    case Compared::MeanDiffusionVelocity:
        return {"mean |u|", Quantity::Velocity};
    case Compared::Count:
        break;
    }
    return {};
}

bool changesWithW(Compared what) { return what < Compared::SigmaX; }

} // namespace

std::vector<Readout> observerReadouts(const Frame& frame)
{
    std::vector<Readout> readouts;
    const Comparisons comparisons = compareObservers(frame);
    const Resolution resolution(frame);
    const auto add = [&](const char* group, std::size_t i, const char* whose,
                         const std::optional<double>& value) {
        const Comparison& comparison = comparisons[i];
        if (!value || !comparison.isThere())
            return;
        const auto what = static_cast<Compared>(i);
        const NumberWords words = wordsOf(what, frame.axes);
        const bool hasSize = std::isfinite(comparison.size);
        const std::string from = changesWithW(what) ? "of K, moved by W" : "of K, unchanged";
        readouts.push_back({.id = group + std::to_string(i),
            .label = words.label + whose,
            .value = value,
            .unit = unitSymbol(words.quantity, frame.units),
            .expected = comparison.law,
            .expectedFrom = from,
            .tolerance = hasSize ? comparison.tolerance * comparison.size : 0.0,
            .group = "Observers",
            .size = comparison.size});
        // Between the points K' sees what the grid makes of psi there.
        if (frame.estimatedError && hasSize)
            resolution.expect(
                readouts.back(), comparison.law, from, comparison.size, comparison.tolerance);
    };
    for (std::size_t i = 0; i < comparisons.size(); ++i)
        add("K.", i, " in K'", comparisons[i].observed);
    for (std::size_t i = 0; i < comparisons.size(); ++i) {
        const std::size_t before = readouts.size();
        add("alone.", i, " in K' alone", comparisons[i].evolved);
        if (readouts.size() > before)
            readouts.back().nearly = std::numeric_limits<double>::infinity();
    }
    return readouts;
}

} // namespace dqm
