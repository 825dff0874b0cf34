#include "app/carriers/GifCarrier.h"

#include "app/carriers/InputFile.h"
#include "app/carriers/TableCarrier.h"

namespace dqm {

namespace {

constexpr int extension = 0x21;
constexpr int picture = 0x2C;
constexpr int commentLabel = 0xFE;
constexpr qint64 headSize = 13; // signature, screen and where its colours are said
constexpr qint64 pictureHead = 9; // place and size of a picture, and its colours

void skipColors(InputFile& file, const QByteArray& head, qsizetype place)
{
    const int flags = head.size() > place ? static_cast<unsigned char>(head[place]) : 0;
    if ((flags & 0x80) != 0) {
        file.skip(3LL << ((flags & 7) + 1));
    }
}

/// Blocks of up to 255 bytes until an empty one.
QByteArray blocks(InputFile& file, bool isWanted)
{
    QByteArray all;
    for (int size = file.next(); size > 0; size = file.next()) {
        if (isWanted && all.size() + size <= longestExperiment) {
            all += file.read(size);
        } else if (!file.skip(size)) {
            break;
        }
    }
    return all;
}

Carried read(InputFile& file)
{
    const QByteArray comment = gifComment(file);
    Carried carried{lineAfter(comment, carriedExperimentKey), {}};
    bool isNumber = false;
    const double time = lineAfter(comment, "time").toDouble(&isNumber);
    if (isNumber) {
        carried.time = time;
    }
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
        if (isComment) {
            found = std::move(text);
        }
    }
    return found;
}

const Carrier gifCarrier{
    "a GIF", [](const QByteArray& start) { return start.startsWith("GIF8"); }, read};

} // namespace dqm
