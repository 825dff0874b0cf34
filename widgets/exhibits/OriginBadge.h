#pragma once

#include "core/exhibits/parts/ExhibitParameter.h"
#include "widgets/theme/Theme.h"

#include <QWidget>

class QPainter;

namespace dqm {

/// "paper", "derived", "model": where a statement comes from.
QString wordOf(Origin origin);
/// A sentence on what that means, with the equation if there is one.
QString sentenceOf(Origin origin, const QString& equation = {});
QColor colorOf(Origin origin, const Theme& theme);

/// A small plate with the word of an origin. Its own size at a font, for those who paint it.
QSize badgeSize(Origin origin, const QFont& font);
void paintBadge(
    QPainter& painter, QPointF topLeft, Origin origin, const QFont& font, const Theme& theme);

/// The plate as a widget; the tooltip says what it means.
class OriginBadge : public QWidget
{
    Q_OBJECT

public:
    explicit OriginBadge(Origin origin, const QString& equation = {}, QWidget* parent = nullptr);

    Origin origin() const { return m_origin; }
    QSize sizeHint() const override { return badgeSize(m_origin, font()); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Origin m_origin;
};

} // namespace dqm
