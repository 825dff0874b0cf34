#include "app/carriers/PngCarrier.h"

#include "app/carriers/InputFile.h"
#include "app/files/Inflate.h"

#include <QString>
#include <QtEndian>

#include <zlib.h>

namespace dqm {

namespace {

constexpr qint64 signatureSize = 8;
constexpr qint64 headSize = 8; // length and type
constexpr qint64 sumSize = 4;
constexpr qsizetype longestKeyword = 79;
constexpr qint64 longestTime = 100;
constexpr int mostTexts = 16; // of our names, each of which may unpack to much more than it is

QByteArray utf8OfLatin1(const QByteArray& text) { return QString::fromLatin1(text).toUtf8(); }

/// What follows the keyword of a chunk, as UTF-8; empty if it is damaged.
QByteArray textOf(const QByteArray& type, const QByteArray& rest, qint64 longest)
{
    if (type == "tEXt")
        return utf8OfLatin1(rest);
    if (type == "zTXt") {
        return rest.startsWith('\0')
            ? utf8OfLatin1(inflated(rest.mid(1), longest, Wrapping::Zlib).value_or(""))
            : QByteArray();
    }
    // iTXt: whether it is packed, how, a language and a translated keyword.
    const qsizetype language = rest.indexOf('\0', 2);
    const qsizetype keyword = language < 0 ? -1 : rest.indexOf('\0', language + 1);
    if (keyword < 0)
        return {};
    const QByteArray text = rest.mid(keyword + 1);
    return rest[0] == 0 ? text : inflated(text, longest, Wrapping::Zlib).value_or("");
}

QByteArray bigEndian(quint32 number)
{
    const quint32 bytes = qToBigEndian(number);
    return {reinterpret_cast<const char*>(&bytes), sizeof bytes};
}

quint32 checksum(const QByteArray& type, const QByteArray& chunk)
{
    const auto bytes
        = [](const QByteArray& all) { return reinterpret_cast<const Bytef*>(all.constData()); };
    const auto sum
        = ::crc32(::crc32(0, bytes(type), 4), bytes(chunk), static_cast<uInt>(chunk.size()));
    return static_cast<quint32>(sum);
}

/// A chunk of text that is packed and in UTF-8.
QByteArray textChunk(const QByteArray& keyword, const QByteArray& text)
{
    const QByteArray type = "iTXt";
    // Qt puts the length before what zlib packed.
    const QByteArray chunk = keyword + QByteArray("\0\1\0\0\0", 5) + qCompress(text).mid(4);
    return bigEndian(static_cast<quint32>(chunk.size())) + type + chunk
        + bigEndian(checksum(type, chunk));
}

/// Takes a chunk, and what it says if it is one of ours.
void take(InputFile& file, const QByteArray& type, qint64 size, Carried& carried, int& texts)
{
    const QByteArray start = file.peek(std::min<qint64>(size, longestKeyword + 1));
    const qsizetype end = start.indexOf('\0');
    const QByteArray keyword = start.left(end);
    const bool isWanted = end > 0 && size <= longestExperiment
        && (keyword == carriedExperimentKey || keyword == "Time") && texts < mostTexts;
    if (!isWanted) {
        file.skip(size + sumSize);
        return;
    }
    ++texts;
    const QByteArray chunk = file.read(size);
    if (file.read(sumSize) != bigEndian(checksum(type, chunk)))
        return;
    const bool isExperiment = keyword == carriedExperimentKey;
    const QByteArray text
        = textOf(type, chunk.mid(end + 1), isExperiment ? longestExperiment : longestTime);
    if (isExperiment) {
        carried.experiment = text;
        return;
    }
    bool isNumber = false;
    const double time = text.toDouble(&isNumber);
    if (isNumber)
        carried.time = time;
}

Carried read(InputFile& file)
{
    Carried carried;
    int texts = 0;
    file.skip(signatureSize);
    for (;;) {
        const QByteArray head = file.read(headSize);
        if (head.size() < headSize)
            break;
        const qint64 size = qFromBigEndian<quint32>(head.constData());
        const QByteArray type = head.mid(4);
        if (type == "IEND" || size + sumSize > file.left())
            break;
        if (type == "tEXt" || type == "zTXt" || type == "iTXt")
            take(file, type, size, carried, texts);
        else
            file.skip(size + sumSize);
    }
    return carried;
}

} // namespace

QByteArray withPngTexts(
    const QByteArray& png, const std::vector<std::pair<QByteArray, QByteArray>>& texts)
{
    const qsizetype afterHead = signatureSize + headSize + 13 + sumSize;
    QByteArray all = png.left(afterHead);
    for (const auto& [keyword, text] : texts)
        all += textChunk(keyword, text);
    return all + png.mid(afterHead);
}

const Carrier pngCarrier{"a PNG picture", Carrier::Sort::Picture, "*.png",
    [](const QByteArray& start) { return start.startsWith("\x89PNG"); }, read};

} // namespace dqm
