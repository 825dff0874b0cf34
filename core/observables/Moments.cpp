#include "core/observables/Moments.h"
