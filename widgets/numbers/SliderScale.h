#pragma once

namespace dqm {

/// How a range of values lies along a slider of whole positions 0 .. positions().
///
/// Linear: the positions are multiples of the step (coarser if there would be more than 2000, a
/// hundredth of the range if there would be fewer than 20).
/// Logarithmic: equal ratios, rounded to three significant digits; a range that starts at 0 keeps
/// 0 at position 0 and is logarithmic from one step upward. The ends are always met exactly.
class SliderScale
{
public:
    SliderScale() = default;
    SliderScale(double minimum, double maximum, double step, bool logarithmic);

    double minimum() const { return m_minimum; }
    double maximum() const { return m_maximum; }
    int positions() const { return m_positions; }
    /// Position nearest to a value; values outside lie at the ends.
    int position(double value) const;
    double value(int position) const;
    /// The value a number of arrow presses away, inside the range.
    double stepped(double value, int presses) const;
    double clamped(double value) const;
    /// Positions that one arrow press moves.
    int positionsPerPress() const { return m_floor > 0.0 ? 10 : 1; }

private:
    double m_minimum = 0.0;
    double m_maximum = 1.0;
    double m_step = 0.1;
    double m_floor = 0.0; ///< first value of the logarithmic part; 0 on a linear scale
    int m_positions = 10;
};

} // namespace dqm
