#include "core/observables/Circulation.h"
