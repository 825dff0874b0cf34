#pragma once

#include "core/experiment/AxisNames.h"
#include "core/experiment/Units.h"
#include "widgets/panels/cards/CardEntry.h"

#include <QWidget>

#include <functional>

class QLabel;
class QVBoxLayout;

namespace dqm {

class FormulaField;
class SymbolRow;

/// What the values of a card are measured and named with.
struct CardSetting
{
    UnitSystem units = UnitSystem::Natural;
    AxisNames axes;
    PhysicalConstants constants;
};
CardSetting cardSetting(const Experiment& experiment);

/// One term or packet: its kind, what takes it away or moves it, and a row for each of its keys,
/// made from its entries alone. Children are named by path and key: "potential.0.height.box".
class CardItem : public QWidget
{
    Q_OBJECT

public:
    struct Words
    {
        QString path; ///< "potential.0"
        std::string kind;
        QString label;
        QString tip;
    };
    CardItem(const Words& words, const std::vector<CardEntry>& entries, const CardSetting& setting,
        QWidget* parent = nullptr);

    /// Whether these can be shown without building it anew.
    bool isFor(const std::string& kind, const std::vector<CardEntry>& entries) const;
    /// Without emitting; what is being typed stays.
    void show(const std::vector<CardEntry>& entries, const CardSetting& setting);
    /// Why what was edited last was not taken; empty: nothing.
    void showRefusal(const QString& reason);
    /// Puts the focus where it is begun: into the formula, or the first number.
    void begin();

signals:
    /// @param key  of the first that was changed.
    void edited(const std::vector<CardEntry>& changed, const QString& key);
    void removed();
    void moved(int by);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void bringIntoView();
    void keepInView();
    void buildHead(const Words& words, QVBoxLayout& column);
    QWidget* buildRow(const CardEntry& entry);
    QWidget* buildNumbers(const CardEntry& entry);
    QWidget* buildChoice(const CardEntry& entry);
    QWidget* buildFormula(const CardEntry& entry);
    QWidget* buildSymbols(const CardEntry& entry);
    QWidget* row(const QString& label, std::initializer_list<QWidget*> parts);
    QString nameOf(const std::string& key) const;
    void showSymbols(const CardEntry::Parameters& values);
    void takeFormulas();
    void change(const CardEntry& entry);

    Words m_words;
    CardSetting m_setting;
    std::vector<CardEntry> m_entries;
    std::vector<std::function<void(const CardEntry&)>> m_show; ///< by entry
    std::vector<std::pair<std::string, FormulaField*>> m_formulas; ///< by key
    QWidget* m_symbols = nullptr;
    std::map<std::string, SymbolRow*> m_symbolRows;
    CardEntry::Parameters m_known; ///< values that symbols had, to come back to
    QLabel* m_refusal = nullptr;
};

} // namespace dqm
