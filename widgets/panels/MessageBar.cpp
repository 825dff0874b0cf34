#include "widgets/panels/MessageBar.h"
