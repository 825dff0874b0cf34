#pragma once

#include <QLineEdit>
#include <QTimer>
#include <QWidget>

#include <optional>

class QLabel;

namespace dqm {

/// The line in which a formula is typed. What is typed is its owner's to take: while nothing of it
/// waits to be taken, undo and redo are the window's.
class FormulaLine : public QLineEdit
{
    Q_OBJECT

public:
    using QLineEdit::QLineEdit;

    /// Where the left edge of a character is, pixels of this widget; the nearest end of the line
    /// where it is scrolled out of sight.
    int xOf(qsizetype character) const;
    void setPending(bool pending) { m_isPending = pending; }

signals:
    void forgotten(); ///< Escape

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    bool m_isPending = false;
};

/// A formula that is typed: taken after a short pause, with Return and when it is left; Escape
/// forgets what could not be taken. What is wrong with it stands below in one line, with a caret
/// under the place.
class FormulaField : public QWidget
{
    Q_OBJECT

public:
    struct Words
    {
        QString name; ///< of the line, among the widgets
        QString label; ///< before it
        QString accessibleName; ///< for people who cannot see it
    };
    explicit FormulaField(const Words& words, QWidget* parent = nullptr);

    QString text() const { return m_line->text(); }
    /// Shows another formula without emitting. The one that it shows already, or that what is
    /// being typed began from, changes nothing.
    void showText(const QString& text);
    /// What is wrong with what is typed; empty: nothing.
    /// @param position  of the character, counted as FormulaFault does.
    void showFault(const QString& what, std::optional<std::size_t> position = {});
    FormulaLine& line() { return *m_line; }

signals:
    void typed();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void settle();
    void forget();

    FormulaLine* m_line;
    QWidget* m_caretRoom; ///< between the line and the words
    QLabel* m_fault;
    QTimer m_pause;
    QString m_given; ///< what its owner has
    std::optional<qsizetype> m_faultAt;
};

} // namespace dqm
