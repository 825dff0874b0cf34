#include "app/files/OutputFile.h"

#include "app/files/Leftovers.h"

#include <QDir>
#include <QFileInfo>
#include <QRandomGenerator>

#include <cerrno>
#include <cstdio>
#include <cstring>
#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

namespace dqm {

namespace {

constexpr qint64 portion = 1 << 20;
constexpr int mostLinks = 40;

/// Sixteen letters and digits that nobody can guess.
QString freshWord()
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789";
    QString word;
    for (int i = 0; i < 16; ++i)
        word += QLatin1Char(letters[QRandomGenerator::system()->bounded(36)]);
    return word;
}

QString freshName(const QString& folder) { return folder + "/.dqmlab-" + freshWord(); }

bool isOther(const QFileInfo& file) { return file.exists() && !file.isFile(); }

/// The file behind a chain of links, also where it is not there yet.
QString behindLinks(const QString& path)
{
    QString target = path;
    for (int i = 0; i < mostLinks && QFileInfo(target).isSymLink(); ++i)
        target = QFileInfo(target).symLinkTarget();
    return target;
}

std::string reasonOf(const QFile& file) { return file.errorString().toStdString(); }

} // namespace

std::string whyNoFile(const QString& path)
{
    // A name under /proc or /dev is no link to a path, whatever it looks like.
    const QFileInfo target(isOther(QFileInfo(path)) ? path : behindLinks(path));
    const QFileInfo folder(target.path());
    if (target.isDir())
        return "it is a folder";
    if (!folder.isDir())
        return "there is no such folder";
    if (target.exists() ? !target.isWritable() : !folder.isWritable()) {
        return target.exists() ? "there is no permission to write it"
                               : "its folder is not writable";
    }
    return {};
}

OutputFile::OutputFile(const QString& path, Kind kind)
    : m_path(path)
    , m_target(isOther(QFileInfo(path)) ? path : behindLinks(path))
{
    if (const std::string reason = whyNoFile(path); !reason.empty())
        throw unwritable(reason);
    const QFileInfo target(m_target);
    // A folder where no file can be made may still hold one that can be written.
    m_isReplacing = !isOther(target) && QFileInfo(target.path()).isWritable();
    if (m_isReplacing && kind == Kind::Film && createFilm())
        return;
    const QString folder = m_isReplacing ? target.path() : QDir::tempPath();
    if (kind == Kind::Whole && createNameless(folder))
        return;
    if (!create(freshName(folder)))
        throw unwritable(reasonOf(m_file));
    leftovers::addFile(m_place);
}

bool OutputFile::createNameless(const QString& folder)
{
#ifdef O_TMPFILE
    const int handle
        = ::open(QFile::encodeName(folder).constData(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0666);
    if (handle < 0)
        return false; // not every file system can
    m_place = QStringLiteral("/proc/self/fd/%1").arg(handle);
    m_isNameless = QFileInfo::exists(m_place)
        && m_file.open(
            handle, QIODevice::WriteOnly | QIODevice::Unbuffered, QFileDevice::AutoCloseHandle);
    if (!m_isNameless)
        ::close(handle);
#endif
    return m_isNameless;
}

void OutputFile::giveName()
{
#ifdef O_TMPFILE
    const QString name = freshName(QFileInfo(m_target).path());
    if (::linkat(AT_FDCWD, QFile::encodeName(m_place).constData(), AT_FDCWD,
            QFile::encodeName(name).constData(), AT_SYMLINK_FOLLOW)
        != 0)
        throw unwritable(std::strerror(errno));
    m_place = name;
    m_isOurs = true;
    m_isNameless = false;
    leftovers::addFile(m_place);
#endif
}

bool OutputFile::create(const QString& place)
{
    m_place = place;
    m_file.setFileName(m_place);
    m_isOurs = m_file.open(QIODevice::WriteOnly | QIODevice::NewOnly | QIODevice::Unbuffered);
    return m_isOurs;
}

bool OutputFile::createFilm()
{
    const QFileInfo target(m_target);
    if (!target.exists() && create(m_target))
        return true;
    return create(target.path() + '/' + target.completeBaseName().left(100) + '-' + freshWord()
        + '.' + target.suffix());
}

OutputFile::~OutputFile()
{
    m_file.close();
    if (m_isOurs)
        QFile::remove(m_place);
    letGo();
}

void OutputFile::letGo()
{
    m_isOurs = false;
    leftovers::removeFile(m_place);
}

void OutputFile::write(const QByteArray& bytes)
{
    // A disc that fills up takes a part first and gives its reason next time.
    for (qint64 done = 0; done < bytes.size();) {
        const qint64 taken = m_file.write(bytes.constData() + done, bytes.size() - done);
        if (taken <= 0)
            throw unwritable(reasonOf(m_file));
        done += taken;
    }
}

void OutputFile::commit()
{
#ifdef Q_OS_UNIX
    if (::fsync(m_file.handle()) != 0 && errno != EINVAL && errno != ENOSYS)
        throw unwritable(std::strerror(errno));
#endif
    if (!m_isReplacing) {
        copyToTarget();
        return; // the rest goes with this object
    }
    if (m_isNameless)
        giveName();
    m_file.close();
    const QFileInfo old(m_target);
    if (old.exists() && !isInPlace())
        QFile::setPermissions(m_place, old.permissions());
    if (!isInPlace()
        && std::rename(
               QFile::encodeName(m_place).constData(), QFile::encodeName(m_target).constData())
            != 0)
        throw unwritable(std::strerror(errno));
    letGo();
}

void OutputFile::copyToTarget()
{
    QFile from(m_place);
    QFile to(m_target);
    if (!from.open(QIODevice::ReadOnly)
        || !to.open(QIODevice::WriteOnly | QIODevice::ExistingOnly | QIODevice::Unbuffered))
        throw unwritable(reasonOf(to));
    for (QByteArray bytes = from.read(portion); !bytes.isEmpty(); bytes = from.read(portion)) {
        for (qint64 done = 0; done < bytes.size();) {
            const qint64 taken = to.write(bytes.constData() + done, bytes.size() - done);
            if (taken <= 0)
                throw unwritable(reasonOf(to));
            done += taken;
        }
    }
}

void OutputFile::keep()
{
    m_file.close();
    letGo();
}

std::string OutputFile::reasonNoMore(qint64 bytes)
{
#ifdef Q_OS_UNIX
    QFile file(m_place);
    if (!file.open(QIODevice::WriteOnly))
        return reasonOf(file);
    if (const int problem = ::posix_fallocate(file.handle(), 0, bytes); problem != 0)
        return std::strerror(problem);
#endif
    return "the disc did not take it";
}

std::runtime_error OutputFile::unwritable(const std::string& reason) const
{
    return std::runtime_error("cannot write " + m_path.toStdString() + ": " + reason);
}

} // namespace dqm
