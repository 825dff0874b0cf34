#pragma once

#include <QScrollArea>

#include <initializer_list>

class QBoxLayout;
class QCheckBox;
class QComboBox;
class QDialog;
class QFormLayout;
class QLabel;
class QPushButton;

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

// What the dialogs of pictures and films have alike.

/// Lays the choices out as rows, each beside its name.
QFormLayout* formOf(QWidget& choices);
/// The colours of a picture, in the order of PictureOrder::Colors.
QComboBox* colorsBox();
/// Whether a picture has axes, legends and numbers.
QCheckBox* overlaysBox();
/// A line of text that says how it goes.
QLabel* stateLabel();
/// That line, and the buttons at its end.
QWidget* buttonRow(QLabel& state, std::initializer_list<QPushButton*> buttons);

/// Gives a dialog the size that it asks for, as far as its window has room for it.
void fitToWindow(QDialog& dialog);

} // namespace dqm
