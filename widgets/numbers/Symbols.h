#pragma once

#include <QString>

namespace dqm {

/// Rich text of a sentence for people: vectors bold, symbols of quantities italic, indices lowered
/// ("U_u").
QString withSymbols(const QString& sentence);

/// The same as plain text, where there is no other: "Uᵤ".
QString withPlainSymbols(const QString& sentence);

/// Rich text of what core calls a quantity in plain letters: "d_t rho + div(rho v), relative".
QString quantityInSymbols(const QString& plain);

} // namespace dqm
