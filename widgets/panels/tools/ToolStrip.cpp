#include "widgets/panels/tools/ToolStrip.h"

#include "widgets/numbers/NumberBox.h"
#include "widgets/panels/bars/WrapLayout.h"
#include "widgets/theme/TypeSize.h"

#include <QLabel>

#include <algorithm>

namespace dqm {

namespace {

constexpr int widthOfBox = 84;
constexpr double stepsOfARange = 200.0;

} // namespace

ToolStrip::ToolStrip(QWidget* parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("toolStrip"));
    auto* line = new WrapLayout(this);
    line->setContentsMargins(8, 4, 8, 4);
    line->setSpacing(6);
    hide();
}

void ToolStrip::clear()
{
    while (QLayoutItem* item = layout()->takeAt(0)) {
        // One of them may be what says that it was edited.
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    m_boxes.clear();
}

void ToolStrip::showValues(const std::vector<double>& values)
{
    for (std::size_t k = 0; k < std::min(values.size(), m_boxes.size()); ++k)
        m_boxes[k]->showValue(values[k]);
}

void ToolStrip::show(const std::vector<Number>& numbers)
{
    clear();
    for (std::size_t k = 0; k < numbers.size(); ++k) {
        const Number& each = numbers[k];
        auto* label = new QLabel(each.label, this);
        auto* box = new NumberBox(this);
        box->setObjectName(each.name);
        box->setAccessibleName(each.label);
        box->setToolTip(each.tip);
        box->setScale(
            SliderScale(each.least, each.most, (each.most - each.least) / stepsOfARange, false));
        box->showValue(each.value);
        fixWidth(box, widthOfBox);
        label->setBuddy(box);
        m_boxes.push_back(box);
        layout()->addWidget(label);
        layout()->addWidget(box);
        if (!each.unit.isEmpty())
            layout()->addWidget(new QLabel(each.unit, this));
        connect(box, &NumberBox::valueEdited, this,
            [this, k](double value) { emit edited(static_cast<int>(k), value); });
    }
    setVisible(!numbers.empty());
}

} // namespace dqm
