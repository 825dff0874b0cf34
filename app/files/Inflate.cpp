#include "app/files/Inflate.h"

#include <algorithm>
#include <limits>
#include <zlib.h>

namespace dqm {

namespace {

constexpr qint64 piece = 64 << 10;

} // namespace

std::optional<QByteArray> inflated(const QByteArray& packed, qint64 longest, Wrapping wrapping)
{
    if (packed.size() > std::numeric_limits<int>::max())
        return std::nullopt;
    z_stream stream{};
    if (inflateInit2(&stream, wrapping == Wrapping::Zlib ? MAX_WBITS : -MAX_WBITS) != Z_OK)
        return std::nullopt;
    // zlib reads only, but its interface is older than const.
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.constData()));
    stream.avail_in = static_cast<uInt>(packed.size());
    QByteArray bytes;
    int status = Z_OK;
    while (status == Z_OK && bytes.size() <= longest) {
        const qsizetype before = bytes.size();
        const qint64 room = std::min(std::max(piece, qint64(before)), longest + 1 - before);
        bytes.resize(before + room);
        stream.next_out = reinterpret_cast<Bytef*>(bytes.data() + before);
        stream.avail_out = static_cast<uInt>(room);
        status = ::inflate(&stream, Z_NO_FLUSH);
        bytes.resize(bytes.size() - static_cast<qsizetype>(stream.avail_out));
        if (status == Z_OK && bytes.size() == before)
            status = Z_BUF_ERROR; // it ends in the middle
    }
    inflateEnd(&stream);
    return status == Z_STREAM_END && bytes.size() <= longest ? std::optional(bytes) : std::nullopt;
}

} // namespace dqm
