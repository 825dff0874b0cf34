#pragma once

#include "core/experiment/Experiment.h"

#include <QImage>
#include <QString>

namespace dqm {

/// Decodes the pictures that are terms of V ("type": "image"): PNGs, taken for hostile, of at most
/// 512 x 512 pixels, from base64 or from files. What came from a file is embedded from then on, so
/// that the experiment is whole by itself.
/// @param folder  of the experiment's file, from which names count; empty: the present one.
/// @throws ExperimentError "potential[0].data: ..."
void readPotentialPictures(Experiment& experiment, const QString& folder);

/// A picture as V, embedded as a grey PNG of at most 512 x 512 pixels.
/// @param low, high  energies of black and white.
/// @pre the picture is not null.
ImageTerm potentialOf(const QImage& picture, double low, double high);

} // namespace dqm
