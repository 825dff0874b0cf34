#pragma once

#include <QScrollArea>

class QBoxLayout;
class QDialog;

namespace dqm {

/// The choices of a dialog beside the picture that they make, or above it where the dialog is
/// narrow; what has no room at all is scrolled to.
class DialogPage : public QScrollArea
{
    Q_OBJECT

public:
    /// @param picture  null for none.
    explicit DialogPage(QWidget* choices, QWidget* picture = nullptr, QWidget* parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {240, 160}; }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* m_choices;
    QWidget* m_picture;
    QBoxLayout* m_row;
};

/// Gives a dialog the size that it asks for, as far as its window has room for it.
void fitToWindow(QDialog& dialog);

} // namespace dqm
