#pragma once

#include "core/readouts/Origin.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dqm {

/// Whether a number is what it should be. Broken is said of physics that fails, never of the grid.
enum class Verdict
{
    None, ///< nothing is expected, or the number is not known
    Holds,
    Nearly, ///< off by what chance, or a computation of its own, may bring now and then
    Differs, ///< it is another one, as it is to be
    Unresolved, ///< it cannot be judged here: Readout::unresolved says why
    Broken
};

/// How a value relates to what is expected of it.
enum class Relation
{
    Equal,
    AtLeast,
    AtMost
};

/// A number with what it should be: the one type that window, command line and files read, of waves
/// and of exhibits. What is not known is absent, never 0.
struct Readout
{
    std::string id = {}; ///< column of a series, row of a table: "variance_n1"
    std::string symbol = {}; ///< rich text: "Var <i>n</i><sub>1</sub>"
    std::string label = {};
    std::optional<double> value = {};
    std::string unit = {};
    std::optional<double> error = {}; ///< standard error of the value; unset too early
    std::optional<double> expected = {};
    std::string expectedFrom = {}; ///< "exact, (31)"
    std::optional<double> tolerance = {}; ///< of |value - expected|; else 3 errors
    Origin origin = Origin::Derived; ///< Paper only for what stands there
    std::string tooltip = {};
    std::string group = {}; ///< what it stands under in a table; may be empty
    Relation relation = Relation::Equal;
    /// What is off by more than the tolerance, but not by more than this, holds nearly; else 5
    /// errors, which chance does not reach, where there is no tolerance. Infinite: never broken.
    std::optional<double> nearly = {};
    /// Off means that it is another law, not that one is broken.
    bool mayDiffer = false;
    std::string unresolved = {}; ///< why it cannot be judged here; mostly empty
    double size = 0.0; ///< what the value is measured against: round-off of it is written as zero

    /// The largest |value - expected| with which it holds; unset if nothing is expected.
    std::optional<double> allowed() const;
    /// Whether it is where it should be; unset if that is not expected or cannot be judged.
    std::optional<bool> holds() const;
};

/// The one place where it is decided.
Verdict verdictOf(const Readout& readout);

/// The worse of two, as they are listed; Unresolved counts as Nearly does.
Verdict worse(Verdict one, Verdict other);

/// @throws std::out_of_range for an unknown id.
const Readout& readoutIn(const std::vector<Readout>& readouts, std::string_view id);

} // namespace dqm
