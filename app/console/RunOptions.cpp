#include "app/console/RunOptions.h"

#include "app/console/CommandLine.h"
#include "app/console/parts/CommandArguments.h"
#include "app/console/parts/OutputNames.h"
#include "app/experiments/SavedWaves.h"
#include "app/results/ChartTable.h"
#include "app/results/FieldsWriter.h"
#include "core/dynamics/Dynamics.h"
#include "core/exhibits/ExhibitKinds.h"
#include "core/exhibits/parts/Exhibit.h"
#include "core/setup/ExperimentChecks.h"
#include "core/values/Printable.h"

namespace dqm {

namespace {

void describeComparison(CommandArguments& arguments)
{
    arguments.addOption("compare",
        "Runs the experiment with other values of its parameters beside it: the series gains the "
        "columns of that run (compare_...) and the differences (compare_difference_...). A "
        "parameter goes by id, last word or symbol: constants.mass, mass or m; strength or V; "
        "constants.hbar or hbar; medium.friction or gamma; packets.width or width; "
        "frame.velocity[0] or Wx.",
        "PARAMETER=VALUE,...");
}

void describe(CommandArguments& arguments)
{
    arguments.addSource();
    arguments.addOption("until",
        "Time of the last row, of an exhibit its progress: throws, time (default: the "
        "experiment's).",
        "T");
    arguments.addOption("every", "Time or progress between rows (default: until/200).", "DT");
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
    arguments.addOption("hits",
        "The particles that ended on detectors, in the order in which they came, as a table: "
        "particle, t, s (along the detector), detector.",
        "OUT.csv");
    arguments.addOption("charts",
        "The charts of an exhibit at the end, a table each: PREFIX-<chart>.csv.", "PREFIX");
    arguments.addOption("csv",
        "What separates the cells of tables: , (default), or ; for spreadsheets in languages whose "
        "decimals have a comma, which the numbers have then.",
        "SEPARATOR");
    arguments.addOption("frame", "Velocity of the observer's frame K'.", "VX,VY");
    arguments.addOption("route",
        "How K' is computed: passive (default) transforms what happens in K, active evolves "
        "the same ensemble in K' on its own.",
        "ROUTE");
    arguments.addOption(
        "reverse", "Time runs backward, from 0 to -until; not while cooling or with detectors.");
    arguments.addOption("set",
        "Changes one key before the experiment is read, such as constants.mass=2, "
        "packets[0].velocity=[1,0] or parameters.particles=5. May be repeated. A number may be a "
        "range FIRST:LAST:STEP: one "
        "job for each value, "
        "which stands for {mass} in file names.",
        "PATH=VALUE");
    arguments.addOption(
        "list-jobs", "Writes a command line for each job of the ranges in --set and runs none.");
    arguments.addOption("error-estimate",
        "Estimates the error of the steps also where that takes up to half as long again. Where it "
        "takes "
        "a few percent the series has the columns error_estimate and grid_error_estimate anyway.");
    describeComparison(arguments);
    arguments.addOption("check",
        "Says at the end of each number what it should be and whether it is, as a table: quantity, "
        "value, error, expected, tolerance, verdict. Estimates the error as --error-estimate does. "
        "Exit status 1 if one fails. Without --series there is no series then.");
    arguments.addThreads();
    arguments.addOption("quiet", "No progress on standard error.");
}

Route chosenRoute(const CommandArguments& arguments, const Experiment& experiment)
{
    const QString word = arguments.has("route") ? arguments.text("route") : "passive";
    if (word != "passive" && word != "active") {
        throw std::invalid_argument("--route: found \"" + shortened(word.toStdString())
            + "\", expected \"passive\" or \"active\"");
    }
    if (word == "active" && experiment.grid.boundary == BoundaryKind::Walls) {
        throw std::invalid_argument(
            "--route active: the walls rest in K, nothing can be evolved in K' on its own");
    }
    if (experiment.frameVelocity.isZero(0.0))
        return Route::Rest;
    return word == "active" ? Route::Evolved : Route::Observed;
}

void checkParticles(const RunOptions& options)
{
    if (!options.particles.isEmpty() && !options.particles.endsWith(".vtp", Qt::CaseInsensitive)) {
        throw std::invalid_argument("--particles: found \""
            + shortened(options.particles.toStdString()) + "\", expected a name that ends in .vtp");
    }
    if (!options.particles.isEmpty() && options.experiment.ensemble.particles == 0) {
        throw std::invalid_argument("--particles: this experiment has none; "
                                    "--set ensemble.particles=20000 adds them");
    }
}

void checkHits(const RunOptions& options)
{
    if (options.hits.isEmpty())
        return;
    if (options.experiment.detectors.empty())
        throw std::invalid_argument("--hits: this experiment has no detectors; expected a list "
                                    "\"detectors\" in its file");
    if (options.experiment.ensemble.particles == 0)
        throw std::invalid_argument("--hits: this experiment has no particles that could hit; "
                                    "--set ensemble.particles=20000 adds them");
}

void compare(RunOptions& options, const CommandArguments& arguments)
{
    if (!arguments.has("compare"))
        return;
    if (options.series.isEmpty())
        throw std::invalid_argument(
            "--compare: there is no series to compare in; --series OUT.csv adds one");
    options.comparison = comparison(options.experiment, arguments.text("compare"));
    options.comparedRoute = chosenRoute(arguments, options.comparison->experiment);
}

TableStyle chosenStyle(const CommandArguments& arguments)
{
    return arguments.has("csv") ? tableStyle(arguments.text("csv").toStdString()) : TableStyle();
}

double chosenEvery(const CommandArguments& arguments, double until)
{
    const double every = arguments.positiveNumber("every").value_or(until / 200.0);
    if (until / every > 1e7)
        throw std::invalid_argument("--every: more than ten million rows; expected a longer time");
    return every;
}

AnyRunOptions chosenOptions(const CommandArguments& arguments, ExhibitExperiment experiment)
{
    arguments.refuseOptions(
        {"fields", "particles", "hits", "frame", "route", "reverse", "error-estimate", "compare"},
        "a wave");
    ExhibitRunOptions options;
    experiment.until = arguments.positiveNumber("until").value_or(experiment.until);
    options.every = chosenEvery(arguments, experiment.until);
    options.experiment = std::move(experiment);
    options.quiet = arguments.has("quiet");
    options.charts = arguments.text("charts");
    options.series = arguments.text("series");
    options.check = arguments.has("check");
    if (options.series.isEmpty() && options.charts.isEmpty() && !options.check)
        options.series = "-";
    options.style = chosenStyle(arguments);
    std::vector<OutputName> outputs{{"series", options.series}};
    if (!options.charts.isEmpty()) {
        const auto frame = makeExhibit(options.experiment)->frame();
        for (const ExhibitChart& chart : frame->charts)
            outputs.emplace_back("charts", chartFile(options.charts, chart));
    }
    requireOutputs(outputs, arguments.source());
    return options;
}

AnyRunOptions chosenOptions(const CommandArguments& arguments, Experiment experiment)
{
    arguments.refuseOptions({"charts"}, "an exhibit");
    RunOptions options;
    experiment.time.until = arguments.positiveNumber("until").value_or(experiment.time.until);
    experiment.frameVelocity = arguments.vector("frame").value_or(experiment.frameVelocity);
    validate(experiment);
    options.every = chosenEvery(arguments, experiment.time.until);
    options.route = chosenRoute(arguments, experiment);
    options.reverse = arguments.has("reverse");
    if (options.reverse && experiment.time.imaginary) {
        throw std::invalid_argument(
            "--reverse: cooling (time.imaginary) does not run backward, what it takes away cannot "
            "be brought back");
    }
    if (options.reverse && !experiment.events.empty()) {
        throw std::invalid_argument(
            "--reverse: time does not run backward past an event, what was done is not undone");
    }
    if (options.reverse && !runsBackward(experiment)) {
        throw std::invalid_argument("--reverse: time does not run backward past a detector, what "
                                    "it has taken does not come back");
    }
    options.quiet = arguments.has("quiet");
    if (arguments.has("error-estimate"))
        options.errorEstimate = ErrorEstimate::Always;
    options.fields = arguments.text("fields");
    options.particles = arguments.text("particles");
    options.hits = arguments.text("hits");
    options.series = arguments.text("series");
    options.check = arguments.has("check");
    if (options.series.isEmpty() && options.fields.isEmpty() && options.particles.isEmpty()
        && options.hits.isEmpty() && !options.check) {
        options.series = "-";
    }
    options.style = chosenStyle(arguments);
    requireOutputs({{"series", options.series}, {"fields", options.fields},
                       {"fields", options.fieldsCollection()}, {"particles", options.particles},
                       {"particles", options.particlesCollection()}, {"hits", options.hits}},
        arguments.source(), savedWaveFiles(experiment));
    options.experiment = std::move(experiment);
    checkParticles(options);
    checkHits(options);
    compare(options, arguments);
    return options;
}

} // namespace

QString RunOptions::fieldsCollection() const
{
    const bool isList = fields.contains("{n}") && !fields.endsWith(".npz", Qt::CaseInsensitive);
    return isList ? collectionName(fields) : QString();
}

QString RunOptions::particlesCollection() const
{
    if (!particles.contains("{n}"))
        return {};
    const QString name = collectionName(particles);
    return name == fieldsCollection() ? QString(name).replace(".pvd", "-particles.pvd") : name;
}

std::optional<AnyRunOptions> parseRunOptions(const QStringList& arguments, std::ostream& out)
{
    CommandArguments parsed("run",
        "Computes an experiment without a window. Without --series, --fields and --particles\n"
        "the series goes to standard output.");
    describe(parsed);
    if (parsed.parse(arguments, 1, out))
        return std::nullopt;
    return std::visit([&](auto experiment) { return chosenOptions(parsed, std::move(experiment)); },
        openAnySource(parsed.source(), parsed.texts("set")));
}

} // namespace dqm
