#include "app/console/RunCommand.h"

#include "app/console/CommandLine.h"
#include "app/console/ExhibitRun.h"
#include "app/console/RunOptions.h"
#include "app/console/parts/CommandArguments.h"
#include "app/console/parts/Interrupt.h"
#include "app/console/parts/Progress.h"
#include "app/files/OutputStream.h"
#include "app/results/ArraysWriter.h"
#include "app/results/FieldsWriter.h"
#include "app/results/HitsTable.h"
#include "app/results/ParticlesWriter.h"
#include "app/results/SeriesColumns.h"
#include "app/results/SeriesWriter.h"
#include "app/verification/CheckTable.h"
#include "core/grid/Parallel.h"
#include "core/readouts/waves/EventLine.h"
#include "core/readouts/waves/WaveReadouts.h"
#include "core/simulation/Simulation.h"

#include <algorithm>
#include <cmath>
#include <iostream>
#include <iterator>
#include <limits>
#include <memory>
#include <optional>
#include <unistd.h>

namespace dqm {

namespace {

/// "Chin 4B, dt = 0.02, double; error of the steps about 2e-06, of the grid about 1e-9".
std::string solverText(Simulation& simulation)
{
    const Scheme scheme = simulation.scheme();
    std::string text = scheme == Scheme::Chin4B ? "Chin 4B"
        : scheme == Scheme::Strang              ? "Strang"
                                                : "Takahashi-Imada";
    text += ", dt = " + QByteArray::number(simulation.stepSize(), 'g', 4).toStdString();
    text += simulation.precision() == Precision::Single ? ", single" : ", double";
    if (const std::optional<double> error = simulation.estimatedError()) {
        text += "; error of the steps about " + QByteArray::number(*error, 'g', 1).toStdString()
            + ", of the grid about "
            + QByteArray::number(simulation.gridError(), 'g', 1).toStdString();
        if (std::ranges::any_of(simulation.warnings(), &RunWarning::isGrave))
            text += " and what is warned of";
    }
    return text;
}

std::string percent(double share)
{
    return QByteArray::number(100.0 * share, 'g', 3).toStdString() + " %";
}

/// "screen: 87.2 % of rho, 17431 hits of 20000, chi^2/dof 1.02 (48); at a speed of 4 it turns back
/// 0.01 % and lets 0.3 % through".
std::string detectorText(const DetectorReport& report)
{
    std::string text = report.detector.name + ": " + percent(report.taken) + " of rho";
    if (report.particles > 0)
        text += ", " + std::to_string(report.hits()) + " hits of "
            + std::to_string(report.particles);
    if (const auto chi = report.chiSquared(); chi.dof > 0)
        text += ", chi^2/dof " + QByteArray::number(chi.perDof, 'f', 2).toStdString() + " ("
            + std::to_string(chi.dof) + ")";
    if (report.speed > 0.0)
        text += "; at a speed of " + QByteArray::number(report.speed, 'g', 3).toStdString()
            + " it turns back " + percent(report.reflected) + " and lets "
            + percent(report.letThrough) + " through";
    return text;
}

std::string remark(const RunOptions& options)
{
    const char* frame = options.route == Route::Rest ? "rest"
        : options.route == Route::Evolved            ? "active"
                                                     : "passive";
    return "every=" + QByteArray::number(options.every, 'g', 17).toStdString() + " route=" + frame
        + " direction=" + (options.reverse ? "backward" : "forward")
        + (options.experiment.time.imaginary ? " time=imaginary" : "")
        + (options.other ? " compare=" + options.otherChanges.join(' ').toStdString() : "");
}

std::string shortTime(double time)
{
    return "t = " + QByteArray::number(time, 'g', 6).toStdString();
}

/// One run: rows at equal times, each written before the next is computed.
class Rows
{
public:
    Rows(const RunOptions& options, const SeriesTarget* series)
        : m_options(options)
        , m_target(series)
        , m_simulation(options.experiment, optionsOf(options))
    {
        if (options.other)
            m_other.emplace(*options.other, optionsOf(options));
    }

    /// @return false if it was interrupted.
    bool compute(Progress& progress, const Interrupt& interrupt)
    {
        const long long last = m_options.rows().last();
        for (m_row = 0; m_row <= last; ++m_row) {
            const bool stops = m_row > 0 && interrupt.isRequested();
            if (stops) {
                --m_row;
                writeLastFields(true);
                return false;
            }
            computeRow(m_row == last);
            writeLastFields(m_row == last);
            const double time = m_simulation.time();
            progress.show(std::abs(time) / m_options.experiment.time.until, shortTime(time));
        }
        --m_row;
        return true;
    }

    /// Those that have come up since the last call.
    std::vector<RunWarning> newWarnings()
    {
        const std::vector<RunWarning> all = m_simulation.warnings();
        std::vector<RunWarning> fresh(
            all.begin() + static_cast<std::ptrdiff_t>(m_warningsSaid), all.end());
        m_warningsSaid = all.size();
        return fresh;
    }

    /// Of the last row, if it is to be judged.
    std::vector<Readout> readouts() const
    {
        return allReadouts(m_simulation.experiment(), *m_frame);
    }

    std::string summary()
    {
        return std::to_string(m_row + 1) + " rows to " + shortTime(m_simulation.time()) + "; "
            + solverText(m_simulation) + detectorsText() + eventsText() + otherText();
    }

private:
    static SimulationOptions optionsOf(const RunOptions& options)
    {
        SimulationOptions wanted;
        wanted.evolveInKPrime = evolvesInKPrime(options);
        wanted.threads = threadCount();
        wanted.errorEstimate = options.check ? ErrorEstimate::Always : options.errorEstimate;
        return wanted;
    }

    /// A stage with K' compares both routes as well.
    static bool evolvesInKPrime(const RunOptions& options)
    {
        return options.route == Route::Evolved
            || options.experiment.stage.columns == StageSettings::Columns::KAndKPrime;
    }

    bool hasStage() const
    {
        const StageSettings& stage = m_options.experiment.stage;
        return stage.showsMoreThanK() || stage.hydrodynamic;
    }
    bool hasDetectors() const { return !m_options.experiment.detectors.empty(); }
    bool hasEvents() const { return !m_options.experiment.events.empty(); }
    bool hasPair() const { return m_options.experiment.kind == ExperimentKind::TwoParticles; }
    bool hasParticles() const { return m_options.experiment.ensemble.particles > 0; }

    void computeRow(bool isLast)
    {
        const double time = m_options.rows()[m_row];
        m_simulation.advanceTo(m_options.reverse ? -time : time);
        const Observables numbers = m_simulation.observables(m_options.route);
        const bool isJudged = m_options.check && isLast;
        if (hasStage() || hasPair() || hasParticles() || hasDetectors() || hasEvents()
            || isJudged) {
            m_frame = m_simulation.frame(
                {.fields = false, .ensembleReportEvery = 1, .equations = isJudged});
        }
        SeriesMoment moment{m_options.experiment, numbers, m_frame.get()};
        const std::vector<SeriesEntry> known = seriesEntries(moment);
        requireFinite(known, numbers);
        const std::vector<SeriesEntry> beside = besideIt();
        if (m_target == nullptr)
            return;
        if (m_estimatesError) {
            // Lost where psi outgrows the grid of the copies: nan, as a table says it.
            moment.stepError
                = m_simulation.estimatedError().value_or(std::numeric_limits<double>::quiet_NaN());
            moment.gridError = m_simulation.gridError();
        }
        std::vector<SeriesEntry> row = m_estimatesError ? seriesEntries(moment) : known;
        row.insert(row.end(), beside.begin(), beside.end());
        write(row);
    }

    /// The row of the other run, at the same time.
    std::vector<SeriesEntry> besideIt()
    {
        if (!m_other)
            return {};
        m_other->advanceTo(m_simulation.time());
        const Observables numbers = m_other->observables(m_options.route);
        const auto frame = m_other->frame({.fields = false, .ensembleReportEvery = 1});
        std::vector<SeriesEntry> entries = seriesEntries({*m_options.other, numbers, frame.get()});
        requireFinite(entries, numbers);
        std::erase_if(entries, [](const SeriesEntry& entry) { return entry.column == "t"; });
        for (SeriesEntry& entry : entries)
            entry.column = "other_" + entry.column;
        return entries;
    }

    std::string otherText()
    {
        return m_other ? "\nbeside it " + m_options.otherChanges.join(", ").toStdString()
                + ", in the columns other_..., " + solverText(*m_other)
                       : std::string();
    }

    void requireFinite(const std::vector<SeriesEntry>& entries, const Observables& numbers) const
    {
        // A rho that fills the box has no uncertainty product: nan, as a table says it.
        const bool fillsTheBox = std::isfinite(numbers.energies.total())
            && std::isnan(numbers.moments.uncertainty.sum());
        for (const SeriesEntry& entry : entries) {
            const double value = entry.value.value_or(0.0);
            if (!std::isfinite(value) && !(fillsTheBox && std::isnan(value))) {
                throw std::runtime_error("the numbers are no longer finite at "
                    + shortTime(m_simulation.time()) + "; a smaller time.step may help");
            }
        }
    }

    void write(const std::vector<SeriesEntry>& entries)
    {
        if (!m_series) {
            std::vector<std::string> columns;
            std::ranges::transform(entries, std::back_inserter(columns), &SeriesEntry::column);
            m_series.emplace(*m_target, m_options.experiment, columns, remark(m_options));
        }
        std::vector<std::optional<double>> row;
        std::ranges::transform(entries, std::back_inserter(row), &SeriesEntry::value);
        m_series->write(row);
    }

    void writeLastFields(bool isLast)
    {
        const double time = m_simulation.time();
        if (isDue(m_options.fields, isLast)) {
            const QString name = nameOf(m_options.fields);
            const auto fields = m_simulation.fields(m_options.route);
            if (name.endsWith(".npz", Qt::CaseInsensitive)) {
                const auto particles = particlesNow();
                writeArrays(
                    name, fields, time, m_options.experiment, particles ? &*particles : nullptr);
            } else {
                writeFields(name, fields, time, m_options.experiment);
                m_fieldFiles.emplace_back(time, name);
            }
        }
        if (isDue(m_options.particles, isLast)) {
            const QString name = nameOf(m_options.particles);
            writeParticles(name, particlesNow().value(), time, m_options.experiment);
            m_particleFiles.emplace_back(time, name);
        }
        if (!isLast)
            return;
        writeCollections();
        if (!m_options.hits.isEmpty())
            writeHits(m_options.hits, m_simulation.particles()->hits(), time, m_options.experiment,
                m_options.style);
    }

    /// A line for each detector.
    std::string detectorsText() const
    {
        std::string text;
        if (m_frame && m_frame->detectors)
            for (const DetectorReport& report : *m_frame->detectors)
                text += '\n' + detectorText(report);
        return text;
    }

    /// A line for each event.
    std::string eventsText() const
    {
        std::string text;
        if (m_frame && m_frame->events)
            for (const EventReport& report : *m_frame->events)
                text += '\n' + eventLine(report, m_frame->axes);
        return text;
    }

    static bool isDue(const QString& pattern, bool isLast)
    {
        return !pattern.isEmpty() && (isLast || pattern.contains("{n}"));
    }
    QString nameOf(const QString& pattern) const
    {
        return fieldsFileName(pattern, m_row, m_options.rows().last());
    }

    std::optional<ParticleTable> particlesNow() const
    {
        const ParticleEnsemble* particles = m_simulation.particles();
        if (particles == nullptr)
            return std::nullopt;
        const Vec2 W
            = m_options.route == Route::Rest ? Vec2(0.0, 0.0) : m_options.experiment.frameVelocity;
        return particleTable(*particles, W, m_simulation.time());
    }

    void writeCollections() const
    {
        if (const QString name = m_options.fieldsCollection(); !name.isEmpty())
            writeCollection(name, m_fieldFiles);
        if (const QString name = m_options.particlesCollection(); !name.isEmpty())
            writeCollection(name, m_particleFiles);
    }

    const RunOptions& m_options;
    const SeriesTarget* m_target; ///< null for none
    Simulation m_simulation;
    std::optional<Simulation> m_other; ///< to compare with
    std::shared_ptr<const Frame> m_frame; ///< of the last row, where it needs one
    const bool m_estimatesError = m_simulation.estimatedError().has_value();
    std::size_t m_warningsSaid = 0;
    std::optional<SeriesWriter> m_series;
    long long m_row = 0;
    std::vector<std::pair<double, QString>> m_fieldFiles; ///< with their times
    std::vector<std::pair<double, QString>> m_particleFiles;
};

bool isTerminal(const std::ostream& stream)
{
    return &stream == &std::cerr && isatty(STDERR_FILENO) != 0;
}

std::unique_ptr<Rows> rowsOf(const RunOptions& options, const SeriesTarget* series)
{
    return std::make_unique<Rows>(options, series);
}

std::unique_ptr<ExhibitRun> rowsOf(const ExhibitRunOptions& options, const SeriesTarget* series)
{
    return std::make_unique<ExhibitRun>(options, series);
}

void say(Rows& rows, Progress& progress)
{
    for (const RunWarning& warning : rows.newWarnings())
        progress.say(warning.said(), warning.isGrave);
}

/// A demonstration has nothing to warn of.
void say(const ExhibitRun&, const Progress&) { }

/// What could be begun and cannot go on is a failure, not bad input: what was computed is kept.
bool computed(auto& rows, Progress& progress, const Interrupt& interrupt)
{
    try {
        return rows.compute(progress, interrupt);
    } catch (const ExperimentError& failure) {
        throw std::runtime_error(failure.what());
    }
}

/// Where a series goes no table is written.
int judged(const std::vector<Readout>& readouts, std::ostream& stream)
{
    writeOut(stream, checkTable(readouts));
    return howMany(readouts, Verdict::Broken) == 0 ? exitDone : exitFailed;
}

int compute(const auto& options, std::ostream& out, std::ostream& err)
{
    // Before anything is touched, and until everything is whole.
    const Interrupt interrupt;
    const bool isFile = !options.series.isEmpty() && options.series != "-";
    std::optional<OutputStream> file;
    if (isFile)
        file.emplace(options.series);
    const SeriesTarget series{isFile ? *file : out,
        isFile ? options.series.toStdString() : "standard output", options.style};

    Progress progress(err, isTerminal(err), options.quiet);
    try {
        const auto rows = rowsOf(options, options.series.isEmpty() ? nullptr : &series);
        say(*rows, progress);
        const bool isComplete = computed(*rows, progress, interrupt);
        say(*rows, progress);
        progress.conclude((isComplete ? "" : "interrupted: ") + rows->summary());
        if (!isComplete)
            return exitInterrupted;
        return options.check ? judged(rows->readouts(), options.series == "-" ? err : out)
                             : exitDone;
    } catch (const ExperimentError&) {
        progress.endLine();
        throw;
    } catch (const std::bad_alloc&) {
        progress.endLine();
        throw;
    } catch (const ReaderGone&) {
        progress.endLine();
        throw;
    } catch (const std::exception& failure) {
        progress.endLine();
        throw RunFailure(failure.what());
    }
}

} // namespace

int run(const QStringList& arguments, std::ostream& out, std::ostream& err)
{
    const std::optional<AnyRunOptions> chosen = parseRunOptions(arguments, out);
    if (!chosen)
        return exitDone;
    return std::visit([&](const auto& options) { return compute(options, out, err); }, *chosen);
}

} // namespace dqm
