#pragma once

#include "app/Document.h"
#include "core/exhibits/Exhibit.h"

namespace dqm {

/// The exhibit on the table. What acts at once is said by valueChanged(), everything else by
/// begunAnew(); changed() is the signal of waves.
class ExhibitDocument : public Document
{
    Q_OBJECT

public:
    using Document::Document;

    /// Puts a complete experiment on the table.
    void open(ExhibitExperiment experiment, const QString& nameOrPath);

    /// A refused value is reported by failed() and not kept.
    void setValue(const QString& id, double value);
    void setSeed(quint64 seed);
    void setPace(double pace);
    void resetToFile() override;

    const ExhibitExperiment& present() const { return m_present; }
    const ExhibitKind& kind() const { return *exhibitKind(m_present.kind); }
    AnyExperiment experiment() const override { return m_present; }
    bool isModified() const override;

signals:
    /// A value that the running exhibit takes.
    void valueChanged(const QString& id, double value);
    /// The same experiment from its start, with another value or seed.
    void begunAnew();
    void paceChanged(double pace);

protected:
    void takeAsLoaded() override { m_loaded = m_present; }

private:
    ExhibitExperiment m_loaded;
    ExhibitExperiment m_present;
};

} // namespace dqm
