#pragma once

#include "app/pictures/ExhibitPicture.h"
#include "app/rendering/RenderOptions.h"
#include "core/exhibits/parts/Exhibit.h"

namespace dqm {

/// The pictures that `dqmlab render` asks for of an exhibit: the page, its scene or one chart.
class ExhibitRendering
{
public:
    /// @param options  must live as long.
    explicit ExhibitRendering(const ExhibitRenderOptions& options);

    /// The image and the chart's table, where they are asked for.
    /// @throws std::invalid_argument for a chart that is not there.
    void writeMoment();
    /// Picture `n` of the video; they are asked for in their order.
    QImage picture(long long n);
    double timeOf(long long n) const { return m_options.timeOf(n); }
    QByteArray experimentOf(long long n) const;

private:
    std::shared_ptr<const ExhibitFrame> frameAt(double progress);
    QImage draw(const std::shared_ptr<const ExhibitFrame>& frame);

    const ExhibitRenderOptions& m_options;
    std::unique_ptr<Exhibit> m_exhibit;
    ExhibitPicture m_picture;
};

} // namespace dqm
