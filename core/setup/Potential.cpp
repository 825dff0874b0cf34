#include "core/setup/Potential.h"
