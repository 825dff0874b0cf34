#include "widgets/panels/bars/ViewBar.h"

#include "widgets/panels/bars/Icons.h"
#include "widgets/panels/bars/WrapLayout.h"
#include "widgets/scene/model/Colourings.h"

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QMenu>
#include <QSignalBlocker>
#include <QToolButton>

namespace dqm {

namespace {

constexpr int sideOfIcon = 18;

/// Says once what the lines are.
void explain(QAction* action, FlowKind kind)
{
    const QString text = flowToolTip(kind);
    if (action && !action->toolTip().contains(text))
        action->setToolTip(action->toolTip() + QLatin1Char('\n') + text);
}

QMenu* menuOf(const QList<QAction*>& actions, QWidget* parent)
{
    auto* menu = new QMenu(parent);
    menu->setToolTipsVisible(true);
    for (QAction* action : actions) {
        if (action)
            menu->addAction(action);
        else
            menu->addSeparator();
    }
    return menu;
}

/// A switch with more of its kind in a menu beside it; null if there is no switch.
QToolButton* menuButton(
    QAction* action, const QList<QAction*>& more, const char* drawing, QWidget* parent)
{
    if (!action)
        return nullptr;
    QToolButton* button
        = actionButton(action, icon(QString::fromLatin1(drawing)), sideOfIcon, parent);
    if (!more.isEmpty()) {
        button->setMenu(menuOf(more, button));
        button->setPopupMode(QToolButton::MenuButtonPopup);
    }
    return button;
}

QToolButton* stageButton(const QList<QAction*>& actions, QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setObjectName(QStringLiteral("stageMenu"));
    button->setText(ViewBar::tr("Stage"));
    button->setToolTip(
        ViewBar::tr("What stands side by side: K and K′, without friction and with"));
    button->setAutoRaise(true);
    button->setPopupMode(QToolButton::InstantPopup);
    button->setMenu(menuOf(actions, button));
    return button;
}

} // namespace

struct ViewBar::Implementation
{
    QComboBox* colorBy = nullptr;
};

QString flowToolTip(FlowKind kind)
{
    if (kind == FlowKind::Drift)
        return QStringLiteral("v = ∇S/m, equation (6): the drift that carries ρ, as the continuity "
                              "equation says. It changes with the frame.");
    return QStringLiteral("u = −(ħ/2m) ∇ρ/ρ, equation (3): the direction of Fick's flux, away from "
                          "the crowd, the same in every frame. It does not carry ρ: that is v's "
                          "part alone. Nelson's osmotic velocity has the opposite sign.");
}

ViewBar::ViewBar(const Actions& actions, QWidget* parent)
    : QWidget(parent)
    , m_implementation(std::make_unique<Implementation>())
{
    auto* line = new WrapLayout(this);
    line->setContentsMargins(8, 4, 8, 4);
    line->setSpacing(4);

    auto* colors = new QComboBox(this);
    m_implementation->colorBy = colors;
    colors->setObjectName(QStringLiteral("colorBy"));
    colors->setAccessibleName(tr("Colour by"));
    // Longer names are cut: the bar must fit beside both panels at 1280 pixels.
    colors->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    colors->setMinimumContentsLength(11);
    for (const Colouring& each : colourings()) {
        colors->addItem(tr(each.label), static_cast<int>(each.by));
        colors->setItemData(colors->count() - 1, tr(each.tooltip), Qt::ToolTipRole);
    }
    connect(colors, &QComboBox::activated, this, [this, colors] {
        colors->setToolTip(colors->currentData(Qt::ToolTipRole).toString());
        emit colorByChanged(static_cast<ColorBy>(colors->currentData().toInt()));
    });
    auto* label = new QLabel(tr("Colour"), this);
    label->setBuddy(colors);
    line->addWidget(label);
    line->addWidget(colors);

    const auto addButton = [this, line](QAction* action, const char* drawing) {
        if (action)
            line->addWidget(
                actionButton(action, icon(QString::fromLatin1(drawing)), sideOfIcon, this));
    };
    addButton(actions.potentialContours, "contours");
    addButton(actions.potentialSheet, "sheet");
    explain(actions.driftLines, FlowKind::Drift);
    explain(actions.diffusionLines, FlowKind::Diffusion);
    const auto addMenuButton
        = [this, line](QAction* action, const QList<QAction*>& more, const char* drawing) {
              if (QToolButton* button = menuButton(action, more, drawing, this))
                  line->addWidget(button);
          };
    addMenuButton(actions.driftLines, actions.moreOfDrift, "drift");
    addMenuButton(actions.diffusionLines, actions.moreOfDiffusion, "diffusion");
    addButton(actions.vortices, "vortices");
    addButton(actions.drawLoop, "loop");
    if (!actions.stage.isEmpty())
        line->addWidget(stageButton(actions.stage, this));
    line->addSpring();
    addButton(actions.observeFromK, "observer");
    addButton(actions.flat, "flat");
    addButton(actions.resetView, "reset-view");
}

ViewBar::~ViewBar() = default;

void ViewBar::setColorBy(ColorBy colorBy)
{
    QComboBox* colors = m_implementation->colorBy;
    const QSignalBlocker quiet(colors);
    colors->setCurrentIndex(colors->findData(static_cast<int>(colorBy)));
    colors->setToolTip(colors->currentData(Qt::ToolTipRole).toString());
}

} // namespace dqm
