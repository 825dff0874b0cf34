#include "widgets/panels/PlaybackBar.h"
