#pragma once

#include <vector>

namespace dqm {

/// Averages of a quantity and of its square over the time from 0 to T, as T grows [Zakir, eq.
/// (33)], by the trapezoidal rule over equal steps.
class RunningAverage
{
public:
    struct Row
    {
        double T;
        double mean;
        double meanSquare;
    };

    explicit RunningAverage(double step);

    /// The first call is for t = 0, each other for one step later.
    void add(double value);

    double T() const { return static_cast<double>(m_count > 0 ? m_count - 1 : 0) * m_step; }
    double mean() const; ///< the value itself at T = 0
    double meanSquare() const;
    /// At times that grow by a constant factor, about 16 in a decade.
    const std::vector<Row>& rows() const { return m_rows; }

private:
    double average(double sum, double first, double last) const;

    double m_step;
    long long m_count = 0;
    long long m_nextRow = 10;
    double m_first = 0.0;
    double m_last = 0.0;
    double m_sum = 0.0;
    double m_squares = 0.0;
    std::vector<Row> m_rows;
};

} // namespace dqm
