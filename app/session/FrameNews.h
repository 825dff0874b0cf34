#pragma once

#include "core/frames/Frame.h"

#include <QString>

namespace dqm {

// What a person is told when a frame brings something new.

/// Of a frame with a returnError: time has run back to the start.
QString returnNews(const Frame& frame);

/// A node has ended (rho, S) beside psi since the frame before; else empty.
/// @param before  null if there was none.
QString nodeNews(const Frame* before, const Frame& now);

/// What has been done to the ensemble since the frame before, a line each, the last of it; else
/// empty.
/// @param before  null if there was none.
QString eventNews(const Frame* before, const Frame& now);

/// What a run has come to warn of since the frame before, and what its stage does not show of what
/// was asked for; else empty.
/// @param before  null if there was none.
QString warningNews(const Frame* before, const Frame& now);

} // namespace dqm
