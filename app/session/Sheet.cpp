#include "app/session/Sheet.h"

#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>

namespace dqm {

namespace {

void forgetTheLook(Experiment& experiment, const Experiment& like) { experiment.view = like.view; }

void forgetTheLook(ExhibitExperiment& experiment, const ExhibitExperiment& like)
{
    experiment.pace = like.pace;
}

} // namespace

bool Sheet::isModified() const
{
    AnyExperiment compared = present;
    std::visit(
        [this](auto& experiment) {
            if (const auto* like = std::get_if<std::decay_t<decltype(experiment)>>(&loaded))
                forgetTheLook(experiment, *like);
        },
        compared);
    return compared != loaded;
}

bool Sheet::isChangedOnDisk() const
{
    const QByteArray now = fingerprintOf(path);
    return !now.isEmpty() && now != fingerprint;
}

QByteArray fingerprintOf(const QString& path)
{
    QFile file(path);
    if (!isExperimentFile(path) || !QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly))
        return {};
    QCryptographicHash hash(QCryptographicHash::Sha1);
    return hash.addData(&file) ? hash.result() : QByteArray();
}

bool isExperimentFile(const QString& path)
{
    const QString suffix = QFileInfo(path).suffix().toLower();
    return suffix == "dqm" || suffix == "json";
}

} // namespace dqm
