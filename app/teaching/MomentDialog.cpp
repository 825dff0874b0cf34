#include "app/teaching/MomentDialog.h"

#include "widgets/theme/TypeSize.h"

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <utility>

namespace dqm {

namespace {

constexpr int usualWidth = 420; // pixels of the design
constexpr int usualHeight = 320;

} // namespace

MomentDialog::MomentDialog(ExperimentDocument& document, QWidget* parent)
    : QDialog(parent)
    , m_document(document)
    , m_list(new QListWidget)
    , m_go(new QPushButton(tr("&Go there")))
    , m_up(new QPushButton(tr("Move &up")))
    , m_down(new QPushButton(tr("Move &down")))
    , m_remove(new QPushButton(tr("&Remove")))
{
    setObjectName("momentDialog");
    setWindowTitle(tr("Moments"));
    auto* words
        = new QLabel(tr("Instants worth coming back to, saved with the experiment. A double "
                        "click or F2 names one, Ctrl+1 … Ctrl+9 go to the first nine."));
    words->setWordWrap(true);
    m_list->setObjectName("moments");
    m_list->setAccessibleName(tr("Moments"));
    m_list->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed);
    auto* side = new QVBoxLayout;
    for (QPushButton* button : {m_go, m_up, m_down, m_remove}) {
        button->setAutoDefault(false);
        side->addWidget(button);
    }
    side->addStretch();
    auto* middle = new QHBoxLayout;
    middle->addWidget(m_list, 1);
    middle->addLayout(side);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    auto* column = new QVBoxLayout(this);
    column->addWidget(words);
    column->addLayout(middle, 1);
    column->addWidget(buttons);
    resize(scaledToType(usualWidth), scaledToType(usualHeight));
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_list, &QListWidget::currentRowChanged, this, &MomentDialog::showState);
    connect(m_list, &QListWidget::itemChanged, this,
        [this](const QListWidgetItem* item) { rename(m_list->row(item)); });
    connect(m_go, &QPushButton::clicked, this, [this] { emit chosen(m_list->currentRow()); });
    connect(m_up, &QPushButton::clicked, this, [this] { move(-1); });
    connect(m_down, &QPushButton::clicked, this, [this] { move(1); });
    connect(m_remove, &QPushButton::clicked, this, &MomentDialog::remove);
    for (const auto signal : {&Document::opened, &Document::restored, &Document::titleChanged})
        connect(&m_document, signal, this, &MomentDialog::showMoments);
    showMoments();
}

void MomentDialog::showMoments()
{
    const std::vector<Moment>& now = m_document.present().moments;
    if (now == m_listed && m_list->count() == static_cast<int>(now.size()))
        return;
    m_listed = now;
    const int row = m_list->currentRow();
    {
        const QSignalBlocker quiet(m_list);
        m_list->clear();
        for (const Moment& moment : now) {
            auto* item = new QListWidgetItem(QString::fromStdString(moment.name), m_list);
            item->setFlags(item->flags() | Qt::ItemIsEditable);
        }
    }
    m_list->setCurrentRow(std::min(row < 0 ? 0 : row, m_list->count() - 1));
    showState();
}

void MomentDialog::rename(int row)
{
    std::vector<Moment> next = m_document.present().moments;
    if (row < 0 || row >= static_cast<int>(next.size()))
        return;
    next[static_cast<std::size_t>(row)].name = m_list->item(row)->text().trimmed().toStdString();
    put(std::move(next), tr("name of a moment"));
}

void MomentDialog::move(int by)
{
    std::vector<Moment> next = m_document.present().moments;
    const int from = m_list->currentRow();
    const int to = from + by;
    if (from < 0 || to < 0 || to >= static_cast<int>(next.size()))
        return;
    std::swap(next[static_cast<std::size_t>(from)], next[static_cast<std::size_t>(to)]);
    put(std::move(next), tr("order of moments"));
    m_list->setCurrentRow(to);
}

void MomentDialog::remove()
{
    std::vector<Moment> next = m_document.present().moments;
    const int row = m_list->currentRow();
    if (row < 0 || row >= static_cast<int>(next.size()))
        return;
    next.erase(next.begin() + row);
    put(std::move(next), tr("removed moment"));
}

/// What is refused, such as a name that stands twice, leaves the list as it was.
void MomentDialog::put(std::vector<Moment> moments, const QString& what)
{
    m_document.setMoments(std::move(moments), what);
    m_listed.clear();
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    showMoments();
}

void MomentDialog::showState()
{
    const int row = m_list->currentRow();
    m_go->setEnabled(row >= 0);
    m_remove->setEnabled(row >= 0);
    m_up->setEnabled(row > 0);
    m_down->setEnabled(row >= 0 && row + 1 < m_list->count());
}

} // namespace dqm
