#include "widgets/panels/bars/ElidedLabel.h"

#include <QEvent>
#include <QTextDocumentFragment>

namespace dqm {

ElidedLabel::ElidedLabel(QWidget* parent)
    : QLabel(parent)
{
    setTextFormat(Qt::RichText);
}

void ElidedLabel::setFullText(const QString& markup)
{
    if (markup == m_full)
        return;
    m_full = markup;
    m_needed = {};
    fit();
    updateGeometry();
}

QSize ElidedLabel::sizeHint() const { return m_needed.isValid() ? m_needed : QLabel::sizeHint(); }

void ElidedLabel::fit()
{
    if (!m_needed.isValid()) {
        setText(m_full);
        m_needed = QLabel::sizeHint();
    }
    const bool fits = width() >= m_needed.width();
    const QString plain = QTextDocumentFragment::fromHtml(m_full).toPlainText();
    const int room = contentsRect().width() - 2 * margin();
    const QString shown
        = fits ? m_full : fontMetrics().elidedText(plain, Qt::ElideRight, room).toHtmlEscaped();
    if (text() != shown)
        setText(shown);
    setToolTip(fits ? QString() : plain.toHtmlEscaped());
}

void ElidedLabel::resizeEvent(QResizeEvent* event)
{
    QLabel::resizeEvent(event);
    fit();
}

void ElidedLabel::changeEvent(QEvent* event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::FontChange) {
        m_needed = {};
        fit();
        updateGeometry();
    }
}

} // namespace dqm
