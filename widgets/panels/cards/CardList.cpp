#include "widgets/panels/cards/CardList.h"

#include "widgets/numbers/PanelTheme.h"
#include "widgets/panels/bars/Icons.h"

#include <QAction>
#include <QApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace dqm {

namespace {

constexpr int iconSide = 16;

} // namespace

CardList::CardList(const Words& words, const std::vector<std::string>& offered, QWidget* parent)
    : QWidget(parent)
    , m_words(words)
    , m_head(new QToolButton(this))
    , m_body(new QWidget(this))
    , m_refusal(new QLabel(this))
{
    setObjectName(words.name);
    m_head->setObjectName(words.name + QStringLiteral(".head"));
    m_head->setCheckable(true);
    m_head->setAutoRaise(true);
    m_head->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_head->setFocusPolicy(Qt::StrongFocus);
    connect(m_head, &QToolButton::toggled, this, &CardList::unfold);

    auto* menu = new QMenu(this);
    menu->setToolTipsVisible(true);
    for (std::size_t k = 0; k < offered.size(); ++k) {
        const KindWords kind = words.ofKind(offered[k]);
        QAction* make = menu->addAction(kind.label);
        make->setObjectName(
            words.name + QStringLiteral(".add.") + QString::fromStdString(offered[k]));
        make->setToolTip(kind.tip);
        connect(make, &QAction::triggered, this, [this, k] {
            m_last.reset();
            m_refusal->hide();
            emit added(static_cast<int>(k));
        });
    }
    auto* action = new QAction(words.add, this);
    action->setObjectName(words.name + QStringLiteral(".add"));
    QToolButton* add = actionButton(action, icon(QStringLiteral("add")), iconSide, this);
    add->setFocusPolicy(Qt::StrongFocus);
    add->setMenu(menu);
    add->setPopupMode(QToolButton::InstantPopup);
    add->setStyleSheet(QStringLiteral("QToolButton::menu-indicator { image: none; }"));

    m_refusal->setObjectName(words.name + QStringLiteral(".refusal"));
    m_refusal->setTextFormat(Qt::PlainText);
    m_refusal->setWordWrap(true);
    m_refusal->hide();
    m_column = new QVBoxLayout(m_body);
    m_column->setContentsMargins(8, 0, 0, 0);
    m_column->setSpacing(2);
    auto* head = new QHBoxLayout;
    head->addWidget(m_head);
    head->addStretch();
    head->addWidget(add);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addLayout(head);
    column->addWidget(m_refusal);
    column->addWidget(m_body);
    unfold(false);
}

bool CardList::isUnfolded() const { return m_head->isChecked(); }

void CardList::unfold(bool unfolded)
{
    m_head->setChecked(unfolded);
    m_body->setVisible(unfolded);
    showHead();
}

void CardList::showHead()
{
    m_head->setArrowType(isUnfolded() ? Qt::DownArrow : Qt::RightArrow);
    const QString count
        = m_items.empty() ? tr("none") : QString::number(static_cast<int>(m_items.size()));
    m_head->setText(m_words.title + QStringLiteral(" · ") + count);
    m_head->setAccessibleName(m_head->text());
    m_head->setToolTip(isUnfolded() ? tr("Fold away") : tr("Show and change"));
}

CardItem* CardList::build(int number, const Item& item, const CardSetting& setting)
{
    const KindWords kind = m_words.ofKind(item.kind);
    const QString path = QStringLiteral("%1.%2").arg(m_words.name).arg(number);
    auto* made = new CardItem(
        {path, item.kind, QStringLiteral("%1  %2").arg(number + 1).arg(kind.label), kind.tip},
        item.entries, setting, m_body);
    connect(made, &CardItem::edited, this,
        [this, number](const std::vector<CardEntry>& changed, const QString& key) {
            m_last = number;
            emit edited(number, changed, key);
        });
    connect(made, &CardItem::removed, this, [this, number] {
        m_last = number;
        emit removed(number);
    });
    connect(made, &CardItem::moved, this, [this, number](int by) {
        m_last = number;
        const int other = number + by;
        if (other < 0 || other >= static_cast<int>(m_items.size()))
            return;
        m_focus = QStringLiteral("%1.%2.%3")
                      .arg(m_words.name)
                      .arg(other)
                      .arg(by < 0 ? QStringLiteral("up") : QStringLiteral("down"));
        emit moved(number, by);
    });
    return made;
}

void CardList::show(const std::vector<Item>& items, const CardSetting& setting, bool anew)
{
    m_refusal->hide();
    std::size_t same = 0;
    while (!anew && same < std::min(items.size(), m_items.size())
        && m_items[same]->isFor(items[same].kind, items[same].entries)) {
        m_items[same]->show(items[same].entries, setting);
        ++same;
    }
    if (const QWidget* focus = QApplication::focusWidget();
        focus && m_focus.isEmpty() && m_body->isAncestorOf(focus))
        m_focus = focus->objectName();
    const bool isRebuilt = same < std::max(items.size(), m_items.size());
    for (std::size_t k = same; k < m_items.size(); ++k) {
        // One of them may be what asked for it; until it is gone nothing finds it by its name.
        m_items[k]->hide();
        m_items[k]->setParent(nullptr);
        m_items[k]->deleteLater();
    }
    m_items.resize(same);
    for (std::size_t k = same; k < items.size(); ++k) {
        m_items.push_back(build(static_cast<int>(k), items[k], setting));
        m_column->addWidget(m_items.back());
        m_items.back()->setVisible(true);
    }
    const QString wanted = std::exchange(m_focus, {});
    if (auto* next = findChild<QWidget*>(wanted); isRebuilt && !anew && !wanted.isEmpty() && next)
        next->setFocus();
    if (anew)
        m_last.reset();
    showHead();
}

void CardList::showRefusal(const QString& reason)
{
    if (m_last && *m_last < static_cast<int>(m_items.size()))
        return m_items[static_cast<std::size_t>(*m_last)]->showRefusal(reason);
    m_refusal->setText(reason);
    m_refusal->setVisible(!reason.isEmpty());
    QPalette ink = palette();
    ink.setColor(QPalette::WindowText, themeOf(*this).error);
    m_refusal->setPalette(ink);
}

void CardList::beginLast()
{
    unfold(true);
    if (!m_items.empty())
        m_items.back()->begin();
}

} // namespace dqm
