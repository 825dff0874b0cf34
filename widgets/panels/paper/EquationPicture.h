#pragma once

#include <QPixmap>
#include <QSvgRenderer>
#include <QWidget>

namespace dqm {

/// A typeset equation, drawn in the colours of the theme at any size and device pixel ratio: at the
/// size of the text around it, smaller where the width does not suffice, never cut.
class EquationPicture : public QWidget
{
    Q_OBJECT

public:
    /// @param drawing  as equationDrawing() gives it.
    explicit EquationPicture(QByteArray drawing, QWidget* parent = nullptr);

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {40, 12}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    QSizeF naturalSize() const;
    QSizeF sizeWithin(int width) const;
    void render(const QSizeF& size);

    QByteArray m_drawing;
    QSizeF m_points; ///< of the drawing, in points of its 10 point type
    QPixmap m_pixmap; ///< as last painted; null after a change of colours
};

} // namespace dqm
