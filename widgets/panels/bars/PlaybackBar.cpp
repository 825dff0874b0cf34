#include "widgets/panels/bars/PlaybackBar.h"

#include "widgets/numbers/PanelTheme.h"
#include "widgets/panels/bars/Icons.h"
#include "widgets/panels/bars/RecordedTime.h"
#include "widgets/panels/bars/SteadyLabel.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

#include <array>
#include <cmath>

namespace dqm {

namespace {

constexpr int sideOfIcon = 20;
constexpr int sideOfPlay = 32;
constexpr int gap = 4;
constexpr double slowest = 0.9; ///< of the wanted speed that is not called slow

QString rate(double perSecond)
{
    if (!std::isfinite(perSecond))
        return QStringLiteral("—");
    return perSecond >= 99999.5 ? QString::number(perSecond, 'e', 1)
                                : QString::number(perSecond, 'f', 0);
}

/// Up to three significant digits in a width of five.
QString speedText(double value)
{
    if (!std::isfinite(value))
        return QStringLiteral("—");
    const double size = std::abs(value);
    if (size >= 9999.5)
        return QString::number(value, 'e', 0);
    return size < 0.01 ? QString::number(value, 'g', 1)
                       : QString::number(value, 'f',
                           size < 10.0        ? 2
                               : size < 100.0 ? 1
                                              : 0);
}

} // namespace

struct PlaybackBar::Implementation
{
    QLabel* time = nullptr;
    QLabel* steps = nullptr;
    QLabel* frames = nullptr;
    QLabel* speed = nullptr;
    RecordedTime* recorded = nullptr;
    QString timeUnit = QStringLiteral("T₀");
};

PlaybackBar::PlaybackBar(const Actions& actions, QWidget* parent)
    : QWidget(parent)
    , m_implementation(std::make_unique<Implementation>())
{
    auto* line = new QHBoxLayout(this);
    line->setContentsMargins(8, 4, 8, 4);
    line->setSpacing(gap);
    const auto addButton = [this, line](QAction* action, const QIcon& drawing, int side) {
        if (action)
            line->addWidget(actionButton(action, drawing, side, this));
    };
    addButton(actions.restart, icon("restart"), sideOfIcon);
    addButton(actions.stepBack, icon("step-back"), sideOfIcon);
    addButton(actions.play, icon("play", "pause"), sideOfPlay);
    addButton(actions.stepForward, icon("step-forward"), sideOfIcon);
    addButton(actions.reverse, icon("reverse"), sideOfIcon);
    if (!actions.atEnd.isEmpty())
        line->addWidget(endButton(actions.atEnd));
    line->addSpacing(8);

    auto& m = *m_implementation;
    m.time = new SteadyLabel(QStringLiteral("time"), QStringLiteral("t = −8888.888 T₀"), this);
    m.time->setAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m.time->setToolTip(tr("Simulated time of the picture"));
    m.speed = new SteadyLabel(QStringLiteral("speed"), QStringLiteral("−8888 of −8888 T₀/s"), this);
    m.speed->setToolTip(tr("Simulated time that passes in one second; where the machine is slower "
                           "than asked, what it reaches of it"));
    m.steps = new SteadyLabel(QStringLiteral("steps"), QStringLiteral("88888 steps/s"), this);
    m.steps->setToolTip(tr("Steps of the solver in one second"));
    m.frames = new SteadyLabel(QStringLiteral("frames"), QStringLiteral("888 frames/s"), this);
    m.frames->setToolTip(tr("Pictures that reached the screen in the last second"));
    m.recorded = new RecordedTime(QStringLiteral("recorded"), this);
    line->addWidget(m.time);
    line->addStretch();
    line->addWidget(m.recorded);
    addButton(actions.record, icon("record", "stop"), sideOfIcon);
    for (QLabel* label : {m.speed, m.steps, m.frames}) {
        label->setForegroundRole(QPalette::PlaceholderText);
        line->addWidget(label);
    }
    setRates({});
}

PlaybackBar::~PlaybackBar() = default;

void PlaybackBar::setFrame(const Frame& frame)
{
    auto& m = *m_implementation;
    m.timeUnit = QString::fromStdString(unitSymbol(Quantity::Time, frame.units));
    const int decimals = std::abs(frame.time) < 9999.0 ? 3 : 0;
    QString time = QString::number(frame.time, 'f', decimals);
    time.replace(QLatin1Char('-'), QChar(0x2212));
    m.time->setText(
        (frame.isCooling ? QStringLiteral("<i>τ</i> = %1 %2") : QStringLiteral("<i>t</i> = %1 %2"))
            .arg(time, m.timeUnit));
    m.time->setToolTip(frame.isCooling ? tr("Imaginary time: the ensemble is cooled to its ground "
                                            "state. A tool of the model, not a motion.")
                                       : tr("Simulated time of the picture"));
}

void PlaybackBar::setRecorded(std::optional<double> seconds)
{
    auto& m = *m_implementation;
    m.recorded->showSeconds(seconds);
    chooseLabels();
}

QSize PlaybackBar::minimumSizeHint() const
{
    const auto& m = *m_implementation;
    // Room for the seconds of a recording is kept, so that the window never grows by one.
    QSize size = QWidget::minimumSizeHint();
    for (const QLabel* rate : {m.speed, m.frames, m.steps}) {
        if (!rate->isHidden())
            size.rwidth() -= rate->sizeHint().width() + gap;
    }
    if (m.recorded->isHidden())
        size.rwidth() += m.recorded->sizeHint().width() + gap;
    return size;
}

void PlaybackBar::resizeEvent(QResizeEvent* event)
{
    chooseLabels();
    QWidget::resizeEvent(event);
}

void PlaybackBar::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::FontChange)
        chooseLabels();
    QWidget::changeEvent(event);
}

void PlaybackBar::chooseLabels()
{
    auto& m = *m_implementation;
    const int recorded = m.recorded->sizeHint().width() + gap;
    const int taken = m.recorded->isHidden() ? 0 : recorded;
    int room = width() - (minimumSizeHint().width() - recorded) - taken;
    for (QLabel* rate : {m.speed, m.frames, m.steps}) {
        room -= rate->sizeHint().width() + gap;
        rate->setVisible(room >= 0);
    }
}

QToolButton* PlaybackBar::endButton(const QList<QAction*>& choices)
{
    auto* button = new QToolButton(this);
    button->setObjectName(QStringLiteral("atEnd"));
    button->setAutoRaise(true);
    button->setIconSize({sideOfIcon, sideOfIcon});
    button->setPopupMode(QToolButton::InstantPopup);
    button->addActions(choices);
    const auto show = [button](const QAction* choice) {
        button->setIcon(choice->icon());
        button->setToolTip(choice->statusTip());
        button->setAccessibleName(choice->text().remove(QLatin1Char('&')));
    };
    const std::array<QString, 3> drawings{
        QStringLiteral("end-stop"), QStringLiteral("end-loop"), QStringLiteral("end-go-on")};
    for (qsizetype i = 0; i < choices.size(); ++i) {
        QAction* choice = choices[i];
        choice->setIcon(icon(drawings.at(static_cast<std::size_t>(i))));
        connect(choice, &QAction::toggled, button, [show, choice](bool chosen) {
            if (chosen)
                show(choice);
        });
        if (choice->isChecked())
            show(choice);
    }
    return button;
}

void PlaybackBar::setRates(const Rates& rates)
{
    auto& m = *m_implementation;
    m.steps->setText(tr("%1 steps/s").arg(rate(rates.stepsPerSecond)));
    m.frames->setText(tr("%1 frames/s").arg(rate(rates.framesPerSecond)));
    const QString wanted = speedText(rates.wantedSpeed);
    const bool lags = rates.speed && *rates.speed < slowest * rates.wantedSpeed;
    m.speed->setText(lags
            ? QStringLiteral("<span style='color:%1'>%2</span>")
                  .arg(themeOf(*this).selection.name(),
                      tr("%1 of %2 %3/s").arg(speedText(*rates.speed), wanted, m.timeUnit))
            : QStringLiteral("%1 %2/s").arg(wanted, m.timeUnit));
}

} // namespace dqm
