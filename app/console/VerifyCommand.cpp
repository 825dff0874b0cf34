#include "app/console/VerifyCommand.h"

#include "app/console/CommandLine.h"
#include "app/console/parts/CommandArguments.h"
#include "app/console/parts/Interrupt.h"
#include "app/console/parts/Progress.h"
#include "app/files/OutputStream.h"
#include "app/verification/CheckTable.h"
#include "app/verification/Verification.h"
#include "core/grid/Parallel.h"

#include <iterator>

namespace dqm {

int verifyInstallation(const QStringList& arguments, std::ostream& out, std::ostream& err)
{
    CommandArguments parsed("verify",
        "Computes what is known beforehand and compares: closed forms of spreading, springs and\n"
        "tunnelling, K against K', (13) and (14) against (16), particles, statistics and the\n"
        "other exhibits. A table on standard output; exit status 1 if a number fails.");
    parsed.addThreads();
    parsed.addOption("quiet", "No progress on standard error.");
    if (parsed.parse(arguments, 0, out))
        return exitDone;
    const Interrupt interrupt;
    Progress progress(err, false, parsed.has("quiet"));
    const std::vector<VerificationCase>& cases = verificationCases();
    std::vector<Readout> all;
    writeOut(out, checkHead());
    const auto tell = [&](const Verified& verified) {
        writeOut(out, checkLines(verified.readouts));
        std::ranges::copy(verified.readouts, std::back_inserter(all));
        progress.show(static_cast<double>(verified.place + 1) / static_cast<double>(cases.size()),
            cases[verified.place].title.toStdString());
    };
    const bool isComplete
        = verify(cases, threadCount(), tell, [&] { return interrupt.isRequested(); });
    if (!isComplete)
        return exitInterrupted;
    writeOut(out, checkSum(all));
    return howMany(all, Verdict::Broken) == 0 ? exitDone : exitFailed;
}

} // namespace dqm
