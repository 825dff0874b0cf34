#include "app/console/ParameterSweep.h"

#include "app/experiments/JsonChange.h"
#include "core/values/Printable.h"

#include <QRegularExpression>

#include <cmath>
#include <optional>
#include <stdexcept>

namespace dqm {

namespace {

constexpr double mostMembers = 100'000;

/// Values of "1:2:0.25"; empty for anything that is no range.
std::optional<QStringList> rangeOf(const QString& change, const std::string& option)
{
    const QString value = change.mid(endOfPath(change) + 1);
    const QStringList parts = value.split(':');
    if (parts.size() != 3)
        return std::nullopt;
    double numbers[3];
    for (int i = 0; i < 3; ++i) {
        bool isNumber = false;
        numbers[i] = parts[i].toDouble(&isNumber);
        if (!isNumber)
            return std::nullopt;
    }
    const auto [first, last, step] = numbers;
    const double steps = std::floor((last - first) / step + 1e-9);
    if (!std::isfinite(steps) || steps < 0.0 || steps >= mostMembers) {
        throw std::invalid_argument(option + ": found the range \""
            + shortened(change.toStdString())
            + "\", expected FIRST:LAST:STEP with a step towards the last value and at most "
              "100000 values");
    }
    QStringList values;
    for (int i = 0; i <= static_cast<int>(steps); ++i) {
        // Twelve digits: 0.3 and not 0.30000000000000004.
        values << QString::number(first + i * step, 'g', 12);
    }
    return values;
}

QString lastWord(const QString& path)
{
    static const QRegularExpression word(R"(([A-Za-z_]+)[^A-Za-z_]*$)");
    return word.match(path).captured(1);
}

} // namespace

QString SweepMember::fileName(QString pattern) const
{
    for (const auto& [name, value] : names)
        pattern.replace('{' + name + '}', value);
    return pattern;
}

std::vector<SweepMember> sweep(const QStringList& changes, const char* option)
{
    std::vector<SweepMember> members(1);
    for (const QString& change : changes) {
        const auto range = rangeOf(change, option);
        const QString path = change.left(endOfPath(change));
        if (!range) {
            for (SweepMember& member : members)
                member.changes << change;
            continue;
        }
        if (static_cast<double>(members.size()) * static_cast<double>(range->size())
            > mostMembers) {
            throw std::invalid_argument(
                std::string(option) + ": the ranges make more than 100000 combinations");
        }
        std::vector<SweepMember> product;
        for (const SweepMember& member : members) {
            for (const QString& value : *range) {
                SweepMember& next = product.emplace_back(member);
                next.changes << path + '=' + value;
                next.names.emplace_back(lastWord(path), value);
            }
        }
        members = std::move(product);
    }
    return members;
}

} // namespace dqm
