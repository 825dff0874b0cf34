#include "core/evolution/splitstep/PotentialKick.h"

#include "core/evolution/splitstep/PointwiseKernels.h"
#include "core/grid/Parallel.h"

#include <utility>

namespace dqm {

PotentialKick::PotentialKick(
    KickFactors factors, int threads, std::shared_ptr<AbsorptionTally> tally)
    : m_factors(std::move(factors))
    , m_threads(threads)
    , m_tally(std::move(tally))
{
}

void PotentialKick::prepare(const Kick& kick)
{
    if (m_factors.rest())
        bringTableToFront(kick);
    else
        m_factors.sample(kick);
}

void PotentialKick::apply(ComplexField& psi, int begin, int end) const
{
    if (m_tally)
        m_tally->before(psi, begin, end);
    multiply(psi, begin, end);
    if (m_tally)
        m_tally->after(psi, begin, end);
}

void PotentialKick::multiply(ComplexField& psi, int begin, int end) const
{
    const int width = static_cast<int>(psi.cols());
    if (m_factors.rest()) {
        kernels::multiply(&psi(begin, 0), &m_tables[0].factors(begin, 0), (end - begin) * width);
        return;
    }
    for (int j = begin; j < end; ++j)
        m_factors.apply(&psi(j, 0), j);
}

void PotentialKick::bringTableToFront(const Kick& kick)
{
    const auto fits
        = [&](const Table& t) { return t.factors.size() > 0 && sameAtRest(t.kick, kick); };
    if (!fits(m_tables[0]))
        std::swap(m_tables[0], m_tables[1]);
    if (!fits(m_tables[0]))
        m_tables[0] = {kick, factorsAtRest(kick)};
}

ComplexField PotentialKick::factorsAtRest(const Kick& kick)
{
    m_factors.sample(kick);
    ComplexField factors(m_factors.rows(), m_factors.width());
    parallelFor(m_factors.rows(), m_threads, [&](int begin, int end) {
        for (int j = begin; j < end; ++j)
            m_factors.write(&factors(j, 0), j);
    });
    // The factors are all that is needed from here on.
    m_factors.forgetSamples();
    return factors;
}

} // namespace dqm
