#pragma once

#include <QByteArray>
#include <QString>

#include <array>
#include <optional>
#include <vector>

class QXmlStreamReader;

namespace dqm {

class InputFile;

/// Reads arrays of a VTK file of one piece: image data (.vti) or points (.vtp). Whatever else VTK's
/// own formats can say, such as the names of other files, is not read.
class VtkReader
{
public:
    /// Reads the head, which is XML, up to the data that may follow it.
    /// @param file  must live as long.
    /// @throws std::runtime_error if the file is of another type, or has a DOCTYPE.
    explicit VtkReader(InputFile& file);

    bool isImage() const { return m_type == u"ImageData"; }
    /// Of image data: first and last number of the points along x, y and z.
    const std::array<int, 6>& extent() const { return m_extent; }
    const std::array<double, 3>& origin() const { return m_origin; }
    const std::array<double, 3>& spacing() const { return m_spacing; }

    /// The bytes of an array of numbers in double precision, in this machine's order.
    /// @param section  "FieldData" or "PointData".
    /// @return empty if there is none, if it is damaged or of more than `most` numbers.
    std::optional<std::vector<double>> numbers(
        const QString& section, const QString& name, qint64 most);
    /// The first text of an array of texts; as numbers().
    std::optional<QByteArray> text(const QString& section, const QString& name, qint64 longest);

private:
    struct Array
    {
        QString section;
        QString name;
        QString type;
        QString format; ///< "appended", "binary" or "ascii"
        qint64 offset = 0; ///< where appended data begin
        QByteArray inlined; ///< what stands in the XML
    };
    class Source;

    void readHead();
    void readRoot(QXmlStreamReader& xml);
    void readPlaces(const QXmlStreamReader& xml);
    void readArrays(QXmlStreamReader& xml);
    const Array* find(const QString& section, const QString& name) const;
    std::optional<QByteArray> bytesOf(const Array& array, qint64 longest);
    std::optional<QByteArray> plain(Source& source, qint64 longest) const;
    std::optional<QByteArray> unpacked(Source& source, qint64 longest) const;
    std::optional<quint64> count(const QByteArray& bytes, qsizetype index) const;

    InputFile& m_file;
    QString m_type;
    std::array<int, 6> m_extent{};
    std::array<double, 3> m_origin{};
    std::array<double, 3> m_spacing{};
    bool m_isBigEndian = false;
    bool m_isPacked = false;
    qint64 m_countSize = 4; ///< bytes of the numbers that say lengths
    bool m_appendedInBase64 = false;
    qint64 m_appended = -1; ///< where appended data begin in the file
    std::vector<Array> m_arrays;
};

} // namespace dqm
