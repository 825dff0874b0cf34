#include "core/exhibits/parts/ExhibitDescription.h"

#include "core/exhibits/parts/PlainText.h"

#include <cstdio>

namespace dqm {

namespace {

constexpr int mostNumbers = 5;

std::string number(double value)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.3g", value);
    return text;
}

std::string told(const Readout& readout)
{
    std::string text = plainText(readout.label) + ' ' + number(*readout.value);
    if (readout.error)
        text += " ± " + number(*readout.error);
    if (!readout.unit.empty())
        text += ' ' + readout.unit;
    if (readout.expected)
        text += " where " + number(*readout.expected) + " is expected";
    return text;
}

} // namespace

std::string describe(const ExhibitFrame& frame)
{
    std::string text = "At " + plainText(frame.progressText);
    int count = 0;
    for (const Readout& readout : frame.readouts) {
        if (!readout.value || count == mostNumbers)
            continue;
        text += (count == 0 ? ": " : "; ") + told(readout);
        ++count;
    }
    return text + '.';
}

} // namespace dqm
