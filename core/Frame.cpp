#include "core/Frame.h"
