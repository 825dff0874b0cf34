#pragma once

#include "app/films/FilmChoice.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QLineEdit;

namespace dqm {

class SizeChoice;

/// How what is seen is to be recorded from now on.
class RecordingDialog : public QDialog
{
    Q_OBJECT

public:
    /// @param screen  pixels of the stage on the screen.
    RecordingDialog(const FilmChoice& choice, QSize screen, QWidget* parent = nullptr);

    FilmChoice choice() const;

private:
    void chooseFolder();
    void showHint();

    QComboBox* m_area = nullptr;
    SizeChoice* m_size = nullptr;
    QComboBox* m_rate = nullptr;
    QComboBox* m_format = nullptr;
    QLineEdit* m_folder = nullptr;
    QLabel* m_hint = nullptr;
};

/// The formats with what they are good for, in the order of FilmFormat.
QComboBox* formatBox();
/// The usual rates, the wanted one chosen.
QComboBox* rateBox(int framesPerSecond);

} // namespace dqm
