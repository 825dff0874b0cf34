#include "app/carriers/NpzReader.h"

#include "app/carriers/InputFile.h"
#include "app/files/Inflate.h"

#include <QRegularExpression>
#include <QtEndian>

#include <algorithm>

namespace dqm {

namespace {

constexpr quint32 localMark = 0x04034b50;
constexpr quint32 centralMark = 0x02014b50;
const QByteArray endMark = "PK\x05\x06";
constexpr qint64 localSize = 30;
constexpr qint64 centralSize = 46;
constexpr qint64 endSize = 22;
constexpr qint64 longestEnd = endSize + 0xffff; // with its comment
constexpr qint64 longestDirectory = 1 << 20;
constexpr quint16 stored = 0;
constexpr quint16 deflated = 8;
constexpr qint64 longestHead = 4096; // of an array

template <typename Number>
Number at(const QByteArray& bytes, qsizetype place)
{
    return qFromLittleEndian<Number>(bytes.constData() + place);
}

/// The directory stands where the end of the archive says.
QByteArray directoryOf(InputFile& file)
{
    const qint64 first = std::max<qint64>(0, file.size() - longestEnd);
    const QByteArray end = file.seek(first) ? file.read(longestEnd) : QByteArray();
    const qsizetype mark = end.lastIndexOf(endMark);
    if (mark < 0 || end.size() - mark < endSize)
        return {};
    const qint64 size = at<quint32>(end, mark + 12);
    const qint64 place = at<quint32>(end, mark + 16);
    return size <= longestDirectory && file.seek(place) ? file.read(size) : QByteArray();
}

/// The value of a key of the dictionary at the head of an array.
QByteArray valueIn(const QByteArray& head, const char* pattern)
{
    const auto match = QRegularExpression(pattern).match(QString::fromLatin1(head));
    return match.captured(1).toLatin1();
}

std::optional<NpzReader::Array> arrayIn(const QByteArray& file)
{
    if (!file.startsWith("\x93NUMPY") || file.size() < 12)
        return std::nullopt;
    // Since version 2 the length of the head has four bytes.
    const bool isShort = file[6] == 1;
    const qint64 start = isShort ? 10 : 12;
    const qint64 size = isShort ? qint64(at<quint16>(file, 8)) : qint64(at<quint32>(file, 8));
    if (size > longestHead || start + size > file.size())
        return std::nullopt;
    const QByteArray head = file.mid(start, size);
    NpzReader::Array array;
    array.type = valueIn(head, R"('descr': *'([^']*)')");
    for (const QByteArray& side : valueIn(head, R"('shape': *\(([0-9, ]*)\))").split(',')) {
        if (!side.trimmed().isEmpty())
            array.shape.push_back(side.trimmed().toLongLong());
    }
    if (array.type.isEmpty() || valueIn(head, "'fortran_order': *(False)").isEmpty())
        return std::nullopt;
    array.bytes = file.mid(start + size);
    return array;
}

} // namespace

NpzReader::NpzReader(InputFile& file)
    : m_file(file)
{
    const QByteArray directory = directoryOf(file);
    for (qsizetype place = 0; place + centralSize <= directory.size();) {
        if (at<quint32>(directory, place) != centralMark)
            break;
        const auto method = at<quint16>(directory, place + 10);
        const qsizetype name = at<quint16>(directory, place + 28);
        const qsizetype others
            = at<quint16>(directory, place + 30) + at<quint16>(directory, place + 32);
        if (method == stored || method == deflated) {
            m_entries[directory.mid(place + centralSize, name)]
                = {at<quint32>(directory, place + 42), at<quint32>(directory, place + 20),
                    at<quint32>(directory, place + 24), method == deflated};
        }
        place += centralSize + name + others;
    }
}

std::optional<NpzReader::Array> NpzReader::array(const QByteArray& name, qint64 longest)
{
    const auto found = m_entries.find(name + ".npy");
    if (found == m_entries.end())
        return std::nullopt;
    const Entry& entry = found->second;
    const qint64 most = longest + longestHead;
    const QByteArray head = m_file.seek(entry.place) ? m_file.read(localSize) : QByteArray();
    if (head.size() < localSize || at<quint32>(head, 0) != localMark || entry.size > most
        || entry.packed > most
        || !m_file.skip(qint64(at<quint16>(head, 26)) + at<quint16>(head, 28))
        || entry.packed > m_file.left())
        return std::nullopt;
    const QByteArray packed = m_file.read(entry.packed);
    if (!entry.isDeflated)
        return arrayIn(packed);
    const auto bytes = inflated(packed, entry.size, Wrapping::None);
    return bytes ? arrayIn(*bytes) : std::nullopt;
}

} // namespace dqm
