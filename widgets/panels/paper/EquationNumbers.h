#pragma once

#include "core/readouts/Readout.h"

#include <QStaticText>
#include <QWidget>

#include <vector>

namespace dqm {

/// The live numbers of one equation: mark, what it is, value with unit, bound. One line each where
/// the width suffices, else the value stands below. New values cost one repaint and no layout.
class EquationNumbers : public QWidget
{
    Q_OBJECT

public:
    explicit EquationNumbers(QWidget* parent = nullptr);

    void setReadouts(std::vector<Readout> readouts);
    const std::vector<Readout>& readouts() const { return m_readouts; }
    /// "2.3×10⁻⁸", with unit and bound: "0.12345 E₀", "2.3×10⁻⁸ ≤ 10⁻⁴"; where there is no number,
    /// or none that can be judged, the reason.
    static QString valueText(const Readout& readout);
    static QString boundText(const Readout& readout);

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

    std::vector<Readout> m_readouts;
    mutable std::vector<QStaticText> m_labels; ///< laid out for m_placesWidth
    mutable std::vector<Place> m_places;
    mutable int m_placesWidth = -1;
    int m_widestValue = 0;
};

} // namespace dqm
