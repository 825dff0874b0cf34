#pragma once

#include "app/console/RunOptions.h"
#include "app/results/SeriesWriter.h"
#include "core/exhibits/parts/Exhibit.h"
#include "core/readouts/Readout.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace dqm {

class Interrupt;
class Progress;

/// One run of an exhibit: rows at equal progress, each written before the next is computed, and the
/// tables of its charts at the end.
///
/// Columns  the progress by its name (throws, time), each readout, `<readout>_error` where there is
///          a standard error and `<readout>_expected` where something is expected; nan while there
///          is none of these yet, and empty where a readout is not known.
class ExhibitRun
{
public:
    /// @param options  must live as long.
    /// @param series  null for none.
    ExhibitRun(const ExhibitRunOptions& options, const SeriesTarget* series);

    /// @return false if it was interrupted.
    /// @throws std::runtime_error if a number is not finite or nothing can be written.
    bool compute(Progress& progress, const Interrupt& interrupt);
    std::string summary() const;
    /// Of the last row.
    const std::vector<Readout>& readouts() const { return m_frame->readouts; }

private:
    struct Columns
    {
        bool error = false;
        bool expected = false;
    };
    void chooseColumns();
    std::vector<std::string> columnNames() const;
    std::vector<std::optional<double>> rowOf(const ExhibitFrame& frame) const;

    const ExhibitRunOptions& m_options;
    const ExhibitKind& m_kind;
    std::unique_ptr<Exhibit> m_exhibit;
    std::shared_ptr<const ExhibitFrame> m_frame;
    std::vector<Columns> m_columns; ///< of each readout
    std::optional<SeriesWriter> m_series;
    long long m_row = 0;
};

/// Goes on to a progress; not a step beyond it, if the exhibit can stop there.
void advanceTo(Exhibit& exhibit, double progress);

} // namespace dqm
