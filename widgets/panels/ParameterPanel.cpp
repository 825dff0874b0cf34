#include "widgets/panels/ParameterPanel.h"
