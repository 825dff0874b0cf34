#include "core/setup/Formula.h"
