#include "widgets/panels/paper/PaperEntry.h"

#include "widgets/numbers/Marks.h"
#include "widgets/numbers/PanelTheme.h"
#include "widgets/numbers/Symbols.h"
#include "widgets/panels/paper/EquationNumbers.h"
#include "widgets/panels/paper/EquationPicture.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QRegularExpression>
#include <QToolButton>

namespace dqm {

namespace {

constexpr int sideMargin = 12;
constexpr int barWidth = 3;

QLabel* text(const QString& markup, const QString& name, QWidget* parent)
{
    auto* label = new QLabel(markup, parent);
    label->setObjectName(name);
    label->setTextFormat(Qt::RichText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

/// Says nothing of a size: that follows the theme.
QFont bold()
{
    QFont font;
    font.setBold(true);
    return font;
}

void tint(QLabel* label, const QColor& color)
{
    QPalette palette = label->palette();
    if (palette.color(QPalette::WindowText) == color)
        return;
    palette.setColor(QPalette::WindowText, color);
    label->setPalette(palette);
}

/// That which is furthest from what it should be; before any verdict, one that is known.
Readout worstOf(const std::vector<Readout>& readouts)
{
    Readout worst;
    for (const Readout& readout : readouts) {
        const Verdict before = verdictOf(worst);
        const Verdict now = verdictOf(readout);
        const bool isKnownFirst = before == now && readout.value && !worst.value;
        if (now > before || isKnownFirst)
            worst = readout;
    }
    return worst;
}

QVBoxLayout* column(QWidget* widget, int left)
{
    auto* layout = new QVBoxLayout(widget);
    layout->setContentsMargins(left, 0, 0, 0);
    layout->setSpacing(4);
    return layout;
}

} // namespace

PaperEntry::PaperEntry(
    const PaperEquation& equation, const QString& experimentTitle, QWidget* parent)
    : QWidget(parent)
    , m_equation(equation)
{
    setObjectName(QStringLiteral("equation%1").arg(equation.number));
    setAccessibleName(tr("Equation (%1), %2").arg(equation.number).arg(equation.title));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(sideMargin, 12, sideMargin, 12);
    layout->setSpacing(8);
    layout->addWidget(header());
    layout->addWidget(new EquationPicture(equationDrawing(equation.number), this));
    // What has no view to change is an exhibit.
    const bool isExhibit = !equation.show.experiment.isEmpty() && equation.show.view.isEmpty();
    if (isExhibit) {
        layout->addWidget(
            text(tr("Its numbers stand beside the exhibit."), QStringLiteral("elsewhere"), this));
    } else if (equation.laboratory.isEmpty()) {
        m_numbers = new EquationNumbers(this);
        layout->addWidget(m_numbers);
    } else {
        layout->addWidget(text(tr("Not yet: it belongs to %1.").arg(equation.laboratory),
            QStringLiteral("notYet"), this));
    }
    if (!equation.right.isEmpty())
        layout->addWidget(correction());
    layout->addWidget(buttons(experimentTitle));
    layout->addWidget(details());
    setUnfolded(false);
    styleTexts();
}

QWidget* PaperEntry::header()
{
    auto* line = new QWidget(this);
    auto* layout = new QHBoxLayout(line);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    m_number = new QLabel(QStringLiteral("(%1)").arg(m_equation.number), line);
    auto* title = text(m_equation.title, QStringLiteral("title"), line);
    title->setFont(bold());
    m_mark = new QLabel(line);
    m_mark->setObjectName(QStringLiteral("mark"));
    m_mark->setFont(bold());
    layout->addWidget(m_number, 0, Qt::AlignTop);
    layout->addWidget(title, 1);
    layout->addWidget(m_mark, 0, Qt::AlignTop);
    return line;
}

QWidget* PaperEntry::correction()
{
    m_correction = new QWidget(this);
    auto* layout = column(m_correction, barWidth + 8);
    const QString errata = m_equation.errata.join(QStringLiteral(", "));
    auto* title
        = text(errata.isEmpty() ? tr("What is right") : tr("What is right · %1").arg(errata),
            QStringLiteral("errata"), m_correction);
    title->setFont(bold());
    if (!errata.isEmpty())
        title->setToolTip(tr("Numbers of the program's own list of the paper's errata"));
    layout->addWidget(title);
    if (m_equation.hasCorrection)
        layout->addWidget(
            new EquationPicture(equationDrawing(m_equation.number, true), m_correction));
    layout->addWidget(text(withSymbols(m_equation.right), QStringLiteral("right"), m_correction));
    return m_correction;
}

QWidget* PaperEntry::buttons(const QString& experimentTitle)
{
    auto* line = new QWidget(this);
    auto* layout = new QHBoxLayout(line);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    m_fold = new QToolButton(line);
    m_fold->setObjectName(QStringLiteral("fold"));
    m_fold->setText(tr("In words"));
    m_fold->setCheckable(true);
    m_fold->setAutoRaise(true);
    m_fold->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    connect(m_fold, &QToolButton::toggled, this, &PaperEntry::setUnfolded);
    layout->addWidget(m_fold);
    layout->addStretch(1);
    if (!m_equation.show.experiment.isEmpty()) {
        m_showText = tr("Show: %1").arg(experimentTitle);
        m_show = new QToolButton(line);
        m_show->setObjectName(QStringLiteral("show"));
        m_show->setAccessibleName(m_showText);
        // Its text gives way to a narrow dock, see resizeEvent().
        m_show->setMinimumWidth(40);
        m_show->setToolTip(
            tr("<p>Opens this experiment. Look at: %1</p>").arg(withSymbols(m_equation.show.look)));
        connect(m_show, &QToolButton::clicked, this,
            [this] { emit experimentWanted(m_equation.show); });
        layout->addWidget(m_show);
    }
    return line;
}

QWidget* PaperEntry::details()
{
    m_details = new QWidget(this);
    auto* layout = column(m_details, barWidth + 8);
    layout->addWidget(text(tr("<b>The paper says:</b> %1").arg(withSymbols(m_equation.says)),
        QStringLiteral("says"), m_details));
    if (!m_equation.show.look.isEmpty())
        layout->addWidget(text(tr("<b>Look at:</b> %1").arg(withSymbols(m_equation.show.look)),
            QStringLiteral("look"), m_details));
    return m_details;
}

void PaperEntry::resizeEvent(QResizeEvent*)
{
    if (!m_show)
        return;
    const int room = width() - 2 * sideMargin - m_fold->sizeHint().width() - 40;
    m_show->setText(m_show->fontMetrics().elidedText(m_showText, Qt::ElideRight, room));
}

void PaperEntry::setReadouts(std::vector<Readout> readouts)
{
    if (!m_numbers)
        return;
    m_numbers->setReadouts(std::move(readouts));
    showMark();
}

void PaperEntry::showMark()
{
    const Readout worst = m_numbers ? worstOf(m_numbers->readouts()) : Readout();
    const bool isToCome = !m_numbers && !m_equation.laboratory.isEmpty();
    const QString sign = isToCome ? tr("not yet") : signBeside(worst);
    const bool isKnown = worst.value || verdictOf(worst) != Verdict::None;
    const QString word = isKnown ? wordOf(verdictOf(worst)) : tr("not computed");
    const QString name = m_numbers ? word : sign; // verdicts may share a sign
    if (m_mark->text() != sign || m_mark->accessibleName() != name) {
        m_mark->setText(sign);
        m_mark->setToolTip(m_numbers ? word : QString());
        m_mark->setAccessibleName(name);
    }
    tint(m_mark, colorBeside(worst, themeOf(*this)));
}

void PaperEntry::setUnfolded(bool unfolded)
{
    m_fold->setChecked(unfolded);
    m_fold->setArrowType(unfolded ? Qt::DownArrow : Qt::RightArrow);
    m_details->setVisible(unfolded);
}

void PaperEntry::setCurrent(bool current)
{
    m_isCurrent = current;
    update();
}

bool PaperEntry::matches(const QString& filter) const
{
    static const QRegularExpression exact(
        QStringLiteral("^\\(?(\\d+)\\)?$|^(X\\d+b?)$"), QRegularExpression::CaseInsensitiveOption);
    const auto named = exact.match(filter.trimmed());
    if (!named.captured(1).isEmpty())
        return named.captured(1).toInt() == m_equation.number;
    if (!named.captured(2).isEmpty())
        return m_equation.errata.contains(named.captured(2), Qt::CaseInsensitive);
    const QString all = m_equation.title + ' ' + m_equation.says + ' ' + m_equation.right + ' '
        + m_equation.show.look;
    const auto words = filter.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    return std::all_of(words.begin(), words.end(),
        [&all](const QString& word) { return all.contains(word, Qt::CaseInsensitive); });
}

void PaperEntry::paintEvent(QPaintEvent*)
{
    const Theme& colors = themeOf(*this);
    QPainter painter(this);
    painter.fillRect(QRect(sideMargin, height() - 1, width() - 2 * sideMargin, 1), colors.line);
    if (m_isCurrent)
        painter.fillRect(QRect(0, 8, barWidth, height() - 16), colors.selection);
    const auto bar = [&](const QWidget* part, const QColor& color) {
        if (part && part->isVisible())
            painter.fillRect(QRect(part->x(), part->y() + 2, barWidth, part->height() - 4), color);
    };
    bar(m_correction, colors.selection);
    bar(m_details, colors.line);
}

void PaperEntry::styleTexts()
{
    const Theme& colors = themeOf(*this);
    tint(m_number, colors.mutedText);
    if (auto* notYet = findChild<QLabel*>(QStringLiteral("notYet")))
        tint(notYet, colors.mutedText);
    showMark();
}

void PaperEntry::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange && m_details)
        styleTexts();
    QWidget::changeEvent(event);
}

} // namespace dqm
