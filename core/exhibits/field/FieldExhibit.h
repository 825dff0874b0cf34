#pragma once

#include "core/background/FieldParticles.h"
#include "core/background/FieldRecord.h"
#include "core/exhibits/parts/Exhibit.h"
#include "core/exhibits/parts/StepClock.h"

#include <optional>

namespace dqm {

/// The fluctuating scalar field of [Zakir, eq. (33)]: its map, its running averages at places at
/// rest, and what a moving observer sees of its waves (erratum X19); as a sandbox, classical
/// particles in it (erratum X18). Units: mu = c = eta0 = 1.
class FieldExhibit : public Exhibit
{
public:
    FieldExhibit(const ExhibitValues& values, std::uint64_t seed);

    void advance(double amount) override;
    double progress() const override { return m_record.time(); }
    void setValue(const std::string& id, double value) override;
    std::shared_ptr<const ExhibitFrame> frame() const override;

private:
    void look();
    bool isMoving() const { return m_values.at("view") == 1.0; }
    double width() const;
    double meanTolerance() const;

    MapScene scene() const;
    std::vector<Readout> readouts() const;
    std::vector<Readout> particleReadouts() const;
    std::vector<ExhibitChart> charts() const;
    ExhibitChart valueChart() const;
    ExhibitChart meanChart() const;
    ExhibitChart squareChart() const;
    ExhibitChart correlationChart() const;
    ExhibitChart spectrumChart() const;
    ExhibitChart directionChart() const;
    ExhibitChart profileChart() const;
    ExhibitChart particleChart() const;

    ExhibitValues m_values;
    std::uint32_t m_seed;
    StepClock m_clock;
    FluctuatingField m_field;
    FieldRecord m_record;
    std::optional<FieldParticles> m_particles;
    std::vector<double> m_memory; ///< exact correlation at the lags of the record
    SeenSpectrum m_drawn;
    SeenSpectrum m_exact;
    std::optional<FluctuatingField> m_seen;
};

ExhibitKind fieldKind();

} // namespace dqm
