#include "widgets/scene/SceneView.h"
