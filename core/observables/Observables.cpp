#include "core/observables/Observables.h"
