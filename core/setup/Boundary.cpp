#include "core/setup/Boundary.h"
