#include "widgets/panels/paper/ExperimentGallery.h"

#include "widgets/panels/paper/EquationChips.h"

#include <QComboBox>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QStandardItemModel>
#include <QTextBrowser>
#include <QVBoxLayout>

namespace dqm {

struct ExperimentGallery::Implementation
{
    QComboBox* chooser = nullptr;
    EquationChips* equations = nullptr;
    QTextBrowser* about = nullptr;
};

namespace {

/// Titles below the name of their group, which cannot be chosen.
void fill(QComboBox& chooser, const std::vector<ExperimentGallery::Entry>& entries)
{
    QStringList groups;
    for (const ExperimentGallery::Entry& entry : entries) {
        if (!groups.contains(entry.group))
            groups << entry.group;
    }
    auto* model = qobject_cast<QStandardItemModel*>(chooser.model());
    for (const QString& group : groups) {
        if (groups.size() > 1) {
            chooser.addItem(group);
            QStandardItem* head = model->item(chooser.count() - 1);
            head->setFlags(Qt::NoItemFlags);
            QFont small = chooser.font();
            small.setBold(false);
            small.setCapitalization(QFont::SmallCaps);
            head->setFont(small);
        }
        for (const ExperimentGallery::Entry& entry : entries) {
            if (entry.group == group)
                chooser.addItem(entry.title, entry.name);
        }
    }
}

} // namespace

ExperimentGallery::ExperimentGallery(std::vector<Entry> entries, QWidget* parent)
    : QWidget(parent)
    , m_implementation(std::make_unique<Implementation>())
{
    auto& m = *m_implementation;
    m.chooser = new QComboBox(this);
    m.chooser->setObjectName(QStringLiteral("chooser"));
    m.chooser->setAccessibleName(tr("Experiment"));
    m.chooser->setToolTip(tr("Shipped experiments"));
    m.chooser->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m.chooser->setMaxVisibleItems(24);
    QFont bold; // says nothing of a size, which follows the type
    bold.setBold(true);
    m.chooser->setFont(bold);
    fill(*m.chooser, entries);
    m.chooser->setCurrentIndex(-1);

    m.equations = new EquationChips(this);
    m.about = new QTextBrowser(this);
    m.about->setObjectName(QStringLiteral("about"));
    m.about->setOpenExternalLinks(true);
    m.about->setFrameShape(QFrame::NoFrame);
    m.about->viewport()->setAutoFillBackground(false);
    m.about->document()->setDocumentMargin(0);
    m.about->setMinimumHeight(48);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 8, 12, 8);
    column->setSpacing(8);
    column->addWidget(m.chooser);
    column->addWidget(m.equations);
    column->addWidget(m.about, 1);
    connect(
        m.equations, &EquationChips::equationClicked, this, &ExperimentGallery::equationClicked);
    connect(m.chooser, &QComboBox::activated, this,
        [this](int index) { emit chosen(m_implementation->chooser->itemData(index).toString()); });
}

ExperimentGallery::~ExperimentGallery() = default;

void ExperimentGallery::setCurrent(const QString& name, const QString& title,
    const QString& aboutMarkdown, const QStringList& equations)
{
    auto& m = *m_implementation;
    const QSignalBlocker quiet(m.chooser);
    // A file of one's own is no entry of the list: its title stands in the closed box alone.
    m.chooser->setPlaceholderText(title);
    m.chooser->setCurrentIndex(name.isEmpty() ? -1 : m.chooser->findData(name));
    m.equations->setEquations(equations);
    m.about->setMarkdown(aboutMarkdown);
    m.about->verticalScrollBar()->setValue(0);
}

} // namespace dqm
