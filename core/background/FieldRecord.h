#pragma once

#include "core/background/FluctuatingField.h"
#include "core/background/RunningAverage.h"

#include <deque>

namespace dqm {

/// What someone at rest in a field writes down, at several places: phi(t), its running averages
/// [Zakir, eq. (33)], and at the first place its correlation in time.
class FieldRecord
{
public:
    /// @param lags  of the correlation: 0, 1, .. lags - 1 times lagStep().
    FieldRecord(const FluctuatingField& field, std::vector<Vec2> places, int lags);

    void advance(long long steps);

    double step() const { return m_step; }
    double time() const { return m_step * static_cast<double>(m_steps); }
    const std::vector<Vec2>& places() const { return m_places; }
    const RunningAverage& average(size_t place) const { return m_averages[place]; }
    /// phi at the first place in the last samples, lagStep() apart, the newest at the end.
    const std::deque<double>& recent() const { return m_recent; }
    double lagStep() const { return stride * m_step; }
    /// Average over the time that has passed of phi(t) phi(t - lag); empty before the first lags.
    std::vector<double> correlation() const;

private:
    static constexpr int stride = 2;

    void see();

    double m_step;
    std::vector<Vec2> m_places;
    Eigen::ArrayXcd m_turns; ///< e^{-i omega dt} of each wave
    Eigen::ArrayXcd m_pointers; ///< e^{-i omega t}
    Eigen::MatrixXcd m_weights; ///< of a wave at a place
    long long m_steps = 0;
    std::vector<RunningAverage> m_averages;
    std::deque<double> m_recent;
    size_t m_lags;
    std::vector<double> m_products;
    long long m_productCount = 0;
    std::vector<double> m_omegas;
};

} // namespace dqm
