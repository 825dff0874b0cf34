#pragma once

#include "core/equations/EquationTable.h"
#include "widgets/theme/Theme.h"

#include <QStaticText>
#include <QWidget>

#include <vector>

namespace dqm {

/// Whether an equation, or one number of it, holds. A shape and a colour each.
enum class EquationMark
{
    None, ///< "–": nothing was computed, or can be said
    Shown, ///< "○": a value without a bound
    Holds, ///< "✓"
    Fails ///< "✗"
};

EquationMark markOf(const EquationRow& row);
/// The worst of them.
EquationMark markOf(const std::vector<EquationRow>& rows);
QString signOf(EquationMark mark);
QColor colorOf(EquationMark mark, const Theme& theme);
/// "holds", "fails", "shown", for tooltips and screen readers.
QString wordOf(EquationMark mark);

/// The live numbers of one equation: mark, what it is, value with unit, bound. One line each where
/// the width suffices, else the value stands below. New values cost one repaint and no layout.
class EquationNumbers : public QWidget
{
    Q_OBJECT

public:
    explicit EquationNumbers(QWidget* parent = nullptr);

    void setRows(std::vector<EquationRow> rows);
    const std::vector<EquationRow>& rows() const { return m_rows; }
    /// "2.3×10⁻⁸", with unit and bound: "0.12345 E₀", "2.3×10⁻⁸ ≤ 10⁻⁴"; the reason where there is
    /// no number.
    static QString valueText(const EquationRow& row);
    static QString boundText(const EquationRow& row);

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    struct Place
    {
        int top = 0;
        int labelHeight = 0;
        int valueTop = 0;
        int bottom = 0;
    };
    const std::vector<Place>& places(int width) const;
    int lineHeight() const;
    int markWidth() const;
    void renewLabels();
    /// Room for value and bound, whatever the value, so that lines never jump.
    int valueWidth(std::size_t index) const;

    std::vector<EquationRow> m_rows;
    mutable std::vector<QStaticText> m_labels; ///< laid out for m_placesWidth
    mutable std::vector<Place> m_places;
    mutable int m_placesWidth = -1;
    int m_widestValue = 0;
};

} // namespace dqm
