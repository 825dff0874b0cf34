#pragma once

#include "core/background/GaugeOscillator.h"
#include "core/exhibits/parts/Exhibit.h"
#include "core/exhibits/parts/StepClock.h"

namespace dqm {

/// The mass g eta/2 of a gauge field from the mean square of a fluctuating scalar field [Zakir,
/// section IV.B], measured as the frequency of one of its modes. Units: m0 = g eta/2 = 1.
class GaugeMassExhibit : public Exhibit
{
public:
    static constexpr double slowestDrive = 0.3; ///< Omega that can be chosen, in units of m0

    GaugeMassExhibit(const ExhibitValues& values, std::uint64_t seed);

    void advance(double amount) override;
    double progress() const override { return m_oscillator.time(); }
    /// No parameter acts at once.
    void setValue(const std::string& id, double value) override;
    std::shared_ptr<const ExhibitFrame> frame() const override;

private:
    /// The exact motion for one frequency of the field.
    struct SweepPoint
    {
        double drive;
        MathieuMotion motion;
    };

    bool isBand() const { return m_values.at("field") == 1.0; }
    double drive() const { return m_values.at("frequency"); }
    double squared() const { return m_values.at("convention") == 0.0 ? 1.0 : 2.0; }
    /// By which the measured mass may be off after the time so far.
    double massTolerance() const;

    PlaneScene scene() const;
    Readout massReadout() const;
    Readout growthReadout() const;
    std::vector<Readout> readouts() const;
    ExhibitChart oscillationChart() const;
    ExhibitChart massChart() const;
    ExhibitChart growthChart() const;
    ExhibitChart averagesChart() const;
    std::vector<ExhibitNote> notes() const;

    ExhibitValues m_values;
    StepClock m_clock;
    GaugeOscillator m_oscillator;
    std::vector<SweepPoint> m_sweep;
    MathieuMotion m_exact; ///< for one frequency
    std::vector<GrowthWindow> m_windows; ///< of that frequency, in which the mode grows
};

ExhibitKind gaugeMassKind();

} // namespace dqm
