#pragma once

#include "core/experiment/Experiment.h"

#include <QString>
#include <QStringList>

#include <ostream>

namespace dqm {

/// The steps of a lesson as a page of HTML to be written on: questions with boxes, and lines for
/// answers in words.
QString worksheetOf(const Experiment& experiment);

/// `dqmlab worksheet NAME --pdf OUT.pdf`: the same on paper. Needs a QGuiApplication, for its
/// fonts.
int worksheet(const QStringList& arguments, std::ostream& out, std::ostream& err);

} // namespace dqm
