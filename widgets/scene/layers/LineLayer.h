#pragma once

#include "widgets/scene/layers/LineGeometry.h"

#include <QColor>
#include <QSizeF>

#include <vtkNew.h>
#include <vtkSmartPointer.h>

class vtkActor;
class vtkFloatArray;
class vtkPolyData;
class vtkPolyDataMapper;
class vtkRenderer;
class vtkTypeInt32Array;

namespace dqm {

/// Lines of one colour in the scene, with a casing that sets them off from any ground. They are
/// hidden by the surface but hide nothing themselves.
class LineLayer
{
public:
    LineLayer();
    ~LineLayer();
    LineLayer(const LineLayer&) = delete;
    LineLayer& operator=(const LineLayer&) = delete;

    /// Drawn after what the renderer has already.
    void addTo(vtkRenderer& renderer);
    /// Lets the lines leave their depth, so that particles painted afterwards go behind them.
    void keepDepth();
    /// Shows other lines; none if empty.
    void setLines(const LineGeometry& geometry);

    struct Look
    {
        QColor color;
        QColor casing;
        double thickness = 1.0; ///< factor on widths
        double pixelScale = 1.0; ///< drawn pixels per logical pixel
    };
    void setLook(const Look& look);
    /// @param eye   unit vector from the scene to the eye.
    /// @param pane  logical pixels.
    void setView(const Eigen::Vector3d& eye, QSizeF pane);

private:
    vtkSmartPointer<vtkActor> m_actor;
    vtkSmartPointer<vtkPolyDataMapper> m_mapper;
    vtkNew<vtkPolyData> m_data;
};

} // namespace dqm
