#pragma once

#include "app/rendering/RenderCommand.h"
#include "support/Command.h"

namespace dqm::test {

/// `dqmlab render ...`, with what the program makes of what it throws.
inline Outcome renders(const QStringList& arguments)
{
    std::ostringstream out;
    std::ostringstream err;
    const int status = runAction(render, arguments, out, err);
    return {status, QByteArray::fromStdString(out.str()), QString::fromStdString(err.str())};
}

} // namespace dqm::test
