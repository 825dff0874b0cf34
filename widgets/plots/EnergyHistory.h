#pragma once

#include <array>
#include <cstddef>
#include <vector>

namespace dqm {

/// Energies over time in a bounded number of samples.
///
/// Order    always by time, whichever way it ran: going back over known times adds nothing, since
///          the same state has the same energies; going beyond either end extends the curve.
/// Breaks   a new revision starts a new stretch; what the past revision knew of later times is
///          dropped, and earlier times are overwritten if time runs back into them.
/// Size     above the capacity every second inner sample of each stretch goes, so that a run of any
///          length keeps its whole past, its ends and an even density.
class EnergyHistory
{
public:
    enum Curve
    {
        Drift,
        Diffusion,
        Potential,
        Total, ///< without the rest energy
        CurveCount
    };
    struct Sample
    {
        double time = 0.0;
        std::array<double, CurveCount> energies{};
        long long revision = 0;
    };

    explicit EnergyHistory(std::size_t capacity = 2000);

    void append(const Sample& sample);
    void clear();

    /// All samples, times increasing; neighbours of different revisions are not to be joined.
    const std::vector<Sample>& samples() const { return m_samples; }
    /// The sample appended last, wherever time stands now.
    const Sample& present() const { return m_present; }
    bool isEmpty() const { return m_samples.empty(); }

private:
    void startRevision(const Sample& sample);
    void thin();

    std::size_t m_capacity;
    double m_spacing = 0.0; ///< samples closer than this to the last kept one replace the end
    std::vector<Sample> m_samples;
    Sample m_present;
};

} // namespace dqm
