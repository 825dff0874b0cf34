#include "app/console/RunCommand.h"

#include "app/console/CommandLine.h"
#include "app/console/ExhibitRun.h"
#include "app/console/RunOptions.h"
#include "app/console/SeriesRun.h"
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
#include "core/readouts/waves/EventLine.h"
#include "core/readouts/waves/WaveReadouts.h"
#include "core/simulation/Simulation.h"

#include <algorithm>
#include <cmath>
#include <iostream>
#include <iterator>
#include <memory>
#include <optional>
#include <unistd.h>

namespace dqm {

namespace {

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
        + (options.comparison ? " compare=" + options.comparison->text() : "");
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
        , m_run(options, options.experiment, options.route)
    {
        if (options.comparison)
            m_other.emplace(options, options.comparison->experiment, options.comparedRoute);
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
            const double time = m_run.simulation().time();
            progress.show(std::abs(time) / m_options.experiment.time.until, shortTime(time));
        }
        --m_row;
        return true;
    }

    std::vector<RunWarning> newWarnings() { return m_run.newWarnings(); }
    /// Those of the run that stands beside it.
    std::vector<RunWarning> newWarningsBeside()
    {
        return m_other ? m_other->newWarnings() : std::vector<RunWarning>();
    }

    /// Of the last row, if it is to be judged.
    std::vector<Readout> readouts() const
    {
        return allReadouts(m_run.simulation().experiment(), *m_run.frame());
    }

    std::string summary()
    {
        return std::to_string(m_row + 1) + " rows to " + shortTime(m_run.simulation().time()) + "; "
            + m_run.solverText() + detectorsText() + eventsText() + comparedText();
    }

private:
    void computeRow(bool isLast)
    {
        const double unsignedTime = m_options.rows()[m_row];
        const double time = m_options.reverse ? -unsignedTime : unsignedTime;
        m_run.advanceTo(time, m_options.check && isLast);
        if (m_other)
            advanceOther(time);
        if (m_target != nullptr)
            write(entries());
    }

    void advanceOther(double time)
    {
        try {
            m_other->advanceTo(time, false);
        } catch (const std::runtime_error& failure) {
            throw std::runtime_error(compared() + failure.what());
        }
    }

    std::vector<SeriesEntry> entries()
    {
        std::vector<SeriesEntry> row = m_run.entries();
        if (!m_other)
            return row;
        const auto ofEveryRun = observedEntries(
            m_options.experiment, m_run.simulation().observables(m_options.route));
        return beside(std::move(row), m_other->entries(), ofEveryRun);
    }

    /// "compared (strength=0.5): "
    std::string compared() const { return "compared (" + m_options.comparison->text() + "): "; }

    std::string comparedText()
    {
        return m_other ? '\n' + compared() + m_other->solverText() : std::string();
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
        const double time = m_run.simulation().time();
        if (isDue(m_options.fields, isLast)) {
            const QString name = nameOf(m_options.fields);
            const auto fields = m_run.simulation().fields(m_options.route);
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
            writeHits(m_options.hits, m_run.simulation().particles()->hits(), time,
                m_options.experiment, m_options.style);
    }

    /// A line for each detector.
    std::string detectorsText() const
    {
        std::string text;
        if (m_run.frame() && m_run.frame()->detectors)
            for (const DetectorReport& report : *m_run.frame()->detectors)
                text += '\n' + detectorText(report);
        return text;
    }

    /// A line for each event.
    std::string eventsText() const
    {
        std::string text;
        if (m_run.frame() && m_run.frame()->events)
            for (const EventReport& report : *m_run.frame()->events)
                text += '\n' + eventLine(report, m_run.frame()->axes);
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
        const ParticleEnsemble* particles = m_run.simulation().particles();
        if (particles == nullptr)
            return std::nullopt;
        const Vec2 W
            = m_options.route == Route::Rest ? Vec2(0.0, 0.0) : m_options.experiment.frameVelocity;
        return particleTable(*particles, W, m_run.simulation().time());
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
    SeriesRun m_run;
    std::optional<SeriesRun> m_other; ///< that stands beside it
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
    for (const RunWarning& warning : rows.newWarningsBeside())
        progress.say("compared: " + warning.said(), warning.isGrave);
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
