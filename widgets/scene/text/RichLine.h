#pragma once

#include <QColor>
#include <QFont>
#include <QPointF>
#include <QSizeF>
#include <QString>

#include <vector>

class QPainter;

namespace dqm {

/// One line of text with <i>italic</i> and <b>bold</b> parts, measured and drawn fast enough for
/// every frame. Symbols of quantities are italic, vectors bold, units upright.
class RichLine
{
public:
    RichLine(const QString& markup, const QFont& font);

    QSizeF size() const { return m_size; }
    /// @param topLeft  of the line's box.
    void draw(QPainter& painter, QPointF topLeft, const QColor& color) const;

private:
    struct Run
    {
        QString text;
        QFont font;
        double x = 0.0;
    };
    std::vector<Run> m_runs;
    QSizeF m_size;
    double m_ascent = 0.0;
};

} // namespace dqm
