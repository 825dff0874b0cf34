#include "core/grid/Parallel.h"
