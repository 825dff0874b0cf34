#include "core/setup/WavePacket.h"
