#include "app/ColumnTable.h"

#include "app/ExperimentFile.h"
#include "app/WholeFile.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace dqm {

namespace {

QByteArray number(double value)
{
    if (!std::isfinite(value)) {
        return {};
    }
    char text[40];
    const auto end
        = std::to_chars(text, text + sizeof text, value, std::chars_format::general, 17).ptr;
    return {text, static_cast<qsizetype>(end - text)};
}

QByteArray quoted(QString text)
{
    const bool isPlain = !text.contains(',') && !text.contains('"');
    return (isPlain ? text : '"' + text.replace("\"", "\"\"") + '"').toUtf8();
}

std::size_t lengthOf(const TableColumn& column)
{
    return std::max(column.values.size(), static_cast<std::size_t>(column.words.size()));
}

QByteArray cell(const TableColumn& column, std::size_t row)
{
    if (row >= lengthOf(column)) {
        return {};
    }
    return column.words.isEmpty() ? number(column.values[row])
                                  : quoted(column.words[static_cast<qsizetype>(row)]);
}

} // namespace

void writeColumns(const std::vector<TableColumn>& columns, const QString& path,
    const QByteArray& experiment, double time)
{
    QByteArray text = "# dqmlab " DQM_VERSION "\n# " + QByteArray(carriedExperimentKey) + ' '
        + experiment + "\n# time " + number(time) + '\n';
    std::size_t rows = 0;
    QByteArrayList line;
    for (const TableColumn& column : columns) {
        line << quoted(column.name);
        rows = std::max(rows, lengthOf(column));
    }
    text += line.join(',') + '\n';
    for (std::size_t row = 0; row < rows; ++row) {
        line.clear();
        for (const TableColumn& column : columns) {
            line << cell(column, row);
        }
        text += line.join(',') + '\n';
    }
    writeWholeFile(path, text);
}

} // namespace dqm
