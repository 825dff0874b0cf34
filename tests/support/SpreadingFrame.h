#pragma once

#include "support/HandmadeFrame.h"

#include <cmath>
#include <memory>
#include <numbers>

namespace dqm::test {

/// A Gaussian at rest with hbar = m = 1 and s0 = 1 in closed form, so that tau = 2, and its twin
/// after the law of heat with D = 1/2.
inline Experiment spreadingExperiment()
{
    Experiment experiment;
    experiment.packets = {GaussianPacket{}};
    return experiment;
}

inline Picture spreadingPicture(double time, double variance, double rate)
{
    HandmadeEnsemble ensemble;
    ensemble.time = time;
    ensemble.mean = ensemble.momentum = {0.0, 0.0};
    ensemble.sigma = {std::sqrt(variance), std::sqrt(variance)};
    const double theta = 0.5 * time;
    ensemble.diffusion = 0.25 / (1.0 + theta * theta);
    ensemble.drift = 0.25 - ensemble.diffusion;
    ensemble.potential = 0.0;
    Picture picture = handmadePicture(ensemble, Route::Rest, {0.0, 0.0});
    picture.numbers.moments.entropy = 1.0 + std::log(2.0 * std::numbers::pi * variance);
    picture.grid = {128, 128, {24.0, 24.0}, {0.0, 0.0}, BoundaryKind::Periodic};
    const Eigen::ArrayXf x = picture.grid.xs().cast<float>();
    const auto ones = Eigen::ArrayXf::Ones(128);
    picture.vx = (ones.matrix() * x.matrix().transpose()).array();
    picture.vy = picture.vx.transpose();
    const FloatField r2 = picture.vx.square() + picture.vy.square();
    const auto s2 = static_cast<float>(variance);
    picture.rho = (-r2 / (2.0F * s2)).exp() / (2.0F * std::numbers::pi_v<float> * s2);
    picture.ux = picture.vx / (2.0F * s2);
    picture.uy = picture.vy / (2.0F * s2);
    picture.Q = 1.0F / (2.0F * s2) - r2 / (8.0F * s2 * s2);
    picture.vx *= static_cast<float>(rate);
    picture.vy *= static_cast<float>(rate);
    picture.rhoMax = picture.rho.maxCoeff();
    picture.rhoFloor = 1e-9F * picture.rhoMax;
    MomentumDensity momentum;
    momentum.first = {-8.0, -8.0};
    momentum.step = {0.125, 0.125};
    const Eigen::ArrayXf p = Eigen::ArrayXf::LinSpaced(128, -8.0F, 7.875F);
    const Eigen::ArrayXf one = (-2.0F * p.square()).exp();
    momentum.density = (one.matrix() * one.matrix().transpose()).array();
    picture.momentum = std::make_shared<const MomentumDensity>(std::move(momentum));
    return picture;
}

inline std::shared_ptr<const Frame> spreadingFrame(double time, bool withTwin = true)
{
    auto frame = std::make_shared<Frame>();
    frame->time = time;
    frame->constants = {1.0, 1.0, 20.0};
    const double variance = conservativeVariance(1.0, 0.5, time);
    frame->pictures.push_back(spreadingPicture(time, variance, 0.25 * time / variance));
    const double theta = 0.5 * time;
    frame->exchangePower = -0.25 * theta / std::pow(1.0 + theta * theta, 2.0);
    if (withTwin) {
        frame->stage.rows = StageSettings::Rows::FrictionlessAndFrictional;
        frame->stage.dissipation = StageSettings::Dissipation::Fick;
        const double heat = heatVariance(1.0, 0.5, time);
        Picture twin = spreadingPicture(time, heat, 0.5 / heat);
        twin.medium = ThermalMedium{0.5, 0.25, 0.5, {0.0, 0.0}};
        twin.momentum.reset();
        twin.Q.resize(0, 0);
        frame->frictional.push_back(std::move(twin));
    }
    return frame;
}

} // namespace dqm::test
