#pragma once

#include "app/console/CommandLine.h"

#include <QByteArray>
#include <QList>
#include <QStringList>

#include <sstream>
#include <vector>

namespace dqm::test {

/// What a command left behind.
struct Outcome
{
    int status = -1;
    QByteArray out;
    QString err;
};

inline Outcome command(const QStringList& arguments)
{
    std::ostringstream out;
    std::ostringstream err;
    const int status = runCommand(arguments, out, err);
    return {status, QByteArray::fromStdString(out.str()), QString::fromStdString(err.str())};
}

/// A message is one line, and says something.
inline bool isOneLine(const QString& text)
{
    return text.endsWith('\n') && text.count('\n') == 1 && text.size() > 10;
}

/// A series read back.
struct Table
{
    explicit Table(const QByteArray& csv)
    {
        for (const QByteArray& line : csv.split('\n')) {
            if (line.startsWith('#')) {
                comments << line;
            } else if (names.isEmpty()) {
                names = line.split(',');
            } else if (!line.isEmpty()) {
                cells.push_back(line.split(','));
            }
        }
    }

    std::size_t rows() const { return cells.size(); }
    QByteArray text(std::size_t row, const char* name) const
    {
        return cells.at(row).value(names.indexOf(name));
    }
    double at(std::size_t row, const char* name) const { return text(row, name).toDouble(); }
    double last(const char* name) const { return at(rows() - 1, name); }

    QList<QByteArray> comments;
    QList<QByteArray> names;
    std::vector<QList<QByteArray>> cells;
};

/// `dqmlab run ... --quiet --series -`
inline Table series(QStringList arguments)
{
    return Table(command(QStringList{"run", "--quiet", "--series", "-"} + arguments).out);
}

} // namespace dqm::test
