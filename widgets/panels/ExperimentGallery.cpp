#include "widgets/panels/ExperimentGallery.h"
