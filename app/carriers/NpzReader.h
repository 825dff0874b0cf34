#pragma once

#include <QByteArray>

#include <map>
#include <optional>
#include <vector>

namespace dqm {

class InputFile;

/// A file of arrays as NumPy writes it (.npz): a zip archive of .npy files, stored or deflated.
class NpzReader
{
public:
    /// An array: what its head says, and its bytes.
    struct Array
    {
        QByteArray type; ///< "<f8"
        std::vector<qint64> shape;
        QByteArray bytes;
    };

    /// Reads the archive's directory.
    /// @param file  must live as long.
    explicit NpzReader(InputFile& file);

    /// @return empty if there is none of that name, if it is damaged, not in C order, or longer
    ///         than `longest` bytes.
    std::optional<Array> array(const QByteArray& name, qint64 longest);

private:
    struct Entry
    {
        qint64 place = 0; ///< of its local head
        qint64 packed = 0; ///< bytes
        qint64 size = 0;
        bool isDeflated = false;
    };

    InputFile& m_file;
    std::map<QByteArray, Entry> m_entries;
};

} // namespace dqm
