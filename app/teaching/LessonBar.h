#pragma once

#include "app/session/ExperimentDocument.h"
#include "core/frames/Frame.h"

#include <QWidget>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

class QHBoxLayout;
class QLabel;
class QPushButton;
class QTextBrowser;

namespace dqm {

/// A lesson above the scene: step n of m, what it says and asks, and the way on, which opens once
/// what was asked for is done or answered. Hidden for experiments that are none.
class LessonBar : public QWidget
{
    Q_OBJECT

public:
    struct Parts
    {
        ExperimentDocument& document;
        std::function<void(const std::string& moment)> showMoment;
        std::function<void(double)> goTo;
        std::function<void(const ViewSettings&)> lookAs;
        std::function<void(bool)> setPlaying;
        std::function<void(const std::vector<std::string>&)> allow; ///< none: everything
        std::function<void(const QString&)> complain;
    };
    explicit LessonBar(QWidget* parent = nullptr);
    /// Once, before anything is opened.
    void connectTo(Parts parts);

    bool isLesson() const { return !steps().empty(); }
    std::size_t step() const { return m_step; }
    /// Whether what the step asks for is done.
    bool isDone() const { return m_isDone; }
    /// The next step if this one is done; the one before.
    void goOn();
    void goBack();
    /// Looks whether the step is done.
    void setFrame(const std::shared_ptr<const Frame>& frame);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    const std::vector<LessonStep>& steps() const;
    void begin();
    void enter(std::size_t step);
    void answer(int number);
    void showState();
    void showText();
    void fitHeight();

    std::optional<Parts> m_parts;
    std::vector<LessonStep> m_shown; ///< of what lies on the table
    std::shared_ptr<const Frame> m_frame;
    std::size_t m_step = 0;
    bool m_isDone = false;
    std::optional<int> m_answer; ///< that was given, from 1
    QLabel* m_count;
    QTextBrowser* m_text;
    QHBoxLayout* m_answers;
    QPushButton* m_back;
    QPushButton* m_next;
};

} // namespace dqm
