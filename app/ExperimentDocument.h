#pragma once

#include "app/Document.h"
#include "core/Experiment.h"

namespace dqm {

/// The wave on the table.
class ExperimentDocument : public Document
{
    Q_OBJECT

public:
    using Document::Document;

    void open(Experiment experiment, const QString& nameOrPath);

    /// Sets one entry of core/Parameters. A refused value is reported by failed() and not kept.
    void setValue(const QString& id, double value);
    /// Sets what stands side by side; a refused one is reported by failed() and not kept.
    void setStage(const StageSettings& stage);
    /// Sets the particles' law, noise, start and seed; refused ones are reported likewise.
    void setEnsemble(const EnsembleSettings& ensemble);
    void resetToFile() override;
    /// Notes how it is looked at, so that a saved file opens with the same view.
    void setView(const ViewSettings& view);

    const Experiment& present() const { return m_present; }
    const Experiment& asLoaded() const { return m_loaded; }
    AnyExperiment experiment() const override { return m_present; }
    bool isModified() const override;

protected:
    void takeAsLoaded() override { m_loaded = m_present; }

private:
    void change(Experiment next);

    Experiment m_loaded;
    Experiment m_present;
};

} // namespace dqm
