#pragma once

#include "core/background/VacuumProfile.h"

#include <cstdint>
#include <vector>

namespace dqm {

/// How a particle learns of the field's inhomogeneity. Model assumption, all of them: [Zakir, eq.
/// (34)] gives no equation of motion (erratum X16).
enum class Migration
{
    /// dx = alpha grad D dt + sqrt(2 D(x)) dW. In equilibrium rho ~ D^{alpha - 1} [Lau2007].
    Diffusion,
    /// Flights at one speed c that end at the rate c^2 / 2D(x): rho stays uniform although D
    /// varies.
    VariableRate,
    /// Flights at the speed c(x) that end at one rate, c^2 ~ D: rho ~ 1/c.
    VariableSpeed
};

/// How D follows the field. Model assumption.
enum class DiffusionLaw
{
    Square, ///< D = D0 eta^2/eta0^2: smaller near a mass
    Mass ///< D = hbar/2m with m ~ eta: D = D0 eta0/eta, larger near a mass (erratum X17)
};

struct DiffusionSettings
{
    VacuumProfile profile = {};
    Vec2 size{10.0, 10.0}; ///< of the rectangle about the origin
    bool isPeriodic = true; ///< else particles bounce off its edges
    Migration migration = Migration::Diffusion;
    DiffusionLaw law = DiffusionLaw::Square;
    double alpha = 0.0; ///< 0 Ito, 1/2 Stratonovich, 1 Fick and Haenggi
    double D0 = 1.0; ///< far from all masses, length^2 / time
    double speed = 4.0; ///< of walkers there, length / time
    int particles = 4000; ///< 1 .. 1000000
    std::uint32_t seed = 1;
};

/// Particles that begin evenly spread and find their equilibrium in an inhomogeneous field.
///
/// Steps    Euler's for the diffusion, of weak order one, with a step that is short against the
///          width of a dip; flights by the midpoint rule, which keeps what is uniform.
/// Seed     the same seed gives the same run, whatever the number of threads [Salmon2011].
class ThermalDiffusion
{
public:
    /// @throws std::invalid_argument for settings out of range.
    explicit ThermalDiffusion(const DiffusionSettings& settings);

    void advance(long long steps, int threads);
    /// The places stay; the equilibrium becomes another.
    void setAlpha(double alpha);

    const DiffusionSettings& settings() const { return m_settings; }
    double step() const { return m_step; }
    double time() const { return m_time; }
    const std::vector<Vec2>& places() const { return m_places; }
    double diffusion(const Vec2& place) const; ///< D
    Vec2 diffusionGradient(const Vec2& place) const;
    double speed(const Vec2& place) const; ///< of walkers
    /// Density in equilibrium, up to a factor: D^{alpha - 1}, 1, or 1/c.
    double equilibrium(const Vec2& place) const;
    /// In which a ripple as long as the rectangle has decayed to 1/e.
    double relaxationTime() const;

private:
    double exponent() const { return m_settings.law == DiffusionLaw::Square ? 1.0 : -0.5; }
    double power(double square) const;
    void diffuse(size_t p);
    void fly(size_t p);
    void keepInside(size_t p);

    DiffusionSettings m_settings;
    double m_step = 0.0;
    double m_time = 0.0;
    std::uint64_t m_steps = 0;
    std::vector<Vec2> m_places;
    std::vector<Vec2> m_directions; ///< of walkers
};

} // namespace dqm
