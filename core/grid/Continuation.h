#pragma once

namespace dqm {

/// The grid point that stands for an index beyond the edge, and the sign a wave takes there.
struct ContinuedIndex
{
    int index;
    double sign;
};

/// Torus: around it. Walls: psi continues oddly beyond each, and is zero on it.
inline ContinuedIndex continuedIndex(int i, int n, bool torus)
{
    if (torus)
        return {((i % n) + n) % n, 1.0};
    const int period = 2 * (n + 1);
    const int place = (((i + 1) % period) + period) % period;
    if (place == 0 || place == n + 1)
        return {0, 0.0};
    return place <= n ? ContinuedIndex{place - 1, 1.0} : ContinuedIndex{period - place - 1, -1.0};
}

} // namespace dqm
