#pragma once

#include "core/exhibits/parts/ExhibitExperiment.h"
#include "core/exhibits/parts/ExhibitFrame.h"

#include <memory>

namespace dqm {

/// A demonstration that is not a wave: it steps, and each instant has a picture, charts, numbers
/// with what they should be, and notes. One thread at a time.
class Exhibit
{
public:
    Exhibit() = default;
    Exhibit(const Exhibit&) = delete;
    Exhibit& operator=(const Exhibit&) = delete;
    virtual ~Exhibit() = default;

    /// Goes on by an amount of progress > 0 (throws, time), about; the same amounts from the same
    /// start give the same numbers.
    virtual void advance(double amount) = 0;
    virtual double progress() const = 0;
    /// A changed parameter that acts at once; the others make a new exhibit.
    virtual void setValue(const std::string& id, double value) = 0;
    virtual std::shared_ptr<const ExhibitFrame> frame() const = 0;
};

/// What a kind of exhibit is.
struct ExhibitKind
{
    std::string kind = {}; ///< word in files: "statistics"
    std::string name = {}; ///< on the screen: "Quantum statistics"
    std::vector<ExhibitParameter> parameters = {};
    std::string progressName = {}; ///< "Throws", "Time"; the column of the series
    std::string progressUnit = {};
    double defaultUntil = 1.0; ///< progress of a headless run
    double defaultPace = 1.0; ///< progress of a second in the window
    /// @pre every value is given and in its range.
    std::unique_ptr<Exhibit> (*make)(const ExhibitValues& values, std::uint64_t seed) = nullptr;
    double step = 0.0; ///< progress of a single step in the window; 0: a fiftieth of the pace
};

} // namespace dqm
