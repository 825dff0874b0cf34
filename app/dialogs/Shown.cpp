#include "app/dialogs/Shown.h"

#include "app/dialogs/Settings.h"
#include "app/experiments/ExperimentFile.h"
#include "app/pictures/SceneChoices.h"
#include "app/session/ExperimentDocument.h"
#include "widgets/plots/parts/Plot.h"
#include "widgets/scene/view/StageView.h"

#include <QFileInfo>
#include <QRegularExpression>

namespace dqm {

namespace {

QSize pixelsOf(const QWidget& widget)
{
    return (QSizeF(widget.size()) * widget.devicePixelRatioF()).toSize();
}

} // namespace

Shown::Shown(const WindowParts& parts)
    : frame(parts.frame())
    , look(parts.stage.look())
    , experiment(parts.document.present())
    , stageSize(pixelsOf(parts.stage))
    , plotSize(pixelsOf(parts.plots.plotInView()))
    , plot(&parts.plots.plot())
    , devicePixelRatio(parts.stage.devicePixelRatioF())
{
    note(experiment.view, look.camera);
}

QByteArray Shown::carried() const { return formatExperimentOnOneLine(experiment); }

QString suggestedPath(const std::string& title, const QString& suffix)
{
    static const QRegularExpression notInNames(R"([\s/\\:*?"<>|]+)");
    QString name = QString::fromStdString(title).toLower().trimmed();
    name.replace(notInNames, "-");
    return settings::lastFolder() + '/' + (name.isEmpty() ? QStringLiteral("dqmlab") : name)
        + suffix;
}

QString whyNotWritable(const QString& path)
{
    const QFileInfo target(path);
    const QFileInfo folder(target.path());
    const auto because = [&path](const QString& reason) {
        return QObject::tr("Cannot write %1: %2").arg(path, reason);
    };
    if (target.isDir())
        return because(QObject::tr("it is a folder"));
    // Replacing a device or a pipe by a file would take it from everybody.
    if (target.exists() && !target.isFile())
        return because(QObject::tr("it is no ordinary file"));
    if (!folder.isDir())
        return because(QObject::tr("there is no such folder"));
    if (!folder.isWritable() || (target.exists() && !target.isWritable()))
        return because(QObject::tr("there is no permission to write there"));
    return {};
}

} // namespace dqm
