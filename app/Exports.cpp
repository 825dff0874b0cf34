#include "app/Exports.h"

#include "app/ArraysWriter.h"
#include "app/CarriedExperiment.h"
#include "app/ExperimentDocument.h"
#include "app/FieldsWriter.h"
#include "app/PictureDialog.h"
#include "app/Settings.h"
#include "app/SimulationRunner.h"
#include "widgets/panels/MessageBar.h"

#include <QAction>
#include <QClipboard>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>

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
{
    const auto on
        = [&](CommandId id, auto slot) { connect(commands[id], &QAction::triggered, this, slot); };
    on(CommandId::ExportPicture, &Exports::choosePicture);
    on(CommandId::SavePicture, &Exports::saveScene);
    on(CommandId::SaveWindowPicture, &Exports::saveWindow);
    on(CommandId::CopyPicture, &Exports::copyScene);
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
    auto* dialog
        = new PictureDialog(Shown(m_parts), m_parts.window.grab().toImage(), &m_parts.window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &PictureDialog::saved, &m_parts.messages,
        [this](const QString& path) { m_parts.messages.showHint(tr("Saved %1").arg(path)); });
    dialog->open();
}

void Exports::saveScene()
{
    if (!hasFrame())
        return;
    const Shown shown(m_parts);
    save(".png", drawing(asOnTheScreen(), shown, shown.stageSize));
}

void Exports::saveWindow()
{
    save("-window.png", [image = m_parts.window.grab().toImage()] { return image; });
}

void Exports::save(const QString& suffix, BackgroundTask::Work picture)
{
    const QString path = QFileDialog::getSaveFileName(&m_parts.window, tr("Save picture"),
        suggestedPath(m_parts.document.present(), suffix), tr("PNG pictures (*.png)"));
    if (path.isEmpty())
        return;
    settings::setLastFolder(QFileInfo(path).absolutePath());
    write(QFileInfo(path).suffix().isEmpty() ? path + ".png" : path, std::move(picture));
}

void Exports::write(const QString& path, BackgroundTask::Work picture)
{
    if (const QString problem = whyNotWritable(path); !problem.isEmpty())
        return m_parts.messages.showError(problem);
    const Shown shown(m_parts);
    m_afterwards
        = [this, path](const QImage&) { m_parts.messages.showHint(tr("Saved %1").arg(path)); };
    m_task.start([picture = std::move(picture), path, json = shown.carried(),
                     time = shown.time()]() mutable {
        const QImage image = picture();
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
    m_afterwards = [this](const QImage& image) {
        QGuiApplication::clipboard()->setImage(image);
        m_parts.messages.showHint(tr("The scene is on the clipboard."));
    };
    m_task.start(drawing(asOnTheScreen(), shown, shown.stageSize));
}

void Exports::chooseData()
{
    if (!hasFrame())
        return;
    const QString fields = tr("Fields for ParaView (*.vti)");
    const QString arrays = tr("Fields for NumPy (*.npz)");
    QString kind = fields;
    QString path = QFileDialog::getSaveFileName(&m_parts.window, tr("Save data"),
        suggestedPath(m_parts.document.present(), ".vti"), fields + ";;" + arrays, &kind);
    if (path.isEmpty())
        return;
    settings::setLastFolder(QFileInfo(path).absolutePath());
    if (QFileInfo(path).suffix().isEmpty())
        path += kind == arrays ? ".npz" : ".vti";
    saveData(path);
}

void Exports::saveData(const QString& path)
{
    const QString suffix = QFileInfo(path).suffix().toLower();
    if (suffix != "vti" && suffix != "npz")
        return m_parts.messages.showError(
            tr("Cannot write %1: data are saved as .vti or .npz").arg(path));
    if (const QString problem = whyNotWritable(path); !problem.isEmpty())
        return m_parts.messages.showError(problem);
    const Shown shown(m_parts);
    // Of the observer whose picture stands in the first pane.
    const auto& pictures = shown.frame->pictures;
    const bool isSeenFromKPrime
        = !pictures.front().hasFields() && pictures.size() > 1 && pictures[1].hasFields();
    const Route route = isSeenFromKPrime ? Route::Observed : Route::Rest;
    const auto write = suffix == "npz" ? writeArrays : writeFields;
    // The fields in full precision are the simulation's alone.
    m_parts.runner.inspect(
        [this, write, path, route, experiment = shown.experiment](Simulation& simulation) {
            const double time = simulation.time();
            write(path, simulation.fields(route), time, experiment);
            QMetaObject::invokeMethod(this, [this, path, time] {
                m_parts.messages.showHint(
                    tr("Saved the fields at t = %1 in %2").arg(time, 0, 'g', 6).arg(path));
            });
        });
}

} // namespace dqm
