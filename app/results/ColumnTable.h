#pragma once

#include "app/results/TableStyle.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <vector>

namespace dqm {

/// One column of a table in a file.
struct TableColumn
{
    QString name; ///< with its unit
    std::vector<double> values; ///< NaN leaves a cell empty
    QStringList words{}; ///< instead of values
};

/// Writes columns, which may differ in length, as a table (.csv): comment lines as a series has,
/// names, 17 digits. The table carries its experiment (JSON on one line) and the time.
/// @throws std::runtime_error if the file cannot be written; an older one is kept then.
void writeColumns(const std::vector<TableColumn>& columns, const QString& path,
    const QByteArray& experiment, double time, const TableStyle& style = {});

} // namespace dqm
