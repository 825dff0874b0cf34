#include "app/results/SeriesWriter.h"

#include "app/experiments/ExperimentFile.h"
#include "app/files/OutputStream.h"

#include <utility>

namespace dqm {

SeriesWriter::SeriesWriter(const SeriesTarget& target, const AnyExperiment& experiment,
    const std::vector<std::string>& columns, const std::string& remark)
    : m_target(target)
    , m_header(commentsOf(m_target.style, formatExperimentOnOneLine(experiment)).toStdString()
          + "# run " + remark + '\n')
{
    std::string names;
    for (const std::string& column : columns)
        names.append(names.empty() ? 0 : 1, m_target.style.separator).append(column);
    m_header += names + '\n';
}

void SeriesWriter::write(const std::vector<std::optional<double>>& row)
{
    std::string line = std::exchange(m_header, {});
    bool isFirst = true;
    for (const std::optional<double>& value : row) {
        line.append(isFirst ? 0 : 1, m_target.style.separator);
        line += value ? numberIn(m_target.style, *value) : std::string();
        isFirst = false;
    }
    writeOut(m_target.stream, line + '\n', m_target.name);
}

} // namespace dqm
