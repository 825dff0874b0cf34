#include "widgets/exhibits/ExhibitBar.h"

#include "widgets/exhibits/scene/SceneInk.h"
#include "widgets/numbers/NumberText.h"
#include "widgets/numbers/ValueSlider.h"
#include "widgets/panels/bars/ElidedLabel.h"
#include "widgets/panels/bars/Icons.h"
#include "widgets/panels/bars/RecordedTime.h"
#include "widgets/panels/bars/WrapLayout.h"
#include "widgets/scene/model/Ticks.h"
#include "widgets/theme/TypeSize.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace dqm {

namespace {

constexpr int sideOfIcon = 20;
constexpr int sideOfPlay = 32;
constexpr double slowest = 1e-2; ///< of the kind's own pace
constexpr double fastest = 1e4;

} // namespace

ExhibitBar::ExhibitBar(const Actions& actions, QWidget* parent)
    : QWidget(parent)
    , m_progress(new ElidedLabel(this))
    , m_recorded(new RecordedTime(QStringLiteral("exhibitRecorded"), this))
    , m_paceText(new QLabel(this))
    , m_pace(new ValueSlider(this))
{
    setObjectName(QStringLiteral("exhibitBar"));
    auto* line = new WrapLayout(this);
    line->setContentsMargins(8, 4, 8, 4);
    line->setSpacing(4);
    line->addWidget(actionButton(actions.restart, icon("restart"), sideOfIcon, this));
    line->addWidget(actionButton(actions.play, icon("play", "pause"), sideOfPlay, this));
    line->addWidget(actionButton(actions.step, icon("step-forward"), sideOfIcon, this));
    line->addWidget(actionButton(actions.newSeed, icon("dice"), sideOfIcon, this));
    line->addWidget(m_progress);
    m_progress->setContentsMargins(8, 0, 8, 0);
    line->addSpring();
    line->addWidget(m_recorded);
    line->addWidget(actionButton(actions.record, icon("record", "stop"), sideOfIcon, this));
    auto* pace = new QWidget(this);
    auto* paceLine = new QHBoxLayout(pace);
    paceLine->setContentsMargins(0, 0, 0, 0);
    paceLine->addWidget(new QLabel(tr("Pace"), pace));
    paceLine->addWidget(m_pace);
    paceLine->addWidget(m_paceText);
    line->addWidget(pace);
    m_progress->setObjectName(QStringLiteral("progress"));
    m_progress->setFont(tabularFont(font()));
    m_progress->setToolTip(tr("How far the picture is. A demonstration has no timeline: it goes "
                              "forward only. Home begins it again with the same seed, and "
                              "everything comes as it came."));
    m_paceText->setObjectName(QStringLiteral("paceText"));
    m_paceText->setFont(tabularFont(font()));
    m_paceText->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_paceText->setForegroundRole(QPalette::PlaceholderText);
    m_pace->setObjectName(QStringLiteral("pace.slider"));
    m_pace->setAccessibleName(tr("Pace"));
    m_pace->setToolTip(tr("Progress in one second ([ and ])"));
    fixWidth(m_pace, 120);
    withType(m_paceText, [this] { keepRoomForPace(); });
    connect(m_pace, &ValueSlider::valueMoved, this, [this](double value) {
        showPace(value);
        emit paceChanged(value);
    });
}

std::pair<double, double> ExhibitBar::paceRange(const ExhibitKind& kind)
{
    return {slowest * kind.defaultPace, fastest * kind.defaultPace};
}

void ExhibitBar::setKind(const ExhibitKind& kind)
{
    const auto [low, high] = paceRange(kind);
    m_pace->setScale(SliderScale(low, high, low, true));
    m_unit = kind.progressUnit.empty() ? plainOf(kind.progressName).toLower()
                                       : plainOf(kind.progressUnit);
    keepRoomForPace();
}

void ExhibitBar::keepRoomForPace()
{
    const QString widest = tr("8.88 × 10⁻⁸ %1 per s").arg(m_unit);
    m_paceText->setMinimumWidth(m_paceText->fontMetrics().horizontalAdvance(widest));
}

void ExhibitBar::setPace(double pace)
{
    if (!m_pace->isSliderDown())
        m_pace->showValue(pace);
    showPace(pace);
}

void ExhibitBar::showPace(double pace)
{
    m_paceText->setText(tr("%1 %2 per s").arg(legendNumber(pace, 3), m_unit));
}

void ExhibitBar::setRecorded(std::optional<double> seconds) { m_recorded->showSeconds(seconds); }

void ExhibitBar::setFrame(const ExhibitFrame& frame)
{
    m_progress->setFullText(QString::fromStdString(frame.progressText)
        + (frame.finished ? tr(" · the end") : QString()));
}

} // namespace dqm
