#pragma once

#include "core/readouts/Origin.h"

#include <map>
#include <string>
#include <vector>

namespace dqm {

/// One of the words that a parameter may take.
struct ExhibitChoice
{
    std::string word = {}; ///< in files: "shared"
    std::string label = {}; ///< on the screen: "one random w for all"
};

/// One thing a person may change in an exhibit. The only place for its range, default, label and
/// tooltip; files, command line and controls follow it.
struct ExhibitParameter
{
    std::string id = {}; ///< key in files: "particles"
    std::string symbol = {}; ///< rich text: "<i>N</i>"
    std::string label = {}; ///< "Particles"
    std::string unit = {}; ///< empty: a pure number
    double minimum = 0.0;
    double maximum = 1.0;
    double defaultValue = 0.0;
    double step = 0.1;
    bool logarithmic = false;
    bool integer = false;
    /// If there are any, the value is the index of one, and files hold its word.
    std::vector<ExhibitChoice> choices = {};
    bool actsAtOnce = false; ///< else the exhibit begins anew
    Origin origin = Origin::Model;
    std::string equation = {}; ///< "(29)", may be empty
    std::string tooltip = {}; ///< a sentence or two
};

/// Parameters of an exhibit by id.
using ExhibitValues = std::map<std::string, double>;

} // namespace dqm
