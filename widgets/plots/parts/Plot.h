#pragma once

#include "core/frames/Frame.h"
#include "widgets/plots/parts/LegendStrip.h"
#include "widgets/plots/parts/StableRange.h"
#include "widgets/theme/Theme.h"

#include <QWidget>

#include <memory>
#include <optional>
#include <vector>

class QCPGraph;
class QCPItemLine;
class QCPItemTracer;
class QCustomPlot;
class QLabel;
class QMenu;
class QPaintDevice;
class QTimer;
class QVBoxLayout;

namespace dqm {

class CurveHistory;
struct FrameRequest;
struct SectionLine;

/// One column of what a plot shows.
struct PlotColumn
{
    QString name;
    QString unit; ///< empty for none
    std::vector<double> values; ///< NaN where the curve has a gap
};

/// How a plot is drawn into a file.
struct PlotPage
{
    QSize size; ///< logical pixels, in which the plot's letters have their own size
    double scale = 1.0; ///< pixels or units of the file per logical pixel
    QString heading; ///< one line above the plot; empty for none
    Theme theme; ///< instead of the plot's own
    bool isTransparent = false; ///< no paper
    bool showsNow = false; ///< the line and the dots where time stands, as on the screen
};

/// What all plots share: a canvas in the colours of the theme, curves with a legend strip, ranges
/// that follow the data, a cursor that names the values below it, and drawing at most every 50 ms
/// and only while visible.
class Plot : public QWidget
{
    Q_OBJECT

public:
    explicit Plot(QWidget* parent = nullptr);
    ~Plot() override;

    virtual void setExperiment(const Experiment&) { }
    /// Cheap: drawing happens at the next repaint. Charts of exhibits take no frames of waves.
    virtual void append(const std::shared_ptr<const Frame>&) { }
    /// A frame of a moment that is known is looked at once more: curves over time stay as they are.
    virtual void lookBack(const std::shared_ptr<const Frame>& frame) { append(frame); }
    virtual void clear();
    void setTheme(const Theme& theme);
    /// Asks for what the plot draws of a frame beside its numbers.
    virtual void ask(FrameRequest&) const { }
    /// The line in the scene, for those that follow it.
    virtual void setSection(const SectionLine&) { }
    /// Choices of this plot; null for none.
    virtual QMenu* options() { return nullptr; }

    /// Draws all of it at once, whether it is on the screen or not, as lines and letters where the
    /// device keeps them; on the screen nothing changes.
    void paint(QPaintDevice& device, const PlotPage& page);
    /// Widens the axes that fixAxes() will keep to what is to be seen now.
    /// @param from, to  times of a film's first and last picture, which an axis of times spans from
    ///                  t = 0 on.
    void measureAxes(double from, double to);
    /// From now on the axes stay as they were measured, whatever comes: for films. clear() keeps
    /// them.
    void fixAxes();

    /// What its curves over time show now stays beside what comes, dashed, until it is dropped; for
    /// clear() as well. Nothing for plots of one moment.
    void keepBefore();
    void dropBefore();

    /// What the horizontal axis stands for and the visible curves, between the ends of the axis.
    /// Curves at the same places share one column of places; another place column comes before the
    /// curves that have others. Columns may differ in length.
    virtual std::vector<PlotColumn> columns();

signals:
    /// Another choice has been made: ask() asks for something else.
    void needsChanged();

protected:
    struct Curve
    {
        QCPGraph* graph = nullptr;
        QColor Theme::*color = nullptr;
        Qt::PenStyle line = Qt::SolidLine;
        bool isReference = false; ///< a thin law: it sets no range
        QString unit; ///< of its values
        QString fullName; ///< where the name in the legend is not enough; else empty
        QCPItemTracer* marker = nullptr; ///< where time stands
    };
    struct Look
    {
        Qt::PenStyle line = Qt::SolidLine;
        bool isReference = false;
        bool onRight = false;
    };
    struct Extent
    {
        double lower = 0.0;
        double upper = 0.0;
    };

    Curve& addCurve(const QString& name, QColor Theme::*color, Look look);
    Curve& addCurve(const QString& name, QColor Theme::*color)
    {
        return addCurve(name, color, Look());
    }
    /// Shows these curves and no others, in this order in the legend.
    void showCurves(const std::vector<std::size_t>& indices);
    /// Fills a curve from one value of each sample, with its gaps.
    void fill(const Curve& curve, const CurveHistory& history, std::size_t value);
    /// An upright line at a time and a dot on each curve with a marker; nothing for hides them.
    void standAt(std::optional<double> time) { m_time = time; }
    /// A sentence below the curves; empty for none.
    /// @param hint  what a person may do, on the screen only.
    void setNote(const QString& note, const QString& hint = {});
    void setLogarithmic(bool on);
    void redrawSoon();
    QString unit(Quantity quantity) const;
    /// Name of an axis of the picture, 0 or 1, in plain text.
    QString axisName(std::size_t axis) const
    {
        return QString::fromStdString(m_axes.plain.at(axis));
    }

    /// Gives the curves their data; the plot sets ranges and draws afterwards.
    virtual void draw() = 0;
    /// Colours beside those of curves.
    virtual void applyTheme() { }
    virtual void setRanges();
    /// What a curve asks of its value axis; none if it has no finite value.
    virtual std::optional<Extent> extent(const Curve& curve) const;
    /// The rows of the cursor's table at x.
    virtual QString valuesAt(double x) const;
    /// What a curve says as a number where it is drawn upon another one.
    virtual double ownValue(std::size_t curve, int point) const;
    QString row(const Curve& curve, double value) const;

    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

    QCustomPlot* m_plot = nullptr;
    QVBoxLayout* m_column = nullptr;
    std::vector<Curve> m_curves;
    LegendStrip* m_legend = nullptr;
    Theme m_theme;
    UnitSystem m_units = UnitSystem::Natural;
    AxisNames m_axes = axisNames(ExperimentKind::Wave);
    QString m_keyName; ///< of the horizontal axis, in the cursor's table
    QString m_keyUnit;
    bool m_followsTime = false; ///< the horizontal range grows in jumps
    bool m_holdsZero = true; ///< the left axis always shows zero

private:
    /// A curve of before, drawn beside that of now.
    struct Before
    {
        QCPGraph* graph = nullptr;
        QColor Theme::*color = nullptr;
        QString unit;
    };

    void applyStyle();
    void styleBefore();
    void nameCurves();
    QString valuesBefore(double x) const;
    void drawNow();
    /// How a curve through few samples is drawn; tables hold the samples alone.
    enum class Through
    {
        SmoothCurves,
        SamplesAlone
    };
    void layOut(QSize size, Through through = Through::SmoothCurves);
    void setFixedRanges();
    void placeMarkers();
    double curveShare() const;
    std::optional<Extent> extentOf(bool onRight) const;

    std::vector<Before> m_before;
    std::vector<QCPGraph*> m_named; ///< in the legend, without those of before
    std::unique_ptr<LegendStrip> m_strip;
    QLabel* m_note = nullptr;
    QString m_printedNote;
    QTimer* m_timer = nullptr;
    QCPItemLine* m_now = nullptr;
    QCPItemLine* m_cursor = nullptr;
    std::optional<double> m_time;
    StableRange m_keys{0.4, 0.3};
    StableRange m_left{0.02, 0.5};
    StableRange m_right{0.02, 0.5};
    /// Ranges of the three axes over a film, united while measured.
    struct Axes
    {
        std::optional<Extent> keys;
        std::optional<Extent> left;
        std::optional<Extent> right;
    };
    Axes m_measured;
    bool m_isFixed = false;
    bool m_showsNow = true;
    bool m_isLogarithmic = false;
    bool m_isStale = true;
};

} // namespace dqm
