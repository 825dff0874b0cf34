#pragma once

#include "core/frames/Frame.h"

namespace dqm::test {

/// A free ensemble with round numbers, seen from K and, if W is not zero, from K': the closed forms
/// of the Galilean law, without any solver.
struct HandmadeEnsemble
{
    double time = 2.0;
    Vec2 mean{1.0, -0.5};
    Vec2 momentum{1.5, 0.25};
    Vec2 sigma{1.25, 0.75};
    double drift = 1.75;
    double diffusion = 0.375;
    double potential = 0.5;
    PhysicalConstants constants{1.0, 1.0, 20.0};
};

inline Observables handmadeObservables(const HandmadeEnsemble& ensemble, Vec2 W)
{
    const double m = ensemble.constants.mass;
    const double hbar = ensemble.constants.hbar;
    Observables numbers;
    numbers.time = ensemble.time;
    Moments& moments = numbers.moments;
    moments.norm = 1.0;
    moments.mean = ensemble.mean - W * ensemble.time;
    moments.momentum = ensemble.momentum - m * W;
    moments.sigma = ensemble.sigma;
    moments.diffusionMomentumSquared
        = 0.25 * hbar * hbar * ensemble.sigma.array().inverse().square();
    moments.uncertainty = {0.25 * hbar * hbar, 0.25 * hbar * hbar};
    moments.fick = {0.5 * hbar, 0.5 * hbar};
    Energies& energies = numbers.energies;
    energies.drift = ensemble.drift - W.dot(ensemble.momentum) + 0.5 * m * W.squaredNorm();
    energies.diffusion = ensemble.diffusion;
    energies.potential = ensemble.potential;
    energies.rest = ensemble.constants.restEnergy();
    energies.crossTerm = 0.125;
    return numbers;
}

inline Picture handmadePicture(const HandmadeEnsemble& ensemble, Route route, Vec2 W)
{
    Picture picture;
    picture.route = route;
    picture.title = route == Route::Rest ? "K" : route == Route::Observed ? "K′" : "K′ alone";
    picture.observerVelocity = W;
    picture.numbers = handmadeObservables(ensemble, W);
    return picture;
}

/// @param withTwin  also the ensemble evolved in K' on its own, with the same numbers.
inline Frame handmadeFrame(
    const HandmadeEnsemble& ensemble = {}, Vec2 W = {0.0, 0.0}, bool withTwin = false)
{
    Frame frame;
    frame.time = ensemble.time;
    frame.constants = ensemble.constants;
    frame.frameVelocity = W;
    frame.pictures.push_back(handmadePicture(ensemble, Route::Rest, {0.0, 0.0}));
    if (W.norm() > 0.0)
        frame.pictures.push_back(handmadePicture(ensemble, Route::Observed, W));
    if (withTwin) {
        frame.pictures.push_back(handmadePicture(ensemble, Route::Evolved, W));
        frame.invariance = InvarianceCheck{3e-12, 1e-13, 2e-11, 4e-13};
    }
    frame.energyError = 2.5e-11;
    frame.normError = -2.2e-15;
    return frame;
}

} // namespace dqm::test
