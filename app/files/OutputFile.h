#pragma once

#include <QByteArray>
#include <QFile>
#include <QString>

#include <stdexcept>
#include <string>

namespace dqm {

/// Why a file cannot be written, as far as that can be known before: its folder, permissions.
/// @return empty if nothing speaks against it.
std::string whyNoFile(const QString& path);

/// A file that takes its place when it is whole.
///
/// Place     a file without a name in the target's folder, of which nothing is left however the
///           program ends; where there are none such, or another program writes it, a fresh one
///           with a name that nobody can guess. For a pipe, a device or a folder where none can be
///           made, in the system's folder for such files.
/// Links     are followed: what they point to is written.
/// Target    an older file is replaced by commit(), in one step; pipes and devices are written to,
///           never replaced.
/// Failures  leave the target as it was, and nothing beside it.
class OutputFile
{
public:
    enum class Kind
    {
        Whole,
        /// The same, for another program that writes it by name.
        Named,
        /// Of use before its end: where there is no older file it has its own name from the start,
        /// else one like it; keep() leaves it there.
        Film
    };

    /// @throws std::runtime_error "cannot write ...: " with the reason.
    explicit OutputFile(const QString& path, Kind kind = Kind::Whole);
    ~OutputFile();
    OutputFile(const OutputFile&) = delete;
    OutputFile& operator=(const OutputFile&) = delete;

    /// Where the bytes are for now, for those who write by name.
    const QString& place() const { return m_place; }
    /// @throws std::runtime_error with the reason, such as a full disc.
    void write(const QByteArray& bytes);
    qint64 size() const { return m_file.size(); }
    /// Ends the file and gives it its name. @throws as write.
    void commit();
    /// What was written stays where it is, see Film.
    void keep();
    /// Whether it has its own name already, see Film.
    bool isInPlace() const { return m_place == m_target; }

    /// An error whose sentence names the file as it was asked for.
    std::runtime_error unwritable(const std::string& reason) const;
    /// The reason why no `bytes` more can be written there, for those who wrote by name and did not
    /// learn it.
    std::string reasonNoMore(qint64 bytes);

private:
    bool create(const QString& place);
    bool createFilm();
    bool createNameless(const QString& folder);
    void giveName();
    void copyToTarget();
    void letGo();

    QString m_path; ///< as asked for
    QString m_target; ///< behind all links
    QString m_place;
    QFile m_file;
    bool m_isReplacing = false; ///< by a new name, else by its bytes
    bool m_isOurs = false; ///< there is a file to be removed
    bool m_isNameless = false;
};

} // namespace dqm
