#include "widgets/panels/Readouts.h"
