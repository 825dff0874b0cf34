#include "app/session/CarriedMoment.h"

#include "app/experiments/CarriedExperiment.h"
#include "app/session/SimulationRunner.h"
#include "widgets/panels/bars/MessageBar.h"

#include <QFileInfo>

#include <stdexcept>

namespace dqm {

namespace {

constexpr int interval = 100; // ms

} // namespace

CarriedMoment::CarriedMoment(SimulationRunner& runner, MessageBar& messages, QObject* parent)
    : QObject(parent)
    , m_runner(runner)
    , m_messages(messages)
{
    m_timer.setInterval(interval);
    connect(&m_timer, &QTimer::timeout, this, &CarriedMoment::follow);
}

std::optional<double> CarriedMoment::momentOf(const QString& path) const
{
    try {
        const auto time = QFileInfo(path).isFile() ? carriedTime(path) : std::nullopt;
        return time && *time != 0.0 ? time : std::nullopt;
    } catch (const std::exception&) {
        return std::nullopt; // opening it will say what is wrong
    }
}

void CarriedMoment::seek(double time, bool isAsked)
{
    m_time = time;
    m_isAsked = isAsked;
    m_runner.goTo(time, isAsked);
    m_timer.start();
}

void CarriedMoment::follow()
{
    if (!m_runner.isUnderWay()) {
        m_timer.stop();
        if (m_messages.text() == m_said)
            m_messages.clear();
        return;
    }
    const QString text = (m_isAsked
            ? tr("Running to t = %1: %2 %. Restart (Home) calls it off.")
            : tr("Running to t = %1, the moment of this file: %2 %. Restart (Home) calls it "
                 "off."))
                             .arg(m_time, 0, 'g', 6)
                             .arg(static_cast<int>(100.0 * m_runner.wayDone()));
    if (text == m_said && m_messages.text() == m_said)
        return;
    m_said = text;
    m_messages.showHint(m_said);
}

} // namespace dqm
