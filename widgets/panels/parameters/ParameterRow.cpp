#include "widgets/panels/parameters/ParameterRow.h"

#include "widgets/numbers/EquationText.h"
#include "widgets/theme/TypeSize.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace dqm {

namespace {

/// The quantity whose colour the slider wears (see the style sheet of the theme).
QString accent(const std::string& id)
{
    if (id == "strength")
        return QStringLiteral("potential");
    if (id == "constants.hbar" || id == "packets.width" || id == "ensemble.noise")
        return QStringLiteral("diffusion");
    return id.starts_with("frame.") ? QStringLiteral("drift") : QString();
}

QString labelText(const Parameter& parameter)
{
    QString text = QString::fromStdString(parameter.label);
    if (!parameter.symbol.empty())
        text += QStringLiteral("&nbsp; ") + QString::fromStdString(parameter.symbol);
    if (!parameter.actsAtOnce)
        text += QStringLiteral("&nbsp; <span style='font-size:small'>↺</span>");
    return text;
}

} // namespace

QString parameterTooltip(const Parameter& parameter, const QString& unit)
{
    QString text = QStringLiteral("<p><b>%1</b>&nbsp; %2%3</p>")
                       .arg(QString::fromStdString(parameter.label),
                           QString::fromStdString(parameter.symbol),
                           unit.isEmpty() ? QString() : QStringLiteral(" in %1").arg(unit));
    text += QStringLiteral("<p>%1").arg(withOsmoticNote(QString::fromStdString(parameter.tooltip)));
    if (!parameter.equation.empty())
        text += QStringLiteral(" Equation %1.").arg(QString::fromStdString(parameter.equation));
    text += QStringLiteral("</p>");
    if (!parameter.actsAtOnce)
        text += QStringLiteral("<p>↺ A change prepares the ensemble anew at t = 0.</p>");
    return text;
}

ParameterRow::ParameterRow(const Parameter& parameter, QWidget* parent)
    : QWidget(parent)
    , m_parameter(parameter)
    , m_label(new QLabel(labelText(parameter), this))
    , m_note(new QLabel(this))
    , m_unit(new QLabel(this))
    , m_line(new QHBoxLayout)
    , m_sliderLine(new QHBoxLayout)
    , m_box(new NumberBox(this))
    , m_slider(new ValueSlider(this))
{
    const QString id = QString::fromStdString(parameter.id);
    m_label->setTextFormat(Qt::RichText); // also where a symbol has no tags
    m_box->setObjectName(id + QStringLiteral(".box"));
    m_box->setAccessibleName(QString::fromStdString(parameter.label));
    fixWidth(m_box, 72);
    m_slider->setObjectName(id + QStringLiteral(".slider"));
    m_slider->setAccessibleName(QString::fromStdString(parameter.label));
    m_slider->setProperty("quantity", accent(parameter.id));
    m_slider->setFixedHeight(16);
    fixLeastWidth(m_unit, 48);
    m_note->setForegroundRole(QPalette::PlaceholderText);

    m_line->setSpacing(6);
    m_line->addWidget(m_label);
    m_line->addStretch();
    m_line->addWidget(m_note);
    m_line->addWidget(m_box);
    m_line->addWidget(m_unit);
    m_sliderLine->setSpacing(8);
    m_sliderLine->addWidget(m_slider);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addLayout(m_line);
    column->addLayout(m_sliderLine);

    connect(m_slider, &ValueSlider::valueMoved, this, [this](double value) {
        m_box->showValue(value);
        emit valueChanged(value);
    });
    connect(m_box, &NumberBox::valueEdited, this, [this](double value) {
        m_slider->showValue(value);
        emit valueChanged(value);
    });
}

void ParameterRow::setRange(double minimum, double maximum)
{
    const SliderScale scale(minimum, maximum, m_parameter.step, m_parameter.logarithmic);
    m_box->setScale(scale);
    setEnabled(maximum > minimum);
    if (!m_slider->isSliderDown())
        m_slider->setScale(scale);
}

void ParameterRow::setUnit(const QString& unit)
{
    m_unit->setText(unit);
    setToolTip(parameterTooltip(m_parameter, unit));
}

void ParameterRow::showValue(double value)
{
    if (m_slider->isSliderDown())
        return;
    m_box->showValue(value);
    m_slider->showValue(value);
}

void ParameterRow::setWord(double value, const QString& word) { m_box->setWord(value, word); }

void ParameterRow::setNote(const QString& note) { m_note->setText(note); }

void ParameterRow::leaveOutUnit() { m_unit->hide(); }

void ParameterRow::wrapLabel()
{
    m_label->setWordWrap(true);
    m_line->setStretchFactor(m_label, 1);
}

void ParameterRow::addBadge(QWidget* badge) { m_sliderLine->addWidget(badge); }

} // namespace dqm
