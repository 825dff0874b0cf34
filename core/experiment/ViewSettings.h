#pragma once

#include <array>
#include <optional>
#include <string>

namespace dqm {

/// What a view shows of one of the two flows.
struct FlowView
{
    bool lines = false;
    bool arrows = false;
    bool tracers = false;
    bool flux = false; ///< rho times the velocity instead
    bool operator==(const FlowView&) const = default;
};

/// How the experiment wants to be looked at; never changes a number.
struct ViewSettings
{
    static constexpr std::array colorings{"phase", "density", "drift", "diffusion",
        "quantum-potential", "local-energy", "residual-13", "residual-14"};
    std::string colorBy = "phase"; ///< one of the colourings
    bool flat = false;
    bool showPotential = true;
    std::optional<double> azimuth; ///< degrees
    std::optional<double> elevation; ///< degrees
    std::optional<double> zoom; ///< 1 = fills 80 % of the pane
    std::optional<double> speed; ///< simulated time per second
    FlowView drift = {}; ///< v
    FlowView diffusion = {}; ///< u
    bool vortices = false; ///< markers with their charges
    bool particles = false; ///< the ensemble's, if it has any
    bool particleTrails = false;
    bool particlesAlone = false; ///< on the plane, without the surface
    /// "energies", "spread", "section", "marginals", "momentum" or "complex-diffusion"
    std::string plot = "energies";
    bool operator==(const ViewSettings&) const = default;
};

} // namespace dqm
