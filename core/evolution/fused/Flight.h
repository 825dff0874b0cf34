#pragma once

#include "core/evolution/fused/FusedField.h"
#include "core/evolution/splitstep/FlightFactors.h"

namespace dqm::fused {

/// The phases of a flight along both axes, in the order of the transforms' digits and with their
/// normalisation.
template <class T>
class Flight
{
public:
    Flight() = default;

    Flight(const FlightFactors& factors, const FusedField<T>& field)
        : m_x(phases(factors.x, field.order(LineAxis::X)))
        , m_y(phases(factors.y, field.order(LineAxis::Y)))
    {
    }

    const T* along(LineAxis axis) const { return axis == LineAxis::X ? m_x.data() : m_y.data(); }

private:
    static PageBuffer<T> phases(const Eigen::ArrayXcd& factors, const std::vector<int>& order)
    {
        const auto n = static_cast<std::ptrdiff_t>(order.size());
        PageBuffer<T> result(2 * n);
        for (std::ptrdiff_t i = 0; i < n; ++i) {
            const std::complex<double> phase = factors[order[static_cast<size_t>(i)]];
            const std::complex<double> factor
                = (phasesAreLessOne<T> ? phase - 1.0 : phase) / static_cast<double>(n);
            result.data()[2 * i] = static_cast<T>(factor.real());
            result.data()[2 * i + 1] = static_cast<T>(factor.imag());
        }
        return result;
    }

    PageBuffer<T> m_x;
    PageBuffer<T> m_y;
};

} // namespace dqm::fused
