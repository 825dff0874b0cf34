#pragma once

#include <QAbstractButton>
#include <QWidget>

class QVBoxLayout;

namespace dqm {

/// A button at the left or right edge of the window, its word written upright.
class EdgeTab : public QAbstractButton
{
    Q_OBJECT

public:
    EdgeTab(const QString& word, Qt::Edge edge, QWidget* parent);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Qt::Edge m_edge;
};

/// The handles of the drawers at one edge of the window, one below the other.
class EdgeTabs : public QWidget
{
    Q_OBJECT

public:
    explicit EdgeTabs(Qt::Edge edge, QWidget* parent = nullptr);

    EdgeTab* add(const QString& word, const QString& name);

private:
    Qt::Edge m_edge;
    QVBoxLayout* m_column;
};

} // namespace dqm
