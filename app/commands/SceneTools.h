#pragma once

#include "app/commands/Commands.h"
#include "core/experiment/Experiment.h"
#include "core/frames/Section.h"

#include <QObject>

#include <vector>

namespace dqm {

class StageView;

/// What a person lays into the scene with the mouse: the line of a section and a closed loop.
class SceneTools : public QObject
{
    Q_OBJECT

public:
    SceneTools(Commands& commands, StageView& scene, QObject* parent = nullptr);

    /// For another experiment: a line along x through the middle, and no loop.
    void reset(const Experiment& experiment);
    /// The line is seen while something reads along it.
    void showSection(bool shown);

    const SectionLine& section() const { return m_section; }
    /// Corners in each observer's own coordinates; empty: none.
    const std::vector<Vec2>& loop() const { return m_loop; }

signals:
    void sectionMoved(const dqm::SectionLine& section);
    void loopChanged();

private:
    void takeSection(const SectionLine& section);
    void takeLoop(const std::vector<Vec2>& loop);

    Commands& m_commands;
    StageView& m_scene;
    SectionLine m_section;
    bool m_sectionShown = false;
    std::vector<Vec2> m_loop;
};

} // namespace dqm
