#include "core/observables/Energies.h"
