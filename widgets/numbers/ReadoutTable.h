#pragma once

#include "core/readouts/Readout.h"
#include "widgets/theme/Theme.h"

#include <QStaticText>
#include <QWidget>

#include <array>
#include <vector>

namespace dqm {

/// A painted table of numbers that change many times a second: no layout, one repaint, columns
/// that never move. Sections fold with a click on their title; the context menu copies the text.
class ReadoutTable : public QWidget
{
    Q_OBJECT

public:
    enum class Kind
    {
        Section, ///< a title that folds; its cells are the heads of the columns
        Caption, ///< muted words between rows
        Value, ///< label, one number, a note beside it
        Columns ///< label and one number per column
    };
    using Mark = Verdict;
    struct Row
    {
        Kind kind = Kind::Value;
        QString key;
        QString label; ///< rich text
        QString tooltip;
        QColor Theme::*color = &Theme::total; ///< of the label
        std::array<QString, 3> cells{}; ///< Value: the number and its note
        Mark mark = Mark::None;
        bool shown = true;
    };

    explicit ReadoutTable(QWidget* parent = nullptr);

    void add(Row row);
    /// @throws std::out_of_range for an unknown key. Call refresh() after changes.
    Row& row(const QString& key);
    const Row& row(const QString& key) const;
    /// Takes all numbers and marks out, until others are known.
    void clearValues();
    void setColumnCount(int columns);
    void setTheme(const Theme& theme);
    /// Repaints, and asks for a new height if rows came or went.
    void refresh();

    /// All shown rows with their marks, tab-separated, for the clipboard.
    QString plainText() const;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Line
    {
        std::size_t index;
        QRect rect;
    };
    std::vector<Line> lines() const;
    const Row* rowAt(QPoint position) const;
    int lineHeight() const;
    int markWidth() const;
    int numberWidth() const;
    void takeLabels();
    void measureLabels();
    int columnsLeft() const;
    int columnWidth() const;
    bool columnsAreTight() const;
    /// Puts columns below their labels where the numbers need it.
    /// @param anew  also back beside them where there is room again.
    void stack(bool anew);
    void paintRow(QPainter& painter, std::size_t index, const QRect& whole) const;
    void paintCells(QPainter& painter, const Row& row, const QRect& rect) const;
    void paintMark(QPainter& painter, Mark mark, const QRect& rect) const;

    std::vector<Row> m_rows;
    std::vector<QStaticText> m_labels;
    std::vector<std::size_t> m_folded; ///< indices of folded sections
    Theme m_theme;
    int m_columns = 2;
    bool m_isStacked = false; ///< columns stand below their labels
    int m_valueLabelWidth = 0;
    int m_columnLabelWidth = 0;
    std::size_t m_shownLines = 0;
};

} // namespace dqm
