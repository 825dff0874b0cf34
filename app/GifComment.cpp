#include "app/GifComment.h"

#include <QFile>

#include <stdexcept>

namespace dqm {

namespace {

constexpr char trailer = 0x3B;
constexpr char extension = 0x21;
constexpr char commentLabel = '\xFE';
constexpr qsizetype largestBlock = 255;
constexpr qint64 headSize = 13; // signature, screen and where its colours are said

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

} // namespace dqm
