#include "core/Units.h"
