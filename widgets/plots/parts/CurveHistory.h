#pragma once

#include <cstddef>
#include <vector>

namespace dqm {

/// Values over time, of several curves, in a bounded number of samples.
///
/// Order    always by time, whichever way it ran: going back over known times adds nothing, since
///          the same state has the same values; going beyond either end extends the curve.
/// Breaks   a new revision starts a new stretch; what the past revision knew of later times is
///          dropped, and earlier times are overwritten if time runs back into them.
/// Size     above the capacity every second inner sample of each stretch goes, so that a run of any
///          length keeps its whole past, its ends and an even density.
class CurveHistory
{
public:
    struct Sample
    {
        double time = 0.0;
        std::vector<double> values; ///< one per curve; NaN where a curve has none
        long long revision = 0;
    };

    /// @param required  how many of the first values must be finite for a sample to count.
    explicit CurveHistory(std::size_t capacity = 2000, std::size_t required = 1);

    void append(const Sample& sample);
    /// Time stands elsewhere, at a moment that is known; the curves stay.
    void standAt(double time) { m_present.time = time; }
    void clear();

    /// All samples, times increasing.
    const std::vector<Sample>& samples() const { return m_samples; }
    /// Whether the line breaks before this sample: between stretches of different revisions, unless
    /// one is a single sample, as while a parameter is dragged.
    bool breaksBefore(std::size_t index) const;
    /// The sample appended last, and where time stands now.
    const Sample& present() const { return m_present; }
    bool isEmpty() const { return m_samples.empty(); }

private:
    void startRevision(const Sample& sample);
    void thin();

    std::size_t m_capacity;
    std::size_t m_required;
    double m_spacing = 0.0; ///< samples closer than this to the last kept one replace the end
    std::vector<Sample> m_samples;
    Sample m_present;
};

} // namespace dqm
