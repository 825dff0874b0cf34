#include "core/values/ExperimentError.h"

#include "core/values/Printable.h"

namespace dqm {

ExperimentError::ExperimentError(std::string path, const std::string& problem)
    : std::invalid_argument(printable(path + ": " + problem))
    , m_path(std::move(path))
{
}

} // namespace dqm
