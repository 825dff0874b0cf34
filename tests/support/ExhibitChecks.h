#pragma once

#include "core/exhibits/ExhibitKinds.h"
#include "support/ExhibitProbe.h"

#include <QTest>

namespace dqm::test {

/// Fails unless every number of a frame is finite and every curve as long in x as in y.
inline void checkNumbers(const ExhibitFrame& frame) { QCOMPARE(flawIn(frame), QString()); }

/// A kind that is registered, whose parameters have words, a range and a default within it.
inline void checkParameters(const std::string& word)
{
    const ExhibitKind* kind = exhibitKind(word);
    QVERIFY(kind != nullptr);
    for (const ExhibitParameter& p : kind->parameters) {
        QVERIFY(!p.id.empty() && !p.label.empty() && !p.tooltip.empty());
        const double highest
            = p.choices.empty() ? p.maximum : static_cast<double>(p.choices.size()) - 1.0;
        QVERIFY2(p.minimum < highest, p.id.c_str());
        QVERIFY2(p.defaultValue >= p.minimum && p.defaultValue <= highest, p.id.c_str());
        QVERIFY2(!p.logarithmic || p.minimum > 0.0, p.id.c_str());
    }
}

/// The ids of readouts (with what stands beside them) and charts, which may not change while an
/// exhibit runs: they are the columns of its series.
inline std::string outline(const ExhibitFrame& frame)
{
    std::string ids;
    for (const Readout& readout : frame.readouts)
        ids += readout.id + (readout.expected ? " expected" : "")
            + (readout.error ? " error " : " ");
    for (const ExhibitChart& chart : frame.charts)
        ids += chart.id + '[' + std::to_string(chart.curves.size()) + "] ";
    return ids;
}

inline std::unique_ptr<Exhibit> made(
    const std::string& kind, const ExhibitValues& values = {}, std::uint64_t seed = 1)
{
    return makeExhibit({.kind = kind, .values = values, .seed = seed});
}

/// Every value at its lowest, at its highest, and every choice: what a frame shows stays finite,
/// with the same outline.
inline void checkExtremes(const std::string& kind, double amount)
{
    const std::vector<ExhibitParameter>& parameters = exhibitKind(kind)->parameters;
    const auto check = [&](const ExhibitValues& values) {
        const std::unique_ptr<Exhibit> exhibit = made(kind, values);
        const std::string before = outline(*exhibit->frame());
        checkNumbers(*exhibit->frame());
        exhibit->advance(amount);
        checkNumbers(*exhibit->frame());
        QCOMPARE(outline(*exhibit->frame()), before);
    };
    for (const ExhibitParameter& parameter : parameters) {
        if (parameter.choices.empty()) {
            check({{parameter.id, parameter.minimum}});
            check({{parameter.id, parameter.maximum}});
        }
        for (size_t i = 0; i < parameter.choices.size(); ++i)
            check({{parameter.id, static_cast<double>(i)}});
    }
    ExhibitValues lowest;
    ExhibitValues highest;
    for (const ExhibitParameter& parameter : parameters) {
        const bool isChoice = !parameter.choices.empty();
        lowest[parameter.id] = isChoice ? 0.0 : parameter.minimum;
        highest[parameter.id]
            = isChoice ? static_cast<double>(parameter.choices.size() - 1) : parameter.maximum;
    }
    check(lowest);
    check(highest);
}

/// The same amounts from the same start and seed give the same numbers; another seed others.
inline void checkRepeats(const std::string& kind, const ExhibitValues& values, double amount)
{
    const auto numbers = [&](std::uint64_t seed) {
        const std::unique_ptr<Exhibit> exhibit = made(kind, values, seed);
        exhibit->advance(0.4 * amount);
        exhibit->advance(0.6 * amount);
        std::vector<std::optional<double>> seen;
        const auto frame = exhibit->frame();
        for (const Readout& readout : frame->readouts)
            seen.push_back(readout.value);
        return seen;
    };
    QVERIFY(numbers(3) == numbers(3));
    QVERIFY(numbers(3) != numbers(4));
}

} // namespace dqm::test
