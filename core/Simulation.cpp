#include "core/Simulation.h"
