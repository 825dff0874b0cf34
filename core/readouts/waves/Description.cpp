#include "core/readouts/waves/Description.h"

#include "core/frames/DetectedShare.h"
#include "core/readouts/ShortNumber.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <numbers>

namespace dqm {

namespace {

// What is smaller than this part of its scale is told as none.
constexpr double nothing = 5e-4;
// Of the mean density, at the edge of a torus: with more there is no telling where rho is.
constexpr double fillsTheTorus = 1e-2;
// A difference between K and K' that steps and grid do not bring.
constexpr double sameForBoth = 1e-3;

std::string percent(double share)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.0f %%", 100.0 * share);
    return text;
}

class Teller
{
public:
    Teller(const Experiment& experiment, const Frame& frame)
        : m_experiment(experiment)
        , m_frame(frame)
        , m_picture(observedPicture(frame))
        , m_moments(m_picture.numbers.moments)
    {
    }

    std::string told() const
    {
        std::string text = place() + ' ' + energy();
        for (const std::string& sentence : {gone(), regions(), pair(), particles(), observers()}) {
            if (!sentence.empty())
                text += ' ' + sentence;
        }
        return text;
    }

private:
    std::string with(double value, Quantity quantity) const
    {
        const std::string unit = unitSymbol(quantity, m_frame.units);
        return shortNumber(value) + (unit.empty() ? "" : ' ' + unit);
    }

    std::string place() const
    {
        std::string text = std::string(m_frame.isCooling ? "At imaginary time " : "At t = ")
            + with(m_frame.time, Quantity::Time) + " the density "
            + (m_frame.frameVelocity.norm() > 0.0 && m_picture.route != Route::Rest
                    ? "seen from K′ "
                    : "");
        const auto& names = m_frame.axes.plain;
        if (fills(0) && fills(1))
            text += "fills the torus and has no place of its own";
        else if (fills(0) || fills(1))
            text += std::string("fills the torus along ") + names[fills(0) ? 0 : 1] + "; along "
                + names[fills(0) ? 1 : 0] + " it is centred at " + coordinate(fills(0) ? 1 : 0)
                + " and " + width(fills(0) ? 1 : 0) + " wide";
        else
            text += "is centred at (" + coordinate(0) + ", " + coordinate(1) + ") and " + width(0)
                + " wide along " + names[0] + ", " + width(1) + " along " + names[1];
        return text + "; " + motion() + '.';
    }

    bool fills(int axis) const
    {
        return m_picture.grid.boundary == BoundaryKind::Periodic
            && m_moments.atEdge[axis] > fillsTheTorus;
    }

    /// Round-off about the centre of a plane is the centre.
    std::string coordinate(int axis) const
    {
        const double value = m_moments.mean[axis];
        return shortNumber(std::abs(value) < nothing * m_moments.sigma[axis] ? 0.0 : value);
    }

    std::string width(int axis) const { return with(m_moments.sigma[axis], Quantity::Length); }

    std::string motion() const
    {
        const Vec2 velocity = m_moments.momentum / m_frame.constants.mass;
        const Energies& energies = m_picture.numbers.energies;
        const double own = std::sqrt(2.0 * energies.kinetic() / m_frame.constants.mass);
        const bool isEverywhere = fills(0) && fills(1);
        if (!(velocity.norm() > nothing * own))
            return isEverywhere ? "it flows no way on the whole" : "it stays where it is";
        constexpr std::array directions{"to the right", "up and right", "up", "up and left",
            "to the left", "down and left", "down", "down and right"};
        const double eighths = std::atan2(velocity.y(), velocity.x()) * 4.0 / std::numbers::pi;
        const auto index = static_cast<std::size_t>(std::lround(eighths) + 8) % 8;
        return (isEverywhere ? "it flows at " : "it moves at ")
            + with(velocity.norm(), Quantity::Velocity) + ' ' + directions[index];
    }

    /// Koenig's split: bulk motion is no spread.
    std::string energy() const
    {
        const Energies& energies = m_picture.numbers.energies;
        const double bulk = m_moments.momentum.squaredNorm() / (2.0 * m_frame.constants.mass);
        const double drift = std::max(0.0, energies.drift - bulk);
        const double about = drift + energies.diffusion;
        if (!(about > nothing * (about + bulk)))
            return "It has no kinetic energy about its mean motion.";
        std::string text = "Of the kinetic energy about its mean motion, "
            + with(about, Quantity::Energy) + ", " + percent(energies.diffusion / about)
            + " is of the diffusion and " + percent(drift / about) + " of the drift";
        if (m_frame.start && m_frame.start->energies.diffusion > 0.0 && m_frame.time > 0.0) {
            text += "; the energy of the diffusion is now "
                + percent(energies.diffusion / m_frame.start->energies.diffusion)
                + " of that at the start";
        }
        return text + '.';
    }

    std::string gone() const
    {
        const double lost = 1.0 - m_moments.norm;
        const double detected = detectedShare(m_frame);
        std::string text;
        if (detected > nothing)
            text = percent(detected) + " have been detected.";
        if (lost - detected > nothing)
            text
                += (text.empty() ? "" : " ") + percent(lost - detected) + " have left the picture.";
        return text;
    }

    std::string regions() const
    {
        std::string text;
        const std::vector<double>& shares = m_picture.numbers.regions;
        for (std::size_t i = 0; i < std::min(shares.size(), m_experiment.regions.size()); ++i) {
            text += (i == 0 ? "" : ", ") + percent(shares[i]) + " in \""
                + m_experiment.regions[i].name + '"';
        }
        return text.empty() ? "" : "Of the ensemble " + text + '.';
    }

    std::string pair() const
    {
        if (!m_frame.pair)
            return {};
        return "The two particles are "
            + with(std::sqrt(m_frame.pair->distanceSquared), Quantity::Length)
            + " apart (root mean square), and the purity of one is "
            + shortNumber(m_frame.pair->purity) + '.';
    }

    std::string particles() const
    {
        if (!m_frame.ensemble)
            return {};
        return std::to_string(m_frame.ensemble->alive) + " of "
            + std::to_string(m_frame.ensemble->count) + " particles are under way.";
    }

    std::string observers() const
    {
        if (!m_frame.invariance)
            return {};
        return m_frame.invariance->rho < sameForBoth
            ? "Evolved in K′ on its own it is the same: no frame is preferred."
            : "Evolved in K′ on its own it differs by " + shortNumber(m_frame.invariance->rho)
                + '.';
    }

    const Experiment& m_experiment;
    const Frame& m_frame;
    const Picture& m_picture;
    const Moments& m_moments;
};

} // namespace

std::string describe(const Experiment& experiment, const Frame& frame)
{
    return frame.pictures.empty() ? std::string() : Teller(experiment, frame).told();
}

} // namespace dqm
