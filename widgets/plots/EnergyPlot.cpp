#include "widgets/plots/EnergyPlot.h"
