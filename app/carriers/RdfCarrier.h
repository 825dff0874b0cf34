#pragma once

#include "app/carriers/Carrier.h"

namespace dqm {

// A piece of XML (RDF), see carriedAsRdf, which an SVG holds as metadata. A PDF is no text, but
// holds such a piece as it is.
extern const Carrier svgCarrier;
extern const Carrier pdfCarrier;

} // namespace dqm
