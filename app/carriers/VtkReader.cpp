#include "app/carriers/VtkReader.h"

#include "app/carriers/InputFile.h"
#include "app/files/Inflate.h"
#include "app/files/PlainXml.h"

#include <QXmlStreamReader>
#include <QtEndian>

#include <algorithm>
#include <cmath>

namespace dqm {

namespace {

constexpr qint64 longestHead = 8 << 20;
const QByteArray appendedMark = "<AppendedData";
/// VTK's own writer makes blocks of 32 KiB; smaller ones cost more than what is in them.
constexpr quint64 mostBlocks = 1 << 15;
constexpr const char* refusedType = "expected image data or points (ImageData, PolyData)";

/// A list of numbers as an attribute says it; what is missing stays.
template <typename Numbers>
void readNumbers(QStringView text, Numbers& numbers)
{
    std::size_t i = 0;
    for (const QStringView word : text.split(u' ', Qt::SkipEmptyParts)) {
        if (i < numbers.size()) {
            const double value = word.toDouble();
            if (std::abs(value) < 1e9)
                numbers[i] = static_cast<typename Numbers::value_type>(value);
            ++i;
        }
    }
}

std::vector<double> numbersInWords(const QByteArray& text, qint64 most)
{
    std::vector<double> numbers;
    for (qsizetype place = 0; place < text.size() && qint64(numbers.size()) <= most;) {
        const char* const start = text.constData() + place;
        qsizetype length = 0;
        while (place + length < text.size() && static_cast<unsigned char>(start[length]) > ' ')
            ++length;
        if (length > 0)
            numbers.push_back(QByteArray::fromRawData(start, length).toDouble());
        place += length + 1;
    }
    return numbers;
}

} // namespace

/// Bytes that follow each other: as they are in the file, or coded in base64 in groups that each
/// begin anew.
class VtkReader::Source
{
public:
    /// Of a file, at its place.
    Source(InputFile& file, bool isBase64)
        : m_file(&file)
        , m_isBase64(isBase64)
        , m_start(file.at())
    {
    }
    /// Of a text in base64.
    explicit Source(QByteArray text)
        : m_text(std::move(text))
        , m_isBase64(true)
    {
    }

    qint64 left() const { return m_file != nullptr ? m_file->left() : m_text.size() - m_place; }
    /// Fewer bytes if there are no more.
    QByteArray group(qint64 size)
    {
        if (!m_isBase64)
            return m_file->read(size);
        const qint64 coded = (size + 2) / 3 * 4;
        const QByteArray letters
            = m_file != nullptr ? m_file->read(coded) : m_text.mid(m_place, coded);
        m_place += letters.size();
        return QByteArray::fromBase64(letters).left(size);
    }
    /// Lengths are a group of their own where data are packed, else the beginning of one.
    QByteArray countBefore(qint64 size)
    {
        QByteArray bytes = group(size);
        if (m_isBase64)
            rewind();
        return bytes;
    }
    bool isBase64() const { return m_isBase64; }
    void rewind()
    {
        m_place = 0;
        if (m_file != nullptr)
            m_file->seek(m_start);
    }

private:
    InputFile* m_file = nullptr;
    QByteArray m_text;
    bool m_isBase64;
    qint64 m_start = 0;
    qint64 m_place = 0;
};

VtkReader::VtkReader(InputFile& file)
    : m_file(file)
{
    readHead();
}

void VtkReader::readHead()
{
    QByteArray head = m_file.read(longestHead);
    const qsizetype mark = head.indexOf(appendedMark);
    if (mark >= 0) {
        const qsizetype end = head.indexOf('>', mark);
        const qsizetype first = end < 0 ? -1 : head.indexOf('_', end);
        m_appended = first < 0 ? -1 : first + 1;
        m_appendedInBase64 = head.mid(mark, end - mark).contains("base64");
        head.truncate(mark);
    }
    if (const std::string reason = whyNoPlainXml(head); !reason.empty())
        throw m_file.unreadable(reason);
    QXmlStreamReader xml(head);
    if (xml.readNextStartElement()) {
        readRoot(xml);
        readArrays(xml);
    }
}

void VtkReader::readRoot(QXmlStreamReader& xml)
{
    const auto attributes = xml.attributes();
    m_type = attributes.value("type").toString();
    if (xml.name() != u"VTKFile" || (m_type != u"ImageData" && m_type != u"PolyData")) {
        throw m_file.unreadable(
            "found a VTK file of type \"" + m_type.left(60).toStdString() + "\", " + refusedType);
    }
    const auto compressor = attributes.value("compressor");
    if (!compressor.isEmpty() && compressor != u"vtkZLibDataCompressor") {
        throw m_file.unreadable("its data are packed by "
            + compressor.left(60).toString().toStdString()
            + ", expected vtkZLibDataCompressor or none");
    }
    m_isPacked = !compressor.isEmpty();
    m_isBigEndian = attributes.value("byte_order") == u"BigEndian";
    m_countSize = attributes.value("header_type") == u"UInt64" ? 8 : 4;
    if (!xml.readNextStartElement())
        return; // nothing in it: it carries no experiment
    if (xml.name() != m_type) {
        throw m_file.unreadable(
            "a VTK file of type " + m_type.toStdString() + " holds something else");
    }
    readPlaces(xml);
}

void VtkReader::readPlaces(const QXmlStreamReader& xml)
{
    const auto attributes = xml.attributes();
    readNumbers(attributes.value("WholeExtent"), m_extent);
    readNumbers(attributes.value("Origin"), m_origin);
    readNumbers(attributes.value("Spacing"), m_spacing);
}

void VtkReader::readArrays(QXmlStreamReader& xml)
{
    QString section;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() != u"DataArray" && xml.name() != u"Array") {
            section = xml.name().toString();
            continue;
        }
        const auto attributes = xml.attributes();
        Array array{section, attributes.value("Name").toString(),
            attributes.value("type").toString(), attributes.value("format").toString(),
            attributes.value("offset").toLongLong(), {}};
        if (array.format != u"appended")
            array.inlined = xml.readElementText(QXmlStreamReader::SkipChildElements).toLatin1();
        if (!xml.hasError())
            m_arrays.push_back(std::move(array));
    }
}

const VtkReader::Array* VtkReader::find(const QString& section, const QString& name) const
{
    const auto found = std::ranges::find_if(m_arrays,
        [&](const Array& array) { return array.section == section && array.name == name; });
    return found == m_arrays.end() ? nullptr : &*found;
}

std::optional<quint64> VtkReader::count(const QByteArray& bytes, qsizetype index) const
{
    if ((index + 1) * m_countSize > bytes.size())
        return std::nullopt;
    const char* const place = bytes.constData() + index * m_countSize;
    if (m_countSize == 8)
        return m_isBigEndian ? qFromBigEndian<quint64>(place) : qFromLittleEndian<quint64>(place);
    return m_isBigEndian ? qFromBigEndian<quint32>(place) : qFromLittleEndian<quint32>(place);
}

std::optional<QByteArray> VtkReader::plain(Source& source, qint64 longest) const
{
    // In base64 the length and what follows are one group.
    const auto size = count(source.countBefore(m_countSize), 0);
    if (!size || *size > quint64(longest) || *size > quint64(source.left()))
        return std::nullopt;
    const auto wanted = static_cast<qint64>(*size);
    QByteArray bytes = source.isBase64() ? source.group(m_countSize + wanted).mid(m_countSize)
                                         : source.group(wanted);
    return bytes.size() == wanted ? std::optional(std::move(bytes)) : std::nullopt;
}

std::optional<QByteArray> VtkReader::unpacked(Source& source, qint64 longest) const
{
    const QByteArray start = source.countBefore(m_countSize);
    const auto blocks = count(start, 0);
    if (!blocks || *blocks > mostBlocks || *blocks > quint64(source.left()) / quint64(m_countSize))
        return std::nullopt;
    const qint64 headSize = (3 + static_cast<qint64>(*blocks)) * m_countSize;
    const QByteArray head
        = source.isBase64() ? source.group(headSize) : start + source.group(headSize - m_countSize);
    const auto whole = count(head, 1);
    const auto last = count(head, 2);
    // The size of whole blocks is no more than a word where there is but a part of one.
    const bool isPartOfOne = *blocks == 1 && last.value_or(0) > 0;
    if (head.size() < headSize || !whole || !last || *last > *whole
        || (isPartOfOne ? *last : *whole) > quint64(longest))
        return std::nullopt;
    QByteArray packed;
    qint64 packedSize = 0;
    for (quint64 i = 0; i < *blocks; ++i) {
        const quint64 size = count(head, static_cast<qsizetype>(3 + i)).value_or(0);
        if (size > quint64(source.left()) || packedSize + qint64(size) > source.left())
            return std::nullopt;
        packedSize += static_cast<qint64>(size);
    }
    if (source.isBase64())
        packed = source.group(packedSize);
    QByteArray bytes;
    qint64 place = 0;
    for (quint64 i = 0; i < *blocks; ++i) {
        const auto size = static_cast<qint64>(*count(head, static_cast<qsizetype>(3 + i)));
        const auto wanted = static_cast<qint64>(i + 1 == *blocks && *last > 0 ? *last : *whole);
        const QByteArray block = source.isBase64() ? packed.mid(place, size) : source.group(size);
        const auto piece = bytes.size() + wanted <= longest
            ? inflated(block, wanted, Wrapping::Zlib)
            : std::nullopt;
        if (!piece || piece->size() != wanted)
            return std::nullopt;
        bytes += *piece;
        place += size;
    }
    return bytes;
}

std::optional<QByteArray> VtkReader::bytesOf(const Array& array, qint64 longest)
{
    if (array.format == u"binary") {
        Source source(array.inlined.simplified().replace(' ', ""));
        return m_isPacked ? unpacked(source, longest) : plain(source, longest);
    }
    if (array.format != u"appended" || m_appended < 0 || array.offset < 0
        || array.offset > m_file.size() - m_appended || !m_file.seek(m_appended + array.offset))
        return std::nullopt;
    Source source(m_file, m_appendedInBase64);
    return m_isPacked ? unpacked(source, longest) : plain(source, longest);
}

std::optional<std::vector<double>> VtkReader::numbers(
    const QString& section, const QString& name, qint64 most)
{
    const Array* array = find(section, name);
    if (array == nullptr || (array->type != u"Float64" && array->type != u"Float32"))
        return std::nullopt;
    if (array->format == u"ascii")
        return numbersInWords(array->inlined, most);
    const bool isDouble = array->type == u"Float64";
    const qint64 size = isDouble ? 8 : 4;
    const auto bytes = bytesOf(*array, most * size);
    if (!bytes || bytes->size() % size != 0)
        return std::nullopt;
    std::vector<double> values;
    values.reserve(static_cast<std::size_t>(bytes->size() / size));
    for (qsizetype i = 0; i < bytes->size(); i += size) {
        const char* const place = bytes->constData() + i;
        if (isDouble) {
            values.push_back(
                m_isBigEndian ? qFromBigEndian<double>(place) : qFromLittleEndian<double>(place));
        } else {
            values.push_back(
                m_isBigEndian ? qFromBigEndian<float>(place) : qFromLittleEndian<float>(place));
        }
    }
    return values;
}

std::optional<QByteArray> VtkReader::text(
    const QString& section, const QString& name, qint64 longest)
{
    const Array* array = find(section, name);
    if (array == nullptr || array->type != u"String")
        return std::nullopt;
    std::optional<QByteArray> bytes;
    if (array->format == u"ascii") {
        bytes.emplace();
        for (const double letter : numbersInWords(array->inlined, longest))
            bytes->append(static_cast<char>(static_cast<unsigned char>(letter)));
    } else {
        bytes = bytesOf(*array, longest);
    }
    if (bytes && bytes->indexOf('\0') >= 0)
        bytes->truncate(bytes->indexOf('\0'));
    return bytes;
}

} // namespace dqm
