#pragma once

#include "core/evolution/fused/FusedField.h"
#include "core/evolution/fused/FusedSolver.h"
#include "core/evolution/splitstep/DrivenCarrier.h"
#include "core/evolution/splitstep/FlightFactors.h"
#include "core/evolution/splitstep/ScheduledSteps.h"
#include "core/evolution/splitstep/Splitting.h"

#include <stdexcept>
#include <utility>

namespace dqm {

namespace fused {

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

} // namespace fused

/// What the fused solver does whatever the precision: the wave in its hands, steps as V asks for
/// them. Internal to core/evolution.
struct FusedSolver::Engine : ResidentWave
{
    SplitStepSolver::Setup setup;
    DrivenCarrier drive;
    Scheme scheme;
    Splitting splitting;
    int threads;
    bool isLoaded = false;

    /// Below this many points waking another thread costs more than it brings.
    static constexpr int smallestShared = 96 * 96;

    explicit Engine(SplitStepSolver::Setup given)
        : setup(std::move(given))
        , drive(setup)
        , scheme(chosenScheme(setup.scheme, setup.potential.get()))
        , splitting(splittingOf(scheme))
        , threads(setup.grid.nx * setup.grid.ny < smallestShared ? 1 : setup.threads)
    {
    }

    void load(const ComplexField& envelope) final
    {
        checkShape(envelope, setup.grid);
        take(envelope);
        isLoaded = true;
    }

    void run(Vec2 carrier, double time, double dt, int steps) final
    {
        requireLoaded();
        checkSteps(dt, steps);
        if (setup.imaginaryTime)
            checkCooling(carrier, dt);
        if (steps == 0)
            return;
        if (setup.imaginaryTime)
            cool(carrier, time, dt, steps);
        else
            forScheduledSteps(setup, scheme, time, dt, steps,
                [&](double from, double step, int count) { move(carrier, from, step, count); });
    }

    void store(ComplexField& envelope) const final
    {
        requireLoaded();
        envelope.resize(setup.grid.ny, setup.grid.nx);
        give(envelope);
    }

    void requireLoaded() const
    {
        if (!isLoaded)
            throw std::logic_error("The fused solver has no wave function loaded.");
    }

    virtual void take(const ComplexField& envelope) = 0;
    virtual void give(ComplexField& envelope) const = 0;
    virtual void move(const Vec2& waveVector, double time, double dt, int steps) = 0;
    virtual void cool(const Vec2& waveVector, double time, double tau, int steps) = 0;
    virtual Precision precision() const = 0;
};

} // namespace dqm
