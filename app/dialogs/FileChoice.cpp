#include "app/dialogs/FileChoice.h"

#include "app/dialogs/Settings.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QRegularExpression>

namespace dqm {

namespace {

bool mayReplace(QWidget* parent, const QString& title, const QString& path)
{
    return QMessageBox::warning(parent, title,
               QObject::tr("%1 already exists.\nDo you want to replace it?")
                   .arg(QFileInfo(path).fileName()),
               QMessageBox::Yes | QMessageBox::No, QMessageBox::No)
        == QMessageBox::Yes;
}

} // namespace

QString withSuffixOf(const QString& path, const QString& kind)
{
    static const QRegularExpression first(R"(\(\*(\.\w+))");
    return QFileInfo(path).suffix().isEmpty() ? path + first.match(kind).captured(1) : path;
}

QString chooseFileToWrite(
    QWidget* parent, const QString& title, const QString& suggestion, const QString& kinds)
{
    QString kind = kinds.section(";;", 0, 0);
    QString start = suggestion;
    while (true) {
        const QString chosen = QFileDialog::getSaveFileName(parent, title, start, kinds, &kind);
        if (chosen.isEmpty())
            return chosen;
        settings::setLastFolder(QFileInfo(chosen).absolutePath());
        const QString path = withSuffixOf(chosen, kind);
        // The dialog has asked about the name that was typed, and knows no other.
        if (path == chosen || !QFileInfo::exists(path) || mayReplace(parent, title, path))
            return path;
        start = path;
    }
}

} // namespace dqm
