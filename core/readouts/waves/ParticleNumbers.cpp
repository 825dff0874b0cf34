#include "core/readouts/waves/ParticleNumbers.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace dqm {

namespace {

constexpr double holdsWithin = 3.0; // standard errors
constexpr double rarely = 5.0 / holdsWithin; // of what is held
/// What a finite step does to D, as a share of it.
constexpr double stepShareOfD = 0.02;
constexpr double chiSquaredAllowed = 0.3; // beside 1, and three times what chance may add
constexpr double L1Allowed = 0.2; // of what chance alone gives, likewise
constexpr double least = 1e-3; // of D
constexpr double leastOfCorrelation = 5e-3;

class Numbers
{
public:
    explicit Numbers(const EnsembleReport& report)
        : m_report(report)
        , m_follows(report.law == ParticleLaw::Conservative && report.isFromRho)
    {
    }

    std::vector<Readout> taken() { return std::move(m_readouts); }

    void addHistogram()
    {
        const HistogramCheck& seen = m_report.histogram;
        const double scatter = m_report.chiSquaredScatter();
        Readout& chi = add("chi", "chi^2/dof of the histogram", seen.chiSquaredPerDof);
        chi.error = scatter;
        expect(chi, 1.0, "rho", std::max(chiSquaredAllowed, holdsWithin * scatter));
        chi.relation = Relation::AtMost;
        chi.mayDiffer = !m_follows;
        // A sum of moduli of normal numbers, one of each bin.
        const double scatterOfL1
            = std::sqrt((0.5 * std::numbers::pi - 1.0) / std::max(1, seen.bins));
        Readout& L1 = add("L1", "L1 distance of the histogram", seen.L1);
        L1.error = scatterOfL1 * seen.expectedL1;
        // All in one bin: chance moves less than a single particle, and there is no law to hold to.
        if (seen.expectedL1 * m_report.count >= 1.0)
            expect(L1, seen.expectedL1, "chance",
                std::max(L1Allowed, holdsWithin * scatterOfL1) * seen.expectedL1);
        L1.relation = Relation::AtMost;
        L1.mayDiffer = !m_follows;
    }

    void addDiffusion(const std::string& unit)
    {
        const bool isMeasured = m_report.diffusion.error > 0.0;
        Readout& D = add("D.paths", "D of the paths", {});
        D.unit = unit;
        if (isMeasured)
            D.value = m_report.diffusion.value;
        if (isMeasured)
            D.error = m_report.diffusion.error;
        // Kicks that the rule refuses are longer than those it takes.
        const double share = stepShareOfD + (1.0 - m_report.acceptance);
        const double bound = holdsWithin * m_report.diffusion.error
            + share * std::max(m_report.expectedDiffusion, 0.01 * m_report.diffusion.value);
        expect(D, m_report.expectedDiffusion, "nu hbar/2m, (2)", std::max(bound, least));
    }

    void addCorrelation(const AxisNames& axes)
    {
        for (const std::size_t axis : {0U, 1U}) {
            const Estimate& r = m_report.correlation.at(axis);
            const std::string& place = axes.column.at(axis);
            std::string quantity = "correlation of ";
            quantity.append(place).append("(0) and ").append(place);
            Readout& readout = add(axis == 0 ? "corrX" : "corrY", quantity, r.value);
            readout.error = r.error;
            if (m_report.expectedCorrelation)
                expect(readout, m_report.expectedCorrelation->at(axis), "Nelson",
                    std::max(holdsWithin * r.error, leastOfCorrelation));
        }
    }

    void addVelocities()
    {
        if (m_report.velocities.empty())
            return;
        const auto addPull = [&](const char* id, const char* label,
                                 std::array<Estimate, 2> LocalVelocities::*off) {
            const VelocityCheck check = checkVelocities(m_report.velocities, off);
            Readout& pull = add(id, label, check.pull);
            pull.expected = check.largestByChance();
            pull.expectedFrom = "chance";
            pull.tolerance = 0.0;
            pull.relation = Relation::AtMost;
            pull.mayDiffer = !m_follows;
        };
        addPull("pullV", "difference of v in standard errors", &LocalVelocities::vOff);
        addPull("pullU", "difference of u in standard errors", &LocalVelocities::uOff);
    }

private:
    Readout& add(const char* id, const std::string& label, std::optional<double> value)
    {
        m_readouts.push_back({.id = id, .label = label, .value = value, .group = "Particles"});
        return m_readouts.back();
    }

    static void expect(Readout& readout, double expected, const std::string& from, double tolerance)
    {
        readout.expected = expected;
        readout.expectedFrom = from;
        readout.tolerance = tolerance;
        readout.nearly = rarely * tolerance;
    }

    const EnsembleReport& m_report;
    bool m_follows;
    std::vector<Readout> m_readouts;
};

} // namespace

std::vector<Readout> particleNumbers(
    const EnsembleReport& report, const AxisNames& axes, UnitSystem units)
{
    Numbers numbers(report);
    numbers.addHistogram();
    numbers.addDiffusion(unitSymbol(Quantity::DiffusionCoefficient, units));
    numbers.addCorrelation(axes);
    numbers.addVelocities();
    return numbers.taken();
}

} // namespace dqm
