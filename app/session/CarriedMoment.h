#pragma once

#include <QObject>
#include <QString>
#include <QTimer>

#include <optional>

namespace dqm {

class MessageBar;
class SimulationRunner;

/// Brings the window to the moment that an opened file shows or that a person asks for: the runner
/// goes there without pictures on the way, and the message bar says how far it has come.
class CarriedMoment : public QObject
{
    Q_OBJECT

public:
    CarriedMoment(SimulationRunner& runner, MessageBar& messages, QObject* parent = nullptr);

    /// The moment that a file shows, if it is another than the start.
    std::optional<double> momentOf(const QString& path) const;
    /// @param isAsked  by a person, in the midst of a run; else the file that was just opened shows
    ///                 that moment.
    void seek(double time, bool isAsked = false);

private:
    void follow();

    SimulationRunner& m_runner;
    MessageBar& m_messages;
    QTimer m_timer;
    double m_time = 0.0;
    bool m_isAsked = false;
    QString m_said;
};

} // namespace dqm
