#include "app/exports/Recording.h"

#include "app/dialogs/RecordingDialog.h"
#include "app/dialogs/Settings.h"
#include "app/session/ExperimentDocument.h"
#include "core/values/Printable.h"
#include "widgets/panels/bars/MessageBar.h"
#include "widgets/panels/bars/PlaybackBar.h"
#include "widgets/scene/view/StageView.h"

#include <QAction>
#include <QDateTime>
#include <QFileInfo>
#include <QPainter>
#include <QSignalBlocker>

#include <stdexcept>

namespace dqm {

namespace {

constexpr int timeShownEvery = 200; // ms

QSize even(QSize size)
{
    return {std::max(64, size.width() / 2 * 2), std::max(64, size.height() / 2 * 2)};
}

/// The plots and numbers beside the stage, from the stage's upper edge to its lower one.
QImage sideBySide(QWidget& stage, QWidget& beside)
{
    const QImage left = stage.grab().toImage();
    const double ratio = left.devicePixelRatio();
    QImage image(
        QSize(left.width() + qRound(beside.width() * ratio), left.height()), QImage::Format_RGB32);
    image.setDevicePixelRatio(ratio);
    image.fill(beside.palette().color(QPalette::Window));
    QPainter painter(&image);
    painter.drawImage(QPoint(0, 0), left);
    beside.render(&painter, QPoint(stage.width(), 0));
    return image;
}

} // namespace

Recording::Recording(Commands& commands, WindowParts parts, PlaybackBar& playback, QObject* parent)
    : QObject(parent)
    , m_commands(commands)
    , m_parts(std::move(parts))
    , m_playback(playback)
{
    m_shown.setInterval(timeShownEvery);
    connect(&m_shown, &QTimer::timeout, this, &Recording::showTime);
    connect(m_commands[CommandId::RecordVideo], &QAction::toggled, this, &Recording::toggle);
    connect(m_commands[CommandId::RecordingOptions], &QAction::triggered, this,
        &Recording::chooseOptions);
    connect(&m_recorder, &Recorder::finished, this, &Recording::sayFinished);
    connect(&m_recorder, &Recorder::failed, this, [this](const QString& reason) {
        m_commands[CommandId::RecordVideo]->setChecked(false);
        m_parts.messages.showError(tr("The recording ended: %1").arg(reason));
    });
}

void Recording::toggle(bool on)
{
    if (!on) {
        m_recorder.stop();
        m_shown.stop();
        showTime();
        return;
    }
    try {
        begin();
        m_shown.start();
        showTime();
    } catch (const std::exception& error) {
        m_parts.messages.showError(
            tr("Nothing is recorded: %1").arg(QString::fromStdString(sentenceOf(error))));
        m_commands[CommandId::RecordVideo]->setChecked(false);
    }
}

QImage Recording::seen(FilmChoice::Area area) const
{
    if (area == FilmChoice::Area::Window)
        return m_parts.window.grab().toImage();
    if (area == FilmChoice::Area::StageAndPlots && m_parts.besideStage.isVisible())
        return sideBySide(m_parts.stage, m_parts.besideStage);
    return m_parts.stage.grab().toImage();
}

FilmWriter::Settings Recording::settingsFor(const FilmChoice& choice) const
{
    const Shown shown(m_parts);
    const QFileInfo name(suggestedPath(shown.experiment.title, {}));
    const QString stem = choice.folder + '/' + name.fileName()
        + QDateTime::currentDateTime().toString("-yyyyMMdd-HHmmss");
    const QString path = choice.format == FilmFormat::Pictures ? stem + "/{n}.png"
                                                               : stem + suffixOf(choice.format);
    if (!QFileInfo(choice.folder).isDir())
        throw std::invalid_argument("there is no folder " + choice.folder.toStdString()
            + "; Recording options choose another");
    const QSize size = choice.size.isEmpty() ? even(seen(choice.area).size()) : even(choice.size);
    return {path, size, static_cast<double>(choice.framesPerSecond), shown.carried(), shown.time()};
}

void Recording::begin()
{
    const FilmChoice choice = settings::filmChoice();
    m_recorder.start(
        settingsFor(choice),
        [this, area = choice.area] {
            const auto frame = m_parts.frame();
            return Recorder::Sight{seen(area), frame ? frame->time : 0.0};
        },
        m_parts.window.palette().color(QPalette::Window));
}

void Recording::showTime()
{
    if (!m_recorder.isRecording())
        return m_playback.setRecorded(std::nullopt);
    m_playback.setRecorded(m_recorder.seconds());
}

void Recording::sayFinished(const Recorder::Report& report)
{
    QString text = tr("Recorded %1 s in %2").arg(report.seconds, 0, 'f', 1).arg(report.path);
    if (report.leftOut > 0)
        text
            += tr("; %1 of %2 pictures were left out, since writing them was slower than the clock")
                   .arg(report.leftOut)
                   .arg(report.leftOut + report.pictures);
    m_parts.messages.showHint(text);
}

void Recording::chooseOptions()
{
    auto* dialog
        = new RecordingDialog(settings::filmChoice(), Shown(m_parts).stageSize, &m_parts.window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(
        dialog, &QDialog::accepted, this, [dialog] { settings::setFilmChoice(dialog->choice()); });
    dialog->open();
}

} // namespace dqm
