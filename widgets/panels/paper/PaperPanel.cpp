#include "widgets/panels/paper/PaperPanel.h"

#include "widgets/numbers/NumberText.h"
#include "widgets/numbers/PanelTheme.h"
#include "widgets/panels/paper/EquationNumbers.h"
#include "widgets/panels/paper/PaperEntry.h"

#include <QCheckBox>
#include <QEvent>
#include <QLabel>
#include <QLineEdit>
#include <QRegularExpression>
#include <QScrollArea>
#include <QScrollBar>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>
#include <map>

namespace dqm {

namespace {

std::vector<int> numbersIn(const std::string& equations)
{
    static const QRegularExpression number(QStringLiteral("\\((\\d+)\\)"));
    std::vector<int> numbers;
    for (auto found = number.globalMatch(QString::fromStdString(equations)); found.hasNext();)
        numbers.push_back(found.next().captured(1).toInt());
    return numbers;
}

} // namespace

struct PaperPanel::Implementation
{
    struct Section
    {
        QLabel* title = nullptr;
        std::vector<PaperEntry*> entries;
    };

    QLineEdit* filter = nullptr;
    QCheckBox* shownOnly = nullptr;
    QLabel* status = nullptr;
    QLabel* nothing = nullptr;
    QScrollArea* area = nullptr;
    std::vector<Section> sections;
    PaperEntry* pinned = nullptr; ///< stays at the top while others grow, until a person scrolls
    QStringList shown;
    std::shared_ptr<const std::vector<EquationRow>> rows;

    void forEach(const auto& what) const
    {
        for (const Section& section : sections)
            for (PaperEntry* entry : section.entries)
                what(*entry);
    }
};

PaperPanel::PaperPanel(const std::vector<Experiment>& experiments, QWidget* parent)
    : QWidget(parent)
    , m_implementation(std::make_unique<Implementation>())
{
    auto& m = *m_implementation;
    m.filter = new QLineEdit(this);
    m.filter->setObjectName(QStringLiteral("filter"));
    m.filter->setPlaceholderText(tr("Number or word: 13, X7, momentum"));
    m.filter->setClearButtonEnabled(true);
    m.filter->setAccessibleName(tr("Filter the equations"));
    m.shownOnly = new QCheckBox(tr("Only what this experiment shows"), this);
    m.shownOnly->setObjectName(QStringLiteral("shownOnly"));
    m.status = new QLabel(this);
    m.status->setObjectName(QStringLiteral("status"));
    m.status->setTextFormat(Qt::RichText);
    m.status->setWordWrap(true);
    m.area = new QScrollArea(this);
    m.area->setWidgetResizable(true);
    m.area->setFrameShape(QFrame::NoFrame);
    m.area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m.area->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);

    auto* head = new QVBoxLayout;
    head->setContentsMargins(12, 8, 12, 8);
    head->setSpacing(8);
    head->addWidget(m.filter);
    head->addWidget(m.shownOnly);
    head->addWidget(m.status);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(head);
    column->addWidget(m.area, 1);
    build(experiments);
    connect(m.filter, &QLineEdit::textChanged, this, &PaperPanel::filter);
    connect(m.shownOnly, &QCheckBox::toggled, this, &PaperPanel::filter);
    showStatus();
}

PaperPanel::~PaperPanel() = default;

void PaperPanel::build(const std::vector<Experiment>& experiments)
{
    auto& m = *m_implementation;
    std::map<QString, QString> titles;
    for (const Experiment& experiment : experiments)
        titles[experiment.name] = experiment.title;
    auto* list = new QWidget;
    auto* column = new QVBoxLayout(list);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m.nothing = new QLabel(tr("No equation matches."), list);
    m.nothing->setMargin(12);
    m.nothing->hide();
    column->addWidget(m.nothing);
    for (const PaperSection& part : paperContents()) {
        Implementation::Section section;
        section.title
            = new QLabel(QStringLiteral("<b>%1</b>&nbsp; %2").arg(part.section, part.title), list);
        section.title->setAutoFillBackground(true);
        section.title->setBackgroundRole(QPalette::AlternateBase);
        section.title->setContentsMargins(12, 6, 12, 6);
        column->addWidget(section.title);
        for (const PaperEquation& equation : part.equations) {
            auto* entry = new PaperEntry(equation, titles[equation.show.experiment], list);
            connect(entry, &PaperEntry::experimentWanted, this, &PaperPanel::experimentWanted);
            connect(entry, &PaperEntry::experimentWanted, this, [this, entry] {
                m_implementation->forEach(
                    [entry](PaperEntry& other) { other.setCurrent(&other == entry); });
            });
            column->addWidget(entry);
            section.entries.push_back(entry);
        }
        m.sections.push_back(std::move(section));
    }
    column->addStretch(1);
    m.area->setWidget(list);
    list->installEventFilter(this);
    connect(m.area->verticalScrollBar(), &QScrollBar::actionTriggered, this,
        [this] { m_implementation->pinned = nullptr; });
}

void PaperPanel::setShown(const QStringList& numbers)
{
    auto& m = *m_implementation;
    m.shown = numbers;
    m.rows.reset();
    filter();
    showStatus();
}

void PaperPanel::setRows(std::shared_ptr<const std::vector<EquationRow>> rows)
{
    auto& m = *m_implementation;
    if (rows == m.rows)
        return;
    m.rows = std::move(rows);
    std::map<int, std::vector<EquationRow>> byNumber;
    if (m.rows) {
        for (const EquationRow& row : *m.rows)
            for (const int number : numbersIn(row.equation))
                byNumber[number].push_back(row);
    }
    m.forEach(
        [&](PaperEntry& entry) { entry.setRows(std::move(byNumber[entry.equation().number])); });
    showStatus();
}

void PaperPanel::showStatus()
{
    const auto& m = *m_implementation;
    if (!m.rows || m.rows->empty()) {
        m.status->setText(tr("Waiting for numbers …"));
        return;
    }
    const auto count = [&m](EquationMark mark) {
        return std::count_if(m.rows->begin(), m.rows->end(),
            [mark](const EquationRow& row) { return markOf(row) == mark; });
    };
    const Theme& colors = themeOf(*this);
    QString text
        = QStringLiteral("<i>t</i> = %1").arg(QString::number(m.rows->front().time, 'f', 3));
    for (const auto mark : {EquationMark::Holds, EquationMark::Shown, EquationMark::Fails}) {
        if (const auto times = count(mark); times > 0 || mark == EquationMark::Holds)
            text += QStringLiteral(" &nbsp; <span style='color:%1'>%2</span> %3 %4")
                        .arg(colorOf(mark, colors).name(), signOf(mark))
                        .arg(times)
                        .arg(times == 1 || mark == EquationMark::Shown ? wordOf(mark)
                                                                       : wordOf(mark).chopped(1));
    }
    m.status->setText(text);
}

void PaperPanel::filter()
{
    auto& m = *m_implementation;
    const QString wanted = m.filter->text();
    m.pinned = nullptr;
    bool any = false;
    for (const Implementation::Section& section : m.sections) {
        bool anyHere = false;
        for (PaperEntry* entry : section.entries) {
            const bool isShown = !m.shownOnly->isChecked()
                || m.shown.contains(QString::number(entry->equation().number));
            const bool visible = isShown && entry->matches(wanted);
            entry->setVisible(visible);
            anyHere = anyHere || visible;
        }
        section.title->setVisible(anyHere);
        any = any || anyHere;
    }
    m.nothing->setVisible(!any);
}

void PaperPanel::jumpTo(int number)
{
    auto& m = *m_implementation;
    PaperEntry* wanted = nullptr;
    m.forEach([&](PaperEntry& entry) {
        const bool isIt = entry.equation().number == number;
        entry.setCurrent(isIt);
        if (isIt)
            wanted = &entry;
    });
    if (!wanted)
        return;
    m.filter->clear();
    m.shownOnly->setChecked(false);
    wanted->setUnfolded(true);
    m.pinned = wanted;
    keepPinned();
}

void PaperPanel::keepPinned()
{
    // Entries have their places only after the layout has run.
    QTimer::singleShot(0, this, [this] {
        const auto& m = *m_implementation;
        if (!m.pinned)
            return;
        m.area->widget()->layout()->activate();
        m.area->verticalScrollBar()->setValue(m.pinned->y());
    });
}

bool PaperPanel::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize)
        keepPinned();
    return QWidget::eventFilter(watched, event);
}

void PaperPanel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange && m_implementation->status)
        showStatus();
    QWidget::changeEvent(event);
}

} // namespace dqm
