#pragma once

#include "core/experiment/Experiment.h"
#include "core/frames/Frame.h"
#include "widgets/plots/PlotPanel.h"
#include "widgets/scene/model/SceneLook.h"

#include <QString>

#include <functional>
#include <memory>

class QWidget;

namespace dqm {

class ExperimentDocument;
class MessageBar;
class SimulationRunner;
class StageView;

/// The parts of the window that files are made of.
struct WindowParts
{
    QWidget& window;
    StageView& stage;
    PlotPanel& plots;
    QWidget& besideStage; ///< the column of plots and numbers
    MessageBar& messages;
    SimulationRunner& runner;
    const ExperimentDocument& document;
    std::function<std::shared_ptr<const Frame>()> frame;
};

/// One moment of the window: a value that stays what it is while the window goes on.
struct Shown
{
    std::shared_ptr<const Frame> frame; ///< null before the first
    SceneLook look;
    Experiment experiment; ///< with the present camera in its view
    QSize stageSize; ///< pixels of the screen
    QSize plotSize; ///< likewise
    const PlotKind* plot; ///< in view
    double devicePixelRatio; ///< of the screen

    explicit Shown(const WindowParts& parts);
    double time() const { return frame ? frame->time : 0.0; }
    /// The experiment's JSON, as files carry it.
    QByteArray carried() const;
};

/// A path for a file made of an experiment of that title, in the folder last used.
QString suggestedPath(const std::string& title, const QString& suffix);

/// Why no file of that name can be written, as far as can be known before; empty if it can.
QString whyNotWritable(const QString& path);

} // namespace dqm
