#pragma once

#include "app/session/Document.h"
#include "core/experiment/Experiment.h"

#include <vector>

namespace dqm {

/// The wave on the table.
class ExperimentDocument : public Document
{
    Q_OBJECT

public:
    explicit ExperimentDocument(History& history, QObject* parent = nullptr);

    /// Sets one entry of core/setup/Parameters. A refused value is reported by failed() and not
    /// kept.
    void setValue(const QString& id, double value);
    /// Sets what stands side by side; a refused one is reported by failed() and not kept.
    void setStage(const StageSettings& stage);
    /// Sets the particles' law, noise, start and seed; refused ones are reported likewise.
    void setEnsemble(const EnsembleSettings& ensemble);
    /// Sets what played time does at its end.
    void setTimeEnd(TimeSettings::End end);
    /// Takes an experiment that was changed by hand; a refused one is reported by failed() and not
    /// kept.
    /// @param what  words for "Undo …".
    /// @param key   see History::note.
    /// @return  whether it was taken.
    bool change(Experiment next, const QString& what, const QString& key = {});
    /// Sets how it is looked at, so that a saved file opens with the same view.
    void setView(const ViewSettings& view);
    /// The same for what a window makes of a file's view by itself: no step to undo.
    void noteView(const ViewSettings& view);
    /// Goes back to a way of looking: a step to undo, and whoever shows it shows it anew.
    void lookAs(const ViewSettings& view);
    /// Sets the moments worth coming back to; refused ones are reported likewise.
    void setMoments(std::vector<Moment> moments, const QString& what);
    void resetToFile() override;
    void replace(const AnyExperiment& experiment) override;

    const Experiment& present() const { return std::get<Experiment>(table().present); }
    const Experiment& asLoaded() const { return std::get<Experiment>(table().loaded); }
    /// The factor on the widths of the file's packets, which no experiment says of itself.
    double packetWidth() const;
};

} // namespace dqm
