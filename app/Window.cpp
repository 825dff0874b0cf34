#include "app/Window.h"

#include "app/CommandLine.h"
#include "app/ExperimentLibrary.h"
#include "app/MainWindow.h"
#include "core/grid/FourierTransform.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSaveFile>
#include <QStandardPaths>
#include <QSurfaceFormat>
#include <QTimer>

#include <cmath>
#include <iostream>
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
    if (!match.hasMatch() || size.width() < 640 || size.height() < 480
        || std::max(size.width(), size.height()) > largestSide)
        refuse("--size", text, "WIDTHxHEIGHT between 640x480 and 8192x8192, such as 1280x800");
    return size;
}

double parseDelay(const QString& text)
{
    bool isNumber = false;
    const double value = text.toDouble(&isNumber);
    if (!isNumber || !(value >= 0.0 && value <= longestDelay))
        refuse("--after", text, "seconds between 0 and 3600");
    return value;
}

QString wisdomPath()
{
    return QStandardPaths::writableLocation(QStandardPaths::CacheLocation) + "/fftw-wisdom";
}

/// Plans that were measured in an earlier run let the first frame appear at once.
void recallTransformPlans()
{
    QFile file(wisdomPath());
    if (file.open(QIODevice::ReadOnly))
        importWisdom(file.readAll().toStdString());
}

void keepTransformPlans()
{
    QDir().mkpath(QFileInfo(wisdomPath()).path());
    QSaveFile file(wisdomPath());
    if (file.open(QIODevice::WriteOnly)) {
        file.write(QByteArray::fromStdString(exportWisdom()));
        file.commit();
    }
}

void saveScreenshot(MainWindow& window, const QString& path)
{
    if (window.grab().save(path)) {
        QApplication::exit(exitDone);
        return;
    }
    std::cerr << "dqmlab: cannot write " << path.toStdString() << std::endl;
    QApplication::exit(exitFailed);
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
        } else if (argument == "--size") {
            request.size = parseSize(value());
        } else if (argument == "--after") {
            request.after = parseDelay(value());
        } else if (argument == "--screenshot") {
            request.screenshot = value();
            if (!request.screenshot.endsWith(".png"))
                refuse("--screenshot", request.screenshot, "a file name that ends in .png");
        } else if (argument.startsWith("--")) {
            throw std::invalid_argument("there is no option " + argument.toStdString());
        } else if (!argument.startsWith('-')) {
            if (!request.source.isEmpty())
                throw std::invalid_argument("found two experiments, " + request.source.toStdString()
                    + " and " + argument.toStdString() + ": expected one");
            request.source = argument;
        }
    }
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
    QApplication::setStyle("Fusion");
    const QApplication application(argc, argv);
    QApplication::setOrganizationName("dqmlab");
    QApplication::setApplicationDisplayName("DQM Lab");

    recallTransformPlans();
    MainWindow window;
    window.openExperimentNamed(
        request.source.isEmpty() ? shippedExperiments().front().name : request.source);
    if (request.size.isValid())
        window.resize(request.size);
    window.show();
    window.setPlaying(request.play);
    if (!request.screenshot.isEmpty()) {
        QTimer::singleShot(static_cast<int>(std::lround(1000.0 * request.after)), &window,
            [&] { saveScreenshot(window, request.screenshot); });
    }
    const int status = QApplication::exec();
    keepTransformPlans();
    return status;
}

} // namespace dqm
