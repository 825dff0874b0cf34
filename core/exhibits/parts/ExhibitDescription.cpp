#include "core/exhibits/parts/ExhibitDescription.h"

#include "core/exhibits/parts/PlainText.h"
#include "core/readouts/ShortNumber.h"

namespace dqm {

namespace {

constexpr int mostNumbers = 5;

std::string told(const Readout& readout)
{
    std::string text = plainText(readout.label) + ' ' + shortNumber(*readout.value);
    if (readout.error)
        text += " ± " + shortNumber(*readout.error);
    if (!readout.unit.empty())
        text += ' ' + readout.unit;
    if (readout.expected)
        text += " where " + shortNumber(*readout.expected) + " is expected";
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
