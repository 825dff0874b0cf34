#pragma once

#include "widgets/scene/SceneOptions.h"

#include <QWidget>

#include <memory>

class QAction;

namespace dqm {

/// A slim bar above the scene: colour by, whose eyes (K or K'), the potential's layers, flat view,
/// reset view.
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
