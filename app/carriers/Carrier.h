#pragma once

#include <QByteArray>

#include <optional>

namespace dqm {

class InputFile;

/// The key or array under which files of other formats carry an experiment.
inline constexpr const char* carriedExperimentKey = "experiment";
/// No experiment is longer than this; what says it is, is not read.
inline constexpr qint64 longestExperiment = 8LL << 20;

/// What a file of another format carries.
struct Carried
{
    QByteArray experiment; ///< JSON; empty for none
    std::optional<double> time; ///< the moment that the file shows
};

/// A format whose files carry experiments. Readers take what they are given for hostile: they open
/// no other file, check every length against the file before they believe it, and reading costs at
/// most a few times longestExperiment, whatever a file says of itself.
struct Carrier
{
    enum class Sort
    {
        Picture,
        Video,
        Data
    };

    const char* what; ///< "a PNG picture"
    Sort sort;
    const char* suffixes; ///< of its files, "*.vti *.vtp"
    bool (*begins)(const QByteArray& start); ///< whether a file that begins so is of this format
    Carried (*read)(InputFile& file); ///< from its start. @throws std::runtime_error with a reason
};

} // namespace dqm
