#pragma once

#include "core/exhibits/parts/ExhibitFrame.h"

#include <QStaticText>
#include <QWidget>

#include <memory>
#include <vector>

namespace dqm {

/// "0.7912 ± 0.0013", "(1.23 ± 0.04) × 10⁻⁵": digits as far as the error says anything.
QString valueText(const Readout& readout);
/// "0.7875 exact, (31)"; empty if nothing is expected.
QString expectedText(const Readout& readout);

/// The numbers of an exhibit: each with its error, what it should be and whether it is, and where
/// it comes from. New values cost one repaint and no layout.
class ExhibitReadouts : public QWidget
{
    Q_OBJECT

public:
    explicit ExhibitReadouts(QWidget* parent = nullptr);

    /// Null: no numbers.
    void setFrame(const std::shared_ptr<const ExhibitFrame>& frame);
    /// One line a number, tab-separated, for the clipboard.
    QString plainText() const;

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    struct Place
    {
        int top = 0;
        int valueTop = 0;
        int badgeTop = 0;
        int noteTop = 0; ///< of what is expected
        int bottom = 0;
    };
    const std::vector<Readout>& readouts() const;
    const std::vector<Place>& places(int width) const;
    int markWidth() const;
    void renewLabels();
    void paintRow(QPainter& painter, std::size_t index) const;
    QString tooltipOf(const Readout& readout) const;

    std::shared_ptr<const ExhibitFrame> m_frame;
    mutable std::vector<QStaticText> m_labels; ///< laid out for m_placesWidth
    mutable std::vector<Place> m_places;
    mutable int m_placesWidth = -1;
};

} // namespace dqm
