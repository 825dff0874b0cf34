#pragma once

#include "core/exhibits/parts/ExhibitExperiment.h"
#include "core/exhibits/parts/ExhibitFrame.h"
#include "widgets/theme/Theme.h"

#include <QImage>
#include <QSize>

#include <memory>
#include <vector>

class QPainter;

namespace dqm {

class ChartPlot;
class ExhibitReadouts;

/// Draws an instant of an exhibit at an exact size without a window: title, scene, charts and
/// numbers, or the scene alone. Needs a QApplication, whose platform may be "offscreen".
class ExhibitPicture
{
public:
    ExhibitPicture(const ExhibitExperiment& experiment, ThemeKind theme);
    ~ExhibitPicture();

    /// All of it, letters as large as the picture asks for.
    QImage draw(const std::shared_ptr<const ExhibitFrame>& frame, QSize size);
    QImage drawScene(const ExhibitFrame& frame, QSize size) const;
    /// One of the frame's charts, ready to be painted or written.
    ChartPlot& chart(const std::shared_ptr<const ExhibitFrame>& frame, std::size_t index);
    /// "A coin  ·  Sides  ·  400 throws"
    QString heading(const ExhibitFrame& frame, const ExhibitChart& chart) const;

private:
    void drawTitle(QPainter& painter, const QRectF& area, const ExhibitFrame& frame) const;
    void drawCharts(QPainter& painter, const QRectF& area, double scale,
        const std::shared_ptr<const ExhibitFrame>& frame);
    void drawNumbers(
        QPainter& painter, const QRectF& area, const std::shared_ptr<const ExhibitFrame>& frame);

    QString m_title;
    ThemeKind m_theme;
    std::vector<std::unique_ptr<ChartPlot>> m_charts;
    std::unique_ptr<ExhibitReadouts> m_readouts;
};

/// The index of a chart by its id.
/// @throws std::invalid_argument with the ids there are.
std::size_t chartNamed(const ExhibitFrame& frame, const QString& id);

} // namespace dqm
