#pragma once

#include "widgets/panels/bars/SteadyLabel.h"

#include <optional>

namespace dqm {

/// A red dot with the seconds of the film that is being recorded, on the bar of what is filmed.
class RecordedTime : public SteadyLabel
{
public:
    RecordedTime(const QString& name, QWidget* parent)
        : SteadyLabel(name, QStringLiteral("● 88:88"), parent)
    {
        setAlignment(Qt::AlignLeft | Qt::AlignVCenter);
        setToolTip(tr("Seconds of the video that is being recorded"));
        hide();
    }

    /// None while nothing is recorded: it is not seen then.
    void showSeconds(std::optional<double> seconds)
    {
        setVisible(seconds.has_value());
        if (!seconds)
            return;
        const int whole = static_cast<int>(*seconds);
        setText(QStringLiteral("<span style='color:%1'>●</span> %2:%3")
                    .arg(palette().color(QPalette::BrightText).name())
                    .arg(whole / 60)
                    .arg(whole % 60, 2, 10, QLatin1Char('0')));
    }
};

} // namespace dqm
