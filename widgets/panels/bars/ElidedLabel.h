#pragma once

#include <QLabel>

namespace dqm {

/// One line of rich text that may be as narrow as it likes: what has no room ends in an ellipsis,
/// and then the tooltip says all of it.
class ElidedLabel : public QLabel
{
    Q_OBJECT

public:
    explicit ElidedLabel(QWidget* parent = nullptr);

    void setFullText(const QString& markup);
    const QString& fullText() const { return m_full; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {0, sizeHint().height()}; }

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void fit();

    QString m_full;
    QSize m_needed; ///< by the full text, with the margins
};

} // namespace dqm
