#include "app/rendering/RenderOptions.h"

#include "app/console/ParameterSweep.h"
#include "app/console/parts/CommandArguments.h"
#include "app/console/parts/OutputNames.h"
#include "app/experiments/CarriedExperiment.h"
#include "app/experiments/Suggestion.h"
#include "app/films/VideoEncoder.h"
#include "app/pictures/PlotPicture.h"
#include "app/rendering/RenderHelp.h"
#include "core/setup/ExperimentChecks.h"
#include "core/values/Printable.h"
#include "widgets/plots/PlotKinds.h"

#include <QRegularExpression>

#include <cmath>
#include <stdexcept>

namespace dqm {

namespace {

constexpr int smallestSide = 64;
constexpr int largestSide = 8192;
constexpr double mostPictures = 1e6;
constexpr double fastestRate = 240.0;
constexpr double usualSeconds = 10.0; // of a video that does not say how fast time runs
constexpr std::size_t mostPlots = 3;

[[noreturn]] void refuse(const char* option, const QString& found, const char* expected)
{
    throw std::invalid_argument(std::string("--") + option + ": found \""
        + shortened(found.toStdString()) + "\", expected " + expected);
}

double number(
    const CommandArguments& arguments, const char* option, double otherwise, const char* expected)
{
    if (!arguments.has(option))
        return otherwise;
    bool isNumber = false;
    const double value = arguments.text(option).toDouble(&isNumber);
    if (!isNumber || !std::isfinite(value))
        refuse(option, arguments.text(option), expected);
    return value;
}

double time(const CommandArguments& arguments, const char* option, double otherwise)
{
    return number(arguments, option, otherwise, "a time");
}

QSize chosenSize(const CommandArguments& arguments, QSize otherwise)
{
    if (!arguments.has("size"))
        return otherwise;
    static const QRegularExpression pattern(R"(^(\d{1,5})x(\d{1,5})$)");
    const auto match = pattern.match(arguments.text("size"));
    const QSize size(match.captured(1).toInt(), match.captured(2).toInt());
    if (!match.hasMatch() || std::min(size.width(), size.height()) < smallestSide
        || std::max(size.width(), size.height()) > largestSide) {
        refuse("size", arguments.text("size"),
            "WIDTHxHEIGHT between 64x64 and 8192x8192, such as 1920x1080");
    }
    return size;
}

ThemeKind chosenTheme(const CommandArguments& arguments)
{
    const QString word = arguments.has("theme") ? arguments.text("theme") : "light";
    if (word != "light" && word != "dark")
        refuse("theme", word, "\"light\" or \"dark\"");
    return word == "dark" ? ThemeKind::Dark : ThemeKind::Light;
}

RenderView chosenView(const CommandArguments& arguments)
{
    const QString word = arguments.has("view") ? arguments.text("view") : "stage";
    if (word == "stage")
        return RenderView::Stage;
    if (word != "scene" && word != "plots")
        refuse("view", word, "\"stage\", \"scene\" or \"plots\"");
    return word == "scene" ? RenderView::Scene : RenderView::Plots;
}

/// As a file says it, or as the header of the window does.
const PlotKind& chosenPlot(const QString& word)
{
    if (const PlotKind* plot = plotKind(word.toStdString()))
        return *plot;
    for (const PlotKind* plot : plotKinds()) {
        if (word == QString::fromUtf8(plot->name).toLower())
            return *plot;
    }
    refuse("plot", word, qUtf8Printable(listOfPlots()));
}

std::vector<const PlotKind*> chosenPlots(
    const CommandArguments& arguments, const Experiment& experiment)
{
    if (!arguments.has("plot"))
        return {&plotNamed(experiment.view.plot)};
    std::vector<const PlotKind*> plots;
    for (const QString& word : arguments.text("plot").split(','))
        plots.push_back(&chosenPlot(word));
    if (plots.size() > mostPlots)
        refuse("plot", arguments.text("plot"), "at most three plots");
    return plots;
}

bool isNumbered(const QString& path)
{
    return path.endsWith(".png", Qt::CaseInsensitive) && path.contains("{n}");
}

void checkKinds(const RenderTarget& options)
{
    if (options.image.isEmpty() && options.video.isEmpty() && options.plotData.isEmpty()) {
        throw std::invalid_argument(
            "render needs --image OUT.png, --video OUT.mp4 or --plot-data OUT.csv");
    }
    if (!options.image.isEmpty() && !isPlotFile(options.image))
        refuse("image", options.image, "a name that ends in .png, of plots also .svg or .pdf");
    const bool isVector
        = !options.image.isEmpty() && !options.image.endsWith(".png", Qt::CaseInsensitive);
    if (isVector && options.view != RenderView::Plots)
        refuse("image", options.image, "a .png, or --view plots: lines and letters are of plots");
    if (!options.plotData.isEmpty() && !options.plotData.endsWith(".csv", Qt::CaseInsensitive))
        refuse("plot-data", options.plotData, "a name that ends in .csv");
    if (!options.video.isEmpty() && !isNumbered(options.video)
        && !VideoEncoder::isVideo(options.video)) {
        refuse("video", options.video,
            "a name that ends in .mp4, .webm or .gif, or in .png with {n} in it");
    }
    if (options.transparent && !options.video.isEmpty() && !isNumbered(options.video)) {
        throw std::invalid_argument(
            "--transparent: a video has no clear ground; numbered pictures have: OUT_{n}.png");
    }
}

void refuseWithout(const CommandArguments& arguments, std::initializer_list<const char*> needed,
    std::initializer_list<const char*> options)
{
    const auto isGiven = [&arguments](const char* option) { return arguments.has(option); };
    for (const char* option : options) {
        if (!arguments.has(option) || std::ranges::any_of(needed, isGiven))
            continue;
        std::string words;
        for (const char* other : needed)
            words.append(words.empty() ? "--" : " or --").append(other);
        throw std::invalid_argument(
            std::string("--") + option + " has a meaning with " + words + " only");
    }
}

void refuseTogether(
    const CommandArguments& arguments, const char* one, std::initializer_list<const char*> others)
{
    for (const char* other : others) {
        if (arguments.has(one) && arguments.has(other)) {
            throw std::invalid_argument(
                std::string("--") + one + " and --" + other + " exclude each other");
        }
    }
}

void checkCombination(const CommandArguments& arguments, RenderView view)
{
    refuseWithout(arguments, {"image", "plot-data", "step-parameter"}, {"at"});
    refuseWithout(
        arguments, {"video"}, {"from", "to", "fps", "every", "seconds", "orbit", "step-parameter"});
    refuseWithout(arguments, {"plot-data"}, {"csv"});
    refuseTogether(arguments, "every", {"seconds"});
    refuseTogether(arguments, "step-parameter", {"from", "to", "every", "seconds", "image"});
    const bool hasPlots
        = view == RenderView::Plots || arguments.has("with-plots") || arguments.has("plot-data");
    if (arguments.has("plot") && !hasPlots) {
        throw std::invalid_argument(
            "--plot has a meaning with --view plots, --with-plots or --plot-data only");
    }
    if (view == RenderView::Plots) {
        for (const char* option : {"with-plots", "orbit"}) {
            if (arguments.has(option)) {
                throw std::invalid_argument(
                    std::string("--") + option + " needs a scene, --view plots has none");
            }
        }
    }
}

void chooseTimes(RenderTarget& options, const CommandArguments& arguments, double until)
{
    options.framesPerSecond = arguments.positiveNumber("fps").value_or(options.framesPerSecond);
    if (options.framesPerSecond > fastestRate)
        refuse("fps", arguments.text("fps"), "at most 240");
    if (arguments.has("step-parameter"))
        return;
    options.from = time(arguments, "from", 0.0);
    const double to = time(arguments, "to", until);
    const double span = to - options.from;
    if (span <= 0.0)
        throw std::invalid_argument("--to: the video ends before it begins");
    // Both ends are shown with --every; S seconds are S times fps pictures exactly.
    const double seconds = arguments.positiveNumber("seconds").value_or(usualSeconds);
    const auto every = arguments.positiveNumber("every");
    const double count = every ? std::floor(span / *every + 1e-9) + 1.0
                               : std::max(1.0, std::round(seconds * options.framesPerSecond));
    if (count > mostPictures)
        throw std::invalid_argument("a video of more than a million pictures is not made");
    options.pictures = static_cast<long long>(count);
    options.every = every.value_or(span / count);
}

Experiment withFrame(const CommandArguments& arguments, Experiment experiment)
{
    experiment.frameVelocity = arguments.vector("frame").value_or(experiment.frameVelocity);
    validate(experiment);
    return experiment;
}

void chooseSteps(RenderOptions& options, const CommandArguments& arguments)
{
    const QString change = arguments.text("step-parameter");
    const auto members = sweep({change}, "--step-parameter");
    if (members.front().names.empty())
        refuse("step-parameter", change, "PATH=FIRST:LAST:STEP, such as constants.mass=1:2:0.1");
    for (const SweepMember& member : members) {
        options.steps.push_back({QString(member.changes.front()).replace("=", " = "),
            withFrame(arguments,
                openSource(arguments.source(), arguments.texts("set") + member.changes))});
    }
    options.experiment = options.steps.front().experiment;
    options.pictures = static_cast<long long>(options.steps.size());
    options.from = options.at;
}

void chooseVideo(RenderOptions& options, const CommandArguments& arguments)
{
    options.orbit = number(arguments, "orbit", 0.0, "degrees such as 360 or -90");
    if (options.orbit != 0.0 && options.experiment.view.flat)
        throw std::invalid_argument("--orbit: this experiment is looked at from above (view.flat)");
    chooseTimes(options, arguments, options.experiment.time.until);
    if (arguments.has("step-parameter"))
        chooseSteps(options, arguments);
}

/// What both kinds are asked for in the same words.
void chooseTarget(RenderTarget& options, const CommandArguments& arguments, double usualTime)
{
    options.view = chosenView(arguments);
    checkCombination(arguments, options.view);
    options.image = arguments.text("image");
    options.video = arguments.text("video");
    options.plotData = arguments.text("plot-data");
    options.transparent = arguments.has("transparent");
    checkKinds(options);
    requireOutputs(
        {{"image", options.image}, {"video", options.video}, {"plot-data", options.plotData}},
        arguments.source());
    if (arguments.has("csv"))
        options.tableStyle = tableStyle(arguments.text("csv").toStdString());
    options.at = time(arguments, "at", carriedTime(arguments.source()).value_or(usualTime));
    options.size = chosenSize(arguments, options.size);
    options.theme = chosenTheme(arguments);
    options.quiet = arguments.has("quiet");
}

/// By its name, or by its number from 1 on.
const Moment& chosenMoment(const QString& text, const std::vector<Moment>& moments)
{
    std::vector<std::string> names;
    for (const Moment& moment : moments) {
        if (moment.name == text.toStdString())
            return moment;
        names.push_back(moment.name);
    }
    bool isNumber = false;
    const qulonglong number = text.toULongLong(&isNumber);
    if (isNumber && number >= 1 && number <= moments.size())
        return moments[number - 1];
    if (moments.empty())
        throw std::invalid_argument("--moment: this experiment has no moments");
    refuse("moment", text,
        ("the name of a moment, or a number from 1 to " + std::to_string(moments.size()) + ": "
            + quotedList(names))
            .c_str());
}

AnyRenderOptions chosenOptions(const CommandArguments& arguments, Experiment experiment)
{
    RenderOptions options;
    refuseTogether(arguments, "moment", {"at"});
    refuseWithout(arguments, {"image", "plot-data"}, {"moment"});
    double usualTime = 0.0;
    if (arguments.has("moment")) {
        const Moment moment = chosenMoment(arguments.text("moment"), experiment.moments);
        usualTime = moment.time;
        experiment.view = moment.view.value_or(experiment.view);
    }
    chooseTarget(options, arguments, usualTime);
    if (arguments.has("moment"))
        options.at = usualTime;
    options.experiment = withFrame(arguments, std::move(experiment));
    options.plots = chosenPlots(arguments, options.experiment);
    if (options.plots.size() > 1 && !options.image.isEmpty()
        && !options.image.endsWith(".png", Qt::CaseInsensitive)) {
        throw std::invalid_argument("--plot: an .svg or .pdf holds one plot");
    }
    options.withPlots = arguments.has("with-plots");
    if (!options.video.isEmpty())
        chooseVideo(options, arguments);
    options.overlays = !arguments.has("plain");
    return options;
}

AnyRenderOptions chosenOptions(const CommandArguments& arguments, ExhibitExperiment experiment)
{
    arguments.refuseOptions(
        {"moment", "frame", "orbit", "with-plots", "plain", "transparent", "step-parameter"},
        "a wave");
    ExhibitRenderOptions options;
    chooseTarget(options, arguments, experiment.until);
    for (const auto& [option, value] :
        {std::pair("at", options.at), std::pair("from", time(arguments, "from", 0.0))}) {
        if (value < 0.0)
            refuse(option, arguments.text(option), "a progress that is not below 0");
    }
    if (!options.video.isEmpty())
        chooseTimes(options, arguments, experiment.until);
    options.chart = arguments.text("plot");
    options.experiment = std::move(experiment);
    return options;
}

} // namespace

std::optional<AnyRenderOptions> parseRenderOptions(const QStringList& arguments, std::ostream& out)
{
    CommandArguments parsed(
        "render", "Draws pictures and videos at exact times, without a window or a display.");
    describeRender(parsed);
    if (parsed.parse(arguments, 1, out))
        return std::nullopt;
    return std::visit([&](auto experiment) { return chosenOptions(parsed, std::move(experiment)); },
        openAnySource(parsed.source(), parsed.texts("set")));
}

} // namespace dqm
