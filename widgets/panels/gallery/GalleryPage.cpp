#include "widgets/panels/gallery/GalleryPage.h"

#include "widgets/numbers/PanelTheme.h"
#include "widgets/panels/bars/WrapLayout.h"
#include "widgets/panels/gallery/GalleryCard.h"
#include "widgets/theme/TypeSize.h"

#include <QCheckBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMouseEvent>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>
#include <cstdlib>

namespace dqm {

namespace {

constexpr int around = 16;
constexpr int between = 12;
constexpr int searchWidth = 240;
constexpr int viewAround = 40; ///< a card that is come to, so that its chapter's name is seen

QLabel* boldLabel(const QString& text, QWidget* parent)
{
    auto* label = new QLabel(text, parent);
    QFont bold; // says nothing of a size, which follows the type
    bold.setBold(true);
    label->setFont(bold);
    return label;
}

/// Leaves all keys to the page.
class CardArea : public QScrollArea
{
public:
    using QScrollArea::QScrollArea;

protected:
    void keyPressEvent(QKeyEvent* event) override { event->ignore(); }
};

/// Keys that the page wants although single letters are commands elsewhere.
bool isPlain(const QKeyEvent& event)
{
    const bool isFunctionKey = event.key() >= Qt::Key_F1 && event.key() <= Qt::Key_F35;
    return !isFunctionKey && !(event.modifiers() & (Qt::ControlModifier | Qt::AltModifier));
}

} // namespace

GalleryPage::GalleryPage(QWidget* parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("gallery"));
    setAccessibleName(tr("Gallery of experiments"));
    setAutoFillBackground(true);
    setFocusPolicy(Qt::NoFocus);
    setProperty("keepsKeys", true);
    // What lies behind has menus and edges that can be dragged.
    setContextMenuPolicy(Qt::PreventContextMenu);
    setCursor(Qt::ArrowCursor);

    m_body = new QWidget;
    auto* chapters = new QVBoxLayout(m_body);
    chapters->setContentsMargins(around, 0, around, around);
    chapters->setSpacing(around);
    m_nothing = new QLabel(tr("No experiment has these words."), m_body);
    m_nothing->setObjectName(QStringLiteral("nothingFound"));
    m_nothing->setWordWrap(true);
    m_nothing->hide();
    chapters->addWidget(m_nothing);
    chapters->addStretch();
    m_scroll = new CardArea(this);
    m_scroll->setWidget(m_body);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_body->installEventFilter(this);
    m_scroll->viewport()->installEventFilter(this);

    m_problem = new QLabel(this);
    m_problem->setObjectName(QStringLiteral("galleryProblem"));
    m_problem->setWordWrap(true);
    m_problem->setContentsMargins(around, 4, around, 4);
    m_problem->hide();

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(head());
    column->addWidget(m_scroll, 1);
    column->addWidget(m_problem);
    column->addWidget(foot());
    m_wasDark = themeOf(*this).dark;
}

QWidget* GalleryPage::head()
{
    auto* bar = new QWidget(this);
    auto* line = new WrapLayout(bar);
    line->setContentsMargins(around, between, around, between);
    line->setSpacing(between);
    line->addWidget(boldLabel(tr("Experiments"), bar));
    m_search = new QLineEdit(bar);
    m_search->setObjectName(QStringLiteral("gallerySearch"));
    m_search->setPlaceholderText(tr("Search: word or equation"));
    m_search->setAccessibleName(tr("Search experiments"));
    m_search->setToolTip(tr("Words of titles and texts, or an equation such as (16)"));
    m_search->setClearButtonEnabled(true);
    fixWidth(m_search, searchWidth);
    line->addWidget(m_search);
    line->addSpring();
    m_back = new QPushButton(tr("Back"), bar);
    m_back->setObjectName(QStringLiteral("galleryBack"));
    m_back->setToolTip(tr("Back to what was running (Esc)"));
    line->addWidget(m_back);
    connect(m_search, &QLineEdit::textChanged, this, &GalleryPage::search);
    connect(m_search, &QLineEdit::returnPressed, this, [this] {
        if (const auto cards = shown(); !cards.empty())
            cards.front()->click();
    });
    connect(m_back, &QPushButton::clicked, this, &GalleryPage::left);
    return bar;
}

QWidget* GalleryPage::foot()
{
    auto* bar = new QWidget(this);
    auto* line = new WrapLayout(bar);
    line->setContentsMargins(around, 8, around, 8);
    line->setSpacing(between);
    m_atStart = new QCheckBox(tr("Show this page at the start"), bar);
    m_atStart->setObjectName(QStringLiteral("galleryAtStart"));
    line->addWidget(m_atStart);
    line->addSpring();
    auto* hint = new QLabel(tr("Arrows and Enter choose · Esc goes back"), bar);
    hint->setForegroundRole(QPalette::PlaceholderText);
    line->addWidget(hint);
    connect(m_atStart, &QCheckBox::toggled, this, &GalleryPage::shownAtStartChanged);
    return bar;
}

GalleryPage::Chapter& GalleryPage::chapterNamed(const QString& name)
{
    const auto known = std::ranges::find_if(
        m_chapters, [&name](const Chapter& chapter) { return chapter.all->objectName() == name; });
    if (known != m_chapters.end())
        return *known;
    auto* all = new QWidget(m_body);
    all->setObjectName(name);
    auto* column = new QVBoxLayout(all);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(boldLabel(name, all));
    auto* cards = new QWidget(all);
    cards->setObjectName(QStringLiteral("cards"));
    auto* flow = new WrapLayout(cards);
    flow->setContentsMargins(0, 0, 0, 0);
    flow->setSpacing(between);
    column->addWidget(cards);
    // Before what says that nothing was found, and the stretch.
    static_cast<QVBoxLayout*>(m_body->layout())
        ->insertWidget(static_cast<int>(m_chapters.size()), all);
    m_chapters.push_back({all, {}});
    return m_chapters.back();
}

void GalleryPage::setEntries(const std::vector<GalleryEntry>& entries)
{
    if (entries == m_entries)
        return;
    m_entries = entries;
    for (const Chapter& chapter : m_chapters)
        delete chapter.all;
    m_chapters.clear();
    m_last = nullptr;
    for (const GalleryEntry& entry : entries) {
        Chapter& chapter = chapterNamed(entry.chapter);
        auto* cards = chapter.all->findChild<QWidget*>(QStringLiteral("cards"));
        auto* card = new GalleryCard(entry, cards);
        cards->layout()->addWidget(card);
        chapter.cards.push_back(card);
        connect(card, &QAbstractButton::clicked, this, [this, card] {
            m_last = card;
            emit chosen(card->entry().name);
        });
    }
    search(m_search->text());
}

void GalleryPage::setPicture(const QString& name, const QImage& picture)
{
    for (const Chapter& chapter : m_chapters) {
        for (GalleryCard* card : chapter.cards) {
            if (card->entry().name == name)
                card->setPicture(picture);
        }
    }
}

void GalleryPage::setPresent(const QString& name, const QString& goOn)
{
    for (const Chapter& chapter : m_chapters) {
        for (GalleryCard* card : chapter.cards)
            card->setGoOn(card->entry().name == name ? goOn : QString());
    }
}

void GalleryPage::setShownAtStart(bool shown) { m_atStart->setChecked(shown); }

void GalleryPage::showProblem(const QString& reason)
{
    m_problem->setText(reason);
    m_problem->setVisible(!reason.isEmpty());
    QPalette palette = m_problem->palette();
    palette.setColor(QPalette::WindowText, themeOf(*this).error);
    m_problem->setPalette(palette);
}

void GalleryPage::begin()
{
    showProblem({});
    m_search->clear();
    const auto cards = shown();
    const auto present = std::ranges::find_if(
        cards, [](const GalleryCard* card) { return !card->goOn().isEmpty(); });
    if (present != cards.end())
        focus(*present);
    else if (!cards.empty())
        focus(cards.front());
    else
        m_search->setFocus();
    keepFocusInView();
}

std::vector<GalleryCard*> GalleryPage::shown() const
{
    std::vector<GalleryCard*> cards;
    for (const Chapter& chapter : m_chapters) {
        for (GalleryCard* card : chapter.cards) {
            if (!card->isHidden())
                cards.push_back(card);
        }
    }
    return cards;
}

void GalleryPage::search(const QString& text)
{
    const QStringList words = text.toLower().split(' ', Qt::SkipEmptyParts);
    bool hasAny = false;
    for (const Chapter& chapter : m_chapters) {
        bool hasSome = false;
        for (GalleryCard* card : chapter.cards) {
            const bool isFound = card->matches(words);
            card->setHidden(!isFound);
            hasSome = hasSome || isFound;
        }
        chapter.all->setHidden(!hasSome);
        hasAny = hasAny || hasSome;
    }
    m_nothing->setHidden(hasAny);
}

void GalleryPage::focus(GalleryCard* card)
{
    if (!card)
        return;
    m_last = card;
    card->setFocus(Qt::OtherFocusReason);
    m_scroll->ensureWidgetVisible(card, 0, viewAround);
}

/// When the layouts have been at work.
void GalleryPage::keepFocusInView()
{
    QTimer::singleShot(0, this, [this] {
        if (GalleryCard* card = focused())
            m_scroll->ensureWidgetVisible(card, 0, viewAround);
    });
}

GalleryCard* GalleryPage::focused() const
{
    const auto cards = shown();
    const auto found
        = std::ranges::find_if(cards, [](const GalleryCard* card) { return card->hasFocus(); });
    return found == cards.end() ? nullptr : *found;
}

/// The card nearest to another among those that lie at least so many pixels higher (direction < 0)
/// or lower; of the farthest row there is, if none does.
GalleryCard* GalleryPage::cardTowards(const GalleryCard& from, int least, int direction) const
{
    const QPoint start = from.mapTo(m_body, QPoint());
    GalleryCard* best = nullptr;
    QPoint bestWay;
    for (GalleryCard* card : shown()) {
        const QPoint way = card->mapTo(m_body, QPoint()) - start;
        const int height = direction * way.y();
        if (height <= 0)
            continue;
        const int bestHeight = direction * bestWay.y();
        const bool isFar = height >= least;
        const bool wasFar = best && bestHeight >= least;
        const bool isBetterRow = !best || (isFar && (!wasFar || height < bestHeight))
            || (!isFar && !wasFar && height > bestHeight);
        const bool isSameRow = best && height == bestHeight;
        if (isBetterRow || (isSameRow && std::abs(way.x()) < std::abs(bestWay.x()))) {
            best = card;
            bestWay = way;
        }
    }
    return best;
}

bool GalleryPage::moveTo(int key)
{
    const auto cards = shown();
    if (cards.empty())
        return false;
    GalleryCard* now = focused();
    if (!now) {
        if (key == Qt::Key_Down)
            focus(cards.front());
        return key == Qt::Key_Down;
    }
    const auto place = std::ranges::find(cards, now);
    const int page = m_scroll->viewport()->height() - now->height();
    switch (key) {
    case Qt::Key_Left:
        focus(place == cards.begin() ? now : *(place - 1));
        return true;
    case Qt::Key_Right:
        focus(place + 1 == cards.end() ? now : *(place + 1));
        return true;
    case Qt::Key_Up:
        if (GalleryCard* next = cardTowards(*now, 1, -1))
            focus(next);
        else
            m_search->setFocus();
        return true;
    case Qt::Key_Down:
        focus(cardTowards(*now, 1, 1));
        return true;
    case Qt::Key_PageUp:
        focus(cardTowards(*now, page, -1));
        return true;
    case Qt::Key_PageDown:
        focus(cardTowards(*now, page, 1));
        return true;
    case Qt::Key_Home:
        focus(cards.front());
        return true;
    case Qt::Key_End:
        focus(cards.back());
        return true;
    default:
        return false;
    }
}

void GalleryPage::leaveStepwise()
{
    if (m_search->text().isEmpty())
        emit left();
    else
        m_search->clear();
}

void GalleryPage::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        return leaveStepwise();
    if (moveTo(event->key()))
        return;
    const bool isLetter = isPlain(*event) && !event->text().isEmpty() && event->text()[0].isPrint();
    if (isLetter) {
        m_search->setFocus();
        m_search->insert(event->text());
        return;
    }
    // Nothing behind the page shall take what it does not need.
    event->setAccepted(isPlain(*event));
}

bool GalleryPage::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride && isPlain(*static_cast<QKeyEvent*>(event))) {
        event->accept();
        return true;
    }
    return QWidget::event(event);
}

void GalleryPage::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() != QEvent::PaletteChange && event->type() != QEvent::StyleChange)
        return;
    if (const bool isDark = themeOf(*this).dark; isDark != m_wasDark) {
        m_wasDark = isDark;
        emit themeChanged();
    }
}

void GalleryPage::mousePressEvent(QMouseEvent* event) { event->accept(); }

bool GalleryPage::eventFilter(QObject* watched, QEvent* event)
{
    // Of the cards or of what shows them.
    if (event->type() == QEvent::Resize)
        keepFocusInView();
    return QWidget::eventFilter(watched, event);
}

bool GalleryPage::focusNextPrevChild(bool next)
{
    const auto cards = shown();
    std::vector<QWidget*> stops{m_search, m_back};
    if (!cards.empty()) {
        const bool isLastSeen = std::ranges::find(cards, m_last) != cards.end();
        stops.push_back(isLastSeen ? m_last : cards.front());
    }
    stops.push_back(m_atStart);
    const QWidget* now = focused() ? stops[2] : focusWidget();
    const auto place = std::ranges::find(stops, now);
    const auto count = static_cast<std::ptrdiff_t>(stops.size());
    const std::ptrdiff_t at = place == stops.end() ? (next ? -1 : count) : place - stops.begin();
    QWidget* target = stops[static_cast<std::size_t>((at + (next ? 1 : -1) + count) % count)];
    if (auto* card = qobject_cast<GalleryCard*>(target)) {
        focus(card);
    } else {
        target->setFocus(next ? Qt::TabFocusReason : Qt::BacktabFocusReason);
    }
    return true;
}

} // namespace dqm
