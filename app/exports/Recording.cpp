#include "app/exports/Recording.h"

#include "app/dialogs/RecordingDialog.h"
#include "app/dialogs/Settings.h"
#include "app/session/ExperimentDocument.h"
#include "core/values/Printable.h"
#include "widgets/panels/bars/MessageBar.h"
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

FilmedPage filmedPage(const WindowParts& parts)
{
    return {parts.stage, parts.besideStage, parts.document.present().title,
        [parts] { return Shown(parts).carried(); },
        [frame = parts.frame] { return frame() ? frame()->time : 0.0; }};
}

Recording::Recording(Commands& commands, Parts parts, QObject* parent)
    : QObject(parent)
    , m_commands(commands)
    , m_parts(std::move(parts))
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

QImage Recording::seen(const FilmedPage& page, FilmChoice::Area area) const
{
    if (area == FilmChoice::Area::Window)
        return m_parts.window.grab().toImage();
    if (area == FilmChoice::Area::StageAndPlots && page.beside.isVisible())
        return sideBySide(page.picture, page.beside);
    return page.picture.grab().toImage();
}

FilmWriter::Settings Recording::settingsFor(const FilmedPage& page, const FilmChoice& choice) const
{
    const QFileInfo name(suggestedPath(page.title, {}));
    const QString stem = choice.folder + '/' + name.fileName()
        + QDateTime::currentDateTime().toString("-yyyyMMdd-HHmmss");
    const QString path = choice.format == FilmFormat::Pictures ? stem + "/{n}.png"
                                                               : stem + suffixOf(choice.format);
    if (!QFileInfo(choice.folder).isDir())
        throw std::invalid_argument("there is no folder " + choice.folder.toStdString()
            + "; Recording options choose another");
    const QSize size
        = choice.size.isEmpty() ? even(seen(page, choice.area).size()) : even(choice.size);
    return {path, size, static_cast<double>(choice.framesPerSecond), page.carried(), page.time()};
}

void Recording::begin()
{
    const FilmChoice choice = settings::filmChoice();
    const FilmedPage page = m_parts.page();
    m_recorder.start(
        settingsFor(page, choice),
        [this, page, area = choice.area] {
            return Recorder::Sight{seen(page, area), page.time()};
        },
        m_parts.window.palette().color(QPalette::Window));
}

void Recording::showTime()
{
    emit lasts(m_recorder.isRecording() ? std::optional(m_recorder.seconds()) : std::nullopt);
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
    const QWidget& picture = m_parts.page().picture;
    const QSize pixels = (QSizeF(picture.size()) * picture.devicePixelRatioF()).toSize();
    auto* dialog = new RecordingDialog(settings::filmChoice(), pixels, &m_parts.window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(
        dialog, &QDialog::accepted, this, [dialog] { settings::setFilmChoice(dialog->choice()); });
    dialog->open();
}

} // namespace dqm
