#pragma once

#include "core/streamlines/FlowField.h"
#include "widgets/scene/model/SceneOptions.h"

#include <QList>
#include <QWidget>

#include <memory>

class QAction;

namespace dqm {

/// What the lines of a flow are and are not, in plain text.
QString flowToolTip(FlowKind kind);

/// A slim bar above the scene: colour by, the potential's layers, streamlines of v and u, whose
/// eyes (K or K'), flat view, reset view.
class ViewBar : public QWidget
{
    Q_OBJECT

public:
    struct Actions
    {
        QAction* flat = nullptr; ///< checkable
        QAction* potentialContours = nullptr; ///< checkable
        QAction* potentialSheet = nullptr; ///< checkable
        QAction* observeFromK = nullptr; ///< checkable: K instead of K'
        QAction* resetView = nullptr;
        QAction* driftLines = nullptr; ///< checkable; its tooltip gains flowToolTip()
        QAction* diffusionLines = nullptr; ///< checkable; likewise
        QList<QAction*> moreOfDrift = {}; ///< behind the button of v: arrows, tracers, flux
        QList<QAction*> moreOfDiffusion = {};
        QAction* vortices = nullptr; ///< checkable
        QAction* drawLoop = nullptr; ///< checkable
        QList<QAction*> stage = {}; ///< what stands side by side; null makes a separator
    };
    explicit ViewBar(const Actions& actions, QWidget* parent = nullptr);
    ~ViewBar() override;

    void setColorBy(ColorBy colorBy);

signals:
    void colorByChanged(dqm::ColorBy colorBy);

private:
    struct Implementation;
    std::unique_ptr<Implementation> m_implementation;
};

} // namespace dqm
