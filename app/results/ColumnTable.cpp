#include "app/results/ColumnTable.h"

#include "app/files/WholeFile.h"

#include <algorithm>
#include <cmath>

namespace dqm {

namespace {

QByteArray number(const TableStyle& style, double value)
{
    return std::isfinite(value) ? QByteArray::fromStdString(numberIn(style, value)) : QByteArray();
}

QByteArray quoted(const TableStyle& style, QString text)
{
    const bool isPlain = !text.contains(QLatin1Char(style.separator)) && !text.contains('"');
    return (isPlain ? text : '"' + text.replace("\"", "\"\"") + '"').toUtf8();
}

std::size_t lengthOf(const TableColumn& column)
{
    return std::max(column.values.size(), static_cast<std::size_t>(column.words.size()));
}

QByteArray cell(const TableStyle& style, const TableColumn& column, std::size_t row)
{
    if (row >= lengthOf(column))
        return {};
    return column.words.isEmpty() ? number(style, column.values[row])
                                  : quoted(style, column.words[static_cast<qsizetype>(row)]);
}

} // namespace

void writeColumns(const std::vector<TableColumn>& columns, const QString& path,
    const QByteArray& experiment, double time, const TableStyle& style)
{
    QByteArray text = commentsOf(style, experiment) + "# time " + number(style, time) + '\n';
    std::size_t rows = 0;
    QByteArrayList line;
    for (const TableColumn& column : columns) {
        line << quoted(style, column.name);
        rows = std::max(rows, lengthOf(column));
    }
    text += line.join(style.separator) + '\n';
    for (std::size_t row = 0; row < rows; ++row) {
        line.clear();
        for (const TableColumn& column : columns)
            line << cell(style, column, row);
        text += line.join(style.separator) + '\n';
    }
    writeWholeFile(path, text);
}

} // namespace dqm
