#include "app/WholeFile.h"

#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include <stdexcept>

namespace dqm {

namespace {

/// Without a buffer, which would put off an error and its reason with it.
bool writeAll(QFileDevice& file, const QByteArray& content)
{
    if (!file.open(QIODevice::WriteOnly | QIODevice::Unbuffered)) {
        return false;
    }
    // A disc that fills up takes a part first and gives its reason next time.
    for (qint64 done = 0; done < content.size();) {
        const qint64 taken = file.write(content.constData() + done, content.size() - done);
        if (taken <= 0) {
            return false;
        }
        done += taken;
    }
    return true;
}

[[noreturn]] void fail(const QString& path, const QString& reason)
{
    throw std::runtime_error("cannot write " + path.toStdString() + ": " + reason.toStdString());
}

} // namespace

void writeWholeFile(const QString& path, const QByteArray& content)
{
    const QFileInfo target(path);
    if (target.exists() && !target.isFile()) { // a device must not be replaced by a file
        QFile device(path);
        if (!writeAll(device, content)) {
            fail(path, device.errorString());
        }
        return;
    }
    QSaveFile file(path);
    if (!writeAll(file, content)) {
        fail(path, file.errorString());
    }
    if (!file.commit()) {
        fail(path, file.errorString());
    }
}

} // namespace dqm
