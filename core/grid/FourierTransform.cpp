#include "core/grid/FourierTransform.h"
