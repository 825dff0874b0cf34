#include "core/Experiment.h"
