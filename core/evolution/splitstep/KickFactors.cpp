#include "core/evolution/splitstep/KickFactors.h"

#include "core/evolution/splitstep/PointwiseKernels.h"
#include "core/grid/Parallel.h"

#include <cmath>
#include <utility>

namespace dqm {

KickFactors::KickFactors(std::shared_ptr<const Potential> potential,
    std::shared_ptr<const Absorption> absorber, const PhysicalConstants& constants,
    Vec2 frameVelocity, int threads)
    : m_potential(potential && !potential->isZero() ? std::move(potential) : nullptr)
    , m_absorber(absorber && absorber->isActive() ? std::move(absorber) : nullptr)
    , m_hbar(constants.hbar)
    , m_frameVelocity(std::move(frameVelocity))
    , m_threads(threads)
    , m_potentialRests(
          !m_potential || (m_frameVelocity.isZero(0.0) && !m_potential->dependsOnTime()))
    , m_absorberRests(!m_absorber || m_frameVelocity.isZero(0.0))
{
}

int KickFactors::width() const
{
    return static_cast<int>(m_absorber ? m_damping.cols() : m_V.cols());
}

int KickFactors::rows() const
{
    return static_cast<int>(m_absorber ? m_damping.rows() : m_V.rows());
}

void KickFactors::sample(const Kick& kick)
{
    m_kick = kick;
    const Vec2 offset = kick.time * m_frameVelocity;
    if (m_potential && kick.gradient == 0.0) {
        m_potential->sample(m_V, kick.time, offset);
    } else if (m_potential
        && !(offset.isZero(0.0) && m_potential->sampleCorrected(m_V, kick.gradient, kick.time))) {
        m_potential->sampleWithGradient(m_V, m_gradientSquared, kick.time, offset);
        m_V -= kick.gradient * m_gradientSquared;
    }
    if (!m_absorber)
        return;
    if (!m_absorberRests || kick.tau != m_dampingTau || m_damping.size() == 0)
        sampleDamping(offset, kick.tau);
    if (!damps() || m_dip.size() == 0)
        return;
    if (m_potential)
        m_V += m_dip;
    else
        m_V = m_dip;
}

void KickFactors::forgetSamples()
{
    m_V.resize(0, 0);
    m_gradientSquared.resize(0, 0);
    m_dip.resize(0, 0);
    m_damping.resize(0, 0);
}

void KickFactors::sampleDamping(Vec2 offset, double tau)
{
    m_absorber->sample(m_damping, offset);
    m_dip.resize(0, 0);
    m_absorber->addDip(m_dip, offset);
    m_dampingTau = tau;
    const double scale = -std::abs(tau) / m_hbar;
    parallelFor(static_cast<int>(m_damping.rows()), m_threads, [&](int begin, int end) {
        for (int j = begin; j < end; ++j)
            for (double& value : m_damping.row(j))
                value = value == 0.0 ? 1.0 : std::exp(scale * value);
    });
}

void KickFactors::write(std::complex<double>* factors, int row) const
{
    Eigen::Map<Eigen::ArrayXcd> line(factors, width());
    const double scale = m_kick.tau / m_hbar;
    if (!turns())
        line = 1.0;
    else if (m_kick.imaginaryTime)
        line = (-scale * m_V.row(row)).exp().template cast<std::complex<double>>().transpose();
    else
        kernels::phaseFactors(factors, &m_V(row, 0), scale, width());
    if (damps())
        line *= m_damping.row(row).transpose();
}

void KickFactors::apply(std::complex<double>* psi, int row) const
{
    if (turns())
        kernels::rotate(psi, &m_V(row, 0), m_kick.tau / m_hbar, width());
    if (damps())
        Eigen::Map<Eigen::ArrayXcd>(psi, width()) *= m_damping.row(row).transpose();
}

} // namespace dqm
