#include "core/evolution/ReferenceFrame.h"
