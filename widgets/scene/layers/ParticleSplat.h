#pragma once

#include "widgets/scene/model/SceneCamera.h"

#include <QColor>
#include <QImage>

#include <vector>

namespace dqm {

/// Depths of a finished picture, as OpenGL counts: 0 near .. 1 far, rows from below.
struct PictureDepths
{
    int width = 0;
    int height = 0;
    std::vector<float> values;
};

/// Paints particles over a finished picture on the processor, hidden where the picture is nearer:
/// without a GPU ten times as quick as to let it draw points.
class ParticleSplat
{
public:
    struct Look
    {
        QColor color;
        QColor casing; ///< rim of points that are large enough for one
        double diameter = 2.0; ///< drawn pixels
        double rim = 0.0; ///< drawn pixels
        double opacity = 1.0;
    };

    ParticleSplat(const SceneCamera& camera, const PictureDepths& depths);

    /// @param image      32 bits a pixel; as large as the pane in drawn pixels.
    /// @param positions  x, y, z of each; scene units.
    void paint(QImage& image, const std::vector<float>& positions, const Look& look) const;

private:
    /// On the image, pixels from the top left; how far in front of the eye as OpenGL counts.
    struct Seen
    {
        float x;
        float y;
        float depth;
    };
    Seen project(const float* position, QSize size) const;
    bool isHidden(const Seen& seen, QSize size) const;

    const PictureDepths& m_depths;
    bool m_parallel;
    double m_near;
    double m_far;
    Eigen::Vector3d m_eye;
    Eigen::Vector3d m_forward;
    Eigen::Vector3d m_right; ///< scaled, so that the edges of the pane are at -1 and 1
    Eigen::Vector3d m_up;
};

} // namespace dqm
