#include "widgets/panels/bars/PreparingVeil.h"

#include <QEvent>
#include <QLabel>

namespace dqm {

namespace {

constexpr int moment = 150; // ms that a preparation may take without a word

} // namespace

PreparingVeil::PreparingVeil(QWidget* speaker, const QList<QWidget*>& others, QObject* parent)
    : QObject(parent)
{
    for (QWidget* covered : QList<QWidget*>{speaker} + others) {
        auto* cover = new QLabel(covered);
        cover->setObjectName(QStringLiteral("preparingVeil"));
        cover->setAlignment(Qt::AlignCenter);
        cover->setAutoFillBackground(true);
        cover->setAttribute(Qt::WA_TransparentForMouseEvents);
        cover->hide();
        covered->installEventFilter(this);
        m_covers << cover;
    }
    m_moment.setSingleShot(true);
    m_moment.setInterval(moment);
    connect(&m_moment, &QTimer::timeout, this, [this] { cover(true); });
}

void PreparingVeil::begin(bool atOnce)
{
    if (atOnce)
        cover(speaks());
    if (!m_moment.isActive())
        m_moment.start();
}

void PreparingVeil::end()
{
    m_moment.stop();
    for (QLabel* cover : m_covers)
        cover->hide();
    m_covers.first()->clear();
}

bool PreparingVeil::isUp() const { return !m_covers.first()->isHidden(); }

bool PreparingVeil::speaks() const { return isUp() && !m_covers.first()->text().isEmpty(); }

void PreparingVeil::cover(bool withWords)
{
    for (QLabel* cover : m_covers) {
        cover->setGeometry(cover->parentWidget()->rect());
        cover->raise();
        cover->show();
    }
    m_covers.first()->setText(withWords ? tr("Preparing …") : QString());
}

bool PreparingVeil::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize) {
        for (QLabel* cover : m_covers) {
            if (cover->parent() == watched)
                cover->setGeometry(cover->parentWidget()->rect());
        }
    }
    return QObject::eventFilter(watched, event);
}

} // namespace dqm
