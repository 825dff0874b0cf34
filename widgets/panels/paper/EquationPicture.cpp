#include "widgets/panels/paper/EquationPicture.h"

#include "widgets/numbers/PanelTheme.h"

#include <QEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace dqm {

namespace {

constexpr double typeSize = 10.0; ///< of the drawings, points
constexpr double toTextSize
    = 1.15; ///< an equation's type against the text's: its indices are small

QByteArray inked(QByteArray drawing, const Theme& colors)
{
    drawing.replace("currentColor", colors.total.name().toUtf8());
    drawing.replace("'drift'", '\'' + colors.drift.name().toUtf8() + '\'');
    drawing.replace("'diffusion'", '\'' + colors.diffusion.name().toUtf8() + '\'');
    drawing.replace("'potential'", '\'' + colors.potential.name().toUtf8() + '\'');
    return drawing;
}

} // namespace

EquationPicture::EquationPicture(QByteArray drawing, QWidget* parent)
    : QWidget(parent)
    , m_drawing(std::move(drawing))
    , m_points(QSvgRenderer(inked(m_drawing, themeOf(*this))).viewBoxF().size())
{
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

QSizeF EquationPicture::naturalSize() const
{
    return m_points * (toTextSize * QFontInfo(font()).pixelSize() / typeSize);
}

QSizeF EquationPicture::sizeWithin(int width) const
{
    const QSizeF natural = naturalSize();
    return natural.isEmpty() ? QSizeF() : natural * std::min(1.0, width / natural.width());
}

int EquationPicture::heightForWidth(int width) const
{
    return static_cast<int>(std::ceil(sizeWithin(width).height()));
}

QSize EquationPicture::sizeHint() const
{
    const QSizeF natural = naturalSize();
    return {static_cast<int>(std::ceil(natural.width())),
        static_cast<int>(std::ceil(natural.height()))};
}

void EquationPicture::render(const QSizeF& size)
{
    const double ratio = devicePixelRatioF();
    m_pixmap = QPixmap((size * ratio).toSize().expandedTo({1, 1}));
    m_pixmap.fill(Qt::transparent);
    QPainter painter(&m_pixmap);
    QSvgRenderer(inked(m_drawing, themeOf(*this))).render(&painter);
    painter.end();
    m_pixmap.setDevicePixelRatio(ratio);
}

void EquationPicture::paintEvent(QPaintEvent*)
{
    const QSizeF size = sizeWithin(width());
    if (size.isEmpty())
        return;
    const QSize pixels = (size * devicePixelRatioF()).toSize().expandedTo({1, 1});
    if (m_pixmap.size() != pixels)
        render(size);
    QPainter(this).drawPixmap(QPointF(0.0, 0.0), m_pixmap);
}

void EquationPicture::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange
        || event->type() == QEvent::StyleChange) {
        m_pixmap = {};
        updateGeometry();
        update();
    }
    QWidget::changeEvent(event);
}

} // namespace dqm
