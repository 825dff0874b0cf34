#include "widgets/plots/parts/Plot.h"

#include <qcustomplot.h>

#include <algorithm>
#include <cmath>

// What the axes of a plot reach to: they follow the curves, or stay as a whole film needs them.

namespace dqm {

namespace {

constexpr double shareOfFilms = 0.8; ///< of the height, for the curves of a film
constexpr double decadesShown = 1e-6; ///< of a logarithmic axis, below its largest value

} // namespace

std::optional<Plot::Extent> Plot::extent(const Curve& curve) const
{
    bool found = false;
    const QCPRange range
        = curve.graph->getValueRange(found, m_isLogarithmic ? QCP::sdPositive : QCP::sdBoth);
    return found ? std::optional(Extent{range.lower, range.upper}) : std::nullopt;
}

std::optional<Plot::Extent> Plot::extentOf(bool onRight) const
{
    std::optional<Extent> all;
    for (const Curve& curve : m_curves) {
        const bool isThere = (curve.graph->valueAxis() == m_plot->yAxis2) == onRight;
        if (!isThere || curve.isReference || !curve.graph->visible())
            continue;
        const auto one = extent(curve);
        if (!one)
            continue;
        all = all ? Extent{std::min(all->lower, one->lower), std::max(all->upper, one->upper)}
                  : *one;
    }
    for (const Before& before : m_before) {
        bool found = false;
        const QCPRange range
            = before.graph->getValueRange(found, m_isLogarithmic ? QCP::sdPositive : QCP::sdBoth);
        if (all && found && (before.graph->valueAxis() == m_plot->yAxis2) == onRight)
            all = Extent{std::min(all->lower, range.lower), std::max(all->upper, range.upper)};
    }
    return all;
}

double Plot::curveShare() const
{
    const double height = std::max(40, m_plot->axisRect()->height());
    const double taken = m_plot->legend->itemCount() > 0 ? m_legend->height() : 0.0;
    return std::max(0.3, 1.0 - taken / height);
}

void Plot::setRanges()
{
    bool found = false;
    std::optional<QCPRange> keys;
    for (const Curve& curve : m_curves) {
        const QCPRange range = curve.graph->getKeyRange(found);
        if (found && !curve.isReference && curve.graph->visible())
            keys = keys ? keys->expanded(range) : range;
    }
    for (const Before& before : m_before) {
        const QCPRange range = before.graph->getKeyRange(found);
        if (keys && found)
            keys = keys->expanded(range);
    }
    if (keys && m_followsTime) {
        m_keys.follow(keys->lower, keys->upper);
        m_plot->xAxis->setRange(m_keys.lower(), m_keys.upper());
    } else if (keys && keys->size() > 0.0) {
        m_plot->xAxis->setRange(*keys);
    }
    // The legend has the upper strip to itself.
    const double share = curveShare();
    const auto left = extentOf(false);
    if (left && m_isLogarithmic) {
        const double lower = std::max(left->lower, left->upper * decadesShown) * 0.8;
        m_plot->yAxis->setRange(lower, lower * std::pow(1.2 * left->upper / lower, 1.0 / share));
    } else if (left) {
        const double zero = m_holdsZero ? 0.0 : left->lower;
        m_left.follow(std::min(left->lower, zero), std::max(left->upper, zero));
        m_plot->yAxis->setRange(
            m_left.lower(), m_left.lower() + (m_left.upper() - m_left.lower()) / share);
    }
    if (const auto right = extentOf(true)) {
        m_right.follow(right->lower, right->upper);
        m_plot->yAxis2->setRange(
            m_right.lower(), m_right.lower() + (m_right.upper() - m_right.lower()) / share);
    }
}

void Plot::measureAxes(double from, double to)
{
    draw();
    setRanges();
    const auto unite = [](const std::optional<Extent>& all, const QCPRange& one) {
        return all ? Extent{std::min(all->lower, one.lower), std::max(all->upper, one.upper)}
                   : Extent{one.lower, one.upper};
    };
    // Time ends where the film does: there is nothing more to come.
    m_measured.keys = m_followsTime ? Extent{std::min({0.0, from, to}), std::max({0.0, from, to})}
                                    : unite(m_measured.keys, m_plot->xAxis->range());
    const auto below = [share = m_isLogarithmic ? 1.0 : curveShare()](QCPRange range) {
        return QCPRange(range.lower, range.lower + share * range.size());
    };
    m_measured.left = unite(m_measured.left, below(m_plot->yAxis->range()));
    m_measured.right = unite(m_measured.right, below(m_plot->yAxis2->range()));
}

void Plot::fixAxes() { m_isFixed = m_measured.keys.has_value(); }

void Plot::setFixedRanges()
{
    m_plot->xAxis->setRange(m_measured.keys->lower, m_measured.keys->upper);
    // The legend's strip keeps its height, though a curve may join it on the way.
    const bool hasStrip = !m_isLogarithmic && m_plot->legend->itemCount() > 0;
    const double share = hasStrip ? shareOfFilms : 1.0;
    const auto set = [share](QCPAxis& axis, const Extent& extent) {
        axis.setRange(extent.lower, extent.lower + (extent.upper - extent.lower) / share);
    };
    set(*m_plot->yAxis, *m_measured.left);
    set(*m_plot->yAxis2, *m_measured.right);
}

} // namespace dqm
