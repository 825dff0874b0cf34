#include "app/window/WindowDriver.h"

#include "app/window/ExhibitPage.h"
#include "widgets/exhibits/ExhibitReadouts.h"
#include "widgets/exhibits/scene/ExhibitSceneView.h"
#include "widgets/numbers/ReadoutTable.h"
#include "widgets/panels/bars/Timeline.h"
#include "widgets/panels/parameters/VelocityPad.h"
#include "widgets/plots/PlotPanel.h"
#include "widgets/plots/parts/PlotKind.h"
#include "widgets/scene/view/SceneView.h"
#include "widgets/scene/view/StageView.h"

#include <QAbstractSpinBox>
#include <QAction>
#include <QApplication>
#include <QDropEvent>
#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QMouseEvent>
#include <QRegularExpression>
#include <QSlider>
#include <QTest>
#include <QUrl>

#include <algorithm>
#include <cmath>
#include <map>

namespace dqm::test {

namespace {

constexpr QSize firstSize(1280, 800);
constexpr int patience = 2000; // ms for what needs a picture
constexpr int longestPreparation = 20000;
constexpr int pause = 10; // between two looks
constexpr double emptyShare = 0.998; // of one colour: nothing is drawn there

template <class T>
QList<T*> visible(const QWidget& parent)
{
    QList<T*> found;
    for (T* child : parent.findChildren<T*>()) {
        if (child->isVisible())
            found << child;
    }
    return found;
}

/// Whether a picture shows more than its ground, sampled every third pixel.
bool showsSomething(const QImage& picture)
{
    std::map<QRgb, int> counts;
    int all = 0;
    for (int y = 0; y < picture.height(); y += 3) {
        for (int x = 0; x < picture.width(); x += 3, ++all)
            ++counts[picture.pixel(x, y)];
    }
    const auto most = std::ranges::max_element(counts, {}, [](const auto& c) { return c.second; });
    return all > 0 && most->second < emptyShare * all;
}

int panesOf(const StageSettings& stage)
{
    return (stage.columns == StageSettings::Columns::KAndKPrime ? 2 : 1)
        * (stage.rows == StageSettings::Rows::FrictionlessAndFrictional ? 2 : 1);
}

} // namespace

WindowDriver::WindowDriver()
    : m_window(std::make_unique<MainWindow>())
{
    m_window->openExperimentNamed("free-spreading");
    m_window->show();
    if (!QTest::qWaitForWindowExposed(m_window.get()))
        qFatal("the window does not appear");
}

WindowDriver::~WindowDriver() = default;

void WindowDriver::begin(const QString& experiment)
{
    m_window->setPlaying(false);
    m_window->resize(firstSize);
    m_window->openExperimentNamed(experiment);
    m_opened = m_window->shippedNames().indexOf(experiment);
    if (m_window->scene().isVisible())
        m_window->scene().setFocus();
    else
        m_window->exhibits().centre()->setFocus();
}

void WindowDriver::perform(const Action& action)
{
    action.perform(*this);
    QCoreApplication::processEvents();
}

void WindowDriver::press(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    QWidget* focus = QApplication::focusWidget();
    QTest::keyClick(focus ? focus : m_window.get(), key, modifiers);
}

void WindowDriver::trigger(CommandId id)
{
    QAction* action = m_window->commands()[id];
    if (action->isEnabled())
        action->trigger();
}

void WindowDriver::dragPad(QPointF share)
{
    const auto pads = visible<VelocityPad>(*m_window);
    if (pads.isEmpty())
        return;
    VelocityPad& pad = *pads.front();
    const QPoint middle = pad.rect().center();
    const QPoint end = middle
        + QPointF(0.5 * share.x() * pad.width(), -0.5 * share.y() * pad.height()).toPoint();
    QTest::mousePress(&pad, Qt::LeftButton, {}, middle);
    QTest::mouseMove(&pad, (middle + end) / 2);
    QTest::mouseMove(&pad, end);
    QTest::mouseRelease(&pad, Qt::LeftButton, {}, end);
}

void WindowDriver::moveFirstSlider()
{
    for (QSlider* slider : visible<QSlider>(*m_window)) {
        if (!slider->isEnabled() || slider->maximum() <= slider->minimum())
            continue;
        slider->setFocus();
        QTest::keyClick(slider, Qt::Key_PageUp);
        QTest::keyClick(slider, Qt::Key_Right);
        return;
    }
}

void WindowDriver::resize(QSize size) { m_window->resize(size); }

void WindowDriver::openNext()
{
    const QStringList names = m_window->shippedNames();
    m_opened = (m_opened + 1) % names.size();
    m_window->openExperimentNamed(names[m_opened]);
}

void WindowDriver::saveAndDrop()
{
    const QString path = m_folder.filePath("kept.dqm");
    m_window->saveTo(path);
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(path)});
    // Without it nobody is the target.
    QDragEnterEvent enter(QPoint(400, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_window.get(), &enter);
    QDropEvent drop(QPointF(400, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_window.get(), &drop);
}

void WindowDriver::useNextTheme()
{
    for (QMenu* menu : m_window->findChildren<QMenu*>()) {
        if (menu->title() != QLatin1String("T&heme"))
            continue;
        const QList<QAction*> themes = menu->actions();
        for (qsizetype i = 0; i < themes.size(); ++i) {
            if (themes[i]->isChecked())
                return themes[(i + 1) % themes.size()]->trigger();
        }
    }
}

void WindowDriver::scrub(double from, double to)
{
    auto* timeline = m_window->findChild<Timeline*>();
    if (!timeline->isVisible())
        return;
    const QRect strip = timeline->strip();
    const auto at = [&strip](double share) {
        return QPoint(strip.left() + qRound(share * strip.width()), strip.center().y());
    };
    QTest::mousePress(timeline, Qt::LeftButton, {}, at(from));
    QTest::mouseMove(timeline, at(0.5 * (from + to)));
    QTest::qWait(pause);
    QTest::mouseMove(timeline, at(to));
    QTest::mouseRelease(timeline, Qt::LeftButton, {}, at(to));
}

/// Dragged a little in the middle of the first pane, and laid away.
void WindowDriver::useTool(const char* name)
{
    const QList<QAction*>& tools = m_window->commands().tools();
    const auto found = std::ranges::find_if(
        tools, [name](const QAction* each) { return each->objectName() == QLatin1String(name); });
    const auto panes = visible<SceneView>(m_window->scene());
    if (panes.isEmpty() || !(*found)->isEnabled())
        return;
    SceneView& pane = *panes.front();
    const QPoint middle = pane.rect().center();
    (*found)->trigger();
    QTest::mousePress(&pane, Qt::LeftButton, {}, middle);
    for (const QPoint& by : {QPoint(6, 0), QPoint(12, -8)}) {
        const QPointF at = middle + by;
        QMouseEvent event(QEvent::MouseMove, at, pane.mapToGlobal(at), Qt::NoButton, Qt::LeftButton,
            Qt::NoModifier);
        QApplication::sendEvent(&pane, &event);
    }
    QTest::mouseRelease(&pane, Qt::LeftButton, {}, middle + QPoint(12, -8));
    tools.front()->trigger();
}

void WindowDriver::typeTime(double share)
{
    auto* box = m_window->findChild<QLineEdit*>("goToTime");
    if (!box->isVisible())
        return;
    QTest::mouseClick(box, Qt::LeftButton);
    const double until = m_window->document().present().time.until;
    QTest::keyClicks(box, QString::number(share * until, 'g', 6));
    QTest::keyClick(box, Qt::Key_Return);
}

const std::vector<WindowDriver::Action>& WindowDriver::actions()
{
    const auto key = [](const QString& name, Qt::Key code, Qt::KeyboardModifiers with = {}) {
        return Action{name, [code, with](WindowDriver& d) { d.press(code, with); }};
    };
    static const std::vector<Action> all{
        {"drag W",
            [](WindowDriver& d) {
                d.dragPad({0.5, -0.3});
            }},
        {"W to rest",
            [](WindowDriver& d) {
                d.dragPad({0.0, 0.0});
            }},
        key("one view", Qt::Key_1),
        key("K | K'", Qt::Key_2),
        key("frictionless | frictional", Qt::Key_3),
        key("2 x 2", Qt::Key_4),
        key("evolve in K'", Qt::Key_E),
        key("look from K", Qt::Key_K),
        key("from above", Qt::Key_T),
        key("drift lines", Qt::Key_D),
        key("diffusion lines", Qt::Key_U),
        key("particles", Qt::Key_P),
        key("paper", Qt::Key_Q),
        key("next colouring", Qt::Key_N),
        key("vortices", Qt::Key_X),
        key("play or hold", Qt::Key_Space),
        key("reverse", Qt::Key_Backspace),
        key("step", Qt::Key_Period),
        key("step back", Qt::Key_Comma),
        key("start", Qt::Key_Home),
        key("undo", Qt::Key_Z, Qt::ControlModifier),
        key("scene only", Qt::Key_F9),
        {"small",
            [](WindowDriver& d) {
                d.resize({1024, 768});
            }},
        {"large",
            [](WindowDriver& d) {
                d.resize({1600, 900});
            }},
        {"move a slider", [](WindowDriver& d) { d.moveFirstSlider(); }},
        {"another experiment", [](WindowDriver& d) { d.openNext(); }},
        {"another theme", [](WindowDriver& d) { d.useNextTheme(); }},
        {"scrub", [](WindowDriver& d) { d.scrub(0.2, 0.05); }},
        {"draw a wall", [](WindowDriver& d) { d.useTool("toolWall"); }},
        {"kick", [](WindowDriver& d) { d.useTool("toolKick"); }},
        {"measure", [](WindowDriver& d) { d.useTool("toolMeasure"); }},
        {"go to a time", [](WindowDriver& d) { d.typeTime(0.04); }},
        {"the gallery and back",
            [](WindowDriver& d) {
                d.press(Qt::Key_G, Qt::ControlModifier);
                d.press(Qt::Key_Escape);
            }},
        {"save and drop the file", [](WindowDriver& d) { d.saveAndDrop(); }},
    };
    return all;
}

QString WindowDriver::flaw()
{
    QString found;
    // A picture may be on its way; nothing may stay wrong. While the window says that it prepares
    // a run, its parts may wait for longer.
    QElapsedTimer sinceSaid;
    QElapsedTimer sinceAsked;
    sinceSaid.start();
    sinceAsked.start();
    while (!(found = flawNow()).isEmpty() && sinceSaid.elapsed() < patience
        && sinceAsked.elapsed() < longestPreparation) {
        QTest::qWait(pause);
        if (saysThatItPrepares())
            sinceSaid.restart();
    }
    return found;
}

bool WindowDriver::saysThatItPrepares() const
{
    return std::ranges::any_of(visible<QLabel>(*m_window),
        [](const QLabel* label) { return label->text().startsWith(QLatin1String("Preparing")); });
}

QString WindowDriver::flawNow()
{
    for (QString (WindowDriver::*look)() : {&WindowDriver::flawInWords, &WindowDriver::flawInPanes,
             &WindowDriver::flawInPlot, &WindowDriver::flawInTables, &WindowDriver::flawInFocus}) {
        if (const QString found = (this->*look)(); !found.isEmpty())
            return found;
    }
    return {};
}

QString WindowDriver::flawInWords()
{
    const QString title = QString::fromStdString(titleOf(m_window->table().experiment()));
    if (!m_window->windowTitle().startsWith(title))
        return QStringLiteral("the title \"%1\" is not \"%2\"").arg(m_window->windowTitle(), title);
    static const QRegularExpression notANumber(R"(\b[+−-]?(nan|inf)\b)");
    for (const QLabel* label : visible<QLabel>(*m_window)) {
        if (notANumber.match(label->text()).hasMatch())
            return "a label says " + label->text();
    }
    return {};
}

QString WindowDriver::flawInPanes()
{
    if (m_window->exhibits().isActive()) {
        const auto scenes = visible<ExhibitSceneView>(*m_window);
        if (scenes.size() != 1)
            return QStringLiteral("an exhibit with %1 scenes").arg(scenes.size());
        if (!showsSomething(scenes.front()->grab().toImage()))
            return "the scene of the exhibit is empty";
        return {};
    }
    const auto panes = visible<SceneView>(m_window->scene());
    const int wanted = panesOf(m_window->document().present().stage);
    if (panes.size() != wanted || m_window->scene().paneCount() != wanted)
        return QStringLiteral("%1 panes where the stage says %2").arg(panes.size()).arg(wanted);
    for (SceneView* pane : panes) {
        if (!showsSomething(pane->grab().toImage()))
            return QStringLiteral("pane %1 of %2 is empty")
                .arg(panes.indexOf(pane) + 1)
                .arg(panes.size());
    }
    return {};
}

QString WindowDriver::flawInPlot()
{
    auto* panel = m_window->findChild<PlotPanel*>();
    if (m_window->exhibits().isActive() || !panel->isVisible() || !m_window->frame())
        return {};
    if (!panel->plot().keepsPast)
        return {};
    const std::vector<PlotColumn> columns = panel->plotInView().columns();
    if (columns.empty() || columns.front().values.empty())
        return "the plot is empty";
    const std::vector<double>& times = columns.front().values;
    if (!std::ranges::is_sorted(times))
        return "the curve runs back in time";
    const double now = m_window->frame()->time;
    if (times.front() > now || times.back() < now)
        return QStringLiteral("the curve spans %1 to %2 while the table says %3")
            .arg(times.front())
            .arg(times.back())
            .arg(now);
    return {};
}

QString WindowDriver::flawInTables()
{
    static const QRegularExpression wrong(R"(\b(nan|inf)\b|✗)");
    for (const ReadoutTable* table : visible<ReadoutTable>(*m_window)) {
        for (const QString& line : table->plainText().split('\n')) {
            if (wrong.match(line).hasMatch())
                return "the table says " + line.simplified();
        }
    }
    for (const ExhibitReadouts* table : visible<ExhibitReadouts>(*m_window)) {
        for (const QString& line : table->plainText().split('\n')) {
            if (wrong.match(line).hasMatch())
                return "the exhibit says " + line.simplified();
        }
    }
    return {};
}

QString WindowDriver::flawInFocus()
{
    const QWidget* focus = QApplication::focusWidget();
    if (!focus)
        return {};
    if (!focus->isVisible())
        return QStringLiteral("an invisible %1 has the focus")
            .arg(focus->metaObject()->className());
    // No action types into a box.
    if (qobject_cast<const QAbstractSpinBox*>(focus) || qobject_cast<const QLineEdit*>(focus))
        return QStringLiteral("the focus went to %1 \"%2\"")
            .arg(focus->metaObject()->className(), focus->accessibleName());
    return {};
}

} // namespace dqm::test
