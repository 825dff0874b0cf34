#include "app/GifComment.h"

#include <QFile>

#include <algorithm>
#include <stdexcept>

namespace dqm {

namespace {

constexpr char trailer = 0x3B;
constexpr char extension = 0x21;
constexpr char picture = 0x2C;
constexpr char commentLabel = '\xFE';
constexpr qsizetype largestBlock = 255;
constexpr qint64 headSize = 13; // signature, screen and where its colours are said
constexpr qint64 pictureHead = 9; // place and size of a picture, and its colours

int next(QFile& file)
{
    char byte = 0;
    return file.getChar(&byte) ? static_cast<unsigned char>(byte) : -1;
}

void skipColors(QFile& file, int flags)
{
    if ((flags & 0x80) != 0) {
        file.skip(3LL << ((flags & 7) + 1));
    }
}

/// Blocks of up to 255 bytes until an empty one.
QByteArray blocks(QFile& file, bool isWanted)
{
    QByteArray all;
    for (int size = next(file); size > 0; size = next(file)) {
        if (isWanted) {
            all += file.read(size);
        } else {
            file.skip(size);
        }
    }
    return all;
}

} // namespace

void appendGifComment(const QString& path, const QByteArray& comment)
{
    QFile file(path);
    char last = 0;
    const bool isGif = file.open(QIODevice::ReadWrite) && file.size() > headSize
        && file.seek(file.size() - 1) && file.getChar(&last) && last == trailer;
    QByteArray bytes;
    bytes += extension;
    bytes += commentLabel;
    for (qsizetype start = 0; start < comment.size(); start += largestBlock) {
        const QByteArray block = comment.mid(start, largestBlock);
        bytes += static_cast<char>(block.size());
        bytes += block;
    }
    bytes += '\0';
    bytes += trailer;
    if (!isGif || !file.seek(file.size() - 1) || file.write(bytes) != bytes.size()
        || !file.flush()) {
        throw std::runtime_error("the experiment cannot be written into " + path.toStdString()
            + ": " + (isGif ? file.errorString().toStdString() : "it is no finished GIF"));
    }
}

QByteArray gifComment(const QString& path)
{
    QFile file(path);
    const QByteArray head = file.open(QIODevice::ReadOnly) ? file.read(headSize) : QByteArray();
    if (head.size() < headSize || !head.startsWith("GIF8")) {
        return {};
    }
    skipColors(file, static_cast<unsigned char>(head[10]));
    QByteArray found;
    for (int kind = next(file); kind == extension || kind == picture; kind = next(file)) {
        if (kind == picture) {
            const QByteArray place = file.read(pictureHead);
            skipColors(
                file, place.size() == pictureHead ? static_cast<unsigned char>(place[8]) : 0);
            file.skip(1); // how the codes begin
            blocks(file, false);
            continue;
        }
        const bool isComment = next(file) == static_cast<unsigned char>(commentLabel);
        const QByteArray text = blocks(file, isComment);
        if (isComment) {
            found = text;
        }
    }
    return found;
}

} // namespace dqm
