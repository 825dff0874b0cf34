#include "core/evolution/PotentialKick.h"

#include "core/evolution/PointwiseKernels.h"
#include "core/grid/Parallel.h"

#include <cmath>
#include <utility>

namespace dqm {

PotentialKick::PotentialKick(std::shared_ptr<const Potential> potential,
    std::shared_ptr<const AbsorbingLayer> absorber, const PhysicalConstants& constants,
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

void PotentialKick::prepare(double time, double tau, double gradient)
{
    if (m_potentialRests && m_absorberRests) {
        bringTableToFront(tau, gradient);
        return;
    }
    m_tau = tau;
    const Vec2 offset = time * m_frameVelocity;
    if (m_potential)
        sampleV(time, offset, gradient);
    if (m_absorber && !(m_absorberRests && tau == m_dampingTau))
        sampleDamping(offset, tau);
}

void PotentialKick::apply(ComplexField& psi, int begin, int end) const
{
    const int width = static_cast<int>(psi.cols());
    if (m_potentialRests && m_absorberRests) {
        kernels::multiply(&psi(begin, 0), &m_tables[0].factors(begin, 0), (end - begin) * width);
        return;
    }
    for (int j = begin; j < end; ++j) {
        if (m_potential)
            kernels::rotate(&psi(j, 0), &m_V(j, 0), m_tau / m_hbar, width);
        if (m_absorber)
            psi.row(j) *= m_damping.row(j);
    }
}

void PotentialKick::bringTableToFront(double tau, double gradient)
{
    const auto fits = [&](const Table& t) {
        return t.factors.size() > 0 && t.tau == tau && t.gradient == gradient;
    };
    if (!fits(m_tables[0]))
        std::swap(m_tables[0], m_tables[1]);
    if (!fits(m_tables[0]))
        m_tables[0] = {tau, gradient, factorsAtRest(tau, gradient)};
}

void PotentialKick::sampleV(double time, Vec2 offset, double gradient)
{
    if (gradient == 0.0) {
        m_potential->sample(m_V, time, offset);
        return;
    }
    m_potential->sampleWithGradient(m_V, m_gradientSquared, time, offset);
    m_V -= gradient * m_gradientSquared;
}

void PotentialKick::sampleDamping(Vec2 offset, double tau)
{
    m_absorber->sample(m_damping, offset);
    m_dampingTau = tau;
    const double scale = -std::abs(tau) / m_hbar;
    parallelFor(static_cast<int>(m_damping.rows()), m_threads, [&](int begin, int end) {
        for (int j = begin; j < end; ++j)
            for (double& value : m_damping.row(j))
                value = value == 0.0 ? 1.0 : std::exp(scale * value);
    });
}

ComplexField PotentialKick::factorsAtRest(double tau, double gradient)
{
    if (m_potential)
        sampleV(0.0, Vec2::Zero(), gradient);
    if (m_absorber)
        sampleDamping(Vec2::Zero(), tau);
    const RealField& shape = m_potential ? m_V : m_damping;
    const int width = static_cast<int>(shape.cols());
    ComplexField factors = ComplexField::Ones(shape.rows(), shape.cols());
    parallelFor(static_cast<int>(shape.rows()), m_threads, [&](int begin, int end) {
        for (int j = begin; j < end; ++j) {
            if (m_potential)
                kernels::phaseFactors(&factors(j, 0), &m_V(j, 0), tau / m_hbar, width);
            if (m_absorber)
                factors.row(j) *= m_damping.row(j);
        }
    });
    // The factors are all that is needed from here on.
    m_V.resize(0, 0);
    m_gradientSquared.resize(0, 0);
    m_damping.resize(0, 0);
    return factors;
}

} // namespace dqm
