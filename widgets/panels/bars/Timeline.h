#pragma once

#include "core/frames/Frame.h"

#include <QWidget>

#include <optional>
#include <vector>

class QLineEdit;

namespace dqm {

/// The time of a run as a bar from 0 to its end: where it stands, a strip of diffusion and drift
/// energy as far as they are known, and a box for a time to go to. Time is dragged with the mouse,
/// clicked at, or moved with the arrow keys. It knows nothing of who brings the run there.
///
/// Strip  at each moment the share of U_u in U_u + U_v from below, that of U_v from above, both in
///        K and without the mean motion, so that it shows the same for every observer.
/// Marks  where something was changed: what lies before was under other values.
/// Scale  time that goes on beyond the end makes it twice as long, again and again.
class Timeline : public QWidget
{
    Q_OBJECT

public:
    explicit Timeline(QWidget* parent = nullptr);

    /// Another run, of which nothing is known.
    void begin(double until);
    /// The end of the run that is shown.
    void setUntil(double until);
    /// The moment that is seen. Nothing is noted.
    void setFrame(const Frame& frame);
    /// A moment that time has come to.
    void note(const Frame& frame);
    /// What was noted of later times is true no more.
    void forgetAfter(double time);
    /// Something was changed at a time that is known.
    void markChange(double time);
    /// The latest of them.
    std::optional<double> lastChange() const;
    /// The latest time noted, 0 before the first.
    double knownUntil() const { return m_samples.empty() ? 0.0 : m_samples.back().time; }
    /// One line about what is kept, for the tip.
    void setKept(const QString& text) { m_kept = text; }

    bool isDragged() const { return m_isDragged; }
    /// Lets the mouse go without a word.
    void endDrag() { m_isDragged = false; }
    /// Whether two times can hardly be told apart here.
    bool areClose(double a, double b) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    /// Where the strip is, and the place of a time in it.
    QRect strip() const;
    double placeOf(double time) const;

signals:
    /// The mouse holds a time, and a press begins with it.
    void dragged(double time);
    /// And lets it go.
    void released(double time);
    /// A time was typed or reached with a key.
    void asked(double time);
    /// What was typed is no time, with a sentence.
    void refused(const QString& reason);
    /// The box has done its work: the focus may go home.
    void left();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;

private:
    struct Sample
    {
        double time;
        double share; ///< of the diffusion energy
    };

    double end() const;
    double shown() const { return m_isDragged ? m_held : m_time; }
    double timeAt(double x) const;
    void hold(double x);
    void typed();
    void goBy(double share);
    void thin();
    QString timeText(double time) const;
    QString endText() const;
    void paintStrip(QPainter& painter) const;
    void paintChanges(QPainter& painter) const;
    void fitBox();

    QLineEdit* m_box;
    std::vector<Sample> m_samples; ///< times increasing
    std::vector<double> m_changes; ///< likewise
    double m_until = 1.0;
    double m_time = 0.0; ///< that is seen
    double m_held = 0.0; ///< by the mouse
    double m_before = 0.0; ///< that was seen when it took hold
    bool m_isDragged = false;
    bool m_isCooling = false;
    QString m_unit = QStringLiteral("T₀");
    QString m_kept;
};

} // namespace dqm
