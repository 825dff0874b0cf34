#include "widgets/scene/model/Resources.h"

#include <QFile>

#include <stdexcept>

// The resources of a static library are linked in only when they are named, outside namespaces.
static void initSceneResources()
{
    Q_INIT_RESOURCE(dqm_scene_data);
    Q_INIT_RESOURCE(dqm_scene_maps);
}

namespace dqm {

QByteArray resourceText(const QString& path)
{
    initSceneResources();
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        throw std::runtime_error("missing in this build: " + path.toStdString());
    return file.readAll();
}

QByteArray shaderSource(const char* name)
{
    return resourceText(QStringLiteral(":/shaders/") + QLatin1String(name));
}

} // namespace dqm
