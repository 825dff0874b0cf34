#include "widgets/panels/cards/ExperimentCards.h"

#include "widgets/panels/cards/CardEntry.h"
#include "widgets/panels/cards/CardList.h"
#include "widgets/panels/cards/CardWords.h"
#include "widgets/panels/cards/NewItem.h"

#include <QVBoxLayout>

#include <utility>

namespace dqm {

namespace {

template <class Any>
std::vector<std::string> kindsOf(const std::vector<Any>& all)
{
    std::vector<std::string> kinds;
    for (const Any& any : all)
        kinds.push_back(kindOf(any));
    return kinds;
}

template <class Any>
std::vector<CardList::Item> itemsOf(const std::vector<Any>& all)
{
    std::vector<CardList::Item> items;
    for (const Any& any : all)
        items.push_back({kindOf(any), entriesOf(any)});
    return items;
}

/// "potential, height"
QString wordsFor(const QString& list, const std::string& kind, const QString& key)
{
    return list + QStringLiteral(": ") + keyWords(kind, key.toStdString()).label;
}

} // namespace

ExperimentCards::ExperimentCards(QWidget* parent)
    : QWidget(parent)
    , m_terms(new CardList({QStringLiteral("potential"), tr("Potential V"),
                               tr("Add a term of the potential V"), termWords},
          kindsOf(offeredTerms()), this))
    , m_packets(new CardList(
          {QStringLiteral("packets"), tr("Packets ψ"), tr("Add a packet"), packetWords},
          kindsOf(offeredPackets()), this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 0, 12, 0);
    column->setSpacing(4);
    column->addWidget(m_terms);
    column->addWidget(m_packets);
    connectTerms();
    connectPackets();
}

void ExperimentCards::connectTerms()
{
    connect(m_terms, &CardList::added, this, [this](int offered) {
        const PotentialTerm& usual = offeredTerms().at(static_cast<std::size_t>(offered));
        m_isAdded = true;
        emitEdited(m_terms, withTerm(m_experiment, usual),
            tr("add %1").arg(termWords(kindOf(usual)).label));
    });
    connect(m_terms, &CardList::edited, this,
        [this](int item, const std::vector<CardEntry>& changed, const QString& key) {
            Experiment next = m_experiment;
            PotentialTerm& term = next.potential.at(static_cast<std::size_t>(item));
            for (const CardEntry& entry : changed)
                setEntry(term, entry);
            emitEdited(m_terms, next, wordsFor(tr("potential"), kindOf(term), key),
                QStringLiteral("potential.%1.%2").arg(item).arg(key));
        });
    connect(m_terms, &CardList::removed, this, [this](int item) {
        Experiment next = m_experiment;
        const auto term = next.potential.begin() + item;
        const QString label = termWords(kindOf(*term)).label;
        next.potential.erase(term);
        emitEdited(m_terms, next, tr("remove %1").arg(label));
    });
    connect(m_terms, &CardList::moved, this, [this](int item, int by) {
        Experiment next = m_experiment;
        std::swap(next.potential.at(static_cast<std::size_t>(item)),
            next.potential.at(static_cast<std::size_t>(item + by)));
        emitEdited(m_terms, next, tr("order of the potential"));
    });
}

void ExperimentCards::connectPackets()
{
    connect(m_packets, &CardList::added, this, [this](int offered) {
        const Packet& usual = offeredPackets().at(static_cast<std::size_t>(offered));
        m_isAdded = true;
        emitEdited(m_packets, withPacket(m_experiment, usual),
            tr("add %1").arg(packetWords(kindOf(usual)).label));
    });
    connect(m_packets, &CardList::edited, this,
        [this](int item, const std::vector<CardEntry>& changed, const QString& key) {
            Experiment next = m_experiment;
            Packet& packet = next.packets.at(static_cast<std::size_t>(item));
            for (const CardEntry& entry : changed)
                setEntry(packet, entry);
            emitEdited(m_packets, next, wordsFor(tr("packet"), kindOf(packet), key),
                QStringLiteral("packets.%1.%2").arg(item).arg(key));
        });
    connect(m_packets, &CardList::removed, this, [this](int item) {
        Experiment next = m_experiment;
        const auto packet = next.packets.begin() + item;
        const QString label = packetWords(kindOf(*packet)).label;
        next.packets.erase(packet);
        emitEdited(m_packets, next, tr("remove %1").arg(label));
    });
    connect(m_packets, &CardList::moved, this, [this](int item, int by) {
        Experiment next = m_experiment;
        std::swap(next.packets.at(static_cast<std::size_t>(item)),
            next.packets.at(static_cast<std::size_t>(item + by)));
        emitEdited(m_packets, next, tr("order of the packets"));
    });
}

void ExperimentCards::emitEdited(
    CardList* list, const Experiment& next, const QString& what, const QString& key)
{
    m_edited = list;
    emit edited(next, what, key);
    m_isAdded = false;
}

void ExperimentCards::setExperiment(const Experiment& experiment, bool anew)
{
    m_experiment = experiment;
    const CardSetting setting = cardSetting(experiment);
    m_terms->show(itemsOf(experiment.potential), setting, anew);
    m_packets->show(itemsOf(experiment.packets), setting, anew);
}

void ExperimentCards::showRefusal(const QString& reason)
{
    if (m_edited)
        m_edited->showRefusal(reason);
}

void ExperimentCards::beginAdded()
{
    if (m_edited && m_isAdded)
        m_edited->beginLast();
}

} // namespace dqm
