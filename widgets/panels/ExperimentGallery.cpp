#include "widgets/panels/ExperimentGallery.h"

#include "widgets/panels/EquationChips.h"

#include <QComboBox>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QTextBrowser>
#include <QVBoxLayout>

namespace dqm {

struct ExperimentGallery::Implementation
{
    QComboBox* chooser = nullptr;
    EquationChips* equations = nullptr;
    QTextBrowser* about = nullptr;
};

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
    QFont bold = font();
    bold.setBold(true);
    m.chooser->setFont(bold);
    for (const Entry& entry : entries)
        m.chooser->addItem(entry.title, entry.name);
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
