#pragma once

#include "app/carriers/Carrier.h"

#include <utility>
#include <vector>

namespace dqm {

/// PNG: texts named "experiment" and "Time" (tEXt, zTXt, iTXt), read chunk by chunk; the picture is
/// never decoded.
extern const Carrier pngCarrier;

/// A PNG with more texts (UTF-8), each after its keyword, as they are.
QByteArray withPngTexts(
    const QByteArray& png, const std::vector<std::pair<QByteArray, QByteArray>>& texts);

} // namespace dqm
