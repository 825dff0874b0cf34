#include "core/grid/Derivatives.h"
