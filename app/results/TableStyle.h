#pragma once

#include <QByteArray>

#include <string>

namespace dqm {

/// How a table (CSV) is written.
struct TableStyle
{
    char separator = ',';
    char decimal = '.';
    bool hasMark = false; ///< the mark of UTF-8 at the start, by which spreadsheets know it

    bool operator==(const TableStyle&) const = default;
};

/// The style of a separator: "," is the usual one; ";" is for spreadsheets where decimals have a
/// comma.
/// @throws std::invalid_argument for any other.
TableStyle tableStyle(const std::string& separator);

/// A number with 17 significant digits; what is not finite is nan or inf.
std::string numberIn(const TableStyle& style, double value);

/// The lines at the head of every table: the program and the experiment (JSON on one line), in
/// which no spreadsheet finds two cells.
QByteArray commentsOf(const TableStyle& style, const QByteArray& experiment);

} // namespace dqm
