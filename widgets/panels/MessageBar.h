#pragma once

#include <QWidget>

#include <memory>

namespace dqm {

/// A non-modal bar for errors and hints with their reason and a close button; hidden when empty.
class MessageBar : public QWidget
{
    Q_OBJECT

public:
    explicit MessageBar(QWidget* parent = nullptr);
    ~MessageBar() override;

    /// Stays until it is closed.
    void showError(const QString& message);
    /// Goes away by itself after a few seconds; never takes the place of an error.
    void showHint(const QString& message);
    void clear();
    QString text() const;

private:
    void present(const QString& message);
    void fade();

    struct Implementation;
    std::unique_ptr<Implementation> m_implementation;
};

} // namespace dqm
