#include "app/files/OutputStream.h"

#include <QFile>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace dqm {

OutputStream::Buffer::Buffer(const QString& path)
    : m_path(QFile::encodeName(path))
{
}

OutputStream::Buffer::~Buffer()
{
    if (m_handle >= 0)
        ::close(m_handle);
}

int OutputStream::Buffer::overflow(int c)
{
    if (c != traits_type::eof())
        m_text += static_cast<char>(c);
    return traits_type::not_eof(c);
}

std::streamsize OutputStream::Buffer::xsputn(const char* text, std::streamsize count)
{
    m_text.append(text, static_cast<std::size_t>(count));
    return count;
}

int OutputStream::Buffer::sync()
{
    if (m_text.empty())
        return 0;
    if (m_handle < 0) {
        m_handle
            = ::open(m_path.constData(), O_WRONLY | O_CREAT | O_TRUNC | O_NOCTTY | O_CLOEXEC, 0666);
    }
    for (std::size_t done = 0; m_handle >= 0 && done < m_text.size();) {
        const auto taken = ::write(m_handle, m_text.data() + done, m_text.size() - done);
        if (taken < 0 && errno != EINTR)
            return -1;
        done += taken > 0 ? static_cast<std::size_t>(taken) : 0;
    }
    m_text.clear();
    return m_handle < 0 ? -1 : 0;
}

OutputStream::OutputStream(const QString& path)
    : std::ostream(nullptr)
    , m_buffer(path)
{
    rdbuf(&m_buffer);
}

OutputStream::~OutputStream() { rdbuf(nullptr); }

void writeOut(std::ostream& stream, std::string_view text, const std::string& name)
{
    errno = 0;
    stream << text << std::flush;
    if (stream)
        return;
    const int reason = errno;
    if (reason == EPIPE)
        throw ReaderGone();
    throw OutputFailure("cannot write " + name + ": "
        + (reason != 0 ? std::strerror(reason) : "it is closed or full"));
}

} // namespace dqm
