#pragma once

#include "core/experiment/Experiment.h"

#include <QWidget>

namespace dqm {

class CardList;

/// The terms of V and the packets of an experiment, to be added, changed, moved and taken away.
/// Made from the registries of core: a new kind has its card for nothing.
class ExperimentCards : public QWidget
{
    Q_OBJECT

public:
    explicit ExperimentCards(QWidget* parent = nullptr);

    /// Without emitting.
    /// @param anew  another experiment than before: what was being typed is dropped.
    void setExperiment(const Experiment& experiment, bool anew = false);
    /// The experiment of the last edited() cannot be run: says why at the place where it was
    /// changed; setExperiment() shows what stays.
    void showRefusal(const QString& reason);
    /// It has become what was added: the hand goes on there.
    void beginAdded();

signals:
    /// A person changed something.
    /// @param what  words for "Undo …".
    /// @param key   the same for what goes on, such as a drag; empty for what is done at once.
    void edited(const Experiment& next, const QString& what, const QString& key);

private:
    void connectTerms();
    void connectPackets();
    void emitEdited(
        CardList* list, const Experiment& next, const QString& what, const QString& key = {});

    Experiment m_experiment;
    CardList* m_terms;
    CardList* m_packets;
    CardList* m_edited = nullptr; ///< of the last edited()
    bool m_isAdded = false; ///< by the last edited()
};

} // namespace dqm
