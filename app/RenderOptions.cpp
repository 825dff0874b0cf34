#include "app/RenderOptions.h"

#include "app/CarriedExperiment.h"
#include "app/CommandArguments.h"
#include "app/VideoEncoder.h"

#include <QFileInfo>
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

void describe(CommandArguments& arguments)
{
    arguments.addSource();
    arguments.addOption(
        "image", "A picture of one moment, which carries its experiment.", "OUT.png");
    arguments.addOption(
        "at", "Time of the picture (default: the one that FILE was made at, else 0).", "T");
    arguments.addOption("video",
        "A video: .mp4 (H.264), .webm (VP9), .gif, or numbered pictures with {n} in a .png's name.",
        "OUT");
    arguments.addOption("from", "Time of the video's first picture (default: 0).", "T");
    arguments.addOption("to", "Time at the video's end (default: the experiment's).", "T");
    arguments.addOption("fps", "Pictures per second of video (default: 30).", "N");
    arguments.addOption("every", "Simulated time between two pictures of the video.", "DT");
    arguments.addOption("seconds", "Length of the video instead of --every (default: 10).", "S");
    arguments.addOption("size", "Pixels (default: 1280x720).", "WxH");
    arguments.addOption("theme", "light (default, for print) or dark.", "THEME");
    arguments.addOption("plain", "Without axes, titles, legends and numbers.");
    arguments.addOption("frame", "Velocity of the observer's frame K'.", "VX,VY");
    arguments.addOption("set",
        "Changes one key before the experiment is read, such as constants.mass=2. May be repeated. "
        "A number may be a range FIRST:LAST:STEP: one job for each value, "
        "which stands for {mass} in file names.",
        "PATH=VALUE");
    arguments.addOption(
        "list-jobs", "Writes a command line for each job of the ranges in --set and runs none.");
    arguments.addOption("quiet", "No progress on standard error.");
}

[[noreturn]] void refuse(const char* option, const QString& found, const char* expected)
{
    throw std::invalid_argument(std::string("--") + option + ": found \"" + found.toStdString()
        + "\", expected " + expected);
}

double time(const CommandArguments& arguments, const char* option, double otherwise)
{
    if (!arguments.has(option)) {
        return otherwise;
    }
    bool isNumber = false;
    const double value = arguments.text(option).toDouble(&isNumber);
    if (!isNumber || !std::isfinite(value)) {
        refuse(option, arguments.text(option), "a time");
    }
    return value;
}

QSize chosenSize(const CommandArguments& arguments, QSize otherwise)
{
    if (!arguments.has("size")) {
        return otherwise;
    }
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
    if (word != "light" && word != "dark") {
        refuse("theme", word, "\"light\" or \"dark\"");
    }
    return word == "dark" ? ThemeKind::Dark : ThemeKind::Light;
}

void checkTargets(const RenderOptions& options, const QString& source)
{
    if (options.image.isEmpty() && options.video.isEmpty()) {
        throw std::invalid_argument("render needs --image OUT.png or --video OUT.mp4");
    }
    if (!options.image.isEmpty() && !options.image.endsWith(".png", Qt::CaseInsensitive)) {
        refuse("image", options.image, "a name that ends in .png");
    }
    const bool numbered
        = options.video.endsWith(".png", Qt::CaseInsensitive) && options.video.contains("{n}");
    if (!options.video.isEmpty() && !numbered && !VideoEncoder::isVideo(options.video)) {
        refuse("video", options.video,
            "a name that ends in .mp4, .webm or .gif, or in .png with {n} in it");
    }
    for (const QString& target : {options.image, options.video}) {
        const QFileInfo file(target);
        if (!target.isEmpty() && !QFileInfo(file.path()).isDir()) {
            throw std::invalid_argument(
                "cannot write " + target.toStdString() + ": there is no such folder");
        }
        const QString canonical = file.canonicalFilePath();
        if (!target.isEmpty() && !canonical.isEmpty()
            && canonical == QFileInfo(source).canonicalFilePath()) {
            throw std::invalid_argument(target.toStdString() + " is the experiment itself");
        }
    }
}

void refuseWithout(const CommandArguments& arguments, const char* needed,
    std::initializer_list<const char*> options)
{
    for (const char* option : options) {
        if (arguments.has(option) && !arguments.has(needed)) {
            throw std::invalid_argument(
                std::string("--") + option + " has a meaning with --" + needed + " only");
        }
    }
}

void chooseTimes(RenderOptions& options, const CommandArguments& arguments)
{
    options.framesPerSecond = arguments.positiveNumber("fps").value_or(options.framesPerSecond);
    if (options.framesPerSecond > fastestRate) {
        refuse("fps", arguments.text("fps"), "at most 240");
    }
    options.from = time(arguments, "from", 0.0);
    const double to = time(arguments, "to", options.experiment.time.until);
    const double span = to - options.from;
    if (span <= 0.0) {
        throw std::invalid_argument("--to: the video ends before it begins");
    }
    if (arguments.has("every") && arguments.has("seconds")) {
        throw std::invalid_argument("--every and --seconds exclude each other");
    }
    // Both ends are shown with --every; S seconds are S times fps pictures exactly.
    const double seconds = arguments.positiveNumber("seconds").value_or(usualSeconds);
    const auto every = arguments.positiveNumber("every");
    const double count = every ? std::floor(span / *every + 1e-9) + 1.0
                               : std::max(1.0, std::round(seconds * options.framesPerSecond));
    if (count > mostPictures) {
        throw std::invalid_argument("a video of more than a million pictures is not made");
    }
    options.pictures = static_cast<long long>(count);
    options.every = every.value_or(span / count);
}

} // namespace

std::optional<RenderOptions> parseRenderOptions(const QStringList& arguments, std::ostream& out)
{
    CommandArguments parsed(
        "render", "Draws pictures and videos at exact times, without a window or a display.");
    describe(parsed);
    if (parsed.parse(arguments, 1, out)) {
        return std::nullopt;
    }
    RenderOptions options;
    options.experiment = openSource(parsed.source(), parsed.texts("set"));
    Experiment& experiment = options.experiment;
    experiment.frameVelocity = parsed.vector("frame").value_or(experiment.frameVelocity);
    validate(experiment);
    options.image = parsed.text("image");
    options.video = parsed.text("video");
    refuseWithout(parsed, "image", {"at"});
    refuseWithout(parsed, "video", {"from", "to", "fps", "every", "seconds"});
    checkTargets(options, parsed.source());
    options.at = time(parsed, "at", carriedTime(parsed.source()).value_or(0.0));
    options.size = chosenSize(parsed, options.size);
    if (!options.video.isEmpty()) {
        chooseTimes(options, parsed);
    }
    options.theme = chosenTheme(parsed);
    options.overlays = !parsed.has("plain");
    options.quiet = parsed.has("quiet");
    return options;
}

} // namespace dqm
