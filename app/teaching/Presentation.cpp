#include "app/teaching/Presentation.h"

#include "app/teaching/LessonBar.h"
#include "app/teaching/MomentMenu.h"
#include "app/teaching/PresentationStrip.h"
#include "widgets/theme/TypeSize.h"

#include <QAction>
#include <QApplication>
#include <QCursor>
#include <QFontMetrics>
#include <QKeyEvent>
#include <QMainWindow>
#include <QMenuBar>
#include <QMouseEvent>
#include <QPainter>
#include <QRadialGradient>
#include <QScreen>
#include <QWindow>

#include <algorithm>
#include <cmath>

namespace dqm {

namespace {

constexpr int pointerRests = 3000; // ms until it hides
constexpr int spotRadius = 34; // pixels
constexpr double letterAt1080 = 24.0; // pixels of type on a screen of so many lines
constexpr double lines = 1080.0;

/// Keys that act as ever.
bool isOfThePlay(int key)
{
    return key == Qt::Key_Space || key == Qt::Key_Home || key == Qt::Key_Period
        || key == Qt::Key_Comma || key == Qt::Key_Left || key == Qt::Key_Right || key == Qt::Key_Up
        || key == Qt::Key_Down || key == Qt::Key_Tab || key == Qt::Key_Backtab || key == Qt::Key_F5;
}

} // namespace

/// Black over everything.
class Presentation::Curtain : public QWidget
{
public:
    explicit Curtain(QWidget* parent)
        : QWidget(parent)
    {
        setObjectName("curtain");
        setAttribute(Qt::WA_OpaquePaintEvent);
        hide();
    }

protected:
    void paintEvent(QPaintEvent*) override { QPainter(this).fillRect(rect(), Qt::black); }
};

/// What shows a class where the pointer is.
class Presentation::Spot : public QWidget
{
public:
    explicit Spot(QWidget* parent)
        : QWidget(parent)
    {
        setObjectName("pointerSpot");
        setAttribute(Qt::WA_TransparentForMouseEvents);
        setAttribute(Qt::WA_NoSystemBackground);
        resize(2 * spotRadius, 2 * spotRadius);
        hide();
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        QRadialGradient light(rect().center(), spotRadius);
        light.setColorAt(0.0, QColor(255, 196, 0, 90));
        light.setColorAt(0.75, QColor(255, 196, 0, 90));
        light.setColorAt(1.0, QColor(255, 196, 0, 0));
        painter.setPen(Qt::NoPen);
        painter.setBrush(light);
        painter.drawEllipse(rect());
    }
};

Presentation::Presentation(Parts parts)
    : QObject(&parts.window)
    , m_parts(std::move(parts))
    , m_curtain(std::make_unique<Curtain>(&m_parts.window))
    , m_spot(std::make_unique<Spot>(&m_parts.window))
{
    m_parts.strip.hide();
    m_rest.setSingleShot(true);
    m_rest.setInterval(pointerRests);
    connect(&m_rest, &QTimer::timeout, this, &Presentation::hidePointer);
    connect(m_parts.commands[CommandId::Present], &QAction::toggled, this, &Presentation::set);
    const auto end = [this] { m_parts.commands[CommandId::Present]->setChecked(false); };
    // Whoever leaves the full screen in another way has ended it.
    connect(m_parts.commands[CommandId::FullScreen], &QAction::toggled, this, [this, end](bool on) {
        if (m_isOn && !on)
            end();
    });
    connect(&m_parts.document, &Document::opened, this,
        [this] { m_parts.strip.setExperiment(m_parts.document.present()); });
    for (const auto signal : {&Document::changed, &Document::restored})
        connect(&m_parts.document, signal, this,
            [this] { m_parts.strip.setExperiment(m_parts.document.present()); });
}

Presentation::~Presentation() = default;

bool Presentation::isBlack() const { return m_curtain->isVisibleTo(&m_parts.window); }

void Presentation::setFrame(const std::shared_ptr<const Frame>& frame)
{
    if (m_isOn)
        m_parts.strip.setFrame(frame);
}

void Presentation::set(bool on)
{
    if (on == m_isOn)
        return;
    m_isOn = on;
    if (on)
        begin();
    else
        end();
}

void Presentation::begin()
{
    Commands& commands = m_parts.commands;
    m_wasFullScreen = commands[CommandId::FullScreen]->isChecked();
    m_wereFolded = commands[CommandId::SceneOnly]->isChecked();
    m_typeSize = m_parts.typeSize();
    m_wereVisible.clear();
    for (QWidget* bar : m_parts.hidden) {
        m_wereVisible.push_back(!bar->isHidden());
        bar->hide();
    }
    m_parts.window.menuBar()->hide();
    commands[CommandId::SceneOnly]->setChecked(true);
    commands[CommandId::FullScreen]->setChecked(true);
    fitType();
    m_parts.strip.setExperiment(m_parts.document.present());
    m_parts.strip.setVisible(m_parts.isWave());
    qApp->installEventFilter(this);
    m_rest.start();
}

void Presentation::end()
{
    qApp->removeEventFilter(this);
    m_rest.stop();
    m_spot->hide();
    m_curtain->hide();
    if (m_isPointerHidden)
        QApplication::restoreOverrideCursor();
    m_isPointerHidden = false;
    m_parts.strip.hide();
    m_parts.window.menuBar()->show();
    for (std::size_t i = 0; i < m_parts.hidden.size() && i < m_wereVisible.size(); ++i)
        m_parts.hidden[i]->setVisible(m_wereVisible[i]);
    m_parts.setTypeSize(m_typeSize);
    m_parts.commands[CommandId::SceneOnly]->setChecked(m_wereFolded);
    m_parts.commands[CommandId::FullScreen]->setChecked(m_wasFullScreen);
}

/// 24 pixels on 1080 lines, and in proportion on others.
void Presentation::fitType()
{
    const QScreen* screen = m_parts.window.screen();
    const double height = screen ? screen->size().height() : lines;
    const double wanted = letterAt1080 * height / lines;
    const double now = QFontMetrics(QApplication::font()).height();
    const int percent = static_cast<int>(std::lround(m_typeSize * wanted / std::max(1.0, now)));
    m_parts.setTypeSize(std::clamp(percent, smallestTypeSize, largestTypeSize));
}

bool Presentation::eventFilter(QObject* watched, QEvent* event)
{
    // The window system tells the window, whichever of its parts want to know.
    if (event->type() == QEvent::MouseMove && watched == m_parts.window.windowHandle())
        showPointer(static_cast<QMouseEvent*>(event)->globalPosition().toPoint());
    const auto isOurs = [this, watched] {
        const auto* widget = qobject_cast<const QWidget*>(watched);
        return widget && widget->window() == &m_parts.window;
    };
    switch (event->type()) {
    case QEvent::ShortcutOverride:
        // Before a shortcut could act: what is dead here is taken and does nothing.
        if (isOurs() && (isBlack() || !isOfThePlay(static_cast<QKeyEvent*>(event)->key()))) {
            event->accept();
            return true;
        }
        break;
    case QEvent::KeyPress:
        if (isOurs())
            return takeKey(static_cast<QKeyEvent*>(event)->key());
        break;
    case QEvent::Resize:
        if (watched == &m_parts.window)
            m_curtain->resize(m_parts.window.size());
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

/// @returns whether the key is done with.
bool Presentation::takeKey(int key)
{
    if (isBlack()) {
        m_curtain->hide();
        return true;
    }
    switch (key) {
    case Qt::Key_B:
        m_curtain->resize(m_parts.window.size());
        m_curtain->show();
        m_curtain->raise();
        return true;
    case Qt::Key_PageDown:
    case Qt::Key_PageUp:
        goOn(key == Qt::Key_PageDown);
        return true;
    case Qt::Key_Escape:
        m_parts.commands[CommandId::Present]->setChecked(false);
        return true;
    default:
        return !isOfThePlay(key);
    }
}

void Presentation::goOn(bool forward)
{
    if (m_parts.isWave() && m_parts.lesson.isLesson()) {
        if (forward)
            m_parts.lesson.goOn();
        else
            m_parts.lesson.goBack();
    } else if (m_parts.isWave() && !m_parts.document.present().moments.empty()) {
        if (forward)
            m_parts.moments.showNext();
        else
            m_parts.moments.showPrevious();
    } else if (forward) {
        m_parts.commands[CommandId::Play]->toggle();
    } else {
        m_parts.commands[CommandId::Restart]->trigger();
    }
}

void Presentation::showPointer(const QPoint& place)
{
    if (m_isPointerHidden)
        QApplication::restoreOverrideCursor();
    m_isPointerHidden = false;
    m_spot->move(m_parts.window.mapFromGlobal(place) - QPoint(spotRadius, spotRadius));
    m_spot->show();
    m_spot->raise();
    m_rest.start();
}

void Presentation::hidePointer()
{
    m_spot->hide();
    if (!m_isPointerHidden)
        QApplication::setOverrideCursor(Qt::BlankCursor);
    m_isPointerHidden = true;
}

} // namespace dqm
