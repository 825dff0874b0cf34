#pragma once

#include "core/ensembles/WalkOptions.h"

#include <vector>

namespace dqm {

/// What the walk of LightSpeedWalk does exactly (derived; the paper gives none of it).
///
/// At rest every relaxation has the one rate lambda:
/// <r^2>(t) = (2c^2/lambda^2)(lambda t - 1 + e^{-lambda t}) in every number of dimensions
/// [Kac1974]. Seen from a frame in which the walker's own moves, a flight in the own direction n
/// lasts gamma (1 + beta n_x) times as long, so that the rate of turns depends on the direction;
/// the process is reversible, and <r^2> a sum of such terms over the eigenvalues of its rates, here
/// for a quadrature over n. Late, D is D/gamma across and D/gamma^3 along the motion.
class WalkLaw
{
public:
    /// @throws std::invalid_argument as check(options).
    explicit WalkLaw(const WalkOptions& options);

    /// <(x - V t)^2>; in the variant with a fixed frame <x^2>, about the start.
    double along(double time) const;
    /// The same of each axis across the motion; 0 in one dimension.
    double across(double time) const;
    /// Sum over all axes.
    double total(double time) const;
    /// d total / dt, over 2d: D that the spreading shows.
    double diffusion(double time) const;
    /// Late limit of that.
    double lateDiffusion() const;
    /// <u_x>: V; in the variant V e^{-lambda t}.
    double meanVelocity(double time) const;
    /// Share of walkers that have not turned, on the light cone r = ct.
    double front(double time) const;
    /// Turns of a walker in a time: lambda/gamma; in the variant lambda.
    double turnRate() const;
    /// Means over flights, and over walkers at equal time: gamma m c^2 and gamma m V against
    /// gamma (1 + beta^2/d) m c^2 and gamma (1 + 1/d) m V. The difference is the missing stress of
    /// the field that turns the walkers [Laue1911], erratum X13.
    double energyOfFlights() const;
    double momentumOfFlights() const;
    double energyAtOnce() const;
    double momentumAtOnce(double time) const;
    /// Share of walkers whose velocity makes an angle in (from, to) of [0, pi] with the motion.
    double directionShare(double from, double to, double time) const;
    /// Share with r < R, where it has a closed form: at rest in two dimensions
    /// 1 - exp(-lambda t + lambda sqrt(t^2 - R^2/c^2)), and 1 from ct on.
    /// @pre hasRadialShare().
    double radialShare(double R, double time) const;
    bool hasRadialShare() const;

private:
    struct Mode
    {
        double rate;
        double weight; ///< of <w(0) w(t)> = sum of weight e^{-rate t}
    };
    void addModes();
    void addFixedModes();
    double anisotropy(double time) const;
    static double square(const std::vector<Mode>& modes, double time);
    static double slope(const std::vector<Mode>& modes, double time);

    WalkOptions m_options;
    std::vector<double> m_cosines; ///< nodes over the own direction ...
    std::vector<double> m_shares; ///< ... and their weights
    std::vector<Mode> m_along;
    std::vector<Mode> m_across;
    double m_excess = 0.0; ///< <u_x^2> - c^2/d at the start of the variant
};

/// Share with r < R of the Gaussian that <r^2> = 2dDt belongs to.
double diffusiveShare(int dimensions, double R, double D, double time);

} // namespace dqm
