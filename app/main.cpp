#include "app/console/Batch.h"
#include "app/console/CommandLine.h"
#include "app/console/parts/CommandArguments.h"
#include "app/rendering/RenderCommand.h"
#include "app/rendering/WorksheetCommand.h"
#include "app/window/Display.h"
#include "app/window/Window.h"
#include "core/values/Printable.h"
#include "widgets/numbers/NumberText.h"
#include "widgets/theme/PictureMemory.h"

#include <QApplication>
#include <QCoreApplication>
#include <QStringList>

#include <csignal>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <new>
#include <stdexcept>
#include <string_view>
#include <unistd.h>

namespace {

int renderAll(const QStringList& arguments, std::ostream& out, std::ostream& err)
{
    return dqm::runJobs("render", dqm::render, arguments, out, err);
}

/// Qt catches nothing: where memory ends in its midst, so does the program, with one line.
[[noreturn]] void endInALine()
{
    try {
        if (const std::exception_ptr problem = std::current_exception())
            std::rethrow_exception(problem);
    } catch (const std::bad_alloc&) {
        static constexpr std::string_view line = "dqmlab: there is not enough memory\n";
        [[maybe_unused]] const auto said = ::write(STDERR_FILENO, line.data(), line.size());
        std::_Exit(dqm::exitFailed);
    } catch (...) {
        std::abort();
    }
    std::abort();
}

/// What Qt and its libraries take before they say anything.
constexpr std::size_t startMemory = 96UL << 20;
/// What a window takes with its drivers and threads, measured on one of 1280 x 800; with less some
/// of them wait for ever, others draw nothing.
constexpr std::size_t windowMemory = 900UL << 20;

int complain(const std::string& problem, int status)
{
    std::cerr << "dqmlab: "
              << dqm::shortened(QString::fromStdString(problem).simplified().toStdString(), 1000)
              << std::endl;
    return status;
}

} // namespace

int main(int argc, char** argv)
{
    std::set_terminate(endInALine);
    QCoreApplication::setApplicationName("dqmlab");
    QCoreApplication::setApplicationVersion(DQM_VERSION);
#ifdef SIGPIPE
    // A closed pipe is an error of the stream, reported like any other.
    std::signal(SIGPIPE, SIG_IGN);
#endif
#ifdef SIGXFSZ
    std::signal(SIGXFSZ, SIG_IGN); // the same for a file that may not become so long
#endif
    QStringList arguments;
    for (int i = 1; i < argc; ++i)
        arguments << QString::fromLocal8Bit(argv[i]);
    const bool isDrawn = arguments.value(0) == "render" || arguments.value(0) == "worksheet";
    if (!isDrawn && !dqm::isCommand(arguments) && arguments.contains("--help"))
        arguments = QStringList{"--help"};
    if (dqm::isCommand(arguments)) {
        const QCoreApplication application(argc, argv);
        dqm::useOneNumberFormat();
        return dqm::runCommand(arguments, std::cout, std::cerr);
    }

    dqm::requireMemory(startMemory);
    if (isDrawn) {
        // The scene has a context of its own; Qt only lends its fonts and the plots' canvas, and
        // must not look for a display.
        qputenv("QT_QPA_PLATFORM", "offscreen");
        // Nor need anybody hear what it misses on a machine without sessions.
        qInstallMessageHandler([](QtMsgType, const QMessageLogContext&, const QString&) {});
        const QApplication application(argc, argv);
        qInstallMessageHandler(nullptr);
        dqm::useOneNumberFormat();
        return dqm::runAction(arguments.value(0) == "render" ? renderAll : dqm::worksheet,
            arguments.mid(1), std::cout, std::cerr);
    }

    dqm::WindowRequest request;
    try {
        request = dqm::parseWindowArguments(arguments);
        if (!request.source.isEmpty())
            dqm::openAnySource(request.source);
    } catch (const std::exception& problem) {
        return complain(problem.what(), dqm::exitBadInput);
    }
    if (const std::string problem = dqm::displayProblem(argc, argv); !problem.empty()) {
        return complain(
            problem + "; \"dqmlab run\" and \"dqmlab render\" work without one", dqm::exitFailed);
    }
    dqm::requireMemory(windowMemory);
    return dqm::runWindow(argc, argv, request);
}
