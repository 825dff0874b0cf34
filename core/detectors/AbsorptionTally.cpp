#include "core/detectors/AbsorptionTally.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace dqm {

AbsorptionTally::AbsorptionTally(std::shared_ptr<const Absorption> absorption, const Grid& grid)
    : m_absorption(std::move(absorption))
    , m_grid(grid)
{
    RealField all;
    m_absorption->sample(all);
    if (m_absorption->edge().isActive())
        m_rows.resize(static_cast<std::size_t>(grid.ny));
    for (const DetectorStrip& strip : m_absorption->strips()) {
        Cells& cells = m_strips.emplace_back();
        for (int j = 0; j < grid.ny; ++j) {
            cells.rowBegin.push_back(cells.all.size());
            for (int i = 0; i < grid.nx; ++i) {
                const Vec2 place(grid.x(i), grid.y(j));
                if (const double gamma = strip.averageAt(place); gamma > 0.0)
                    cells.all.push_back({i, gamma / all(j, i), strip.along(place)});
            }
        }
        cells.rowBegin.push_back(cells.all.size());
    }
}

void AbsorptionTally::before(const ComplexField& psi, int begin, int end)
{
    for (int j = begin; j < end; ++j) {
        const auto row = static_cast<std::size_t>(j);
        for (Cells& cells : m_strips)
            for (std::size_t n = cells.rowBegin[row]; n < cells.rowBegin[row + 1]; ++n)
                cells.all[n].norm = std::norm(psi(j, cells.all[n].i));
        if (!m_rows.empty())
            m_rows[row].norm = psi.row(j).abs2().sum();
    }
}

void AbsorptionTally::after(const ComplexField& psi, int begin, int end)
{
    for (int j = begin; j < end; ++j) {
        const auto row = static_cast<std::size_t>(j);
        double byStrips = 0.0;
        for (Cells& cells : m_strips) {
            for (std::size_t n = cells.rowBegin[row]; n < cells.rowBegin[row + 1]; ++n) {
                Cell& cell = cells.all[n];
                const double taken = cell.share * (cell.norm - std::norm(psi(j, cell.i)));
                cell.taken += taken;
                byStrips += taken;
            }
        }
        if (!m_rows.empty())
            m_rows[row].taken += m_rows[row].norm - psi.row(j).abs2().sum() - byStrips;
    }
}

double AbsorptionTally::taken(std::size_t detector) const
{
    double sum = 0.0;
    for (const Cell& cell : m_strips.at(detector).all)
        sum += cell.taken;
    return sum * m_grid.cellArea();
}

double AbsorptionTally::takenByEdge() const
{
    double sum = 0.0;
    for (const Row& row : m_rows)
        sum += row.taken;
    return sum * m_grid.cellArea();
}

std::vector<double> AbsorptionTally::along(std::size_t detector, int bins) const
{
    std::vector<double> sums(static_cast<std::size_t>(bins), 0.0);
    const DetectorStrip& strip = m_absorption->strips().at(detector);
    const double width = strip.length() / bins;
    const double half = 0.5 * strip.cellAlong();
    for (const Cell& cell : m_strips.at(detector).all) {
        const double from = std::max(0.0, cell.along - half);
        const double to = std::min(strip.length(), cell.along + half);
        const double taken = cell.taken * m_grid.cellArea();
        const int first = std::clamp(static_cast<int>(from / width), 0, bins - 1);
        const int last = std::clamp(static_cast<int>(to / width), first, bins - 1);
        for (int b = first; b <= last; ++b) {
            const double part = first == last
                ? 1.0
                : std::max(0.0, std::min(to, (b + 1) * width) - std::max(from, b * width))
                    / (to - from);
            sums[static_cast<std::size_t>(b)] += part * taken;
        }
    }
    return sums;
}

void AbsorptionTally::goOnFrom(const AbsorptionTally& earlier)
{
    const auto places = sameStrips(earlier.m_absorption->strips(), m_absorption->strips());
    for (std::size_t old = 0; old < places.size(); ++old) {
        if (!places[old])
            continue;
        const std::vector<Cell>& from = earlier.m_strips[old].all;
        std::vector<Cell>& to = m_strips[*places[old]].all;
        // A detector that is switched on has no cells before, one that is switched off none now.
        if (from.size() == to.size())
            for (std::size_t n = 0; n < from.size(); ++n)
                to[n].taken = from[n].taken;
    }
    if (m_rows.size() == earlier.m_rows.size())
        m_rows = earlier.m_rows;
}

std::size_t AbsorptionTally::bytes() const
{
    std::size_t sum = sizeof *this + m_rows.size() * sizeof(Row);
    for (const Cells& cells : m_strips)
        sum += cells.all.size() * sizeof(Cell) + cells.rowBegin.size() * sizeof(std::size_t);
    return sum;
}

} // namespace dqm
