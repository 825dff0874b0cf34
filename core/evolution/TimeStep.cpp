#include "core/evolution/TimeStep.h"
