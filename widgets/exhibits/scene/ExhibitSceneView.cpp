#include "widgets/exhibits/scene/ExhibitSceneView.h"

#include "core/exhibits/parts/ExhibitDescription.h"
#include "widgets/exhibits/scene/PlanePainter.h"
#include "widgets/numbers/PanelTheme.h"

#include <QPainter>
#include <QStyle>

#include <algorithm>

namespace dqm {

namespace {

constexpr double fallMilliseconds = 150.0;
constexpr int frameInterval = 16; // ms

bool haveMoved(const ExhibitScene& now, const ExhibitScene& then)
{
    const auto* a = std::get_if<BoxesScene>(&now);
    const auto* b = std::get_if<BoxesScene>(&then);
    return a && b && a->occupants.size() == b->occupants.size() && a->occupants != b->occupants;
}

} // namespace

ExhibitSceneView::ExhibitSceneView(QWidget* parent)
    : QWidget(parent)
    , m_theme(themeOf(*this))
{
    setObjectName(QStringLiteral("exhibitScene"));
    setMinimumSize(240, 160);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    m_clock.setInterval(frameInterval);
    connect(&m_clock, &QTimer::timeout, this, [this] {
        if (static_cast<double>(m_sinceChange.elapsed()) >= fallMilliseconds)
            m_clock.stop();
        update();
    });
}

void ExhibitSceneView::setFrame(const std::shared_ptr<const ExhibitFrame>& frame)
{
    if (frame == m_frame)
        return;
    const bool moved = m_frame && frame && haveMoved(frame->scene, m_frame->scene);
    // Where throws come faster than balls fall, each is seen where it lies.
    const bool hasTime = !m_sinceChange.isValid()
        || static_cast<double>(m_sinceChange.elapsed()) > 1.5 * fallMilliseconds;
    const bool eases = style()->styleHint(QStyle::SH_Widget_Animation_Duration, nullptr, this) > 0;
    m_before = moved && hasTime && eases && !m_reducedMotion ? m_frame : nullptr;
    if (moved)
        m_sinceChange.restart();
    m_frame = frame;
    if (m_before)
        m_clock.start();
    else
        m_clock.stop();
    setAccessibleDescription(frame ? QString::fromStdString(describe(*frame)) : QString());
    update();
}

void ExhibitSceneView::setTheme(const Theme& theme)
{
    m_theme = theme;
    update();
}

void ExhibitSceneView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const double eased = m_before && m_sinceChange.isValid()
        ? std::min(1.0, static_cast<double>(m_sinceChange.elapsed()) / fallMilliseconds)
        : 1.0;
    const ExhibitScene none;
    paintScene(painter, QRectF(rect()), m_frame ? m_frame->scene : none,
        m_before ? &m_before->scene : nullptr, eased, {m_theme, font()});
}

} // namespace dqm
