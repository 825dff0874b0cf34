#pragma once

#include "widgets/numbers/SliderScale.h"

#include <QLineEdit>
#include <QPointer>

namespace dqm {

class LimitNote;

/// A number that is typed: right-aligned, up to five significant digits shown, whole numbers
/// in full, the value itself never rounded. Return or leaving takes it, Escape forgets it, Up and
/// Down step it; values outside the range become the nearest end, and what is no
/// number is put back; a line in amber says so. Characters that cannot be part of a number are
/// swallowed here.
class NumberBox : public QLineEdit
{
    Q_OBJECT

public:
    explicit NumberBox(QWidget* parent = nullptr);

    void setScale(const SliderScale& scale) { m_scale = scale; }
    /// A word that stands for one value, such as "auto" for 0.
    void setWord(double value, const QString& word);
    /// Shows a value without emitting; a number that is just being typed stays.
    void showValue(double value);
    double value() const { return m_value; }

signals:
    void valueEdited(double value);

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    void take();
    /// Below the box, for a while.
    void say(const QString& reason);
    bool isMeant(const QString& typed) const;
    void step(int presses);
    void change(double value);
    void write();

    SliderScale m_scale;
    double m_value = 0.0;
    double m_wordValue = 0.0;
    QString m_word;
    QPointer<LimitNote> m_note;
};

} // namespace dqm
