#pragma once

#include "core/exhibits/parts/ExhibitFrame.h"

#include <QWidget>

#include <vector>

class QVBoxLayout;

namespace dqm {

/// What has to be said beside an exhibit: sentences with the badge of their origin and the number
/// of their equation or erratum.
class ExhibitNotes : public QWidget
{
    Q_OBJECT

public:
    explicit ExhibitNotes(QWidget* parent = nullptr);

    void setNotes(const std::vector<ExhibitNote>& notes);

signals:
    /// The number of an equation was clicked.
    void equationClicked(int number);

private:
    QWidget* entry(const ExhibitNote& note);

    std::vector<ExhibitNote> m_notes;
    QVBoxLayout* m_column = nullptr;
    std::vector<QWidget*> m_entries;
};

} // namespace dqm
