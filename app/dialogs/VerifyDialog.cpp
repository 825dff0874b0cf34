#include "app/dialogs/VerifyDialog.h"

#include "app/verification/CheckTable.h"
#include "core/grid/Parallel.h"
#include "widgets/numbers/NumberText.h"
#include "widgets/numbers/ReadoutTable.h"
#include "widgets/theme/TypeSize.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <iterator>

namespace dqm {

namespace {

constexpr QSize usualSize{860, 640};

QString plain(const std::string& text) { return QString::fromStdString(text).toHtmlEscaped(); }

QString expectedCell(const Readout& readout)
{
    if (!readout.expected)
        return {};
    const QString number = columnNumber(*readout.expected, readout.size);
    return readout.relation == Relation::AtLeast ? QStringLiteral("≥ ") + number
        : readout.relation == Relation::AtMost   ? QStringLiteral("≤ ") + number
                                                 : number;
}

QString tooltipOf(const Readout& readout)
{
    QString text
        = QStringLiteral("<p>%1: %2</p>").arg(plain(readout.label), plain(wordOf(readout)));
    if (!readout.expectedFrom.empty())
        text += QStringLiteral("<p>%1</p>").arg(QString::fromStdString(readout.expectedFrom));
    if (readout.error)
        text += VerifyDialog::tr("<p>Standard error %1</p>").arg(errorNumber(*readout.error));
    return text;
}

ReadoutTable::Row rowOf(const Readout& readout, const QString& key)
{
    const std::optional<double> allowed = readout.allowed();
    return {.kind = ReadoutTable::Kind::Columns,
        .key = key,
        .label = plain(readout.label),
        .tooltip = tooltipOf(readout),
        .cells = {readout.value ? columnNumber(*readout.value, readout.size) : QString(),
            expectedCell(readout), allowed ? errorNumber(*allowed) : QString()},
        .mark = verdictOf(readout)};
}

} // namespace

VerifyDialog::VerifyDialog(const Theme& theme, QWidget* parent, std::vector<VerificationCase> cases)
    : QDialog(parent)
    , m_cases(std::move(cases))
    , m_isCancelled(std::make_shared<std::atomic<bool>>(false))
    , m_table(new ReadoutTable)
    , m_state(new QLabel(tr("What is known beforehand is computed and compared …")))
    , m_progress(new QProgressBar)
    , m_button(new QPushButton(tr("Cancel")))
    , m_task(std::make_unique<BackgroundTask>())
{
    setWindowTitle(tr("Verify this installation"));
    setObjectName(QStringLiteral("verifyDialog"));
    m_button->setObjectName(QStringLiteral("stop"));
    m_state->setObjectName(QStringLiteral("state"));
    m_state->setWordWrap(true);
    m_table->setTheme(theme);
    m_table->setColumnCount(3);
    m_progress->setRange(0, static_cast<int>(m_cases.size()));
    auto* page = new QScrollArea;
    page->setWidget(m_table);
    page->setWidgetResizable(true);
    page->setFrameShape(QFrame::NoFrame);
    auto* column = new QVBoxLayout(this);
    column->addWidget(m_state);
    column->addWidget(page, 1);
    auto* row = new QHBoxLayout;
    row->addWidget(m_progress, 1);
    row->addWidget(m_button);
    column->addLayout(row);
    const QSize wanted = usualSize * typeScale();
    resize(parent ? wanted.boundedTo(parent->window()->size()) : wanted);

    connect(m_button, &QPushButton::clicked, this, &VerifyDialog::reject);
    connect(m_task.get(), &BackgroundTask::finished, this, [this] { conclude({}); });
    connect(m_task.get(), &BackgroundTask::failed, this, &VerifyDialog::conclude);
    m_task->start([this, all = m_cases, isCancelled = m_isCancelled] {
        verify(
            all, threadCount(),
            [this](const Verified& verified) {
                QMetaObject::invokeMethod(this, [this, verified] { add(verified); });
            },
            [isCancelled] { return isCancelled->load(); });
        return QImage();
    });
}

VerifyDialog::~VerifyDialog()
{
    *m_isCancelled = true;
    m_task.reset(); // waits, while there is still somebody to be told
}

QString VerifyDialog::state() const { return m_state->text(); }

void VerifyDialog::reject()
{
    if (!m_isBusy) {
        QDialog::reject();
        return;
    }
    *m_isCancelled = true;
    m_button->setEnabled(false);
    m_state->setText(tr("Ends …"));
}

void VerifyDialog::add(const Verified& verified)
{
    const bool isFirst = m_readouts.empty();
    ReadoutTable::Row section{.kind = ReadoutTable::Kind::Section,
        .key = QStringLiteral("case.%1").arg(verified.place),
        .label = m_cases.at(verified.place).title,
        .tooltip = QString()};
    if (isFirst)
        section.cells = {tr("found"), tr("expected"), tr("within")};
    m_table->add(std::move(section));
    for (std::size_t i = 0; i < verified.readouts.size(); ++i)
        m_table->add(
            rowOf(verified.readouts[i], QStringLiteral("case.%1.%2").arg(verified.place).arg(i)));
    std::ranges::copy(verified.readouts, std::back_inserter(m_readouts));
    m_table->refresh();
    m_progress->setValue(static_cast<int>(verified.place) + 1);
}

void VerifyDialog::conclude(const QString& problem)
{
    m_isBusy = false;
    m_button->setText(tr("Close"));
    m_button->setEnabled(true);
    const bool isWhole = m_progress->value() == m_progress->maximum();
    const QString sum = QString::fromStdString(checkSum(m_readouts)).trimmed();
    const bool isBroken = howMany(m_readouts, Verdict::Broken) > 0;
    m_state->setText(!problem.isEmpty() ? problem
            : !isWhole                  ? tr("Cancelled: %1.").arg(sum)
            : isBroken ? tr("This installation does not compute what it should: %1.").arg(sum)
                       : tr("This installation computes what it should: %1.").arg(sum));
}

} // namespace dqm
