#include "app/rendering/RenderHelp.h"

#include "app/console/parts/CommandArguments.h"
#include "widgets/plots/PlotKinds.h"

#include <QStringList>

namespace dqm {

namespace {

void describePictures(CommandArguments& arguments)
{
    arguments.addOption("image",
        "A picture of one moment, which carries its experiment: PNG, of plots also SVG and PDF.",
        "OUT.png");
    arguments.addOption("at",
        "Time of the picture, of --plot-data and of --step-parameter (default: the one that FILE "
        "was made at, else 0); of an exhibit its progress (default: its end).",
        "T");
    arguments.addOption("moment",
        "Instead of --at: a moment that the experiment keeps, by its name or its number from 1 on, "
        "and how it was looked at.",
        "NAME");
    arguments.addOption("view",
        "stage (default): all that the experiment puts side by side; scene: the observed picture "
        "alone; plots: the plot alone.",
        "VIEW");
    arguments.addOption("plot",
        listOfPlots()
            + " (default: the experiment's). Up to three, one above the other: energies,spread. Of "
              "an exhibit the id of a chart.",
        "PLOT");
    arguments.addOption("with-plots", "The plot beside the scene, as on the screen.");
    arguments.addOption(
        "plot-data", "A table of exactly the curves that the plot shows.", "OUT.csv");
    arguments.addOption("csv",
        "What separates the cells of the table: , (default), or ; for spreadsheets in languages "
        "whose decimals have a comma, which the numbers have then.",
        "SEPARATOR");
    arguments.addOption("size", "Pixels, up to 8192x8192 (default: 1280x720).", "WxH");
    arguments.addOption("theme", "light (default, for print) or dark.", "THEME");
    arguments.addOption("plain", "Without axes, titles, legends and numbers.");
    arguments.addOption("transparent", "Pictures (.png) without a background; axes and text stay.");
}

void describeVideos(CommandArguments& arguments)
{
    arguments.addOption("video",
        "A video: .mp4 (H.264), .webm (VP9), .gif, or numbered pictures with {n} in a .png's name.",
        "OUT");
    arguments.addOption("from", "Time of the video's first picture (default: 0).", "T");
    arguments.addOption("to", "Time at the video's end (default: the experiment's).", "T");
    arguments.addOption("fps", "Pictures per second of video (default: 30).", "N");
    arguments.addOption("every", "Simulated time between two pictures of the video.", "DT");
    arguments.addOption("seconds", "Length of the video instead of --every (default: 10).", "S");
    arguments.addOption("orbit",
        "Turns the camera by so many degrees over the video; 360 closes the circle when the video "
        "repeats.",
        "DEGREES");
    arguments.addOption("step-parameter",
        "A video over a parameter instead of time: one picture for each value, all at the time "
        "--at, the value written into it. The file carries the experiment with the first value.",
        "PATH=FIRST:LAST:STEP");
}

} // namespace

QString listOfPlots()
{
    QStringList words;
    for (const char* word : plotWords())
        words << word;
    const QString last = words.takeLast();
    return words.isEmpty() ? last : words.join(", ") + " or " + last;
}

void describeRender(CommandArguments& arguments)
{
    arguments.addSource();
    describePictures(arguments);
    describeVideos(arguments);
    arguments.addOption("frame", "Velocity of the observer's frame K'.", "VX,VY");
    arguments.addOption("set",
        "Changes one key before the experiment is read, such as constants.mass=2. May be repeated. "
        "A number may be a range FIRST:LAST:STEP: one job for each value, "
        "which stands for {mass} in file names.",
        "PATH=VALUE");
    arguments.addOption(
        "list-jobs", "Writes a command line for each job of the ranges in --set and runs none.");
    arguments.addThreads();
    arguments.addOption("quiet", "No progress on standard error.");
}

} // namespace dqm
