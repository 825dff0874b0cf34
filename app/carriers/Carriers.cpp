#include "app/carriers/Carriers.h"

#include "app/carriers/ArraysCarrier.h"
#include "app/carriers/GifCarrier.h"
#include "app/carriers/PngCarrier.h"
#include "app/carriers/RdfCarrier.h"
#include "app/carriers/TableCarrier.h"
#include "app/carriers/VideoCarrier.h"
#include "app/carriers/VtkCarrier.h"

namespace dqm {

const std::vector<const Carrier*>& carriers()
{
    static const std::vector<const Carrier*> all{&pngCarrier, &gifCarrier, &svgCarrier, &pdfCarrier,
        &mp4Carrier, &webMCarrier, &vtkCarrier, &arraysCarrier, &tableCarrier};
    return all;
}

} // namespace dqm
