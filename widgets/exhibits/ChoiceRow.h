#pragma once

#include "core/exhibits/parts/ExhibitParameter.h"

#include <QWidget>

class QComboBox;
class QHBoxLayout;

namespace dqm {

/// A parameter of an exhibit that is one of several words: its label over a box of choices, named
/// "<id>.choice".
class ChoiceRow : public QWidget
{
    Q_OBJECT

public:
    explicit ChoiceRow(const ExhibitParameter& parameter, QWidget* parent = nullptr);

    void showChoice(int index);
    /// Stands at the end of the label's line.
    void addBadge(QWidget* badge);

signals:
    void chosen(int index);

private:
    QComboBox* m_box;
    QHBoxLayout* m_line;
};

} // namespace dqm
