#include "widgets/panels/cards/SymbolRow.h"

#include "widgets/numbers/NumberBox.h"
#include "widgets/numbers/ValueSlider.h"
#include "widgets/panels/cards/OpenScale.h"
#include "widgets/theme/TypeSize.h"

#include <QHBoxLayout>
#include <QLabel>

#include <cmath>

namespace dqm {

namespace {

constexpr int boxWidth = 72;
constexpr int labelWidth = 36;

/// 1, 2 or 5 times a power of ten, at least twice the value.
double reachFor(double value)
{
    const double wanted = value == 0.0 ? 1.0 : 2.0 * std::abs(value);
    const double unit = std::pow(10.0, std::floor(std::log10(wanted)));
    for (const double step : {1.0, 2.0, 5.0}) {
        if (step * unit >= wanted * (1.0 - 1e-9))
            return step * unit;
    }
    return 10.0 * unit;
}

} // namespace

SymbolRow::SymbolRow(
    const QString& symbol, const QString& path, const QString& accessibleName, QWidget* parent)
    : QWidget(parent)
    , m_box(new NumberBox(this))
    , m_slider(new ValueSlider(this))
{
    auto* label = new QLabel(symbol, this);
    fixLeastWidth(label, labelWidth);
    label->setTextFormat(Qt::PlainText);
    label->setBuddy(m_box);
    m_box->setObjectName(path + QStringLiteral(".box"));
    m_box->setAccessibleName(accessibleName);
    m_slider->setObjectName(path + QStringLiteral(".slider"));
    m_slider->setAccessibleName(accessibleName);
    m_slider->setProperty("quantity", QStringLiteral("potential"));
    m_slider->setFixedHeight(16);
    fixWidth(m_box, boxWidth);
    auto* line = new QHBoxLayout(this);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(8);
    line->addWidget(label);
    line->addWidget(m_slider, 1);
    line->addWidget(m_box);
    connect(m_slider, &ValueSlider::valueMoved, this, [this](double value) {
        m_box->showValue(value);
        emit valueChanged(value);
    });
    connect(m_box, &NumberBox::valueEdited, this, &SymbolRow::valueChanged);
}

void SymbolRow::reach(double value)
{
    // A range that followed every value would run away from the hand.
    if (m_reach > 0.0 && std::abs(value) <= m_reach)
        return;
    m_reach = reachFor(value);
    m_slider->setScale(SliderScale(-m_reach, m_reach, 0.01 * m_reach, false));
}

void SymbolRow::showValue(double value)
{
    m_box->setScale(openScale(value, false));
    if (m_slider->isSliderDown())
        return;
    reach(value);
    m_box->showValue(value);
    m_slider->showValue(value);
}

} // namespace dqm
