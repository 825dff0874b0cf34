#include "core/evolution/SplitStepSolver.h"
