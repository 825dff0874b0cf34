#pragma once

#include "app/session/ExperimentDocument.h"

#include <QObject>

namespace dqm {

class ExperimentCards;

/// The cards of potential and packets, tied to the document: what is changed there goes into the
/// experiment, as steps that can be undone; what the experiment refuses is said at its place.
class CardTools : public QObject
{
    Q_OBJECT

public:
    /// The window gives the cards their place.
    CardTools(ExperimentDocument& document, QObject* parent);

    QWidget* cards() const;

signals:
    /// The experiment was changed by a card.
    void edited();

private:
    void take(const Experiment& next, const QString& what, const QString& key);

    ExperimentDocument& m_document;
    ExperimentCards* m_cards;
};

} // namespace dqm
