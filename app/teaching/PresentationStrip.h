#pragma once

#include "core/experiment/Experiment.h"
#include "core/frames/Frame.h"

#include <QList>
#include <QWidget>

#include <map>
#include <memory>
#include <string>
#include <vector>

class QAction;
class QLabel;

namespace dqm {

class ParameterRow;

/// Below the scene in front of a class: play, the time, four numbers in large letters, and the
/// controls that are moved most. Two of them, the frame's velocity along x and the mass, are there
/// for every wave.
class PresentationStrip : public QWidget
{
    Q_OBJECT

public:
    explicit PresentationStrip(const QList<QAction*>& actions, QWidget* parent = nullptr);

    void setExperiment(const Experiment& experiment);
    /// Only these parameters may be moved; empty: all.
    void setAllowed(std::vector<std::string> ids);
    void setFrame(const std::shared_ptr<const Frame>& frame);

signals:
    /// A control was moved.
    void valueChanged(const QString& id, double value);

private:
    void showNumbers();

    std::shared_ptr<const Frame> m_frame;
    void greyOut();

    std::map<std::string, ParameterRow*> m_rows;
    std::vector<std::string> m_allowed;
    std::vector<QLabel*> m_numbers;
};

} // namespace dqm
