#pragma once

#include "core/experiment/Experiment.h"
#include "core/experiment/Units.h"
#include "core/frames/Frame.h"
#include "widgets/scene/tools/parts/PlaneMap.h"

#include <QPointF>
#include <QString>

#include <functional>
#include <memory>
#include <vector>

namespace dqm {

class ToolInk;

/// The pointer over a pane.
struct Touch
{
    QPointF pixel;
    Vec2 place; ///< of K under it, inside the rectangle
    Vec2 open; ///< likewise, neither wrapped nor kept inside: see PlaneMap::openPlaceAt
    bool isOnPlane; ///< over the rectangle that the pane shows
    bool isShifted; ///< with the Shift key
    const PlaneMap& map;
};

/// What a tool knows of the window and may do there.
class ToolHost
{
public:
    virtual ~ToolHost() = default;
    virtual const Experiment& experiment() const = 0;
    /// What is seen; null before the first.
    virtual const Frame* frame() const = 0;
    /// Whether what is seen is the start, or rests.
    virtual bool isAtRest() const = 0;
    /// One step of the history; those of one drag with the same key are one step together.
    /// @return  whether it was taken; else the window has said why, and nothing is changed.
    virtual bool change(Experiment next, const QString& what, const QString& key) = 0;
    /// A line for the person, gone after a while.
    virtual void say(const QString& hint) = 0;
};

/// A number of a tool that a person may type while the tool is in hand.
struct ToolNumber
{
    const char* name; ///< of its box
    QString label;
    QString tip;
    Quantity quantity;
    double least;
    double most;
    double* value; ///< of the tool
};

/// One thing that the hand can do in the scene, the same in every pane. It holds something from a
/// press until the release, and paints what it shows over every pane.
class SceneTool
{
public:
    explicit SceneTool(ToolHost& host)
        : m_host(host)
    {
    }
    virtual ~SceneTool() = default;
    SceneTool(const SceneTool&) = delete;
    SceneTool& operator=(const SceneTool&) = delete;

    /// @return  whether it took hold, so that the camera stays.
    virtual bool press(const Touch& touch) = 0;
    virtual void drag(const Touch& touch) = 0;
    virtual void release(const Touch& touch) = 0;
    /// Lets go as if nothing had been done.
    virtual void cancel() = 0;
    /// Lets go, since the experiment is another one.
    virtual void drop() { cancel(); }
    /// The wheel while something is held, notches away from the person.
    virtual void turn(double /*notches*/) { }
    virtual Qt::CursorShape cursor(const Touch& /*touch*/) const { return Qt::CrossCursor; }
    /// @param pointer  over this pane and not held; null: elsewhere.
    virtual void paint(ToolInk& ink, const Touch* pointer) const = 0;
    /// What stands in its strip.
    virtual std::vector<ToolNumber> numbers() { return {}; }
    /// Begins with values that suit an experiment.
    virtual void suit(const Experiment& /*experiment*/) { }

protected:
    ToolHost& host() const { return m_host; }

private:
    ToolHost& m_host;
};

/// A tool as the bar, the keys and the registry know it.
struct SceneToolKind
{
    const char* name; ///< of its action and its drawing
    const char* label;
    const char* keys;
    const char* tip;
    std::unique_ptr<SceneTool> (*make)(ToolHost&);
};

} // namespace dqm
