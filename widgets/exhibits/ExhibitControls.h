#pragma once

#include "core/exhibits/parts/Exhibit.h"

#include <QWidget>

#include <memory>

class QPushButton;

namespace dqm {

/// The controls of an exhibit, built from the table of its kind alone: a slider with its number
/// each, or a box of choices, and the badge that says where it comes from; below them the seed.
class ExhibitControls : public QWidget
{
    Q_OBJECT

public:
    explicit ExhibitControls(QWidget* parent = nullptr);
    ~ExhibitControls() override;

    /// Shows the values without emitting; another kind has other rows.
    /// @pre the experiment is complete.
    void setExperiment(const ExhibitExperiment& experiment);

    /// Below the rows, unless the window gives it another place.
    QPushButton* resetButton() const;

signals:
    void valueChanged(const QString& id, double value);
    void seedChanged(quint64 seed);
    void newSeedRequested();
    /// The reset button: everything back to the file.
    void resetRequested();

private:
    struct Implementation;
    void build(const ExhibitKind& kind);
    QWidget* row(const ExhibitParameter& parameter);
    QWidget* seedRow();

    std::unique_ptr<Implementation> m_implementation;
};

} // namespace dqm
