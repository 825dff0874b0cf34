#include "widgets/panels/bars/Icons.h"

#include "widgets/theme/TypeSize.h"

#include <QAction>
#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QSvgRenderer>
#include <QToolButton>

#include <algorithm>
#include <cmath>

static void initializeIcons() { Q_INIT_RESOURCE(icons); }

namespace dqm {

namespace {

constexpr double largestIcon = 1.5; ///< beside larger type, against the usual one

QByteArray drawing(const QString& name)
{
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

class TintedIconEngine : public QIconEngine
{
public:
    TintedIconEngine(QByteArray off, QByteArray on)
        : m_off(std::move(off))
        , m_on(std::move(on))
    {
    }

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override
    {
        const auto group = mode == QIcon::Disabled ? QPalette::Disabled : QPalette::Active;
        const QColor color = QGuiApplication::palette().color(group, QPalette::ButtonText);
        QByteArray svg = state == QIcon::On ? m_on : m_off;
        QSvgRenderer(svg.replace("currentColor", color.name().toUtf8())).render(painter, rect);
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(0, 0), size), mode, state);
        return pixmap;
    }

    QIconEngine* clone() const override { return new TintedIconEngine(m_off, m_on); }

private:
    QByteArray m_off;
    QByteArray m_on;
};

} // namespace

QIcon icon(const QString& name) { return icon(name, name); }

QIcon icon(const QString& off, const QString& on)
{
    initializeIcons();
    return QIcon(new TintedIconEngine(drawing(off), drawing(on)));
}

QToolButton* actionButton(QAction* action, const QIcon& icon, int side, QWidget* parent)
{
    auto* button = new QToolButton(parent);
    if (action->icon().isNull())
        action->setIcon(icon);
    button->setDefaultAction(action);
    button->setAutoRaise(true);
    withType(button, [button, side] {
        const int scaled = static_cast<int>(std::lround(side * std::min(typeScale(), largestIcon)));
        button->setIconSize({scaled, scaled});
        button->setFixedSize(scaled + 12, scaled + 12);
    });
    button->setObjectName(action->objectName());
    button->setAccessibleName(action->text());
    return button;
}

} // namespace dqm
