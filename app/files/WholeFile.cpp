#include "app/files/WholeFile.h"

#include "app/files/OutputFile.h"

namespace dqm {

void writeWholeFile(const QString& path, const QByteArray& content)
{
    OutputFile file(path);
    file.write(content);
    file.commit();
}

} // namespace dqm
