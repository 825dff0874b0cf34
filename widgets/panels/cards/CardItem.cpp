#include "widgets/panels/cards/CardItem.h"

#include "core/formulas/Formula.h"
#include "core/formulas/FormulaDraft.h"
#include "widgets/numbers/NumberBox.h"
#include "widgets/numbers/PanelTheme.h"
#include "widgets/panels/bars/Icons.h"
#include "widgets/panels/cards/CardWords.h"
#include "widgets/panels/cards/FormulaField.h"
#include "widgets/panels/cards/OpenScale.h"
#include "widgets/panels/cards/SymbolRow.h"
#include "widgets/theme/TypeSize.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace dqm {

namespace {

constexpr int boxWidth = 72;
constexpr int labelWidth = 76;
constexpr int unitWidth = 40;
constexpr int iconSide = 14;
constexpr int growthLasts = 300; // ms, about, of a panel to which something was added

} // namespace

CardSetting cardSetting(const Experiment& experiment)
{
    return {experiment.units, axisNames(experiment.kind), physicalConstants(experiment)};
}

CardItem::CardItem(const Words& words, const std::vector<CardEntry>& entries,
    const CardSetting& setting, QWidget* parent)
    : QWidget(parent)
    , m_words(words)
    , m_setting(setting)
    , m_entries(entries)
{
    setObjectName(words.path);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 4, 0, 4);
    column->setSpacing(3);
    buildHead(words, *column);
    for (const CardEntry& entry : entries)
        column->addWidget(buildRow(entry));
    m_refusal = new QLabel(this);
    m_refusal->setObjectName(words.path + QStringLiteral(".refusal"));
    m_refusal->setTextFormat(Qt::PlainText);
    m_refusal->setWordWrap(true);
    m_refusal->hide();
    column->addWidget(m_refusal);
    show(entries, setting);
}

void CardItem::buildHead(const Words& words, QVBoxLayout& column)
{
    auto* head = new QHBoxLayout;
    head->setSpacing(2);
    auto* title = new QLabel(words.label, this);
    QFont bold; // says nothing of a size, which follows the type
    bold.setBold(true);
    title->setFont(bold);
    title->setToolTip(words.tip);
    head->addWidget(title, 1);
    const auto add = [&](const char* name, const QString& text, auto slot) {
        auto* action = new QAction(text + QStringLiteral(" ") + words.label, this);
        action->setObjectName(words.path + QLatin1Char('.') + QLatin1String(name));
        action->setToolTip(text);
        connect(action, &QAction::triggered, this, slot);
        QToolButton* button = actionButton(action, icon(QLatin1String(name)), iconSide, this);
        button->setFocusPolicy(Qt::StrongFocus);
        head->addWidget(button);
    };
    add("up", tr("Move up"), [this] { emit moved(-1); });
    add("down", tr("Move down"), [this] { emit moved(1); });
    add("close", tr("Remove"), [this] { emit removed(); });
    column.addLayout(head);
}

QString CardItem::nameOf(const std::string& key) const
{
    return m_words.path + QLatin1Char('.') + QString::fromStdString(key);
}

QWidget* CardItem::row(const QString& label, std::initializer_list<QWidget*> parts)
{
    auto* made = new QWidget(this);
    auto* line = new QHBoxLayout(made);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(6);
    auto* words = new QLabel(label, made);
    fixLeastWidth(words, labelWidth);
    line->addWidget(words);
    line->addStretch();
    for (QWidget* part : parts)
        line->addWidget(part);
    return made;
}

QWidget* CardItem::buildRow(const CardEntry& entry)
{
    if (std::holds_alternative<CardEntry::Numbers>(entry.value))
        return buildNumbers(entry);
    if (std::holds_alternative<CardEntry::Choice>(entry.value))
        return buildChoice(entry);
    if (std::holds_alternative<CardEntry::Formula>(entry.value))
        return buildFormula(entry);
    if (std::holds_alternative<CardEntry::Parameters>(entry.value))
        return buildSymbols(entry);
    auto* name = new QLabel(this);
    name->setTextFormat(Qt::PlainText);
    name->setWordWrap(true);
    m_show.emplace_back([name](const CardEntry& shown) {
        name->setText(QString::fromStdString(std::get<CardEntry::Name>(shown.value).text));
    });
    return name;
}

QWidget* CardItem::buildNumbers(const CardEntry& entry)
{
    const KeyWords words = keyWords(m_words.kind, entry.key);
    const std::size_t count = std::get<CardEntry::Numbers>(entry.value).size();
    QString label = words.label;
    if (count > 1)
        label += QStringLiteral(" %1, %2").arg(QString::fromStdString(m_setting.axes.index[0]),
            QString::fromStdString(m_setting.axes.index[1]));
    QWidget* made = row(label, {});
    std::vector<NumberBox*> boxes;
    for (std::size_t k = 0; k < count; ++k) {
        auto* box = new NumberBox(made);
        const QString index = count > 1 ? QStringLiteral("[%1]").arg(k) : QString();
        box->setObjectName(nameOf(entry.key) + index + QStringLiteral(".box"));
        QString name = m_words.label + QStringLiteral(": ") + words.label;
        if (count > 1)
            name += QLatin1Char(' ') + QString::fromStdString(m_setting.axes.plain[k]);
        box->setAccessibleName(name);
        box->setToolTip(name);
        fixWidth(box, boxWidth);
        made->layout()->addWidget(box);
        boxes.push_back(box);
        connect(box, &NumberBox::valueEdited, this, [this, key = entry.key, k](double value) {
            const auto own = std::ranges::find(m_entries, key, &CardEntry::key);
            CardEntry changed = *own;
            std::get<CardEntry::Numbers>(changed.value)[k] = value;
            change(changed);
        });
    }
    auto* unit = new QLabel(made);
    fixLeastWidth(unit, unitWidth);
    made->layout()->addWidget(unit);
    m_show.emplace_back([this, words, boxes, unit](const CardEntry& shown) {
        const auto& numbers = std::get<CardEntry::Numbers>(shown.value);
        for (std::size_t k = 0; k < boxes.size(); ++k) {
            boxes[k]->setScale(openScale(numbers[k], shown.isWhole));
            boxes[k]->showValue(numbers[k]);
        }
        unit->setText(unitOf(words, m_setting.units));
    });
    return made;
}

QWidget* CardItem::buildChoice(const CardEntry& entry)
{
    const KeyWords words = keyWords(m_words.kind, entry.key);
    auto* box = new QComboBox(this);
    box->setObjectName(nameOf(entry.key) + QStringLiteral(".choice"));
    box->setAccessibleName(m_words.label + QStringLiteral(": ") + words.label);
    box->setFocusPolicy(Qt::StrongFocus);
    box->installEventFilter(this);
    for (const std::string& word : std::get<CardEntry::Choice>(entry.value).words)
        box->addItem(QString::fromStdString(word));
    connect(box, &QComboBox::activated, this, [this, key = entry.key](int index) {
        CardEntry changed = *std::ranges::find(m_entries, key, &CardEntry::key);
        std::get<CardEntry::Choice>(changed.value).chosen = static_cast<std::size_t>(index);
        change(changed);
    });
    m_show.emplace_back([box](const CardEntry& shown) {
        const QSignalBlocker quiet(box);
        box->setCurrentIndex(static_cast<int>(std::get<CardEntry::Choice>(shown.value).chosen));
    });
    auto* room = new QLabel(this);
    fixLeastWidth(room, unitWidth);
    return row(words.label, {box, room});
}

QWidget* CardItem::buildFormula(const CardEntry& entry)
{
    const KeyWords words = keyWords(m_words.kind, entry.key);
    auto* field = new FormulaField(
        {nameOf(entry.key), words.label, m_words.label + QStringLiteral(": ") + words.label}, this);
    m_formulas.emplace_back(entry.key, field);
    connect(field, &FormulaField::typed, this, &CardItem::takeFormulas);
    m_show.emplace_back([field](const CardEntry& shown) {
        field->showText(QString::fromStdString(std::get<CardEntry::Formula>(shown.value)));
    });
    return field;
}

QWidget* CardItem::buildSymbols(const CardEntry& entry)
{
    m_symbols = new QWidget(this);
    m_symbols->setObjectName(nameOf(entry.key));
    auto* column = new QVBoxLayout(m_symbols);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    m_show.emplace_back([this](const CardEntry& shown) {
        showSymbols(std::get<CardEntry::Parameters>(shown.value));
    });
    return m_symbols;
}

void CardItem::showSymbols(const CardEntry::Parameters& values)
{
    const auto isGone = [&values](const auto& row) { return !values.contains(row.first); };
    for (const auto& [symbol, row] : m_symbolRows) {
        if (values.contains(symbol))
            continue;
        row->hide();
        row->setParent(nullptr);
        row->deleteLater();
    }
    std::erase_if(m_symbolRows, isGone);
    for (const auto& [symbol, value] : values) {
        m_known[symbol] = value;
        SymbolRow*& row = m_symbolRows[symbol];
        if (!row) {
            const QString name = QString::fromStdString(symbol);
            row = new SymbolRow(name, m_symbols->objectName() + QLatin1Char('.') + name,
                m_words.label + QStringLiteral(": ") + name, m_symbols);
            connect(row, &SymbolRow::valueChanged, this, [this, symbol = symbol](double moved) {
                CardEntry changed = *std::ranges::find_if(m_entries, [](const CardEntry& entry) {
                    return std::holds_alternative<CardEntry::Parameters>(entry.value);
                });
                std::get<CardEntry::Parameters>(changed.value)[symbol] = moved;
                change(changed);
            });
            m_symbols->layout()->addWidget(row);
        }
        row->showValue(value);
    }
    m_symbols->setVisible(!values.empty());
}

/// What is typed, with a value for every symbol of it, where all of it can be read.
void CardItem::takeFormulas()
{
    showRefusal({});
    const auto known = formulaConstants(m_setting.constants, {});
    CardEntry::Parameters used;
    for (const auto& [key, field] : m_formulas) {
        for (const std::string& name : unknownNames(field->text().toStdString(), known))
            used[name] = m_known.contains(name) ? m_known[name] : 1.0;
    }
    const auto constants = formulaConstants(m_setting.constants, used);
    bool canBeRead = true;
    for (const auto& [key, field] : m_formulas) {
        const auto fault = formulaFault(field->text().toStdString(), constants);
        canBeRead = canBeRead && !fault;
        if (fault)
            field->showFault(QString::fromStdString(fault->what), fault->position);
        else
            field->showFault({});
    }
    if (!canBeRead)
        return keepInView();
    std::vector<CardEntry> changed;
    for (CardEntry entry : m_entries) {
        const auto field = std::ranges::find(m_formulas, entry.key,
            [](const auto& formula) -> const std::string& { return formula.first; });
        if (field != m_formulas.end())
            entry.value = field->second->text().toStdString();
        else if (std::holds_alternative<CardEntry::Parameters>(entry.value))
            entry.value = used;
        changed.push_back(std::move(entry));
    }
    std::erase_if(changed, [this](const CardEntry& entry) {
        return std::ranges::find(m_entries, entry) != m_entries.end();
    });
    if (!changed.empty())
        emit edited(changed, QString::fromStdString(m_formulas.front().first));
    else
        show(m_entries, m_setting);
}

bool CardItem::eventFilter(QObject* watched, QEvent* event)
{
    // Who scrolls the panel changes no physics.
    const auto* box = qobject_cast<QWidget*>(watched);
    if (event->type() != QEvent::Wheel || !box || box->hasFocus())
        return false;
    event->ignore();
    return true;
}

void CardItem::change(const CardEntry& entry)
{
    showRefusal({});
    emit edited({entry}, QString::fromStdString(entry.key));
}

bool CardItem::isFor(const std::string& kind, const std::vector<CardEntry>& entries) const
{
    return kind == m_words.kind
        && std::ranges::equal(m_entries, entries,
            [](const CardEntry& one, const CardEntry& other) { return one.isLike(other); });
}

void CardItem::show(const std::vector<CardEntry>& entries, const CardSetting& setting)
{
    // What was refused is no longer what stands here.
    if (entries != m_entries)
        showRefusal({});
    m_setting = setting;
    m_entries = entries;
    for (std::size_t k = 0; k < m_show.size(); ++k)
        m_show[k](m_entries[k]);
}

void CardItem::showRefusal(const QString& reason)
{
    m_refusal->setText(reason);
    m_refusal->setVisible(!reason.isEmpty());
    QPalette ink = palette();
    ink.setColor(QPalette::WindowText, themeOf(*this).error);
    m_refusal->setPalette(ink);
    if (!reason.isEmpty())
        keepInView();
}

/// A sentence that appears lays the panel out anew, which must not scroll away what it is about.
void CardItem::keepInView()
{
    if (const QWidget* focus = QApplication::focusWidget(); focus && isAncestorOf(focus))
        bringIntoView();
}

/// Scrolls to it, again while its panel still grows around it.
void CardItem::bringIntoView()
{
    for (QWidget* each = parentWidget(); each; each = each->parentWidget()) {
        auto* area = qobject_cast<QScrollArea*>(each);
        if (!area)
            continue;
        const auto show = [this, area] { area->ensureWidgetVisible(this); };
        auto* growth = new QTimer(this);
        growth->setSingleShot(true);
        growth->start(growthLasts);
        connect(growth, &QTimer::timeout, this, show);
        connect(growth, &QTimer::timeout, growth, &QObject::deleteLater);
        connect(area->verticalScrollBar(), &QScrollBar::rangeChanged, growth,
            [this, show] { QTimer::singleShot(0, this, show); });
        QTimer::singleShot(0, this, show);
    }
}

void CardItem::begin()
{
    bringIntoView();
    if (!m_formulas.empty()) {
        QLineEdit& line = m_formulas.front().second->line();
        line.setFocus();
        line.selectAll();
    } else if (auto* box = findChild<NumberBox*>()) {
        box->setFocus();
        box->selectAll();
    }
}

} // namespace dqm
