#pragma once

#include "core/exhibits/parts/ExhibitFrame.h"
#include "widgets/theme/Theme.h"

#include <QWidget>

#include <memory>
#include <vector>

class QComboBox;
class QHBoxLayout;
class QTabBar;

namespace dqm {

class ChartPlot;
class ElidedLabel;

/// The charts of an exhibit side by side, as many as have room; where that is not all, tabs with
/// their titles choose the first of them, or a list where the titles have no room side by side.
class ChartDeck : public QWidget
{
    Q_OBJECT

public:
    explicit ChartDeck(QWidget* parent = nullptr);
    ~ChartDeck() override;

    /// Null: no charts.
    void setFrame(const std::shared_ptr<const ExhibitFrame>& frame);
    void setTheme(const Theme& theme);
    std::size_t count() const { return m_charts.size(); }
    ChartPlot& chart(std::size_t index) const { return *m_charts[index].plot; }
    bool isShown(std::size_t index) const;
    QSize sizeHint() const override { return {480, 360}; }
    /// Whatever the charts would like: the window is not theirs.
    QSize minimumSizeHint() const override { return {240, 180}; }
    /// Makes a chart one of those that are seen.
    void showChart(std::size_t index);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Chart
    {
        QWidget* card = nullptr;
        ElidedLabel* title = nullptr;
        ChartPlot* plot = nullptr;
    };
    void makeCharts(const ExhibitFrame& frame);
    void arrange();

    std::shared_ptr<const ExhibitFrame> m_frame;
    std::vector<Chart> m_charts;
    QTabBar* m_chooser = nullptr;
    QComboBox* m_list = nullptr; ///< of the same titles
    QHBoxLayout* m_row = nullptr;
    Theme m_theme;
};

} // namespace dqm
