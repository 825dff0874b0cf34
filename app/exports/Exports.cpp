#include "app/exports/Exports.h"

#include "app/dialogs/FileChoice.h"
#include "app/dialogs/PictureDialog.h"
#include "app/dialogs/RenderDialog.h"
#include "app/experiments/CarriedExperiment.h"
#include "app/pictures/PlotPicture.h"
#include "app/results/ArraysWriter.h"
#include "app/results/FieldsWriter.h"
#include "app/results/ParticlesWriter.h"
#include "app/session/ExperimentDocument.h"
#include "app/session/SimulationRunner.h"
#include "core/values/Printable.h"
#include "widgets/panels/bars/MessageBar.h"
#include "widgets/plots/parts/Plot.h"

#include <QAction>
#include <QFileInfo>

#include <optional>
#include <stdexcept>

namespace dqm {

namespace {

PictureOrder asOnTheScreen()
{
    PictureOrder order;
    order.size = QSize();
    return order;
}

} // namespace

Exports::Exports(Commands& commands, WindowParts parts, QObject* parent)
    : QObject(parent)
    , m_parts(std::move(parts))
    , m_play(commands[CommandId::Play])
{
    const auto on = [&](CommandId id, void (Exports::*slot)()) {
        connect(commands[id], &QAction::triggered, this, [this, slot] {
            if (m_isActive)
                (this->*slot)();
        });
    };
    on(CommandId::ExportPicture, &Exports::choosePicture);
    on(CommandId::SavePicture, &Exports::saveScene);
    on(CommandId::SaveWindowPicture, &Exports::saveWindow);
    on(CommandId::CopyPicture, &Exports::copyScene);
    on(CommandId::RenderVideo, &Exports::orderVideo);
    on(CommandId::SaveData, &Exports::chooseData);
    connect(&m_task, &BackgroundTask::finished, this,
        [this](const QImage& image) { m_afterwards(image); });
    connect(&m_task, &BackgroundTask::failed, &m_parts.messages, &MessageBar::showError);
}

Exports::~Exports() = default;

bool Exports::hasFrame()
{
    if (m_parts.frame())
        return true;
    m_parts.messages.showHint(tr("There is no picture yet."));
    return false;
}

void Exports::choosePicture()
{
    // Time is held, so that scene, plot and numbers are of one moment.
    const bool played = m_play->isChecked();
    m_play->setChecked(false);
    auto* dialog = new PictureDialog(m_parts);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::finished, m_play, [this, played] { m_play->setChecked(played); });
    connect(dialog, &PictureDialog::saved, &m_parts.messages,
        [this](const QString& path) { m_parts.messages.showHint(tr("Saved %1").arg(path)); });
    dialog->open();
}

void Exports::orderVideo()
{
    if (!hasFrame())
        return;
    auto* dialog = new RenderDialog(m_parts);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &RenderDialog::rendered, &m_parts.messages,
        [this](const QString& path) { m_parts.messages.showHint(tr("Rendered %1").arg(path)); });
    dialog->show();
}

void Exports::saveScene()
{
    if (!hasFrame())
        return;
    const Shown shown(m_parts);
    save(".png", drawing(asOnTheScreen(), shown, shown.stageSize), shown);
}

void Exports::saveWindow()
{
    save(
        "-window.png", [image = m_parts.window.grab().toImage()] { return image; }, Shown(m_parts));
}

void Exports::save(const QString& suffix, BackgroundTask::Work picture, const Shown& shown)
{
    const QString path = chooseFileToWrite(&m_parts.window, tr("Save picture"),
        suggestedPath(shown.experiment.title, suffix), tr("PNG pictures (*.png)"));
    if (!path.isEmpty())
        write(path, std::move(picture), shown);
}

void Exports::write(const QString& path, BackgroundTask::Work picture, const Shown& shown)
{
    if (const QString problem = whyNotWritable(path); !problem.isEmpty())
        return m_parts.messages.showError(problem);
    m_afterwards
        = [this, path](const QImage&) { m_parts.messages.showHint(tr("Saved %1").arg(path)); };
    m_task.start([picture = std::move(picture), path, json = shown.carried(),
                     time = shown.time()]() mutable {
        QImage image = picture();
        picture = nullptr;
        writePicture(image, path, json, time);
        return image;
    });
}

void Exports::copyScene()
{
    if (!hasFrame())
        return;
    const Shown shown(m_parts);
    m_afterwards = [this, json = shown.carried(), time = shown.time()](const QImage& image) {
        copyPicture(image, json, time);
        m_parts.messages.showHint(tr("The scene is on the clipboard, with its experiment."));
    };
    m_task.start(drawing(asOnTheScreen(), shown, shown.stageSize));
}

void Exports::chooseData()
{
    if (!hasFrame())
        return;
    QStringList kinds{tr("Fields for ParaView (*.vti)"), tr("Fields for NumPy (*.npz)"),
        tr("Curves of the plot (*.csv)")};
    if (m_parts.document.present().ensemble.particles > 0)
        kinds << tr("Particles for ParaView (*.vtp)");
    const QString path = chooseFileToWrite(&m_parts.window, tr("Save data"),
        suggestedPath(m_parts.document.present().title, ".vti"), kinds.join(";;"));
    if (!path.isEmpty())
        saveData(path);
}

void Exports::saveData(const QString& path)
{
    const QString suffix = QFileInfo(path).suffix().toLower();
    if (!QStringList{"vti", "npz", "csv", "vtp"}.contains(suffix))
        return m_parts.messages.showError(
            tr("Cannot write %1: data are saved as .vti, .npz, .csv or .vtp").arg(path));
    if (const QString problem = whyNotWritable(path); !problem.isEmpty())
        return m_parts.messages.showError(problem);
    if (!hasFrame())
        return;
    if (suffix == "csv")
        saveCurves(path);
    else
        saveFields(path, suffix);
}

void Exports::saveCurves(const QString& path)
{
    const Shown shown(m_parts);
    try {
        writePlotData(m_parts.plots.plotInView(), path, shown.carried(), shown.time());
        m_parts.messages.showHint(tr("Saved the curves of the plot in %1").arg(path));
    } catch (const std::exception& error) {
        m_parts.messages.showError(QString::fromStdString(sentenceOf(error)));
    }
}

void Exports::saveFields(const QString& path, const QString& suffix)
{
    const Shown shown(m_parts);
    // Of the observer whose picture stands in the first pane.
    const auto& pictures = shown.frame->pictures;
    const bool isSeenFromKPrime
        = !pictures.front().hasFields() && pictures.size() > 1 && pictures[1].hasFields();
    const Route route = isSeenFromKPrime ? Route::Observed : Route::Rest;
    const Vec2 W = isSeenFromKPrime ? shown.experiment.frameVelocity : Vec2(0.0, 0.0);
    // What is there in full precision is the simulation's alone.
    m_parts.runner.inspect(
        [this, path, suffix, route, W, experiment = shown.experiment](Simulation& simulation) {
            const double time = simulation.time();
            std::optional<ParticleTable> particles;
            if (simulation.particles() != nullptr)
                particles = particleTable(*simulation.particles(), W, time);
            if (suffix == "vti")
                writeFields(path, simulation.fields(route), time, experiment);
            else if (suffix == "npz")
                writeArrays(path, simulation.fields(route), time, experiment,
                    particles ? &*particles : nullptr);
            else if (particles)
                writeParticles(path, *particles, time, experiment);
            else
                throw std::runtime_error("this experiment has no particles");
            QMetaObject::invokeMethod(this, [this, path, time] {
                m_parts.messages.showHint(
                    tr("Saved the data of t = %1 in %2").arg(time, 0, 'g', 6).arg(path));
            });
        });
}

} // namespace dqm
