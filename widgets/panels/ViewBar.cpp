#include "widgets/panels/ViewBar.h"
