#pragma once

#include <QElapsedTimer>
#include <QString>

#include <vector>

namespace dqm {

/// How often and how evenly pictures follow each other: told of each, says what came of it. The
/// first second, in which caches fill and the quality finds its level, does not count.
class FrameRates
{
public:
    struct Summary
    {
        double framesPerSecond = 0.0;
        double stepsPerSecond = 0.0;
        double medianInterval = 0.0; ///< milliseconds
        double longInterval = 0.0; ///< 95 of 100 are shorter, milliseconds
        std::size_t intervals = 0;
    };

    /// @param steps  of the solver, counted from any fixed moment on; less than before: begun anew.
    void shown(long long steps);
    /// The same at a moment of one's own, seconds.
    void shownAt(double time, long long steps);
    Summary summary() const;
    /// One line for a person.
    QString text() const;

private:
    struct Picture
    {
        double time;
        long long steps;
    };
    QElapsedTimer m_clock;
    std::vector<Picture> m_pictures;
};

} // namespace dqm
