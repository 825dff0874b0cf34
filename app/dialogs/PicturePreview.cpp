#include "app/dialogs/PicturePreview.h"

#include <QPainter>

namespace dqm {

namespace {

constexpr int side = 8; // of a chequer

void paintChequers(QPainter& painter, const QRect& place)
{
    painter.fillRect(place, QColor(0xFF, 0xFF, 0xFF));
    for (int y = 0; y < place.height(); y += side) {
        for (int x = (y / side) % 2 * side; x < place.width(); x += 2 * side)
            painter.fillRect(QRect(place.left() + x, place.top() + y, side, side) & place,
                QColor(0xD0, 0xD0, 0xD0));
    }
}

} // namespace

PicturePreview::PicturePreview(QWidget* parent)
    : QWidget(parent)
{
    setMinimumSize(240, 150);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setAccessibleName(tr("Preview"));
}

void PicturePreview::setPicture(const QImage& picture)
{
    m_picture = picture;
    update();
}

QSize PicturePreview::pixelsFor(QSize picture) const
{
    return (QSizeF(picture.scaled(size(), Qt::KeepAspectRatio)) * devicePixelRatioF()).toSize();
}

void PicturePreview::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    if (m_picture.isNull()) {
        painter.setPen(palette().color(QPalette::PlaceholderText));
        painter.drawText(rect(), Qt::AlignCenter, tr("Drawing…"));
        return;
    }
    QRect place(QPoint(), m_picture.size().scaled(size(), Qt::KeepAspectRatio));
    place.moveCenter(rect().center());
    if (m_picture.hasAlphaChannel())
        paintChequers(painter, place);
    painter.drawImage(place, m_picture);
    painter.setPen(palette().color(QPalette::Mid));
    painter.drawRect(place.adjusted(0, 0, -1, -1));
}

} // namespace dqm
