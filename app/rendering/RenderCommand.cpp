#include "app/rendering/RenderCommand.h"

#include "app/console/CommandLine.h"
#include "app/console/RunCommand.h"
#include "app/console/parts/Interrupt.h"
#include "app/console/parts/Progress.h"
#include "app/experiments/CarriedExperiment.h"
#include "app/experiments/ExperimentFile.h"
#include "app/films/VideoEncoder.h"
#include "app/rendering/ExhibitRendering.h"
#include "app/rendering/RenderOptions.h"
#include "app/rendering/Rendering.h"
#include "app/results/FieldsWriter.h"

#include <iostream>
#include <memory>
#include <unistd.h>

namespace dqm {

namespace {

std::unique_ptr<Rendering> renderingOf(const RenderOptions& options)
{
    return std::make_unique<Rendering>(options);
}

std::unique_ptr<ExhibitRendering> renderingOf(const ExhibitRenderOptions& options)
{
    return std::make_unique<ExhibitRendering>(options);
}

/// @return how many pictures were written; fewer than asked for if it was interrupted.
long long writeVideo(
    const auto& options, Progress& progress, VideoEncoder* encoder, const Interrupt& interrupt)
{
    const auto rendering = renderingOf(options);
    long long written = 0;
    for (; written < options.pictures && (written == 0 || !interrupt.isRequested()); ++written) {
        const QImage image = rendering->picture(written);
        if (encoder != nullptr) {
            encoder->write(image);
        } else {
            writePicture(image, fieldsFileName(options.video, written, options.pictures - 1),
                rendering->experimentOf(written), rendering->timeOf(written));
        }
        progress.show(static_cast<double>(written + 1) / static_cast<double>(options.pictures),
            "picture " + std::to_string(written + 1));
    }
    if (encoder != nullptr)
        encoder->finish();
    return written;
}

int renderVideo(
    const auto& options, std::ostream& err, VideoEncoder* encoder, const Interrupt& interrupt)
{
    Progress progress(err, &err == &std::cerr && isatty(STDERR_FILENO) != 0, options.quiet);
    try {
        const long long written = writeVideo(options, progress, encoder, interrupt);
        const bool isComplete = written == options.pictures;
        progress.conclude((isComplete ? "" : "interrupted: ") + std::to_string(written)
            + " pictures in " + options.video.toStdString());
        return isComplete ? exitDone : exitInterrupted;
    } catch (...) {
        progress.endLine();
        throw;
    }
}

int renderAs(const auto& options, std::ostream& err)
{
    const Interrupt interrupt;
    // Before anything is computed: a missing encoder must not cost an hour.
    std::optional<VideoEncoder> encoder;
    if (VideoEncoder::isVideo(options.video)) {
        encoder.emplace(VideoEncoder::Settings{options.video, options.size, options.framesPerSecond,
            formatExperimentOnOneLine(options.experiment), options.from,
            [&interrupt] { return interrupt.isRequested(); }});
    }
    try {
        if (!options.image.isEmpty() || !options.plotData.isEmpty())
            renderingOf(options)->writeMoment();
        return options.video.isEmpty()
            ? exitDone
            : renderVideo(options, err, encoder ? &*encoder : nullptr, interrupt);
    } catch (const std::invalid_argument&) {
        throw; // of the experiment, or a chart that is not there
    } catch (const std::bad_alloc&) {
        throw;
    } catch (const std::exception& failure) {
        throw RunFailure(failure.what());
    }
}

} // namespace

int render(const QStringList& arguments, std::ostream& out, std::ostream& err)
{
    const auto options = parseRenderOptions(arguments, out);
    return options ? std::visit([&](const auto& chosen) { return renderAs(chosen, err); }, *options)
                   : exitDone;
}

} // namespace dqm
