#pragma once

#include "core/grid/Field.h"
#include "core/grid/Grid.h"

#include <complex>

namespace dqm {

/// field -> e^{D t lap} field: every wave number is multiplied by e^{-D k^2 t}, for any time span
/// at once. One formula for two equations:
///
/// D real       the heat kernel, d_t f = D lap f: the width of e^{-x^2/4 s^2} grows as s^2 + D t;
/// D = i hbar/2m  free motion after (16): the same with an imaginary part, s^2 (1 + i theta).
///
/// Boundaries: torus, or walls where the field vanishes.
/// @param D  Re(D t) >= 0.
/// @throws std::domain_error if Re(D t) < 0: backward heat conduction is ill-posed.
void diffuse(
    ComplexField& field, const Grid& grid, std::complex<double> D, double t, int threads = 1);

} // namespace dqm
