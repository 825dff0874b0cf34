#pragma once

#include "core/exhibits/parts/CurveRole.h"
#include "widgets/theme/Theme.h"

#include <QFont>
#include <QRectF>
#include <QString>

#include <vector>

class QPainter;

namespace dqm {

/// The colour of the theme that a role wears.
QColor Theme::*memberOf(CurveRole role);
QColor inkOf(CurveRole role, const Theme& theme);
QColor faded(QColor color, double alpha);

/// What the scenes of exhibits are drawn with.
struct SceneInk
{
    Theme theme;
    QFont font;

    QFont smallFont() const;
    double lineHeight() const;
};

/// Rich text drawn at a place; it is as large as richSize() says.
/// @param width  where it breaks; 0: nowhere.
void drawRich(QPainter& painter, QPointF topLeft, const QString& text, const QFont& font,
    const QColor& color, double width = 0.0);
QSizeF richSize(const QString& text, const QFont& font, double width = 0.0);
/// Without the tags, for what draws letters only.
QString plainOf(const std::string& rich);

struct SceneLegendEntry
{
    QString name; ///< rich text
    QColor color;
    bool isRing = false;
};

/// Entries side by side along the upper edge of an area, in as many lines as they need.
/// @return the area below them, which is the data's alone.
QRectF drawSceneLegend(QPainter& painter, const QRectF& area,
    const std::vector<SceneLegendEntry>& entries, const SceneInk& ink);

/// Draws a caption along the lower edge of an area, broken where it has to be.
/// @return the area above it.
QRectF drawSceneCaption(
    QPainter& painter, const QRectF& area, const std::string& caption, const SceneInk& ink);

} // namespace dqm
