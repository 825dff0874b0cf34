#pragma once

#include <QByteArray>
#include <QFile>
#include <QString>

#include <stdexcept>
#include <string>

namespace dqm {

/// A file that is read from its start, a piece at a time. Only files that lie on a disc are opened:
/// a pipe could make the program wait, a device need not end. "-" is standard input, which is read
/// once into a temporary file.
class InputFile
{
public:
    /// The name that stands for standard input.
    static constexpr const char* standardInput = "-";

    /// @throws std::runtime_error "cannot read ...: " with the reason.
    explicit InputFile(const QString& path);

    /// Of the file on the disc, for programs that read it on their own.
    const QString& path() const { return m_path; }
    qint64 size() const { return m_size; }
    qint64 at() const { return m_start + m_taken; }
    /// As far as is known: some files of a system do not say how long they are.
    qint64 left() const { return m_size > at() ? m_size - at() : 0; }

    /// The next bytes; fewer at the end of the file.
    /// @throws std::runtime_error if the disc does not give them.
    QByteArray read(qint64 count);
    /// The same without taking them, at most `longestPeek`.
    QByteArray peek(qint64 count);
    static constexpr qint64 longestPeek = 64 << 10;
    /// Whether the next bytes are these.
    bool startsWith(const QByteArray& bytes);
    /// The next byte; -1 at the end.
    int next();
    /// @return false if the file ends before.
    bool skip(qint64 count);
    bool seek(qint64 place);
    /// A line without its end, or its first `longest` bytes.
    QByteArray line(qint64 longest);
    bool atEnd();

    /// An error whose sentence names the file as it was asked for.
    std::runtime_error unreadable(const std::string& reason) const;

private:
    bool fill();

    QString m_name;
    QString m_path;
    QFile m_file;
    qint64 m_size = 0;
    QByteArray m_buffer;
    qint64 m_start = 0; ///< of the buffer in the file
    qint64 m_taken = 0; ///< of the buffer
};

} // namespace dqm
