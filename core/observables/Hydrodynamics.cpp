#include "core/observables/Hydrodynamics.h"
