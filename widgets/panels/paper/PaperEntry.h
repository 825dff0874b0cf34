#pragma once

#include "core/readouts/Readout.h"
#include "widgets/panels/paper/PaperContents.h"

#include <QWidget>

class QLabel;
class QToolButton;

namespace dqm {

class EquationNumbers;

/// One equation of the paper: its picture, live numbers with their mark, what is right where the
/// paper is loose (never folded away), and on request what the paper says. A button shows it.
class PaperEntry : public QWidget
{
    Q_OBJECT

public:
    /// @param experimentTitle  of equation.show.experiment, for the button.
    PaperEntry(
        const PaperEquation& equation, const QString& experimentTitle, QWidget* parent = nullptr);

    const PaperEquation& equation() const { return m_equation; }
    /// Those of this equation; empty if there are none at present.
    void setReadouts(std::vector<Readout> readouts);
    /// Whether what the paper says is unfolded.
    void setUnfolded(bool unfolded);
    /// The one a person jumped to.
    void setCurrent(bool current);
    /// All words of a filter occur in the entry; a bare number, "(13)" or "X7" names it exactly.
    bool matches(const QString& filter) const;

signals:
    void experimentWanted(const dqm::PaperView& view);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    QWidget* header();
    QWidget* correction();
    QWidget* buttons(const QString& experimentTitle);
    QWidget* details();
    void styleTexts();
    void showMark();

    const PaperEquation& m_equation;
    QLabel* m_number = nullptr;
    QLabel* m_mark = nullptr;
    EquationNumbers* m_numbers = nullptr; ///< null where no number can be computed yet
    QWidget* m_correction = nullptr;
    QToolButton* m_fold = nullptr;
    QToolButton* m_show = nullptr; ///< null where nothing shows it yet
    QString m_showText;
    QWidget* m_details = nullptr;
    bool m_isCurrent = false;
};

} // namespace dqm
