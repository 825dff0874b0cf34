#pragma once

#include <QColor>

#include <vtkNew.h>
#include <vtkSmartPointer.h>

#include <Eigen/Core>
#include <vector>

class vtkActor;
class vtkPolyData;
class vtkPolyDataMapper;
class vtkRenderer;

namespace dqm {

/// Particles as round points of one colour. They are hidden by the surface but hide nothing
/// themselves.
class ParticleLayer
{
public:
    ParticleLayer();
    ~ParticleLayer();
    ParticleLayer(const ParticleLayer&) = delete;
    ParticleLayer& operator=(const ParticleLayer&) = delete;

    /// Drawn after what the renderer has already.
    void addTo(vtkRenderer& renderer);
    /// @param positions  x, y, z of each; scene units. None if empty.
    void setPoints(const std::vector<float>& positions);
    int count() const { return m_count; }

    struct Look
    {
        QColor color;
        QColor casing; ///< rim of points that are large enough for one
        double thickness = 1.0; ///< factor on sizes
        double pixelScale = 1.0; ///< drawn pixels per logical pixel
    };
    void setLook(const Look& look);
    /// @param eye  unit vector from the scene to the eye.
    void setView(const Eigen::Vector3d& eye);

private:
    vtkSmartPointer<vtkActor> m_actor;
    vtkSmartPointer<vtkPolyDataMapper> m_mapper;
    vtkNew<vtkPolyData> m_data;
    int m_count = 0;
};

} // namespace dqm
