#pragma once

#include <QLayout>

#include <memory>
#include <vector>

namespace dqm {

/// Widgets side by side that go on in the next line where the width is used up. What is added after
/// addSpring() stands at the right end of its line.
class WrapLayout : public QLayout
{
public:
    explicit WrapLayout(QWidget* parent);
    ~WrapLayout() override;

    void addSpring() { m_spring = static_cast<int>(m_items.size()); }

    void addItem(QLayoutItem* item) override;
    int count() const override { return static_cast<int>(m_items.size()); }
    QLayoutItem* itemAt(int index) const override;
    QLayoutItem* takeAt(int index) override;
    Qt::Orientations expandingDirections() const override { return Qt::Horizontal; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    /// All in one line.
    QSize sizeHint() const override;
    /// As wide as the widest of them.
    QSize minimumSize() const override;
    void setGeometry(const QRect& rect) override;

private:
    struct Line
    {
        std::vector<int> items;
        int width = 0;
        int height = 0;
    };

    std::vector<Line> lines(int width) const;
    int gapBefore(const Line& line) const { return line.items.empty() ? 0 : spacing(); }

    std::vector<QLayoutItem*> m_items;
    QSize m_asked; ///< the size that was last found too small
    int m_spring = -1; ///< the first that stands at the right
};

} // namespace dqm
