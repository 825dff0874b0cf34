#include "app/commands/CardTools.h"

#include "core/setup/ExperimentChecks.h"
#include "widgets/panels/cards/ExperimentCards.h"

namespace dqm {

CardTools::CardTools(ExperimentDocument& document, QObject* parent)
    : QObject(parent)
    , m_document(document)
    , m_cards(new ExperimentCards)
{
    const auto show = [this] { m_cards->setExperiment(m_document.present()); };
    connect(m_cards, &ExperimentCards::edited, this, &CardTools::take);
    connect(&m_document, &Document::opened, this,
        [this] { m_cards->setExperiment(m_document.present(), true); });
    connect(&m_document, &Document::restored, this, show);
    connect(&m_document, &Document::changed, this, show);
}

QWidget* CardTools::cards() const { return m_cards; }

void CardTools::take(const Experiment& next, const QString& what, const QString& key)
{
    // Here rather than by the document, so that the reason stands at the place.
    try {
        validate(next);
    } catch (const std::exception& error) {
        m_cards->setExperiment(m_document.present());
        m_cards->showRefusal(QString::fromUtf8(error.what()));
        return;
    }
    m_document.change(next, what, key);
    // A number that was rounded to the one before changes nothing, but must not stay in its box.
    m_cards->setExperiment(m_document.present());
    m_cards->beginAdded();
    emit edited();
}

} // namespace dqm
