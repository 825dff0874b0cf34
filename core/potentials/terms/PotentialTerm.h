#pragma once

#include "core/potentials/terms/BarrierTerm.h"
#include "core/potentials/terms/CoulombTerm.h"
#include "core/potentials/terms/DiscTerm.h"
#include "core/potentials/terms/FormulaTerm.h"
#include "core/potentials/terms/HarmonicTerm.h"
#include "core/potentials/terms/LatticeTerm.h"
#include "core/potentials/terms/PlummerTerm.h"
#include "core/potentials/terms/Sech2Term.h"
#include "core/potentials/terms/SlitsTerm.h"
#include "core/potentials/terms/StepTerm.h"
#include "core/potentials/terms/UniformTerm.h"
#include "core/potentials/terms/painted/DrawnTerm.h"
#include "core/potentials/terms/painted/ImageTerm.h"
#include "core/values/KeyTable.h"

#include <variant>

namespace dqm {

/// Every term of V that a file can name, each with its keys, its check, its V and gradient in a
/// file of its own.
using PotentialTerm = std::variant<HarmonicTerm, UniformTerm, StepTerm, BarrierTerm, Sech2Term,
    SlitsTerm, DiscTerm, CoulombTerm, LatticeTerm, PlummerTerm, FormulaTerm, DrawnTerm, ImageTerm>;

// Whichever it is:

/// Adds V and its analytic gradient at the points; formulas are left to Potential, which knows
/// when.
void addAnyTerm(const PotentialTerm& term, const TermPoints& points, TermSums sums);

/// Finite numbers, positive widths, openings that fit, formulas that parse and are finite on the
/// grid at t = 0.
/// @throws ExperimentError
void checkTerm(const PotentialTerm& term, const TermSetting& setting, const Key& key);

/// True if the grid resolves the term's steepest slope: its smoothing, width or softening is at
/// least one spacing.
bool isResolved(const PotentialTerm& term, const Grid& grid);

/// The length of a well that a grid cannot be coarser than.
std::optional<NamedLength> narrowestLength(const PotentialTerm& term);

} // namespace dqm
