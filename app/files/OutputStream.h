#pragma once

#include <QByteArray>
#include <QString>

#include <ostream>
#include <stdexcept>
#include <streambuf>
#include <string>
#include <string_view>

namespace dqm {

/// A stream into a file that is opened, and an older one emptied, when the first bytes are flushed:
/// whoever has nothing to say leaves what was there. What was flushed is in the file at once.
/// Links are followed, pipes and devices written to.
class OutputStream : public std::ostream
{
public:
    explicit OutputStream(const QString& path);
    ~OutputStream() override;

private:
    class Buffer : public std::streambuf
    {
    public:
        explicit Buffer(const QString& path);
        ~Buffer() override;

    protected:
        int overflow(int c) override;
        std::streamsize xsputn(const char* text, std::streamsize count) override;
        int sync() override;

    private:
        QByteArray m_path;
        std::string m_text;
        int m_handle = -1;
    };

    Buffer m_buffer;
};

/// The reader of a stream has gone, as `head` does: there is nothing more to do, and nothing to
/// complain about.
class ReaderGone : public std::exception
{
public:
    const char* what() const noexcept override { return "nobody reads the output any more"; }
};

/// What is to be written is not taken: a disc is full, an output closed.
class OutputFailure : public std::runtime_error
{
public:
    using std::runtime_error::runtime_error;
};

/// Writes a text and sees it out.
/// @param name  of the stream, for the message.
/// @throws ReaderGone, or OutputFailure "cannot write NAME: " with the reason.
void writeOut(
    std::ostream& stream, std::string_view text, const std::string& name = "standard output");

} // namespace dqm
