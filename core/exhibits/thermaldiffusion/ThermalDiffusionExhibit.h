#pragma once

#include "core/background/DensityRecord.h"
#include "core/exhibits/parts/Exhibit.h"
#include "core/exhibits/parts/StepClock.h"

namespace dqm {

/// What particles do in an inhomogeneous background field [Zakir, eq. (34)]. The paper says only
/// that eta is smaller near a mass; which way particles then drift depends on what is assumed
/// beyond that (errata X16, X17). Units: D0 = 1, width of a dip = 1.
class ThermalDiffusionExhibit : public Exhibit
{
public:
    ThermalDiffusionExhibit(const ExhibitValues& values, std::uint64_t seed);

    void advance(double amount) override;
    double progress() const override { return m_particles.time(); }
    void setValue(const std::string& id, double value) override;
    std::shared_ptr<const ExhibitFrame> frame() const override;

private:
    struct Moment
    {
        double time;
        double contrast;
    };

    bool isRing() const { return m_values.at("place") == 0.0; }
    bool isOneMass() const { return m_values.at("place") == 1.0; }
    const VacuumProfile& profile() const { return m_particles.settings().profile; }
    /// Along the line of the charts: x, or the distance from the only mass.
    Vec2 along(double distance) const;
    std::string law() const; ///< of the equilibrium, in words
    void remember();

    MapScene scene() const;
    std::vector<Readout> readouts() const;
    std::vector<Readout> profileReadouts() const;
    ExhibitChart densityChart() const;
    ExhibitChart driftChart() const;
    ExhibitChart profileChart() const;
    ExhibitChart deficitChart() const;
    std::vector<ExhibitNote> notes() const;

    ExhibitValues m_values;
    StepClock m_clock;
    ThermalDiffusion m_particles;
    DensityRecord m_record;
    std::vector<Moment> m_moments;
    std::vector<float> m_map; ///< eta/eta0
};

ExhibitKind thermalDiffusionKind();

} // namespace dqm
