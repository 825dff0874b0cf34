#pragma once

#include "app/dialogs/PictureOrder.h"
#include "app/session/BackgroundTask.h"

#include <QDialog>
#include <QTimer>

class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;

namespace dqm {

class PicturePreview;
class SizeChoice;

/// Makes a picture of one moment of the window: what, how large and in which colours, with a
/// preview that is drawn as the picture will be.
class PictureDialog : public QDialog
{
    Q_OBJECT

public:
    explicit PictureDialog(WindowParts parts);
    ~PictureDialog() override;

    const PictureOrder& order() const { return m_order; }
    void setOrder(const PictureOrder& order);
    /// Draws and writes beside the window; closes with saved(), or stays and says why not.
    void saveTo(const QString& path);
    void copy();
    /// Not while a picture is drawn for a file.
    void reject() override;
    bool isBusy() const { return m_task.isBusy(); }

signals:
    void saved(const QString& path);

private:
    QWidget* buildChoices();
    QWidget* buildButtons();
    void takeOrder();
    /// A frame that was on its way when time was held is seen by now.
    void followWindow();
    void showState();
    void drawPreview();
    void showPreview(const QImage& image);
    void start(BackgroundTask::Work work, const QString& doing,
        std::function<void(const QImage&)> afterwards);
    void chooseAndSave();
    QImage plotImageOf(QSize size) const;
    /// Every format but PNG, which is drawn as fast as it is written.
    void writePlotTo(const QString& path);
    QSize pixels() const;
    double time() const;
    BackgroundTask::Work work(QSize size) const;
    void say(const QString& text, bool isProblem = false);

    WindowParts m_parts;
    Shown m_shown;
    QImage m_windowPicture;
    PictureOrder m_order;
    BackgroundTask m_preview;
    BackgroundTask m_task;
    std::function<void(const QImage&)> m_afterwards;
    QTimer m_previewSoon;
    QTimer m_look; ///< at the window

    QComboBox* m_what = nullptr;
    SizeChoice* m_size = nullptr;
    QComboBox* m_colors = nullptr;
    QCheckBox* m_overlays = nullptr;
    QCheckBox* m_transparent = nullptr;
    QComboBox* m_format = nullptr;
    PicturePreview* m_picture = nullptr;
    QLabel* m_facts = nullptr;
    QLabel* m_state = nullptr;
    QPushButton* m_copy = nullptr;
    QPushButton* m_save = nullptr;
};

} // namespace dqm
