#include "app/exports/ExhibitExports.h"

#include "app/dialogs/FileChoice.h"
#include "app/dialogs/Settings.h"
#include "app/dialogs/Shown.h"
#include "app/experiments/CarriedExperiment.h"
#include "app/experiments/ExperimentFile.h"
#include "app/pictures/ExhibitPicture.h"
#include "app/pictures/PlotPicture.h"
#include "app/results/ChartTable.h"
#include "app/session/ExhibitDocument.h"
#include "core/values/Printable.h"
#include "widgets/exhibits/ChartPlot.h"
#include "widgets/panels/bars/MessageBar.h"

#include <QAction>
#include <QFileInfo>

namespace dqm {

namespace {

constexpr QSize pageSize(1920, 1200);

QString withoutSuffix(const QString& path)
{
    const QFileInfo file(path);
    return file.path() + '/' + file.completeBaseName();
}

} // namespace

ExhibitExports::ExhibitExports(Commands& commands, Parts parts, QObject* parent)
    : QObject(parent)
    , m_parts(std::move(parts))
{
    const auto on = [&](CommandId id, void (ExhibitExports::*slot)()) {
        connect(commands[id], &QAction::triggered, this, [this, slot] {
            if (m_isActive && hasFrame())
                (this->*slot)();
        });
    };
    on(CommandId::ExportPicture, &ExhibitExports::choosePicture);
    on(CommandId::SavePicture, &ExhibitExports::saveScene);
    on(CommandId::SaveWindowPicture, &ExhibitExports::saveWindow);
    on(CommandId::CopyPicture, &ExhibitExports::copyScene);
    on(CommandId::SaveData, &ExhibitExports::chooseData);
}

bool ExhibitExports::hasFrame()
{
    if (m_parts.frame())
        return true;
    m_parts.messages.showHint(tr("There is no picture yet."));
    return false;
}

QByteArray ExhibitExports::carried() const
{
    return formatExperimentOnOneLine(m_parts.document.present());
}

QString ExhibitExports::choosePath(
    const QString& title, const QString& suffix, const QString& filter)
{
    return chooseFileToWrite(
        &m_parts.window, title, suggestedPath(m_parts.document.present().title, suffix), filter);
}

void ExhibitExports::perform(const QString& path, const std::function<void()>& write)
{
    if (const QString problem = whyNotWritable(path); !problem.isEmpty())
        return m_parts.messages.showError(problem);
    try {
        write();
        m_parts.messages.showHint(tr("Saved %1").arg(path));
    } catch (const std::exception& error) {
        m_parts.messages.showError(QString::fromStdString(sentenceOf(error)));
    }
}

void ExhibitExports::saveImage(const QImage& image, const QString& path)
{
    if (!path.isEmpty())
        perform(path, [&] { writePicture(image, path, carried(), m_parts.frame()->progress); });
}

void ExhibitExports::choosePicture()
{
    const QString path = choosePath(tr("Export picture"), ".png",
        tr("Picture of the page (*.png);;Charts as vector graphics (*.svg);;Charts for print "
           "(*.pdf)"));
    if (!path.isEmpty())
        savePicture(path);
}

void ExhibitExports::savePicture(const QString& path)
{
    const QString suffix = QFileInfo(path).suffix().toLower();
    if (suffix == "svg" || suffix == "pdf")
        return saveCharts(path);
    if (suffix != "png")
        return m_parts.messages.showError(
            tr("Cannot write %1: pictures are saved as .png, charts also as .svg or .pdf")
                .arg(path));
    ExhibitPicture picture(m_parts.document.present(), settings::themeKind());
    saveImage(picture.draw(m_parts.frame(), pageSize), path);
}

void ExhibitExports::saveCharts(const QString& path)
{
    const auto frame = m_parts.frame();
    perform(path, [&] {
        ExhibitPicture picture(m_parts.document.present(), ThemeKind::Light);
        for (std::size_t i = 0; i < frame->charts.size(); ++i) {
            PlotFile file;
            file.heading = picture.heading(*frame, frame->charts[i]);
            file.experiment = carried();
            file.time = frame->progress;
            writePlot(picture.chart(frame, i),
                withoutSuffix(path) + '-' + QString::fromStdString(frame->charts[i].id) + '.'
                    + QFileInfo(path).suffix(),
                file);
        }
    });
}

void ExhibitExports::saveScene()
{
    saveImage(m_parts.scene.grab().toImage(),
        choosePath(tr("Save picture"), ".png", tr("PNG pictures (*.png)")));
}

void ExhibitExports::saveWindow()
{
    const QImage image = m_parts.window.grab().toImage();
    saveImage(image, choosePath(tr("Save picture"), "-window.png", tr("PNG pictures (*.png)")));
}

void ExhibitExports::copyScene()
{
    copyPicture(m_parts.scene.grab().toImage(), carried(), m_parts.frame()->progress);
    m_parts.messages.showHint(tr("The scene is on the clipboard, with its experiment."));
}

void ExhibitExports::chooseData()
{
    const QString path
        = choosePath(tr("Save data"), ".csv", tr("Tables of numbers and charts (*.csv)"));
    if (!path.isEmpty())
        saveData(path);
}

void ExhibitExports::saveData(const QString& path)
{
    if (QFileInfo(path).suffix().toLower() != "csv")
        return m_parts.messages.showError(
            tr("Cannot write %1: data of an exhibit are saved as .csv").arg(path));
    const auto frame = m_parts.frame();
    perform(path, [&] {
        writeColumns(readoutColumns(*frame), path, carried(), frame->progress);
        writeCharts(*frame, withoutSuffix(path), m_parts.document.present());
    });
}

} // namespace dqm
