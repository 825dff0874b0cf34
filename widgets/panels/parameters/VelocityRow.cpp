#include "widgets/panels/parameters/VelocityRow.h"

#include "widgets/panels/parameters/ParameterRow.h"
#include "widgets/theme/TypeSize.h"

#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QTextDocumentFragment>

#include <algorithm>
#include <cmath>

namespace dqm {

namespace {

/// "Frame velocity x" and "Frame velocity y" share what they are about.
QString commonLabel(const Parameter& x, const Parameter& y)
{
    const auto end = std::mismatch(x.label.begin(), x.label.end(), y.label.begin(), y.label.end());
    QString common = QString::fromStdString(std::string(x.label.begin(), end.first)).trimmed();
    while (!common.isEmpty() && !common.back().isLetter())
        common.chop(1);
    return common;
}

/// The bold letter of the vector whose component is "<i>W<sub>x</sub></i>", with its index if it
/// has one besides the axis, as in "<i>W</i><sub>m,x</sub>".
QString vectorSymbol(const Parameter& component)
{
    const QString symbol
        = QTextDocumentFragment::fromHtml(QString::fromStdString(component.symbol)).toPlainText();
    const QString index = symbol.mid(1).section(QLatin1Char(','), 0, -2);
    return QStringLiteral("<b>%1</b>").arg(symbol.left(1))
        + (index.isEmpty() ? QString() : QStringLiteral("<sub>%1</sub>").arg(index));
}

} // namespace

VelocityRow::VelocityRow(const Parameter& x, const Parameter& y, QWidget* parent)
    : QWidget(parent)
    , m_parameters{&x, &y}
    , m_pad(new VelocityPad(this))
{
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 4, 0, 4);
    grid->setHorizontalSpacing(6);
    grid->setVerticalSpacing(4);
    m_pad->setObjectName(QStringLiteral("velocityPad"));
    m_pad->setAccessibleName(commonLabel(x, y));
    grid->addWidget(m_pad, 0, 0, 4, 1);
    grid->addWidget(
        new QLabel(commonLabel(x, y) + QStringLiteral("&nbsp; ") + vectorSymbol(x), this), 0, 1, 1,
        3, Qt::AlignTop);
    for (std::size_t axis = 0; axis < 2; ++axis) {
        const Parameter& parameter = *m_parameters[axis];
        m_symbols[axis] = new QLabel(QString::fromStdString(parameter.symbol), this);
        m_boxes[axis] = new NumberBox(this);
        m_boxes[axis]->setObjectName(QString::fromStdString(parameter.id) + ".box");
        m_boxes[axis]->setAccessibleName(QString::fromStdString(parameter.label));
        fixWidth(m_boxes[axis], 72);
        m_units[axis] = new QLabel(this);
        fixLeastWidth(m_units[axis], 48);
        const int row = static_cast<int>(axis) + 1;
        grid->addWidget(m_symbols[axis], row, 1, Qt::AlignRight | Qt::AlignVCenter);
        grid->addWidget(m_boxes[axis], row, 2);
        grid->addWidget(m_units[axis], row, 3);
        connect(m_boxes[axis], &NumberBox::valueEdited, this, [this] {
            show({m_boxes[0]->value(), m_boxes[1]->value()});
            emit velocityChanged(m_pad->velocity());
        });
    }
    auto* rest = new QPushButton(tr("At rest"), this);
    rest->setObjectName(QStringLiteral("velocityToZero"));
    fixLeastWidth(rest, 72);
    rest->setToolTip(
        tr("At rest in K: %1 = 0. A double click on the pad does the same.").arg(vectorSymbol(x)));
    grid->addWidget(rest, 3, 2, 1, 1);
    grid->setColumnStretch(1, 1);

    const auto moveTo = [this](QPointF velocity) {
        show(velocity);
        emit velocityChanged(velocity);
    };
    connect(m_pad, &VelocityPad::velocityMoved, this, moveTo);
    connect(rest, &QPushButton::clicked, this, [moveTo] { moveTo({0.0, 0.0}); });
}

void VelocityRow::setRanges(std::pair<double, double> x, std::pair<double, double> y)
{
    const auto larger = [](std::pair<double, double> range) {
        return std::max(std::abs(range.first), std::abs(range.second));
    };
    m_boxes[0]->setScale({x.first, x.second, m_parameters[0]->step, false});
    m_boxes[1]->setScale({y.first, y.second, m_parameters[1]->step, false});
    if (!m_pad->isDragged())
        m_pad->setReach(std::max(larger(x), larger(y)), m_parameters[0]->step);
}

void VelocityRow::setUnit(const QString& unit)
{
    for (std::size_t axis = 0; axis < 2; ++axis) {
        const QString tooltip = parameterTooltip(*m_parameters[axis], unit);
        m_units[axis]->setText(unit);
        m_symbols[axis]->setToolTip(tooltip);
        m_boxes[axis]->setToolTip(tooltip);
    }
    m_pad->setToolTip(parameterTooltip(*m_parameters[0], unit)
        + tr("<p>Drag; a double click sets it to zero.</p>"));
}

void VelocityRow::showVelocity(QPointF velocity)
{
    if (!m_pad->isDragged())
        show(velocity);
}

void VelocityRow::show(QPointF velocity)
{
    m_pad->showVelocity(velocity);
    m_boxes[0]->showValue(velocity.x());
    m_boxes[1]->showValue(velocity.y());
}

} // namespace dqm
