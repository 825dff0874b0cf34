#pragma once

#include <QLabel>

namespace dqm {

/// A label as wide as its widest text, so that nothing moves while its numbers run.
class SteadyLabel : public QLabel
{
public:
    SteadyLabel(const QString& name, const QString& widest, QWidget* parent);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

private:
    QString m_widest;
};

} // namespace dqm
