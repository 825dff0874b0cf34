#pragma once

#include "app/commands/Commands.h"
#include "core/exhibits/parts/ExhibitFrame.h"

#include <QObject>

#include <functional>
#include <memory>

class QWidget;

namespace dqm {

class ExhibitDocument;
class ExhibitPicture;
class MessageBar;

/// What leaves the window while an exhibit is on the table: pictures of the page, the scene or the
/// charts, and tables. Performs the commands that Exports performs for waves.
class ExhibitExports : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        QWidget& window;
        QWidget& scene;
        MessageBar& messages;
        const ExhibitDocument& document;
        std::function<std::shared_ptr<const ExhibitFrame>()> frame;
    };
    ExhibitExports(Commands& commands, Parts parts, QObject* parent = nullptr);

    /// Commands are performed while it is on.
    void setActive(bool active) { m_isActive = active; }
    /// By the suffix: the page as .png, or each chart as .svg or .pdf, named NAME-<chart>.
    void savePicture(const QString& path);
    /// The readouts as NAME.csv, each chart as NAME-<chart>.csv.
    void saveData(const QString& path);

private:
    QString choosePath(const QString& title, const QString& suffix, const QString& filter);
    void choosePicture();
    void chooseData();
    void saveScene();
    void saveWindow();
    void copyScene();
    void saveImage(const QImage& image, const QString& path);
    void saveCharts(const QString& path);
    bool hasFrame();
    void perform(const QString& path, const std::function<void()>& write);
    QByteArray carried() const;

    Parts m_parts;
    bool m_isActive = false;
};

} // namespace dqm
