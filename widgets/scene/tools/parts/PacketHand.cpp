#include "widgets/scene/tools/parts/PacketHand.h"

#include "core/experiment/Units.h"
#include "widgets/scene/model/Ticks.h"
#include "widgets/scene/tools/parts/ToolInk.h"

#include <algorithm>
#include <cmath>
#include <exception>
#include <numbers>
#include <utility>

namespace dqm {

namespace {

/// Null for packets without a place of their own.
Vec2* centreIn(Packet& packet)
{
    return std::visit(
        [](auto& each) -> Vec2* {
            if constexpr (requires { each.center; })
                return &each.center;
            else
                return nullptr;
        },
        packet);
}

Vec2* velocityIn(Packet& packet)
{
    return std::visit(
        [](auto& each) -> Vec2* {
            if constexpr (requires { each.velocity; })
                return &each.velocity;
            else
                return nullptr;
        },
        packet);
}

} // namespace

PacketHand::PacketHand(Packet packet, const Experiment& experiment)
    : m_packet(std::move(packet))
    , m_experiment(experiment)
{
}

bool PacketHand::fits(const Packet& packet) const
{
    const PacketSetting setting{m_experiment.grid, physicalConstants(m_experiment)};
    const Key key = Key("packets")[0];
    try {
        checkPacket(packet, setting, key);
        refuseUnfitPacket(packet, setting, key);
    } catch (const std::exception&) {
        return false;
    }
    return true;
}

void PacketHand::go(const std::function<Packet(double)>& between)
{
    m_isLimited = !fits(between(1.0));
    double share = m_isLimited ? 0.0 : 1.0;
    double tooFar = 1.0;
    constexpr int halvings = 24;
    for (int k = 0; m_isLimited && k < halvings; ++k) {
        const double middle = 0.5 * (share + tooFar);
        (fits(between(middle)) ? share : tooFar) = middle;
    }
    if (share > 0.0)
        m_packet = between(share);
}

void PacketHand::moveTo(Vec2 centre)
{
    const std::optional<Vec2> from = centreOf(m_packet);
    if (!from)
        return;
    go([&](double share) {
        Packet moved = m_packet;
        // At the end itself, not at what rounding makes of it.
        *centreIn(moved) = share < 1.0 ? Vec2(*from + share * (centre - *from)) : centre;
        return moved;
    });
}

void PacketHand::throwWith(Vec2 velocity)
{
    if (!velocityOf(m_packet))
        return;
    // From rest: the faster the hand, the farther, whatever the packet did before.
    Packet atRest = m_packet;
    *velocityIn(atRest) = Vec2(0.0, 0.0);
    const auto thrown = [&](double share) {
        Packet moved = atRest;
        *velocityIn(moved) = share * velocity;
        return moved;
    };
    if (fits(atRest))
        m_packet = atRest;
    go(thrown);
}

void PacketHand::widen(double factor)
{
    go([&](double share) {
        Packet wider = m_packet;
        widenPacket(wider, std::pow(factor, share));
        return wider;
    });
}

void PacketHand::paint(ToolInk& ink, bool withWords) const
{
    const std::optional<Vec2> centre = centreOf(m_packet);
    if (!centre)
        return;
    const Theme& theme = ink.theme();
    ink.ring(*centre, radiiOf(m_packet, m_experiment), theme.selection);
    Vec2 tip = *centre;
    if (const std::optional<Vec2> velocity = velocityOf(m_packet)) {
        const Vec2 seen = *velocity - ink.map().observerVelocity();
        tip = *centre + arrowTime(m_experiment) * seen;
        ink.arrow(*centre, tip, theme.drift);
        ink.knob(*centre, tip, theme.drift);
    }
    ink.knob(*centre, *centre, theme.selection);
    if (!withWords)
        return;
    QStringList lines{QStringLiteral("<b>x</b> = ")
        + pairText(ink.map().seen(*centre), Quantity::Length, m_experiment.units)};
    if (const std::optional<Vec2> velocity = velocityOf(m_packet))
        lines << motionWords(*velocity - ink.map().observerVelocity(), m_experiment);
    if (widthOfPacket(m_packet) > 0.0)
        lines << QStringLiteral("<i>σ</i> = ")
                + quantityText(widthOfPacket(m_packet), Quantity::Length, m_experiment.units);
    if (m_isLimited)
        lines << QStringLiteral("as far as the grid allows");
    ink.words(ink.map().pixelBeside(*centre, tip), lines, m_isLimited);
}

std::optional<Vec2> centreOf(const Packet& packet)
{
    Packet copy = packet;
    const Vec2* centre = centreIn(copy);
    // Those that fill the plane have the key and do not ask for it.
    const auto place = placeOfPacket(packet, PhysicalConstants{1.0, 1.0, 1.0});
    return centre && place && place->centre == *centre ? std::optional(*centre) : std::nullopt;
}

std::optional<Vec2> velocityOf(const Packet& packet)
{
    Packet copy = packet;
    const Vec2* velocity = velocityIn(copy);
    return velocity ? std::optional(*velocity) : std::nullopt;
}

Vec2 radiiOf(const Packet& packet, const Experiment& experiment)
{
    const auto place = placeOfPacket(packet, physicalConstants(experiment));
    return place ? place->sigma : Vec2(0.0, 0.0);
}

double arrowTime(const Experiment& experiment)
{
    const Grid& grid = experiment.grid;
    const PhysicalConstants constants = physicalConstants(experiment);
    // What the grid resolves is reached within the scene, and is not crowded at a packet's foot.
    const double fastest
        = std::numbers::pi * constants.hbar / (constants.mass * std::max(grid.dx(), grid.dy()));
    const double side = grid.size.minCoeff();
    constexpr double shareOfARun = 0.2;
    return std::clamp(
        shareOfARun * experiment.time.until, 0.3 * side / fastest, 1.5 * side / fastest);
}

QString quantityText(double value, Quantity quantity, UnitSystem units)
{
    const QString unit = QString::fromStdString(unitSymbol(quantity, units));
    return legendNumber(value) + (unit.isEmpty() ? QString() : QChar(0x2009) + unit);
}

QString pairText(Vec2 pair, Quantity quantity, UnitSystem units)
{
    return QStringLiteral("(%1, %2)%3%4")
        .arg(legendNumber(pair.x()), legendNumber(pair.y()), QString(QChar(0x2009)),
            QString::fromStdString(unitSymbol(quantity, units)));
}

QStringList motionWords(Vec2 velocity, const Experiment& experiment)
{
    const PhysicalConstants constants = physicalConstants(experiment);
    const double p = constants.mass * velocity.norm();
    QStringList lines{
        QStringLiteral("<b>v</b> = ") + pairText(velocity, Quantity::Velocity, experiment.units),
        QStringLiteral("<i>p</i> = ") + quantityText(p, Quantity::Momentum, experiment.units)};
    if (p > 0.0)
        lines << QStringLiteral("<i>λ</i> = ")
                + quantityText(2.0 * std::numbers::pi * constants.hbar / p, Quantity::Length,
                    experiment.units);
    return lines;
}

} // namespace dqm
