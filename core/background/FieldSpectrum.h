#pragma once

#include <cstdint>
#include <vector>

namespace dqm {

/// Which waves the background field is made of, in the plane: a share of its mean square that
/// belongs to the frequencies omega in [mu, cutoff], in all directions alike. Model assumption.
enum class SpectrumKind
{
    /// d^2k/omega = d omega d theta: every inertial observer sees the same (erratum X19).
    Invariant,
    Thermal, ///< d^2k/omega^2, as a Langevin field in equilibrium has: it has a rest frame
    White ///< d^2k: it has a rest frame
};

/// Units: c = 1.
class FieldSpectrum
{
public:
    /// @throws std::invalid_argument unless 0 < mu < cutoff < infinity.
    FieldSpectrum(SpectrumKind kind, double mu, double cutoff);

    SpectrumKind kind() const { return m_kind; }
    double mu() const { return m_mu; } ///< frequency of the longest wave
    double cutoff() const { return m_cutoff; }
    /// Share of the mean square per frequency; its integral is 1.
    double density(double omega) const;
    /// The frequency below which a share in [0, 1] of the mean square lies.
    double frequency(double share) const;
    double waveNumber(double omega) const; ///< sqrt(omega^2 - mu^2)

    /// <phi(t) phi(t + tau)> / eta^2 at a place at rest, of infinitely many waves; the invariant
    /// one has [sin(cutoff tau) - sin(mu tau)] / ((cutoff - mu) tau).
    double correlation(double tau) const;
    /// Integral of the squared correlation over all tau, time: the mean of phi^2 over a time T
    /// strays from eta^2 by about eta^2 sqrt(2 correlationTime / T).
    double correlationTime() const;
    /// Mean of (k/omega)^2 over the waves.
    double meanSquaredSpeed() const;
    /// The frequency up to which an observer with speed beta sees all directions: where no wave is
    /// missing because K has a cutoff. cutoff sqrt((1 - beta) / (1 + beta)).
    double seenLimit(double beta) const;

private:
    template <class Function>
    double mean(Function of) const;

    SpectrumKind m_kind;
    double m_mu;
    double m_cutoff;
};

/// What an observer who moves with speed beta along x sees of the waves up to seenLimit().
struct SeenSpectrum
{
    double limit = 0.0;
    double dipole = 0.0; ///< mean of cos(angle to x)
    double standardError = 0.0; ///< of the dipole; 0 if it is exact
    long long waves = 0; ///< that were counted; 0 if it is exact
    std::vector<double> frequencies; ///< densities in equal bins from mu to limit, integral 1
    std::vector<double> directions; ///< densities in equal bins from -pi to pi, integral 1
};

/// By integration: d omega d theta is the same measure for every observer.
/// @param beta  in [0, 1) and such that seenLimit(beta) > mu.
/// @throws std::invalid_argument otherwise, or for bins < 1.
SeenSpectrum seenExactly(const FieldSpectrum& spectrum, double beta, int bins);

/// By drawing waves at random and looking at each from the observer's frame.
SeenSpectrum seenOfDraws(
    const FieldSpectrum& spectrum, double beta, int bins, int draws, std::uint32_t seed);

} // namespace dqm
