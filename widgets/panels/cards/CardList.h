#pragma once

#include "widgets/panels/cards/CardItem.h"
#include "widgets/panels/cards/CardWords.h"

#include <QWidget>

#include <optional>

class QMenu;
class QToolButton;
class QVBoxLayout;

namespace dqm {

/// A list of terms or packets under a head that folds it away, with a "+" that offers every kind
/// that can be made here. What a person does is told by signals alone; what is shown is given.
class CardList : public QWidget
{
    Q_OBJECT

public:
    struct Item
    {
        std::string kind;
        std::vector<CardEntry> entries;
    };
    struct Words
    {
        QString name; ///< "potential": of the list and of what is in it
        QString title;
        QString add; ///< of the "+"
        std::function<KindWords(const std::string& kind)> ofKind;
    };
    CardList(
        const Words& words, const std::vector<std::string>& offered, QWidget* parent = nullptr);

    /// @param anew  of another experiment: what was being typed is dropped.
    void show(const std::vector<Item>& items, const CardSetting& setting, bool anew);
    /// Why what was done last was not taken, at the term that it was done to, or at the head.
    void showRefusal(const QString& reason);
    /// Unfolds it and begins with the last one, which was just added.
    void beginLast();
    bool isUnfolded() const;
    void unfold(bool unfolded);

signals:
    void added(int offered);
    void edited(int item, const std::vector<CardEntry>& changed, const QString& key);
    void removed(int item);
    void moved(int item, int by);

private:
    CardItem* build(int number, const Item& item, const CardSetting& setting);
    void showHead();

    Words m_words;
    QToolButton* m_head;
    QWidget* m_body;
    QVBoxLayout* m_column;
    QLabel* m_refusal;
    std::vector<CardItem*> m_items;
    std::optional<int> m_last; ///< the item that something was done to
    QString m_focus; ///< what gets it when the list is shown next
};

} // namespace dqm
