#pragma once

#include "widgets/scene/drawing/OffscreenRenderer.h"

#include <condition_variable>
#include <functional>
#include <future>
#include <mutex>
#include <optional>
#include <thread>

namespace dqm {

/// Renders states into images on a thread of its own. A mailbox with one slot: a newer state
/// replaces one that waits. When no state has come for a while the last one is drawn once more at
/// full quality.
class SceneThread
{
public:
    struct Drawn
    {
        QImage image;
        SceneState state;
        PictureKind kind = PictureKind::Moving;
        SceneScales scales;
    };
    /// Both are called on the thread.
    struct Report
    {
        std::function<void(Drawn)> image;
        std::function<void(const QString&)> failure;
    };

    /// @param quality  of moving pictures; panes side by side share it.
    SceneThread(Report report, std::shared_ptr<CommonQuality> quality);
    ~SceneThread();
    SceneThread(const SceneThread&) = delete;
    SceneThread& operator=(const SceneThread&) = delete;

    void post(const SceneState& state);
    /// Draws one state out of turn, at full quality and at the scales of the last picture.
    std::future<QImage> draw(const SceneState& state);
    QString rendererName() const;

private:
    struct Request
    {
        SceneState state;
        std::promise<QImage> image;
    };

    void run();
    void drawMoving(const SceneState& state);
    void drawSettled();
    void answer(Request& request);

    Report m_report;
    std::unique_ptr<OffscreenRenderer> m_renderer;
    std::shared_ptr<CommonQuality> m_quality;
    SceneState m_current; ///< last state drawn
    bool m_settled = true; ///< it is on the screen at full quality

    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    std::optional<SceneState> m_next;
    std::vector<Request> m_requests;
    QString m_rendererName;
    bool m_stop = false;
    std::thread m_thread;
};

} // namespace dqm
