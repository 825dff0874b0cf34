#include "app/console/parts/OutputNames.h"

#include "app/files/OutputFile.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>
#include <optional>
#include <stdexcept>
#ifdef Q_OS_UNIX
#include <sys/stat.h>
#endif

namespace dqm {

namespace {

#ifdef Q_OS_UNIX
/// What a file is known by whatever it is called; empty if there is none.
std::optional<std::pair<dev_t, ino_t>> identity(const QString& path)
{
    struct stat status
    {
    };
    if (::stat(QFile::encodeName(path).constData(), &status) != 0)
        return std::nullopt;
    return std::pair(status.st_dev, status.st_ino);
}
#else
std::optional<QString> identity(const QString& path)
{
    const QString canonical = QFileInfo(path).canonicalFilePath();
    return canonical.isEmpty() ? std::nullopt : std::optional(canonical);
}
#endif

const QString numberSign = QStringLiteral("{n}");

bool isNumbered(const QString& path) { return path.contains(numberSign); }

/// The names of files in a folder that a numbered name may stand for.
QRegularExpression namesOf(const QString& pattern)
{
    QStringList parts = QFileInfo(pattern).fileName().split(numberSign);
    for (QString& part : parts)
        part = QRegularExpression::escape(part);
    return QRegularExpression(QRegularExpression::anchoredPattern(parts.join("\\d+")));
}

bool isSame(const QString& one, const QString& other);

/// Whether one of the files that a numbered name stands for is, or would be, this one.
bool mayWrite(const QString& pattern, const QString& path)
{
    const QFileInfo file(path);
    const QFileInfo folder(QFileInfo(pattern).path());
    const QRegularExpression names = namesOf(pattern);
    if (names.match(file.fileName()).hasMatch()
        && identity(file.path()) == identity(folder.filePath()))
        return true;
    const QStringList there = QDir(folder.filePath()).entryList(QDir::Files);
    return file.isFile() && std::ranges::any_of(there, [&](const QString& name) {
        return names.match(name).hasMatch() && isSame(folder.filePath() + '/' + name, path);
    });
}

bool isSame(const QString& one, const QString& other)
{
    if (isNumbered(one) != isNumbered(other))
        return isNumbered(one) ? mayWrite(one, other) : mayWrite(other, one);
    const auto first = identity(one);
    if (first && QFileInfo(one).isFile())
        return first == identity(other);
    // Two that are not there yet, in one folder; a device may be written to twice.
    const QFileInfo a(one);
    const QFileInfo b(other);
    return !first && !identity(other) && a.fileName() == b.fileName()
        && identity(a.path()) == identity(b.path());
}

std::invalid_argument refused(const OutputName& output, const std::string& why)
{
    return std::invalid_argument(
        "--" + std::string(output.first) + ": cannot write " + output.second.toStdString() + why);
}

} // namespace

void requireOutputs(
    const std::vector<OutputName>& outputs, const QString& source, const QStringList& others)
{
    std::vector<OutputName> before;
    for (const OutputName& output : outputs) {
        const QString& path = output.second;
        if (path.isEmpty() || path == "-")
            continue;
        if (QFileInfo(source).isFile() && isSame(source, path))
            throw refused(output, ", which is the experiment itself");
        if (std::ranges::any_of(
                others, [&](const QString& other) { return isSame(other, path); })) {
            throw refused(output, ", with whose wave function the experiment begins");
        }
        for (const OutputName& other : before) {
            if (isSame(other.second, path))
                throw refused(output, ", which --" + std::string(other.first) + " writes already");
        }
        if (const std::string reason = whyNoFile(path); !reason.empty())
            throw refused(output, ": " + reason);
        before.push_back(output);
    }
}

} // namespace dqm
