#pragma once

#include <QString>

class QWidget;

namespace dqm {

/// Asks where to write a file, beginning in the folder last used, which it remembers.
///
/// The answer has a suffix, the first of its kind where none was typed, and nothing lies there that
/// a person has not agreed to replace: the question is about the final name.
/// @param kinds  filters as QFileDialog takes them, "Curves (*.csv);;Fields (*.vti *.npz)".
/// @return       empty if nothing was chosen.
QString chooseFileToWrite(
    QWidget* parent, const QString& title, const QString& suggestion, const QString& kinds);

/// The name with a suffix: its own, or the first in the brackets of a filter.
QString withSuffixOf(const QString& path, const QString& kind);

} // namespace dqm
