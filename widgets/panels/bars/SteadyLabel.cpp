#include "widgets/panels/bars/SteadyLabel.h"

#include "widgets/numbers/NumberText.h"

namespace dqm {

SteadyLabel::SteadyLabel(const QString& name, const QString& widest, QWidget* parent)
    : QLabel(parent)
    , m_widest(widest)
{
    setObjectName(name);
    setFont(tabularFont(font()));
    setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
}

QSize SteadyLabel::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(m_widest) + 4, fontMetrics().height()};
}

} // namespace dqm
