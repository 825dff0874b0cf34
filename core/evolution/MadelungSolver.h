#pragma once

#include "core/experiment/Units.h"
#include "core/grid/Grid.h"
#include "core/potentials/Potential.h"

#include <memory>
#include <stdexcept>

namespace dqm {

/// (rho, S) on a torus: rho = e^{2C}, S = periodic part + hbar carrier.x.
struct MadelungState
{
    RealField C; ///< ln(rho)/2
    RealField S; ///< periodic part, action
    Vec2 carrier{0.0, 0.0}; ///< wave vector, 1/length; commensurate with the torus
    double time = 0.0;
};

/// A node of rho is forming: ln rho and S have no meaning there. what() says so to a person.
class NodeForming : public std::runtime_error
{
public:
    explicit NodeForming(double time);
    double time() const { return m_time; } ///< up to which the state was carried

private:
    double m_time;
};

/// Solves (13), (14) as they stand, in C = ln(rho)/2 and S [Zakir, eqs. (13), (14)],
/// [Madelung1926]; psi is never formed:
///
///   C_t = -lap S/2m - (grad C.grad S)/m,
///   S_t = (hbar^2/2m) (lap C + (grad C)^2) - (grad S)^2/2m - V.
///
/// Pseudo-spectral with 2/3 of the wave numbers kept; the linear part turns C and S/hbar into each
/// other exactly, the rest goes by Runge and Kutta's fourth order.
/// Holds    while min rho/max rho > 0.05; then NodeForming is thrown and the state is the last good
///          one. Only a torus without absorption.
class MadelungSolver
{
public:
    /// @param potential  null for none.
    /// @throws std::invalid_argument unless the grid is periodic.
    MadelungSolver(const Grid& grid, const PhysicalConstants& constants,
        std::shared_ptr<const Potential> potential = nullptr, int threads = 1);
    ~MadelungSolver();

    /// @throws NodeForming; std::invalid_argument if the shape differs or dt is not finite.
    void advance(MadelungState& state, double dt, int steps);

    static constexpr double leastDensity = 0.05; ///< of max rho

private:
    struct Implementation;
    std::unique_ptr<Implementation> m_implementation;
};

} // namespace dqm
