#include "app/RunCommand.h"

#include "app/ArraysWriter.h"
#include "app/CommandArguments.h"
#include "app/CommandLine.h"
#include "app/FieldsWriter.h"
#include "app/Interrupt.h"
#include "app/ParticlesWriter.h"
#include "app/Progress.h"
#include "app/SeriesWriter.h"
#include "core/Simulation.h"
#include "core/grid/Parallel.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iostream>
#include <iterator>
#include <limits>
#include <unistd.h>

namespace dqm {

namespace {

struct RunOptions
{
    Experiment experiment;
    double every = 0.0;
    QString series; ///< "-" for standard output, empty for none
    QString fields; ///< empty for none
    QString particles; ///< empty for none
    Route route = Route::Rest;
    bool reverse = false;
    bool quiet = false;
    ErrorEstimate errorEstimate = ErrorEstimate::Cheap;

    long long lastRow() const
    {
        return static_cast<long long>(std::ceil(experiment.time.until / every - 1e-9));
    }
    /// Unsigned; the last row stands at `until` exactly.
    double rowTime(long long row) const
    {
        return row < lastRow() ? static_cast<double>(row) * every : experiment.time.until;
    }
};

void describe(CommandArguments& arguments)
{
    arguments.addSource();
    arguments.addOption("until", "Time of the last row (default: the experiment's).", "T");
    arguments.addOption("every", "Time between rows (default: until/200).", "DT");
    arguments.addOption("series",
        "Table of observables; - is standard output. A stage adds columns for each evolution on "
        "it. While an ensemble is cooled (time.imaginary) t is imaginary time.",
        "OUT.csv");
    arguments.addOption("fields",
        "Fields (.npz for NumPy, else .vti) at the end, or at every row with {n} in the name, "
        "which becomes its number; a .pvd "
        "then lists them all with their times.",
        "OUT.vti|OUT.npz");
    arguments.addOption("particles",
        "The particles of the experiment's ensemble (.vtp), when and as the fields are; an .npz of "
        "the fields holds them as well.",
        "OUT.vtp");
    arguments.addOption("frame", "Velocity of the observer's frame K'.", "VX,VY");
    arguments.addOption("route",
        "How K' is computed: passive (default) transforms what happens in K, active evolves "
        "the same ensemble in K' on its own.",
        "ROUTE");
    arguments.addOption("reverse", "Time runs backward, from 0 to -until.");
    arguments.addOption("set",
        "Changes one key before the experiment is read, such as constants.mass=2 or "
        "packets[0].velocity=[1,0]. May be repeated. A number may be a range FIRST:LAST:STEP: one "
        "job for each value, "
        "which stands for {mass} in file names.",
        "PATH=VALUE");
    arguments.addOption(
        "list-jobs", "Writes a command line for each job of the ranges in --set and runs none.");
    arguments.addOption("error-estimate",
        "Estimates the error of psi also where that takes up to half as long again. Where it takes "
        "a few percent the series has the column error_estimate anyway.");
    arguments.addOption("quiet", "No progress on standard error.");
}

Route chosenRoute(const CommandArguments& arguments, const Experiment& experiment)
{
    const QString word = arguments.has("route") ? arguments.text("route") : "passive";
    if (word != "passive" && word != "active") {
        throw std::invalid_argument(
            "--route: found \"" + word.toStdString() + "\", expected \"passive\" or \"active\"");
    }
    if (word == "active" && experiment.grid.boundary == BoundaryKind::Walls) {
        throw std::invalid_argument(
            "--route active: the walls rest in K, nothing can be evolved in K' on its own");
    }
    if (experiment.frameVelocity.isZero(0.0)) {
        return Route::Rest;
    }
    return word == "active" ? Route::Evolved : Route::Observed;
}

void refuseOverwriting(const QString& source, const QString& target, const char* option)
{
    const QString canonical = QFileInfo(source).canonicalFilePath();
    if (!canonical.isEmpty() && canonical == QFileInfo(target).canonicalFilePath()) {
        throw std::invalid_argument(
            std::string(option) + ": " + target.toStdString() + " is the experiment itself");
    }
}

/// Fields are written at the end of a run: a folder that is not there must be noticed before.
void checkFolder(const QString& pattern, const char* option)
{
    const QFileInfo target(pattern);
    const QFileInfo folder(target.path());
    if (pattern.isEmpty()) {
        return;
    }
    if (!folder.isDir() || !folder.isWritable() || target.isDir()) {
        throw std::invalid_argument(std::string(option) + ": cannot write " + pattern.toStdString()
            + ": "
            + (target.isDir()        ? "it is a folder"
                    : folder.isDir() ? "its folder is not writable"
                                     : "there is no such folder"));
    }
}

void checkParticles(const RunOptions& options)
{
    checkFolder(options.particles, "--particles");
    if (!options.particles.isEmpty() && !options.particles.endsWith(".vtp", Qt::CaseInsensitive)) {
        throw std::invalid_argument("--particles: found \"" + options.particles.toStdString()
            + "\", expected a name that ends in .vtp");
    }
    if (!options.particles.isEmpty() && options.experiment.ensemble.particles == 0) {
        throw std::invalid_argument("--particles: this experiment has none; "
                                    "--set ensemble.particles=20000 adds them");
    }
}

RunOptions chosenOptions(const CommandArguments& arguments)
{
    RunOptions options;
    Experiment& experiment = options.experiment;
    experiment = openSource(arguments.source(), arguments.texts("set"));
    experiment.time.until = arguments.positiveNumber("until").value_or(experiment.time.until);
    experiment.frameVelocity = arguments.vector("frame").value_or(experiment.frameVelocity);
    validate(experiment);
    options.every = arguments.positiveNumber("every").value_or(experiment.time.until / 200.0);
    if (experiment.time.until / options.every > 1e7) {
        throw std::invalid_argument("--every: more than ten million rows; expected a longer time");
    }
    options.route = chosenRoute(arguments, experiment);
    options.reverse = arguments.has("reverse");
    if (options.reverse && experiment.time.imaginary) {
        throw std::invalid_argument(
            "--reverse: cooling (time.imaginary) does not run backward, what it takes away cannot "
            "be brought back");
    }
    options.quiet = arguments.has("quiet");
    if (arguments.has("error-estimate")) {
        options.errorEstimate = ErrorEstimate::Always;
    }
    options.fields = arguments.text("fields");
    options.particles = arguments.text("particles");
    options.series = arguments.text("series");
    if (options.series.isEmpty() && options.fields.isEmpty() && options.particles.isEmpty()) {
        options.series = "-";
    }
    refuseOverwriting(arguments.source(), options.series, "--series");
    refuseOverwriting(arguments.source(), options.fields, "--fields");
    refuseOverwriting(arguments.source(), options.particles, "--particles");
    checkFolder(options.fields, "--fields");
    checkParticles(options);
    return options;
}

/// "Chin 4B, dt = 0.02, double; error of psi about 2e-06".
std::string solverText(Simulation& simulation)
{
    const Scheme scheme = simulation.scheme();
    std::string text = scheme == Scheme::Chin4B ? "Chin 4B"
        : scheme == Scheme::Strang              ? "Strang"
                                                : "Takahashi-Imada";
    text += ", dt = " + QByteArray::number(simulation.stepSize(), 'g', 4).toStdString();
    text += simulation.precision() == Precision::Single ? ", single" : ", double";
    if (const std::optional<double> error = simulation.estimatedError()) {
        text += "; error of psi about " + QByteArray::number(*error, 'g', 1).toStdString();
    }
    return text;
}

std::string remark(const RunOptions& options)
{
    const char* frame = options.route == Route::Rest ? "rest"
        : options.route == Route::Evolved            ? "active"
                                                     : "passive";
    return "every=" + QByteArray::number(options.every, 'g', 17).toStdString() + " route=" + frame
        + " direction=" + (options.reverse ? "backward" : "forward")
        + (options.experiment.time.imaginary ? " time=imaginary" : "");
}

std::string shortTime(double time)
{
    return "t = " + QByteArray::number(time, 'g', 6).toStdString();
}

/// One run: rows at equal times, each written before the next is computed.
class Rows
{
public:
    Rows(const RunOptions& options, std::ostream* series)
        : m_options(options)
        , m_simulation(options.experiment, optionsOf(options))
    {
        if (series != nullptr) {
            std::vector<std::string> columns = seriesColumns(options.experiment);
            if (m_estimatesError) {
                columns.emplace_back("error_estimate");
            }
            if (hasStage()) {
                const auto frame = m_simulation.frame({false});
                std::ranges::move(
                    stageColumns(*frame, options.experiment), std::back_inserter(columns));
            }
            std::ranges::move(ensembleColumns(options.experiment), std::back_inserter(columns));
            m_series.emplace(*series, options.experiment, columns, remark(options));
        }
    }

    /// @return false if it was interrupted.
    bool compute(Progress& progress, const Interrupt& interrupt)
    {
        const long long last = m_options.lastRow();
        for (m_row = 0; m_row <= last; ++m_row) {
            const bool stops = m_row > 0 && interrupt.isRequested();
            if (stops) {
                --m_row;
                writeLastFields(true);
                return false;
            }
            computeRow();
            writeLastFields(m_row == last);
            const double time = m_simulation.time();
            progress.show(std::abs(time) / m_options.experiment.time.until, shortTime(time));
        }
        --m_row;
        return true;
    }

    std::string summary()
    {
        return std::to_string(m_row + 1) + " rows to " + shortTime(m_simulation.time()) + "; "
            + solverText(m_simulation);
    }

private:
    static SimulationOptions optionsOf(const RunOptions& options)
    {
        SimulationOptions wanted;
        wanted.evolveInKPrime = evolvesInKPrime(options);
        wanted.threads = threadCount();
        wanted.errorEstimate = options.errorEstimate;
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
    bool hasParticles() const { return m_options.experiment.ensemble.particles > 0; }

    void computeRow()
    {
        const double time = m_options.rowTime(m_row);
        m_simulation.advanceTo(m_options.reverse ? -time : time);
        std::vector<double> row = seriesRow(m_simulation.observables(m_options.route));
        const auto ownColumns = static_cast<std::ptrdiff_t>(row.size());
        if (hasStage() || hasParticles()) {
            const auto frame = m_simulation.frame({.fields = false, .ensembleReportEvery = 1});
            std::ranges::copy(stageRow(*frame, m_options.experiment), std::back_inserter(row));
            std::ranges::copy(ensembleRow(*frame), std::back_inserter(row));
        }
        for (const double value : row) {
            if (!std::isfinite(value)) {
                throw std::runtime_error("the numbers are no longer finite at "
                    + shortTime(m_simulation.time()) + "; a smaller time.step may help");
            }
        }
        if (m_estimatesError) {
            // Lost where psi outgrows the grid of the copies: nan, as a table says it.
            row.insert(row.begin() + ownColumns,
                m_simulation.estimatedError().value_or(std::numeric_limits<double>::quiet_NaN()));
        }
        if (m_series) {
            m_series->write(row);
        }
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
        if (isLast) {
            writeCollections();
        }
    }

    static bool isDue(const QString& pattern, bool isLast)
    {
        return !pattern.isEmpty() && (isLast || pattern.contains("{n}"));
    }
    QString nameOf(const QString& pattern) const
    {
        return fieldsFileName(pattern, m_row, m_options.lastRow());
    }

    std::optional<ParticleTable> particlesNow() const
    {
        const ParticleEnsemble* particles = m_simulation.particles();
        if (particles == nullptr) {
            return std::nullopt;
        }
        const Vec2 W
            = m_options.route == Route::Rest ? Vec2(0.0, 0.0) : m_options.experiment.frameVelocity;
        return particleTable(*particles, W, m_simulation.time());
    }

    void writeCollections() const
    {
        const bool hasFields = m_options.fields.contains("{n}") && !m_fieldFiles.empty();
        if (hasFields) {
            writeCollection(collectionName(m_options.fields), m_fieldFiles);
        }
        if (m_options.particles.contains("{n}")) {
            const QString name = collectionName(m_options.particles);
            const bool isTaken = hasFields && name == collectionName(m_options.fields);
            writeCollection(
                isTaken ? QString(name).replace(".pvd", "-particles.pvd") : name, m_particleFiles);
        }
    }

    const RunOptions& m_options;
    Simulation m_simulation;
    const bool m_estimatesError = m_simulation.estimatedError().has_value();
    std::optional<SeriesWriter> m_series;
    long long m_row = 0;
    std::vector<std::pair<double, QString>> m_fieldFiles; ///< with their times
    std::vector<std::pair<double, QString>> m_particleFiles;
};

bool isTerminal(const std::ostream& stream)
{
    return &stream == &std::cerr && isatty(STDERR_FILENO) != 0;
}

} // namespace

int run(const QStringList& arguments, std::ostream& out, std::ostream& err)
{
    CommandArguments parsed("run",
        "Computes an experiment without a window. Without --series, --fields and --particles\n"
        "the series goes to standard output.");
    describe(parsed);
    if (parsed.parse(arguments, 1, out)) {
        return exitDone;
    }
    const RunOptions options = chosenOptions(parsed);
    std::ofstream file;
    if (!options.series.isEmpty() && options.series != "-") {
        file.open(QFile::encodeName(options.series).toStdString());
        if (!file) {
            throw std::invalid_argument("--series: cannot write " + options.series.toStdString()
                + ": " + qt_error_string().toStdString());
        }
    }
    std::ostream* series = options.series.isEmpty() ? nullptr : file.is_open() ? &file : &out;

    Progress progress(err, isTerminal(err), options.quiet);
    // Preparing the first row may take a while: a request that comes then ends the run after it.
    const Interrupt interrupt;
    try {
        Rows rows(options, series);
        const bool isComplete = rows.compute(progress, interrupt);
        progress.conclude((isComplete ? "" : "interrupted: ") + rows.summary());
        return isComplete ? exitDone : exitInterrupted;
    } catch (const ExperimentError&) {
        progress.endLine();
        throw;
    } catch (const std::bad_alloc&) {
        progress.endLine();
        throw;
    } catch (const std::exception& failure) {
        progress.endLine();
        throw RunFailure(failure.what());
    }
}

} // namespace dqm
