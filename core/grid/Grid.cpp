#include "core/grid/Grid.h"
