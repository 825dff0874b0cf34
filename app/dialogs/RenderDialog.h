#pragma once

#include "app/dialogs/RenderOrder.h"
#include "app/rendering/RenderJob.h"
#include "app/session/BackgroundTask.h"

#include <QDialog>
#include <QElapsedTimer>
#include <QTimer>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QLabel;
class QProgressBar;
class QPushButton;

namespace dqm {

class PicturePreview;
class SizeChoice;

/// Orders a film of exact moments and shows how it comes along. The window stays free meanwhile;
/// the film keeps to what the window showed when this was opened.
class RenderDialog : public QDialog
{
    Q_OBJECT

public:
    explicit RenderDialog(WindowParts parts);
    ~RenderDialog() override;

    const RenderOrder& order() const { return m_order; }
    void setOrder(const RenderOrder& order);
    void renderTo(const QString& path);
    bool isRendering() const { return m_job.isRunning(); }
    /// While it renders: ends the film.
    void reject() override;

signals:
    void rendered(const QString& path, bool isWhole);

private:
    QWidget* buildChoices();
    QWidget* buildButtons();
    void fillSubjects(QFormLayout& form);
    void takeOrder();
    void takeSubject();
    void showState();
    QString facts() const;
    void drawPreview();
    void chooseAndRender();
    void showProgress(long long written, double seconds, const QImage& last);
    void say(const QString& text, bool isProblem = false);

    WindowParts m_parts;
    Shown m_shown;
    RenderOrder m_order;
    RenderJob m_job;
    BackgroundTask m_preview;
    QTimer m_previewSoon;
    double m_drawingSeconds = 0.0; ///< of one picture; 0: not yet known

    QWidget* m_choices = nullptr;
    QComboBox* m_subject = nullptr;
    QLabel* m_speedName = nullptr;
    QDoubleSpinBox* m_from = nullptr;
    QDoubleSpinBox* m_to = nullptr;
    QDoubleSpinBox* m_speed = nullptr;
    QComboBox* m_rate = nullptr;
    SizeChoice* m_size = nullptr;
    QComboBox* m_format = nullptr;
    QComboBox* m_colors = nullptr;
    QCheckBox* m_overlays = nullptr;
    QCheckBox* m_plot = nullptr;
    QDoubleSpinBox* m_orbit = nullptr;
    PicturePreview* m_picture = nullptr;
    QLabel* m_facts = nullptr;
    QProgressBar* m_progress = nullptr;
    QLabel* m_state = nullptr;
    QPushButton* m_close = nullptr;
    QPushButton* m_start = nullptr;
};

} // namespace dqm
