#include "widgets/Theme.h"
