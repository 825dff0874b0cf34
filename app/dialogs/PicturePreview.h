#pragma once

#include <QImage>
#include <QWidget>

namespace dqm {

/// A picture as large as the room allows, in its own proportions; a chequered ground shows where it
/// is transparent.
class PicturePreview : public QWidget
{
    Q_OBJECT

public:
    explicit PicturePreview(QWidget* parent = nullptr);

    void setPicture(const QImage& picture);
    const QImage& picture() const { return m_picture; }
    /// Pixels of the screen that a picture of these proportions takes here.
    QSize pixelsFor(QSize picture) const;
    QSize sizeHint() const override { return {600, 360}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QImage m_picture;
};

} // namespace dqm
