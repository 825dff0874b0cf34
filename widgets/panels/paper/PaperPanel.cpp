#include "widgets/panels/paper/PaperPanel.h"

#include "core/readouts/waves/EquationReadouts.h"
#include "widgets/numbers/Marks.h"
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
    std::shared_ptr<const std::vector<EquationRow>> rows; ///< of which the readouts are
    std::vector<Readout> readouts;

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
    m.readouts.clear();
    filter();
    showStatus();
}

void PaperPanel::setFrame(const Frame& frame)
{
    auto& m = *m_implementation;
    if (frame.equations == m.rows)
        return;
    m.rows = frame.equations;
    setReadouts(equationReadouts(frame));
}

void PaperPanel::clear()
{
    m_implementation->rows.reset();
    setReadouts({});
}

void PaperPanel::setReadouts(std::vector<Readout> readouts)
{
    auto& m = *m_implementation;
    m.readouts = std::move(readouts);
    std::map<int, std::vector<Readout>> byNumber;
    for (const Readout& readout : m.readouts) {
        for (const int number : numbersIn(readout.expectedFrom))
            byNumber[number].push_back(readout);
    }
    m.forEach([&](PaperEntry& entry) {
        entry.setReadouts(std::move(byNumber[entry.equation().number]));
    });
    showStatus();
}

void PaperPanel::showStatus()
{
    const auto& m = *m_implementation;
    if (!m.rows || m.rows->empty()) {
        m.status->setText(tr("Waiting for numbers …"));
        return;
    }
    // Counted by sign, as they are seen.
    std::map<Verdict, int> counts{{Verdict::Holds, 0}};
    for (const Readout& readout : m.readouts) {
        if (const Verdict verdict = verdictOf(readout); verdict != Verdict::None || readout.value)
            ++counts[verdict];
    }
    const Theme& colors = themeOf(*this);
    QString text
        = QStringLiteral("<i>t</i> = %1").arg(QString::number(m.rows->front().time, 'f', 3));
    for (const Verdict verdict : {Verdict::Holds, Verdict::None, Verdict::Nearly,
             Verdict::Unresolved, Verdict::Differs, Verdict::Broken}) {
        const auto found = counts.find(verdict);
        if (found == counts.end())
            continue;
        const bool isVerb = verdict == Verdict::Holds || verdict == Verdict::Broken;
        const QString word = wordOf(verdict);
        const bool isShown = verdict == Verdict::None;
        const QColor color = isShown ? colors.total : colorOf(verdict, colors);
        text += QStringLiteral(" &nbsp; <span style='color:%1'>%2</span> %3 %4")
                    .arg(color.name(), isShown ? QStringLiteral("○") : signOf(verdict))
                    .arg(found->second)
                    .arg(isVerb && found->second != 1 ? word.chopped(1) : word);
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
