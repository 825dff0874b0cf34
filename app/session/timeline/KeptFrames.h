#pragma once

#include "core/frames/Frame.h"

#include <cstddef>
#include <memory>
#include <vector>

namespace dqm {

/// Memory that the fields and places of a frame take, bytes.
std::size_t bytesOf(const Frame& frame);

/// Frames of one run that were seen, in the order of time, to be shown again at once. They are of
/// the same terms, see SimulationRunner::terms(): what was seen under other values or with other
/// layers is not what would be seen now. Above the budget those go that leave the smallest gaps:
/// what is left lies evenly, and the first and the newest stay.
class KeptFrames
{
public:
    explicit KeptFrames(std::size_t budget);

    /// Takes the place of one of the same time; frames of another run or of earlier terms are
    /// forgotten, and those of which not two fit the budget are not kept.
    void add(std::shared_ptr<const Frame> frame, long long terms = 0);
    void clear();
    /// What was known of later times is true no more.
    void forgetAfter(double time);
    void setBudget(std::size_t bytes);

    /// Null if there are none of these terms.
    std::shared_ptr<const Frame> nearest(double time, long long terms = 0) const;
    std::size_t count() const { return m_frames.size(); }
    std::size_t bytes() const { return m_bytes; }

private:
    struct Kept
    {
        std::shared_ptr<const Frame> frame;
        std::size_t bytes = 0;
    };

    void drop(std::size_t index);
    void thin();

    std::size_t m_budget;
    long long m_terms = 0;
    std::size_t m_bytes = 0;
    std::vector<Kept> m_frames; ///< times increasing
};

} // namespace dqm
