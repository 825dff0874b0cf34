#pragma once

#include "app/session/Document.h"
#include "core/exhibits/ExhibitKinds.h"
#include "core/exhibits/parts/Exhibit.h"

namespace dqm {

/// The exhibit on the table. What acts at once is said by valueChanged(), everything else by
/// begunAnew(); changed() is the signal of waves.
class ExhibitDocument : public Document
{
    Q_OBJECT

public:
    explicit ExhibitDocument(History& history, QObject* parent = nullptr);

    /// A refused value is reported by failed() and not kept.
    void setValue(const QString& id, double value);
    void setSeed(quint64 seed);
    void setPace(double pace);
    void resetToFile() override;
    void replace(const AnyExperiment& experiment) override;

    const ExhibitExperiment& present() const
    {
        return std::get<ExhibitExperiment>(table().present);
    }
    const ExhibitKind& kind() const { return *exhibitKind(present().kind); }

signals:
    /// A value that the running exhibit takes.
    void valueChanged(const QString& id, double value);
    /// The same experiment from its start, with another value or seed.
    void begunAnew();
    void paceChanged(double pace);

private:
    ExhibitExperiment& now() { return std::get<ExhibitExperiment>(table().present); }
    const ExhibitParameter& entry(const std::string& id) const;
};

} // namespace dqm
