#pragma once

#include <QWidget>

#include <functional>
#include <memory>
#include <vector>

namespace dqm {

/// A non-modal bar for errors and hints with their reason and a close button, or for a question
/// with its answers; hidden when empty.
class MessageBar : public QWidget
{
    Q_OBJECT

public:
    struct Answer
    {
        QString text;
        std::function<void()> action;
    };

    explicit MessageBar(QWidget* parent = nullptr);
    ~MessageBar() override;

    /// Stays until it is closed.
    void showError(const QString& message);
    /// Goes away by itself after a few seconds; never takes the place of an error.
    void showHint(const QString& message);
    /// Stays until one of the answers is chosen; the bar is hidden before its action is done.
    void ask(const QString& question, std::vector<Answer> answers);
    void clear();
    QString text() const;

private:
    void present(const QString& message);
    void fade();
    void removeAnswers();

    struct Implementation;
    std::unique_ptr<Implementation> m_implementation;
};

} // namespace dqm
