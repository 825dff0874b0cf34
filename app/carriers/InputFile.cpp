#include "app/carriers/InputFile.h"

#include "app/carriers/Carriers.h"

#include <QFileInfo>
#include <QTemporaryFile>

#include <algorithm>
#include <cstring>
#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

namespace dqm {

namespace {

constexpr qint64 piece = InputFile::longestPeek;
constexpr qint64 longestOfStandardInput = 1LL << 30;

#ifdef Q_OS_UNIX
const char* kindOf(mode_t mode)
{
    return S_ISDIR(mode) ? "it is a folder"
        : S_ISFIFO(mode) ? "it is a pipe, expected a file (- reads standard input)"
        : S_ISSOCK(mode) ? "it is a socket, expected a file"
                         : "it is a device, expected a file";
}
#endif

/// Empty if it may be opened.
std::string whyNot(const QString& path)
{
#ifdef Q_OS_UNIX
    struct stat status
    {
    };
    if (::stat(QFile::encodeName(path).constData(), &status) != 0)
        return std::strerror(errno);
    return S_ISREG(status.st_mode) ? "" : kindOf(status.st_mode);
#else
    const QFileInfo file(path);
    return file.isDir() ? "it is a folder" : file.isFile() ? "" : "there is no such file";
#endif
}

std::runtime_error cannotRead(const QString& name, const std::string& reason)
{
    return std::runtime_error("cannot read "
        + (name == InputFile::standardInput ? "standard input" : name.toStdString()) + ": "
        + reason);
}

QByteArray nextOfStandardInput(QFile& input)
{
    QByteArray bytes = input.read(piece);
    if (input.error() != QFileDevice::NoError)
        throw cannotRead(InputFile::standardInput, input.errorString().toStdString());
    return bytes;
}

/// It can be read only once, and some ask for it more often.
QString fileOfStandardInput()
{
    static QTemporaryFile file;
    static bool isRead = false;
    if (isRead)
        return file.fileName();
    QFile input;
    if (!input.open(0, QIODevice::ReadOnly | QIODevice::Unbuffered)
        || (!file.isOpen() && !file.open()))
        throw cannotRead(InputFile::standardInput, "it is closed");
    qint64 longest = longestExperiment;
    for (QByteArray bytes = nextOfStandardInput(input); !bytes.isEmpty();
         bytes = nextOfStandardInput(input)) {
        if (file.pos() == 0 && carrierOf(bytes) != nullptr)
            longest = longestOfStandardInput;
        if (file.write(bytes) != bytes.size())
            throw cannotRead(InputFile::standardInput, file.errorString().toStdString());
        if (file.pos() > longest)
            throw cannotRead(InputFile::standardInput, "it is too long for an experiment");
    }
    if (!file.flush())
        throw cannotRead(InputFile::standardInput, file.errorString().toStdString());
    isRead = true;
    return file.fileName();
}

} // namespace

InputFile::InputFile(const QString& path)
    : m_name(path)
    , m_path(path == standardInput ? fileOfStandardInput() : path)
{
    if (const std::string reason = whyNot(m_path); !reason.empty())
        throw unreadable(reason);
    m_file.setFileName(m_path);
#ifdef Q_OS_UNIX
    // Should another thing have taken the file's place meanwhile, it does not make us wait.
    const int handle = ::open(
        QFile::encodeName(m_path).constData(), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    struct stat status
    {
    };
    if (handle < 0)
        throw unreadable(std::strerror(errno));
    if (::fstat(handle, &status) != 0 || !S_ISREG(status.st_mode)) {
        ::close(handle);
        throw unreadable(kindOf(status.st_mode));
    }
    const bool isOpen = m_file.open(
        handle, QIODevice::ReadOnly | QIODevice::Unbuffered, QFileDevice::AutoCloseHandle);
#else
    const bool isOpen = m_file.open(QIODevice::ReadOnly | QIODevice::Unbuffered);
#endif
    if (!isOpen)
        throw unreadable(m_file.errorString().toStdString());
    m_size = m_file.size();
}

bool InputFile::fill()
{
    m_start += m_buffer.size();
    m_taken = 0;
    m_buffer = m_file.read(piece);
    if (m_buffer.isEmpty() && m_file.error() != QFileDevice::NoError)
        throw unreadable(m_file.errorString().toStdString());
    return !m_buffer.isEmpty();
}

bool InputFile::atEnd() { return m_taken == m_buffer.size() && !fill(); }

int InputFile::next() { return atEnd() ? -1 : static_cast<unsigned char>(m_buffer[m_taken++]); }

QByteArray InputFile::read(qint64 count)
{
    QByteArray bytes;
    bytes.reserve(std::min(count, std::max(left(), piece)));
    while (bytes.size() < count && !atEnd()) {
        const qint64 some = std::min(count - bytes.size(), m_buffer.size() - m_taken);
        bytes.append(m_buffer.constData() + m_taken, some);
        m_taken += some;
    }
    return bytes;
}

QByteArray InputFile::peek(qint64 count)
{
    const qint64 place = at();
    QByteArray bytes = read(std::min(count, longestPeek));
    seek(place);
    return bytes;
}

bool InputFile::startsWith(const QByteArray& bytes)
{
    return m_buffer.size() - m_taken >= bytes.size()
        ? std::memcmp(m_buffer.constData() + m_taken, bytes.constData(),
              static_cast<std::size_t>(bytes.size()))
            == 0
        : peek(bytes.size()) == bytes;
}

bool InputFile::seek(qint64 place)
{
    if (place >= m_start && place <= m_start + m_buffer.size()) {
        m_taken = place - m_start;
        return true;
    }
    if (place < 0 || place > m_size || !m_file.seek(place))
        return false;
    m_buffer.clear();
    m_start = place;
    m_taken = 0;
    return true;
}

bool InputFile::skip(qint64 count) { return count <= left() && seek(at() + count); }

QByteArray InputFile::line(qint64 longest)
{
    QByteArray bytes;
    while (bytes.size() < longest && !atEnd()) {
        const qsizetype end = m_buffer.indexOf('\n', m_taken);
        const qint64 some = (end < 0 ? m_buffer.size() : end) - m_taken;
        bytes.append(m_buffer.constData() + m_taken, std::min(some, longest - bytes.size()));
        m_taken += some;
        if (end >= 0) {
            ++m_taken;
            break;
        }
    }
    if (bytes.endsWith('\r'))
        bytes.chop(1);
    return bytes;
}

std::runtime_error InputFile::unreadable(const std::string& reason) const
{
    return cannotRead(m_name, reason);
}

} // namespace dqm
