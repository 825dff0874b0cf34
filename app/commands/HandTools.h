#pragma once

#include "app/commands/Commands.h"
#include "app/session/ExperimentDocument.h"
#include "widgets/scene/tools/parts/SceneTool.h"

#include <QObject>
#include <QPointer>

#include <functional>
#include <memory>
#include <vector>

namespace dqm {

class StageView;
class ToolBar;
class ToolStrip;

/// The tools of the scene, tied to the document: what the hand does goes into the experiment, as
/// steps that can be undone. Owns the tools; the bar and the strip go into the window.
class HandTools : public QObject, private ToolHost
{
    Q_OBJECT

public:
    struct Parts
    {
        Commands& commands;
        StageView& scene;
        ExperimentDocument& document;
        std::function<std::shared_ptr<const Frame>()> frame; ///< what is seen
        std::function<void(const QString&)> say; ///< a hint
    };
    HandTools(Parts parts, QObject* parent);
    ~HandTools() override;

    QWidget* bar() const;
    QWidget* strip() const;
    /// Exhibits have nothing to take hold of.
    void setAvailable(bool available);
    /// Folds bar and strip away; the keys still act.
    void fold(bool folded);

signals:
    /// The experiment was changed by one act of the hand.
    void edited();

private:
    const Experiment& experiment() const override { return m_parts.document.present(); }
    const Frame* frame() const override;
    bool isAtRest() const override;
    bool change(Experiment next, const QString& what, const QString& key) override;
    void say(const QString& hint) override { m_parts.say(hint); }

    void take(std::size_t tool);
    void suit();
    void drop();
    void showNumbers();
    void takeNumber(int number, double value);

    Parts m_parts;
    QPointer<StageView> m_scene;
    std::vector<std::unique_ptr<SceneTool>> m_tools; ///< in the order of sceneToolKinds()
    std::size_t m_inHand = 0;
    ToolBar* m_bar;
    ToolStrip* m_strip;
    bool m_isFolded = false;
};

} // namespace dqm
