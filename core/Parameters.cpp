#include "core/Parameters.h"
