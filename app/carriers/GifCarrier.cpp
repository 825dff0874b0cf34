#include "app/carriers/GifCarrier.h"

#include "app/carriers/InputFile.h"
#include "app/carriers/TableCarrier.h"

#include <QFile>

namespace dqm {

namespace {

constexpr int extension = 0x21;
constexpr int picture = 0x2C;
constexpr int commentLabel = 0xFE;
constexpr int trailer = 0x3B;
constexpr qsizetype largestBlock = 255;
constexpr qint64 headSize = 13; // signature, screen and where its colours are said
constexpr qint64 pictureHead = 9; // place and size of a picture, and its colours

void skipColors(InputFile& file, const QByteArray& head, qsizetype place)
{
    const int flags = head.size() > place ? static_cast<unsigned char>(head[place]) : 0;
    if ((flags & 0x80) != 0)
        file.skip(3LL << ((flags & 7) + 1));
}

/// Blocks of up to 255 bytes until an empty one.
QByteArray blocks(InputFile& file, bool isWanted)
{
    QByteArray all;
    for (int size = file.next(); size > 0; size = file.next()) {
        if (isWanted && all.size() + size <= longestExperiment)
            all += file.read(size);
        else if (!file.skip(size))
            break;
    }
    return all;
}

Carried read(InputFile& file)
{
    const QByteArray comment = gifComment(file);
    Carried carried{lineAfter(comment, carriedExperimentKey), {}};
    bool isNumber = false;
    const double time = lineAfter(comment, "time").toDouble(&isNumber);
    if (isNumber)
        carried.time = time;
    return carried;
}

} // namespace

QByteArray gifComment(InputFile& file)
{
    skipColors(file, file.read(headSize), headSize - 3);
    QByteArray found;
    for (int kind = file.next(); kind == extension || kind == picture; kind = file.next()) {
        if (kind == picture) {
            skipColors(file, file.read(pictureHead), pictureHead - 1);
            file.next(); // how the codes begin
            blocks(file, false);
            continue;
        }
        const bool isComment = file.next() == commentLabel;
        QByteArray text = blocks(file, isComment);
        if (isComment)
            found = std::move(text);
    }
    return found;
}

void appendGifComment(const QString& path, const QByteArray& comment)
{
    QFile file(path);
    char last = 0;
    const bool isGif = file.open(QIODevice::ReadWrite) && file.size() > headSize
        && file.seek(file.size() - 1) && file.getChar(&last) && last == trailer;
    QByteArray bytes;
    bytes += static_cast<char>(extension);
    bytes += static_cast<char>(commentLabel);
    for (qsizetype start = 0; start < comment.size(); start += largestBlock) {
        const QByteArray block = comment.mid(start, largestBlock);
        bytes += static_cast<char>(block.size());
        bytes += block;
    }
    bytes += '\0';
    bytes += static_cast<char>(trailer);
    if (!isGif || !file.seek(file.size() - 1) || file.write(bytes) != bytes.size()
        || !file.flush()) {
        throw std::runtime_error("the experiment cannot be written into " + path.toStdString()
            + ": " + (isGif ? file.errorString().toStdString() : "it is no finished GIF"));
    }
}

const Carrier gifCarrier{"a GIF", Carrier::Sort::Video, "*.gif",
    [](const QByteArray& start) { return start.startsWith("GIF8"); }, read};

} // namespace dqm
