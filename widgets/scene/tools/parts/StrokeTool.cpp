#include "widgets/scene/tools/parts/StrokeTool.h"

#include "widgets/scene/tools/parts/PacketHand.h"
#include "widgets/scene/tools/parts/ToolInk.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace dqm {

namespace {

constexpr qint64 frameOfTheScene = 16; // ms between two states of a stroke that is being drawn

/// Two digits of a number, as a person would have chosen it.
double roundNumber(double value)
{
    if (!(value > 0.0) || !std::isfinite(value))
        return 1.0;
    const double unit = std::pow(10.0, std::floor(std::log10(value)) - 1.0);
    return std::round(value / unit) * unit;
}

/// The term that strokes go into: the last that was drawn, or a new one.
DrawnTerm& drawnIn(Experiment& experiment)
{
    for (auto term = experiment.potential.rbegin(); term != experiment.potential.rend(); ++term)
        if (auto* drawn = std::get_if<DrawnTerm>(&*term))
            return *drawn;
    return std::get<DrawnTerm>(experiment.potential.emplace_back(DrawnTerm()));
}

} // namespace

StrokeTool::StrokeTool(ToolHost& host)
    : SceneTool(host)
{
}

double StrokeTool::usualHeight(const Experiment& experiment)
{
    const PhysicalConstants constants = physicalConstants(experiment);
    double energy = 0.0;
    for (const Packet& packet : experiment.packets) {
        const WaveNumbers waves = waveNumbersOf(packet, constants);
        const double p = constants.hbar * (waves.mean + waves.spread);
        energy = std::max(energy, 0.5 * p * p / constants.mass);
    }
    constexpr double enoughToStop = 4.0;
    return roundNumber(enoughToStop * energy);
}

void StrokeTool::suit(const Experiment& experiment)
{
    const Grid& grid = experiment.grid;
    m_softness = std::max(grid.dx(), grid.dy());
    m_spacing = m_softness;
    m_width = roundNumber(std::max(4.0 * m_softness, grid.size.minCoeff() / 32.0));
}

std::vector<ToolNumber> StrokeTool::numbers()
{
    const Grid& grid = host().experiment().grid;
    return {{"stroke.width", QStringLiteral("Width"),
        QStringLiteral("Of the brush; the wheel changes it while a stroke is drawn"),
        Quantity::Length, 2.0 * std::max(grid.dx(), grid.dy()), grid.size.minCoeff(), &m_width}};
}

void StrokeTool::begin(Vec2 place)
{
    Stroke stroke;
    stroke.points = {place};
    stroke.width = m_width;
    stroke.height = height();
    stroke.softness = m_softness;
    m_strokes.push_back(std::move(stroke));
}

bool StrokeTool::press(const Touch& touch)
{
    if (!touch.isOnPlane)
        return false;
    if (!mayBegin())
        return true;
    m_before = host().experiment();
    m_isApplied = false;
    begin(touch.place);
    m_sinceApplied.start();
    return true;
}

void StrokeTool::drag(const Touch& touch)
{
    if (!isDrawing())
        return;
    add(touch);
    if (m_sinceApplied.elapsed() >= frameOfTheScene)
        apply();
}

void StrokeTool::add(const Touch& touch)
{
    if (touch.isShifted) {
        // From where the stroke began: the shorter way round a torus would not be the hand's.
        m_strokes.resize(1);
        m_strokes.front().points.resize(1);
        m_strokes.front().points.push_back(touch.place);
        return;
    }
    std::vector<Vec2>& points = m_strokes.back().points;
    const Vec2 way = touch.place - points.back();
    const Grid& grid = m_before.grid;
    if (grid.isTorus() && (way.array().abs() > 0.5 * grid.size.array()).any())
        return begin(touch.place);
    if (way.norm() >= std::max(0.25 * m_width, m_spacing))
        points.push_back(touch.place);
}

void StrokeTool::release(const Touch& touch)
{
    if (!isDrawing())
        return;
    // Where the hand stopped belongs to it, however near.
    std::vector<Vec2>& points = m_strokes.back().points;
    const Vec2 last = touch.place - points.back();
    const bool isNear = last.norm() < std::max(m_width, 4.0 * m_spacing);
    if (!touch.isShifted && isNear && last.norm() > 0.0)
        points.push_back(touch.place);
    apply();
    m_strokes.clear();
}

void StrokeTool::apply()
{
    Experiment next = m_before;
    std::vector<Stroke>& strokes = drawnIn(next).strokes;
    strokes.insert(strokes.end(), m_strokes.begin(), m_strokes.end());
    m_isApplied = host().change(std::move(next), step(), QStringLiteral("stroke")) || m_isApplied;
    m_sinceApplied.start();
}

void StrokeTool::cancel()
{
    m_strokes.clear();
    if (std::exchange(m_isApplied, false))
        host().change(m_before, step(), QStringLiteral("stroke"));
}

void StrokeTool::turn(double notches)
{
    constexpr double widerPerNotch = 1.1;
    if (!isDrawing())
        return;
    const ToolNumber width = numbers().front();
    m_width = std::clamp(m_width * std::pow(widerPerNotch, notches), width.least, width.most);
    for (Stroke& stroke : m_strokes)
        stroke.width = m_width;
    apply();
}

void StrokeTool::paint(ToolInk& ink, const Touch* pointer) const
{
    for (const Stroke& stroke : m_strokes)
        ink.band(stroke.points, stroke.width, colour(ink.theme()));
    if (isDrawing() || !pointer || !pointer->isOnPlane)
        return;
    const UnitSystem units = host().experiment().units;
    ink.ring(pointer->place, Vec2::Constant(0.5 * m_width), colour(ink.theme()));
    ink.words(pointer->pixel,
        {QStringLiteral("<b>x</b> = ")
                + pairText(ink.map().seen(pointer->place), Quantity::Length, units),
            QStringLiteral("<i>V</i> = ") + quantityText(height(), Quantity::Energy, units)});
}

} // namespace dqm
