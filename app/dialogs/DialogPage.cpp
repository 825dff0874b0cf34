#include "app/dialogs/DialogPage.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QComboBox>
#include <QDialog>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QResizeEvent>

namespace dqm {

namespace {

constexpr int gap = 24;
constexpr QSize frameRoom(16, 48); ///< of a dialog

} // namespace

DialogPage::DialogPage(QWidget* choices, QWidget* picture, QWidget* parent)
    : QScrollArea(parent)
    , m_choices(choices)
    , m_picture(picture)
{
    auto* content = new QWidget;
    m_row = new QBoxLayout(QBoxLayout::LeftToRight, content);
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(gap);
    m_row->addWidget(choices);
    if (picture)
        m_row->addWidget(picture, 1);
    setWidget(content);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
}

QSize DialogPage::sizeHint() const
{
    // Beside each other if the screen lets them.
    QSize size = m_choices->sizeHint();
    if (m_picture) {
        const QSize picture = m_picture->sizeHint();
        size = QSize(
            size.width() + gap + picture.width(), std::max(size.height(), picture.height()));
    }
    return size + QSize(2, 2);
}

void DialogPage::resizeEvent(QResizeEvent* event)
{
    if (m_picture) {
        const int needed = m_choices->minimumSizeHint().expandedTo(m_choices->minimumSize()).width()
            + gap + m_picture->minimumSizeHint().expandedTo(m_picture->minimumSize()).width();
        const bool isWide = viewport()->width() >= needed;
        m_row->setDirection(isWide ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
        m_row->setAlignment(m_choices, isWide ? Qt::AlignTop : Qt::Alignment());
    }
    QScrollArea::resizeEvent(event);
}

QFormLayout* formOf(QWidget& choices)
{
    auto* form = new QFormLayout(&choices);
    form->setContentsMargins(0, 0, 0, 0);
    form->setVerticalSpacing(12);
    form->setHorizontalSpacing(16);
    return form;
}

QComboBox* colorsBox()
{
    auto* box = new QComboBox;
    box->setObjectName("colors");
    box->addItems({QObject::tr("As shown"), QObject::tr("Light, for print"), QObject::tr("Dark")});
    return box;
}

QCheckBox* overlaysBox()
{
    auto* box = new QCheckBox(QObject::tr("Axes, legends and numbers"));
    box->setObjectName("overlays");
    return box;
}

QLabel* stateLabel()
{
    auto* label = new QLabel;
    label->setObjectName("state");
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    return label;
}

QWidget* buttonRow(QLabel& state, std::initializer_list<QPushButton*> buttons)
{
    auto* row = new QWidget;
    auto* line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(8);
    line->addWidget(&state, 1);
    for (QPushButton* button : buttons)
        line->addWidget(button);
    return row;
}

void fitToWindow(QDialog& dialog)
{
    const QWidget* window = dialog.parentWidget() ? dialog.parentWidget()->window() : nullptr;
    dialog.resize(
        window ? dialog.sizeHint().boundedTo(window->size() - frameRoom) : dialog.sizeHint());
}

} // namespace dqm
