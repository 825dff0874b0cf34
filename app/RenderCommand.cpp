#include "app/RenderCommand.h"

#include "app/CarriedExperiment.h"
#include "app/CommandLine.h"
#include "app/ExperimentFile.h"
#include "app/FieldsWriter.h"
#include "app/Interrupt.h"
#include "app/Progress.h"
#include "app/RenderOptions.h"
#include "app/RunCommand.h"
#include "app/StagePicture.h"
#include "app/VideoEncoder.h"
#include "core/grid/Parallel.h"

#include <iostream>
#include <unistd.h>

namespace dqm {

namespace {

/// A simulation and what draws it.
class Rendering
{
public:
    explicit Rendering(const RenderOptions& options)
        : m_options(options)
        , m_simulation(options.experiment,
              {options.experiment.stage.columns == StageSettings::Columns::KAndKPrime,
                  threadCount()})
        , m_picture(options.experiment.view, options.theme, options.size)
        , m_json(formatExperimentOnOneLine(options.experiment))
    {
        m_picture.setOverlays(options.overlays);
    }

    QImage at(double time)
    {
        m_simulation.advanceTo(time);
        return m_picture.draw(m_simulation.frame(StagePicture::request(m_options.experiment)));
    }

    void writeImage() { writePicture(at(m_options.at), m_options.image, m_json, m_options.at); }

    /// @return false if it was interrupted; what was written plays.
    bool writeVideo(Progress& progress, const Interrupt& interrupt, VideoEncoder* encoder)
    {
        for (m_written = 0; m_written < m_options.pictures; ++m_written) {
            if (interrupt.isRequested() && m_written > 0) {
                break;
            }
            const double time = m_options.from + static_cast<double>(m_written) * m_options.every;
            const QImage image = at(time);
            if (encoder != nullptr) {
                encoder->write(image);
            } else {
                writePicture(image,
                    fieldsFileName(m_options.video, m_written, m_options.pictures - 1), m_json,
                    time);
            }
            progress.show(
                static_cast<double>(m_written + 1) / static_cast<double>(m_options.pictures),
                "picture " + std::to_string(m_written + 1));
        }
        if (encoder != nullptr) {
            encoder->finish();
        }
        return m_written == m_options.pictures;
    }

    long long written() const { return m_written; }

private:
    const RenderOptions& m_options;
    Simulation m_simulation;
    StagePicture m_picture;
    QByteArray m_json;
    long long m_written = 0;
};

int renderVideo(const RenderOptions& options, std::ostream& err, VideoEncoder* encoder)
{
    Progress progress(err, &err == &std::cerr && isatty(STDERR_FILENO) != 0, options.quiet);
    const Interrupt interrupt;
    try {
        Rendering rendering(options);
        const bool isComplete = rendering.writeVideo(progress, interrupt, encoder);
        progress.conclude((isComplete ? "" : "interrupted: ") + std::to_string(rendering.written())
            + " pictures in " + options.video.toStdString());
        return isComplete ? exitDone : exitInterrupted;
    } catch (...) {
        progress.endLine();
        throw;
    }
}

} // namespace

int render(const QStringList& arguments, std::ostream& out, std::ostream& err)
{
    const auto options = parseRenderOptions(arguments, out);
    if (!options) {
        return exitDone;
    }
    // Before anything is computed: a missing encoder must not cost an hour.
    std::optional<VideoEncoder> encoder;
    if (VideoEncoder::isVideo(options->video)) {
        encoder.emplace(
            VideoEncoder::Settings{options->video, options->size, options->framesPerSecond,
                formatExperimentOnOneLine(options->experiment), options->from});
    }
    try {
        if (!options->image.isEmpty()) {
            Rendering(*options).writeImage();
        }
        return options->video.isEmpty() ? exitDone
                                        : renderVideo(*options, err, encoder ? &*encoder : nullptr);
    } catch (const ExperimentError&) {
        throw;
    } catch (const std::bad_alloc&) {
        throw;
    } catch (const std::exception& failure) {
        throw RunFailure(failure.what());
    }
}

} // namespace dqm
