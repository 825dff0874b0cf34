#pragma once

#include <stdexcept>
#include <string>

namespace dqm {

/// Bad input: `path` names the key ("packets[1].sigma[0]"), what() is a full sentence with it.
class ExperimentError : public std::invalid_argument
{
public:
    ExperimentError(std::string path, const std::string& problem);
    const std::string& path() const { return m_path; }

private:
    std::string m_path;
};

} // namespace dqm
