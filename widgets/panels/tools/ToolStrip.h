#pragma once

#include <QString>
#include <QWidget>

#include <vector>

namespace dqm {

class NumberBox;

/// The numbers of the tool in hand, in a row of boxes; hidden where it has none.
class ToolStrip : public QWidget
{
    Q_OBJECT

public:
    struct Number
    {
        QString name; ///< of the box
        QString label;
        QString tip;
        QString unit;
        double least = 0.0;
        double most = 1.0;
        double value = 0.0;
    };

    explicit ToolStrip(QWidget* parent = nullptr);

    void show(const std::vector<Number>& numbers);
    /// Of the numbers that are shown, in their order.
    void showValues(const std::vector<double>& values);

signals:
    /// By its place in the row.
    void edited(int number, double value);

private:
    void clear();

    std::vector<NumberBox*> m_boxes;
};

} // namespace dqm
