#pragma once

namespace dqm {

/// A distance of 1, 2 or 5 times a power of ten, not below `rough`.
double roundStep(double rough);

/// An axis range that follows its data in few jumps: it grows as soon as data leave it, shrinks
/// only when they fill less than a share of it, and its ends are round numbers.
class StableRange
{
public:
    /// @param growth    room taken at the upper end when it grows, in spans of the data.
    /// @param emptiest  the share below which it shrinks.
    StableRange(double growth, double emptiest);

    void reset() { m_isSet = false; }
    void follow(double dataLower, double dataUpper);
    double lower() const { return m_lower; }
    double upper() const { return m_upper; }

private:
    double m_growth;
    double m_emptiest;
    double m_lower = 0.0;
    double m_upper = 1.0;
    bool m_isSet = false;
};

} // namespace dqm
