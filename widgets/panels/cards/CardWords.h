#pragma once

#include "core/experiment/Experiment.h"
#include "core/experiment/Units.h"

#include <QString>

namespace dqm {

/// What a person reads about a kind of term or packet.
struct KindWords
{
    QString label; ///< its word in files where there is no better one
    QString tip; ///< its formula, rich text; may be empty
};
KindWords termWords(const std::string& kind);
KindWords packetWords(const std::string& kind);

/// What a person reads about one of their keys, and what its numbers measure.
struct KeyWords
{
    QString label; ///< the key itself where there is no better word
    Quantity quantity = Quantity::Dimensionless;
    Quantity times = Quantity::Dimensionless; ///< its unit is the product of both
};
KeyWords keyWords(const std::string& kind, const std::string& key);
QString unitOf(const KeyWords& words, UnitSystem system);

/// The size that a number of this kind has in an experiment: lengths are a twentieth of the grid,
/// all else follows from them with hbar and m. One significant digit.
double usualSize(const KeyWords& words, const Experiment& experiment);

} // namespace dqm
