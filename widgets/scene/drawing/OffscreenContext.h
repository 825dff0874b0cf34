#pragma once

#include <QString>

#include <memory>

namespace dqm {

/// An OpenGL 3.2 core context that needs no window: surfaceless EGL where there is EGL (no display
/// server needed), else Qt's.
///
/// Threads  made on the GUI thread; used and destroyed on one thread of choice.
class OffscreenContext
{
public:
    /// Never null; whether it works shows at the first start().
    static std::unique_ptr<OffscreenContext> create();

    virtual ~OffscreenContext() = default;
    /// Makes the native context on the calling thread, current. @returns false without OpenGL.
    virtual bool start() = 0;
    virtual void makeCurrent() = 0;
    virtual void doneCurrent() = 0;
    virtual bool isCurrent() const = 0;
    /// Whether the driver had no memory for what it was asked since the last call; the context is
    /// current.
    virtual bool lacksMemory() = 0;
    /// GL_RENDERER; the context is current.
    virtual QString rendererName() const = 0;
};

} // namespace dqm
