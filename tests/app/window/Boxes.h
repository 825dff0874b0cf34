#pragma once

#include <QAbstractButton>
#include <QAbstractScrollArea>
#include <QAbstractSlider>
#include <QComboBox>
#include <QCoreApplication>
#include <QEvent>
#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QScrollBar>
#include <QStringList>
#include <QStyle>
#include <QStyleOptionComboBox>
#include <QTabBar>
#include <QToolButton>
#include <QWidget>

namespace dqm::test {

inline QString nameOf(const QWidget& widget)
{
    QString name = QString::fromLatin1(widget.metaObject()->className());
    for (const QWidget* each = &widget; each; each = each->parentWidget()) {
        if (!each->objectName().isEmpty())
            return name + " in " + each->objectName();
    }
    return name;
}

/// Letters of a button without the sign of its key.
inline QString lettersOf(QString text) { return text.remove(QLatin1Char('&')); }

/// Whether the text of a widget has room in its box; an elided one must say all in its tooltip.
inline bool textFits(const QWidget& widget)
{
    if (const auto* label = qobject_cast<const QLabel*>(&widget)) {
        if (label->text().isEmpty())
            return true;
        if (label->wordWrap())
            return label->QLabel::minimumSizeHint().width() <= label->width()
                && label->QLabel::heightForWidth(label->width()) <= label->height() + 1;
        return label->QLabel::sizeHint().width() <= label->width() + 1
            && label->fontMetrics().height() <= label->height() + 1;
    }
    if (const auto* combo = qobject_cast<const QComboBox*>(&widget)) {
        QStyleOptionComboBox option;
        option.initFrom(combo);
        option.editable = combo->isEditable();
        const QRect field = combo->style()->subControlRect(
            QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, combo);
        return combo->fontMetrics().horizontalAdvance(combo->currentText()) <= field.width()
            || !combo->toolTip().isEmpty();
    }
    if (const auto* button = qobject_cast<const QAbstractButton*>(&widget)) {
        const auto* tool = qobject_cast<const QToolButton*>(button);
        const bool showsText
            = !tool || tool->icon().isNull() || tool->toolButtonStyle() != Qt::ToolButtonIconOnly;
        if (!showsText || button->text().isEmpty())
            return true;
        const int letters = button->fontMetrics().horizontalAdvance(lettersOf(button->text()));
        return letters <= std::max(button->width(), button->height())
            && button->fontMetrics().height() <= std::min(button->height(), button->width()) + 1;
    }
    if (const auto* tabs = qobject_cast<const QTabBar*>(&widget)) {
        for (int i = 0; i < tabs->count(); ++i) {
            if (tabs->fontMetrics().horizontalAdvance(lettersOf(tabs->tabText(i)))
                    > tabs->tabRect(i).width()
                && tabs->tabToolTip(i).isEmpty())
                return false;
        }
    }
    return true;
}

inline bool isControl(const QWidget& widget)
{
    if (qobject_cast<const QScrollBar*>(&widget))
        return false;
    return qobject_cast<const QAbstractButton*>(&widget)
        || qobject_cast<const QAbstractSlider*>(&widget) || qobject_cast<const QComboBox*>(&widget)
        || (qobject_cast<const QLineEdit*>(&widget)
            && !qobject_cast<const QComboBox*>(widget.parentWidget()));
}

/// Scrolls to a widget and says how much of it is cut off, pixels, by what is around it.
inline int hiddenPart(QWidget& widget)
{
    for (QWidget* each = widget.parentWidget(); each; each = each->parentWidget()) {
        if (auto* area = qobject_cast<QScrollArea*>(each); area && area->widget()) {
            // ensureWidgetVisible() would look for a text cursor instead.
            const QPoint middle = widget.mapTo(area->widget(), widget.rect().center());
            area->ensureVisible(
                middle.x(), middle.y(), widget.width() / 2 + 1, widget.height() / 2 + 1);
        }
    }
    QRect seen = widget.rect();
    const QWidget* inside = &widget;
    while (!inside->isWindow()) {
        seen = seen.translated(inside->pos()) & inside->parentWidget()->rect();
        inside = inside->parentWidget();
    }
    return std::max(
        widget.width() - std::max(0, seen.width()), widget.height() - std::max(0, seen.height()));
}

/// What is wrong with what is seen of a part of a window, or of all of it, a line each.
inline QStringList troublesOf(QWidget& part)
{
    QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
    QStringList troubles;
    for (QWidget* widget : part.findChildren<QWidget*>()) {
        if (!widget->isVisible() || widget->window() != part.window())
            continue;
        if (!textFits(*widget)) {
            QString text;
            if (const auto* label = qobject_cast<const QLabel*>(widget))
                text = label->text();
            else if (const auto* button = qobject_cast<const QAbstractButton*>(widget))
                text = button->text();
            else if (const auto* combo = qobject_cast<const QComboBox*>(widget))
                text = combo->currentText();
            troubles << QStringLiteral("no room for “%1” (%2, %3 × %4)")
                            .arg(text, nameOf(*widget))
                            .arg(widget->width())
                            .arg(widget->height());
        }
        if (isControl(*widget) && widget->isEnabled()) {
            if (const int hidden = hiddenPart(*widget); hidden > 1)
                troubles << QStringLiteral("%1 pixels of %2 (%3 × %4) cannot be reached")
                                .arg(hidden)
                                .arg(nameOf(*widget))
                                .arg(widget->width())
                                .arg(widget->height());
        }
    }
    return troubles;
}

} // namespace dqm::test
