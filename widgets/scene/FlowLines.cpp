#include "widgets/scene/FlowLines.h"

#include "core/observables/PictureFlow.h"

#include <algorithm>

namespace dqm {

void FlowLines::clear()
{
    m_lines.clear();
    m_field = FlowField();
    m_followed = false;
}

void FlowLines::follow(const Frame& frame, const Picture& picture, int threads)
{
    const FlowSource source = flowSource(picture, m_kind, frame.constants);
    if (source.x.size() != picture.rho.size() || !(picture.rhoMax > 0.0F)) {
        clear();
        return;
    }
    const double separation = picture.grid.size.minCoeff() / linesAcross;
    const std::string place = picture.title + (picture.isFrictional() ? " frictional" : "");
    const bool anew = !m_followed || place != m_place || frame.steps < m_steps || frame.steps == 0
        || separation != m_lines.options().separation;
    if (anew)
        m_lines = Streamlines(StreamlineOptions{.separation = separation});
    const Vec2 mean = picture.numbers.moments.mean;
    m_field.assign(source);
    m_lines.update(m_field, anew ? Vec2(0.0, 0.0) : Vec2(mean - m_mean), threads);
    m_place = place;
    m_mean = mean;
    m_steps = frame.steps;
    m_followed = true;
}

} // namespace dqm
