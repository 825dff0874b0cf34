#include "widgets/scene/text/RichLine.h"

#include <QFontMetricsF>
#include <QPainter>

#include <array>

namespace dqm {

RichLine::RichLine(const QString& markup, const QFont& font)
{
    const QFontMetricsF upright(font);
    m_ascent = upright.ascent();
    m_size.setHeight(upright.height());
    QFont current = font;
    QString text;
    const auto finishRun = [&] {
        if (text.isEmpty())
            return;
        m_runs.push_back({text, current, m_size.width()});
        m_size.rwidth() += QFontMetricsF(current).horizontalAdvance(text);
        text.clear();
    };
    for (qsizetype i = 0; i < markup.size(); ++i) {
        const QStringView rest = QStringView(markup).mid(i);
        struct Tag
        {
            QLatin1String text;
            bool italic;
            bool on;
        };
        static constexpr std::array<Tag, 4> tags{
            {{QLatin1String("<i>"), true, true}, {QLatin1String("</i>"), true, false},
                {QLatin1String("<b>"), false, true}, {QLatin1String("</b>"), false, false}}};
        const Tag* found = nullptr;
        for (const Tag& tag : tags)
            if (rest.startsWith(tag.text))
                found = &tag;
        if (!found) {
            text += markup[i];
            continue;
        }
        finishRun();
        if (found->italic)
            current.setItalic(found->on);
        else
            current.setBold(found->on || font.bold());
        i += found->text.size() - 1;
    }
    finishRun();
}

void RichLine::draw(QPainter& painter, QPointF topLeft, const QColor& color) const
{
    painter.setPen(color);
    for (const Run& run : m_runs) {
        painter.setFont(run.font);
        painter.drawText(topLeft + QPointF(run.x, m_ascent), run.text);
    }
}

} // namespace dqm
