#pragma once

#include "core/frames/Frame.h"

#include <cmath>
#include <complex>
#include <memory>
#include <string>
#include <vector>

namespace dqm::test {

/// Pictures with fields from closed forms, without any solver: hbar = m = 1.
struct SyntheticPacket
{
    Vec2 center{0.0, 0.0};
    Vec2 sigma{1.5, 1.5};
    Vec2 velocity{0.0, 0.0};
};

struct SyntheticScene
{
    Grid grid{.nx = 128,
        .ny = 128,
        .size = Vec2(20.0, 20.0),
        .center = Vec2(0.0, 0.0),
        .boundary = BoundaryKind::Periodic};
    std::vector<SyntheticPacket> packets{SyntheticPacket{}};
    double discDepth = 0.0; ///< of a well of radius 3 around (4, 0)
};

/// psi = sum of Gaussians with plane-wave phases; v and u of the first packet alone.
inline Picture syntheticPicture(const SyntheticScene& scene)
{
    const Grid& grid = scene.grid;
    Picture picture;
    picture.title = std::string("K");
    picture.grid = grid;
    for (FloatField* field : {&picture.rho, &picture.re, &picture.im, &picture.vx, &picture.vy,
             &picture.ux, &picture.uy, &picture.Q})
        field->setZero(grid.ny, grid.nx);
    if (scene.discDepth != 0.0)
        picture.V.setZero(grid.ny, grid.nx);
    for (int j = 0; j < grid.ny; ++j)
        for (int i = 0; i < grid.nx; ++i) {
            const Vec2 point(grid.x(i), grid.y(j));
            std::complex<double> psi = 0.0;
            for (const SyntheticPacket& packet : scene.packets) {
                const Vec2 d = point - packet.center;
                psi += std::polar(std::exp(-0.25 * d.cwiseQuotient(packet.sigma).squaredNorm()),
                    packet.velocity.dot(d));
            }
            picture.rho(j, i) = static_cast<float>(std::norm(psi));
            picture.re(j, i) = static_cast<float>(psi.real());
            picture.im(j, i) = static_cast<float>(psi.imag());
            if (scene.discDepth != 0.0 && (point - Vec2(4.0, 0.0)).norm() < 3.0)
                picture.V(j, i) = static_cast<float>(-scene.discDepth);
        }
    picture.rhoMax = picture.rho.maxCoeff();
    picture.rhoFloor = 1e-6F * picture.rhoMax;
    if (scene.packets.empty())
        return picture;
    const SyntheticPacket& first = scene.packets.front();
    const Vec2 widths = first.sigma.cwiseProduct(first.sigma);
    for (int j = 0; j < grid.ny; ++j)
        for (int i = 0; i < grid.nx; ++i) {
            if (picture.rho(j, i) <= picture.rhoFloor)
                continue;
            const Vec2 d = Vec2(grid.x(i), grid.y(j)) - first.center;
            const Vec2 u = 0.5 * d.cwiseQuotient(widths);
            picture.vx(j, i) = static_cast<float>(first.velocity.x());
            picture.vy(j, i) = static_cast<float>(first.velocity.y());
            picture.ux(j, i) = static_cast<float>(u.x());
            picture.uy(j, i) = static_cast<float>(u.y());
            picture.Q(j, i)
                = static_cast<float>(0.25 * widths.cwiseInverse().sum() - 0.5 * u.squaredNorm());
        }
    picture.numbers.energies.drift = 0.5 * first.velocity.squaredNorm();
    picture.numbers.energies.diffusion = 0.125 * widths.cwiseInverse().sum();
    return picture;
}

inline std::shared_ptr<const Frame> syntheticFrame(
    const SyntheticScene& scene = {}, double time = 0.0)
{
    auto frame = std::make_shared<Frame>();
    frame->time = time;
    frame->stepSize = 0.01;
    frame->pictures.push_back(syntheticPicture(scene));
    return frame;
}

} // namespace dqm::test
