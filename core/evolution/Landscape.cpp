#include "core/evolution/Landscape.h"

#include "core/Units.h"

namespace dqm {

namespace {

Experiment withoutFormulas(Experiment experiment)
{
    std::erase_if(experiment.potential,
        [](const PotentialTerm& term) { return std::holds_alternative<FormulaTerm>(term); });
    return experiment;
}

} // namespace

Landscape::Landscape(const Experiment& experiment, const Grid& grid)
    : m_others(withoutFormulas(experiment), grid)
    , m_strength(experiment.strength)
{
    const PhysicalConstants constants = physicalConstants(experiment);
    for (const PotentialTerm& term : experiment.potential)
        if (const auto* formula = std::get_if<FormulaTerm>(&term))
            m_formulas.emplace_back(
                formula->expression, formulaConstants(constants, formula->parameters));
}

double Landscape::at(const Vec2& point, double time) const
{
    double V = m_others.isZero() ? 0.0 : m_others.at(point, time);
    const Vec2 inside = grid().center + grid().shortest(point - grid().center);
    for (const Formula& formula : m_formulas)
        V += m_strength * formula(inside.x(), inside.y(), time);
    return V;
}

Vec2 Landscape::force(const Vec2& point, double time) const
{
    const Vec2 alongX(0.5 * grid().dx(), 0.0);
    const Vec2 alongY(0.0, 0.5 * grid().dy());
    return {(at(point - alongX, time) - at(point + alongX, time)) / grid().dx(),
        (at(point - alongY, time) - at(point + alongY, time)) / grid().dy()};
}

} // namespace dqm
