#include "app/results/TableStyle.h"

#include "app/carriers/Carrier.h"

#include <algorithm>
#include <charconv>
#include <stdexcept>

namespace dqm {

TableStyle tableStyle(const std::string& separator)
{
    if (separator == ",")
        return {};
    if (separator != ";") {
        throw std::invalid_argument("--csv: found \"" + separator
            + "\", expected \",\" or \";\" (for spreadsheets where decimals have a comma)");
    }
    return {.separator = ';', .decimal = ',', .hasMark = true};
}

std::string numberIn(const TableStyle& style, double value)
{
    char text[40];
    char* const end
        = std::to_chars(text, text + sizeof text, value, std::chars_format::general, 17).ptr;
    std::replace(text, end, '.', style.decimal);
    return {text, end};
}

QByteArray commentsOf(const TableStyle& style, const QByteArray& experiment)
{
    QByteArray json = experiment;
    if (style.separator == ';') {
        json.replace(";", "\\u003b"); // only texts have one
    }
    return QByteArray(style.hasMark ? "\xEF\xBB\xBF" : "") + "# dqmlab " DQM_VERSION "\n# "
        + carriedExperimentKey + ' ' + json + '\n';
}

} // namespace dqm
