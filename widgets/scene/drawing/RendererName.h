#pragma once

#include "widgets/scene/model/SceneOptions.h"

#include <QString>

class QOpenGLContext;

namespace dqm {

/// GL_RENDERER of a context that is current.
QString glRendererName(QOpenGLContext& context);

/// True for Mesa's software rasterizers and their like.
bool isSoftwareRenderer(const QString& name);

/// The name of the renderer that a QOpenGLWidget would get, asked once per process; empty if there
/// is none or the platform cannot show such a widget. GUI thread.
const QString& screenRendererName();

/// What a wish comes to here, never Automatic. DQMLAB_RENDERER=software and =gpu overrule it, the
/// latter where the screen has a driver. GUI thread.
RenderRoute chosenRoute(RenderRoute wanted);

} // namespace dqm
