#pragma once

#include "app/pictures/PlotPicture.h"
#include "app/pictures/StagePicture.h"
#include "app/rendering/RenderOptions.h"
#include "core/simulation/Simulation.h"

#include <QImage>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace dqm {

/// The pictures that `dqmlab render` asks for: simulations and what draws them. Plots get their
/// past from t = 0 on, and in a
/// film over time axes that stay put: its numbers are computed once before its first picture.
class Rendering
{
public:
    /// Calls what it is given on the thread of the window, and waits for it.
    using WidgetCalls = std::function<void(const std::function<void()>&)>;

    /// Made on the thread of the window, used and destroyed on any one thread.
    /// @param options  must live as long.
    /// @param onWidgets  for that other thread: plots are widgets, the rest is not.
    explicit Rendering(const RenderOptions& options, WidgetCalls onWidgets = {});
    ~Rendering();

    /// Of the plots beside a scene, in a picture of a size.
    static int plotWidth(QSize size);
    /// The image and the plot's table, where they are asked for.
    void writeMoment();
    /// Picture `n` of the video; those of a video over time are asked for in their order.
    QImage picture(long long n);
    /// The moment of that picture, and what it shows.
    double timeOf(long long n) const;
    QByteArray experimentOf(long long n) const;

private:
    void start(const Experiment& experiment);
    void gatherPast(double time);
    void measureAxes();
    FrameRequest request() const;
    void append(const std::shared_ptr<const Frame>& frame, bool onlyPast);
    void onWidgets(const std::function<void()>& call) const;
    CameraState camera() const;
    QImage draw();
    QImage drawPlots(QSize size, bool isAlone);
    QString heading(std::size_t plot, bool isAlone) const;
    PlotFile plotFile(QSize size) const;

    const RenderOptions& m_options;
    WidgetCalls m_onWidgets;
    const Experiment* m_experiment = nullptr; ///< the one that is simulated
    std::optional<Simulation> m_simulation;
    std::vector<std::unique_ptr<PlotPicture>> m_plots;
    std::optional<StagePicture> m_scene;
    QSize m_sceneSize;
    double m_spacing = 0.0; ///< of the past that plots see, time
};

} // namespace dqm
