#pragma once

#include "core/frames/Frame.h"
#include "core/readouts/Readout.h"
#include "widgets/theme/Theme.h"

#include <QWidget>

namespace dqm {

class ReadoutTable;

/// The numbers that the particles of an ensemble show, each with what is expected of it and a mark:
/// histogram, D, correlation with the start, and the mean velocities before and after.
class ParticleReadouts : public QWidget
{
    Q_OBJECT

public:
    explicit ParticleReadouts(QWidget* parent = nullptr);

    /// A frame without a report leaves the numbers as they are.
    void setFrame(const Frame& frame);
    void clear();
    void setTheme(const Theme& theme);
    const ReadoutTable& table() const { return *m_table; }

private:
    Verdict verdict(const char* id) const;
    void setHistogram(const EnsembleReport& report);
    void setHits(const Frame& frame);
    void setDiffusion(const EnsembleReport& report, const QString& unit);
    void setCorrelation(const EnsembleReport& report, const AxisNames& axes);
    void setVelocities(const EnsembleReport& report, UnitSystem units);

    ReadoutTable* m_table;
    std::shared_ptr<const EnsembleReport> m_shown;
    std::vector<Readout> m_numbers; ///< of that report
};

} // namespace dqm
