#include "app/window/Window.h"

#include "app/carriers/InputFile.h"
#include "app/console/CommandLine.h"
#include "app/console/parts/OutputNames.h"
#include "app/dialogs/Settings.h"
#include "app/experiments/ExperimentLibrary.h"
#include "app/files/OutputStream.h"
#include "app/files/WholeFile.h"
#include "app/window/FrameRates.h"
#include "app/window/Gallery.h"
#include "app/window/MainWindow.h"
#include "app/window/WindowPlace.h"
#include "core/values/Printable.h"
#include "widgets/numbers/NumberText.h"
#include "widgets/scene/drawing/RendererName.h"
#include "widgets/theme/Style.h"
#include "widgets/theme/TypeSize.h"

#include <QApplication>
#include <QBuffer>
#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QSurfaceFormat>
#include <QTimer>

#include <cmath>
#include <iostream>
#include <new>
#include <stdexcept>

namespace dqm {

namespace {

constexpr int largestSide = 8192;
constexpr double longestDelay = 3600.0;

/// Options that Qt takes for itself together with a value: -platform offscreen, -style fusion, ...
bool belongsToQt(const QString& option)
{
    static const QStringList known{"-platform", "-platformpluginpath", "-platformtheme", "-plugin",
        "-style", "-stylesheet", "-display", "-geometry", "-qwindowgeometry", "-qwindowicon",
        "-qwindowtitle", "-fontengine"};
    return known.contains(option.startsWith("--") ? option.mid(1) : option);
}

[[noreturn]] void refuse(const QString& option, const QString& found, const QString& expected)
{
    throw std::invalid_argument(
        QStringLiteral("%1: found %2, expected %3")
            .arg(option, found.isEmpty() ? QStringLiteral("nothing") : found, expected)
            .toStdString());
}

QSize parseSize(const QString& text)
{
    static const QRegularExpression pattern(R"(^(\d{1,5})x(\d{1,5})$)");
    const auto match = pattern.match(text);
    const QSize size(match.captured(1).toInt(), match.captured(2).toInt());
    if (!match.hasMatch() || size.width() < leastWindow.width()
        || size.height() < leastWindow.height()
        || std::max(size.width(), size.height()) > largestSide)
        refuse("--size", text, "WIDTHxHEIGHT between 800x600 and 8192x8192, such as 1280x800");
    return size;
}

int parseTypeSize(const QString& text)
{
    bool isNumber = false;
    const int percent = text.toInt(&isNumber);
    if (!isNumber || percent < smallestTypeSize || percent > largestTypeSize)
        refuse("--type", text, "per cent of the usual size of type, between 90 and 200");
    return percent;
}

double parseDelay(const QString& text)
{
    bool isNumber = false;
    const double value = text.toDouble(&isNumber);
    if (!isNumber || !(value >= 0.0 && value <= longestDelay))
        refuse("--after", text, "seconds between 0 and 3600");
    return value;
}

/// What was asked for at the end, then leaves.
void finish(MainWindow& window, const WindowRequest& request, const FrameRates& rates)
{
    try {
        if (request.rates)
            writeOut(std::cout, rates.text().toStdString() + "\n");
        if (!request.screenshot.isEmpty()) {
            QBuffer picture;
            picture.open(QIODevice::WriteOnly);
            if (!window.grab().save(&picture, "PNG"))
                throw std::bad_alloc();
            writeWholeFile(request.screenshot, picture.data());
        }
        QApplication::exit(exitDone);
    } catch (const std::exception& problem) {
        std::cerr << "dqmlab: " << sentenceOf(problem) << std::endl;
        QApplication::exit(exitFailed);
    }
}

} // namespace

WindowRequest parseWindowArguments(const QStringList& arguments)
{
    WindowRequest request;
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        const QString& argument = arguments[i];
        const auto value = [&] { return ++i < arguments.size() ? arguments[i] : QString(); };
        if (belongsToQt(argument)) {
            ++i;
        } else if (argument == "--play") {
            request.play = true;
        } else if (argument == "--rates") {
            request.rates = true;
        } else if (argument == "--size") {
            request.size = parseSize(value());
        } else if (argument == "--type") {
            request.typeSize = parseTypeSize(value());
        } else if (argument == "--after") {
            request.after = parseDelay(value());
        } else if (argument == "--screenshot") {
            request.screenshot = value();
            if (!request.screenshot.endsWith(".png"))
                refuse("--screenshot", request.screenshot, "a file name that ends in .png");
        } else if (argument.startsWith("--")) {
            throw std::invalid_argument("there is no option " + argument.toStdString());
        } else if (!argument.startsWith('-') || argument == InputFile::standardInput) {
            if (!request.source.isEmpty())
                throw std::invalid_argument("found two experiments, " + request.source.toStdString()
                    + " and " + argument.toStdString() + ": expected one");
            request.source = argument;
        }
    }
    requireOutputs({{"screenshot", request.screenshot}}, request.source);
    return request;
}

int runWindow(int argc, char** argv, const WindowRequest& request)
{
    QSurfaceFormat format;
    format.setRenderableType(QSurfaceFormat::OpenGL);
    format.setVersion(3, 2);
    format.setProfile(QSurfaceFormat::CoreProfile);
    format.setDepthBufferSize(24);
    format.setStencilBufferSize(8);
    QSurfaceFormat::setDefaultFormat(format);
    const QApplication application(argc, argv);
    QApplication::setStyle(makeStyle());
    useOneNumberFormat();
    QApplication::setOrganizationName("dqmlab");
    QApplication::setApplicationDisplayName("DQM Lab");

    if (qgetenv("DQMLAB_RENDERER").toLower() == "gpu" && screenRendererName().isEmpty()) {
        std::cerr
            << "dqmlab: DQMLAB_RENDERER=gpu: this screen has no driver of OpenGL 3.2; expected "
               "\"software\", or nothing"
            << std::endl;
        return exitFailed;
    }
    MainWindow window;
    window.openExperimentNamed(
        request.source.isEmpty() ? shippedExperiments().front().name : request.source);
    if (request.typeSize)
        window.setTypeSize(*request.typeSize);
    if (request.size.isValid())
        window.resize(request.size);
    else
        keepOnScreen(window);
    window.show();
    const bool isAsked = window.offerRecovery();
    if (request.leavesTheChoice() && !isAsked && settings::galleryAtStart())
        window.gallery().open();
    window.setPlaying(request.play);
    FrameRates rates;
    if (request.rates)
        QObject::connect(
            &window, &MainWindow::frameTaken, &window, [&] { rates.shown(window.frame()->steps); });
    if (!request.screenshot.isEmpty() || request.rates) {
        QTimer::singleShot(static_cast<int>(std::lround(1000.0 * request.after)), &window,
            [&] { finish(window, request, rates); });
    }
    const int status = QApplication::exec();
    return status;
}

} // namespace dqm
