#pragma once

#include "widgets/panels/gallery/GalleryEntry.h"

#include <QAbstractButton>
#include <QImage>

namespace dqm {

/// One experiment of the gallery: its picture, title, what it is about, equations and level. A
/// button: click, Space and Enter choose it.
class GalleryCard : public QAbstractButton
{
    Q_OBJECT

public:
    static constexpr QSize size100{240, 150}; ///< at the usual size of type
    static constexpr int pictureHeight = 92; ///< of them

    explicit GalleryCard(GalleryEntry entry, QWidget* parent = nullptr);

    const GalleryEntry& entry() const { return m_entry; }
    /// A null one leaves a quiet drawing in its place.
    void setPicture(const QImage& picture);
    bool hasPicture() const { return !m_picture.isNull(); }
    /// Of what lies on the table: "Go on at t = 3.6" instead of its line; empty for the others.
    void setGoOn(const QString& words);
    const QString& goOn() const { return m_goOn; }
    /// Whether all of these words, in small letters, stand somewhere in what is known of it.
    bool matches(const QStringList& words) const;
    /// Whether what it says has no room; then the tooltip says all of it.
    bool isCut() const;
    bool isTitleCut() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;

private:
    struct Words;
    Words words() const;
    QRectF pictureArea() const;
    void drawPicture(QPainter& painter) const;
    void drawFacts(QPainter& painter) const;
    void drawWords(QPainter& painter) const;
    void sayWhatItIs();

    GalleryEntry m_entry;
    QImage m_picture;
    QString m_goOn;
};

} // namespace dqm
