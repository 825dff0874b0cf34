#include "fuzz/Promise.h"

#include <QString>

#include <algorithm>

namespace dqm::fuzz {

namespace {

constexpr qsizetype shortest = 8;
constexpr qsizetype longest = 2000;

} // namespace

void requireReadable(const std::string& refusal)
{
    const QString said = QString::fromStdString(refusal);
    const bool isPlain = std::ranges::none_of(
        said, [](QChar c) { return c.category() == QChar::Other_Control || c.isNull(); });
    if (!isPlain || said.size() < shortest || said.size() > longest || !said.contains(u' '))
        throw Finding("refused with \"" + refusal + '"');
}

} // namespace dqm::fuzz
