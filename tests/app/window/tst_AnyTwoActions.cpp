#include "app/window/WindowDriver.h"
#include "support/OwnSettings.h"

#include <QSettings>
#include <QTest>

#include <random>

using namespace dqm;
using test::WindowDriver;

/// Any two things done in a row, and any three, leave a window whose parts belong together.
///
/// Pairs      a walk that takes every ordered pair of actions once is cut into pieces, one for each
///            shipped experiment; DQM_LONG_DRIVE=1 walks the whole of it in each of them.
/// Triples    of chance with fixed seeds, so many in each experiment that there are 800, or 2000
///            in the long drive; DQM_RANDOM_ACTIONS=N takes N actions in a row instead.
class TestAnyTwoActions : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void anyTwoActionsLeaveAWholeWindow_data();
    void anyTwoActionsLeaveAWholeWindow();
    void anyThreeActionsLeaveAWholeWindow_data();
    void anyThreeActionsLeaveAWholeWindow();

private:
    void nameExperiments();
    void walk(const std::vector<std::size_t>& steps);
    /// A closed walk over the complete graph of n actions that takes every arrow, loops too, once.
    static std::vector<std::size_t> everyPairOnce(std::size_t n);

    QTemporaryDir m_folder;
    std::unique_ptr<WindowDriver> m_driver;
};

void TestAnyTwoActions::initTestCase()
{
    test::keepSettingsIn(m_folder.path(), "tst_AnyTwoActions");
    m_driver = std::make_unique<WindowDriver>();
}

void TestAnyTwoActions::nameExperiments()
{
    QTest::addColumn<QString>("experiment");
    QTest::addColumn<int>("index");
    int index = 0;
    for (const QString& name : m_driver->window().shippedNames())
        QTest::newRow(qPrintable(name)) << name << index++;
}

std::vector<std::size_t> TestAnyTwoActions::everyPairOnce(std::size_t n)
{
    // Hierholzer's walk: follow unused arrows, and go back where there are none.
    std::vector<std::size_t> next(n, 0);
    std::vector<std::size_t> path{0};
    std::vector<std::size_t> walk;
    while (!path.empty()) {
        const std::size_t at = path.back();
        if (next[at] < n) {
            path.push_back(next[at]++);
        } else {
            walk.push_back(at);
            path.pop_back();
        }
    }
    std::ranges::reverse(walk);
    return walk;
}

void TestAnyTwoActions::walk(const std::vector<std::size_t>& steps)
{
    QStringList done;
    for (const std::size_t step : steps) {
        const WindowDriver::Action& action = WindowDriver::actions()[step];
        m_driver->perform(action);
        done << action.name;
        const QString flaw = m_driver->flaw();
        if (!flaw.isEmpty())
            QFAIL(qPrintable(flaw + "\nafter: " + done.mid(qMax(0, done.size() - 12)).join(", ")));
    }
}

void TestAnyTwoActions::anyTwoActionsLeaveAWholeWindow_data() { nameExperiments(); }

void TestAnyTwoActions::anyTwoActionsLeaveAWholeWindow()
{
    QFETCH(QString, experiment);
    QFETCH(int, index);

    std::vector<std::size_t> steps = everyPairOnce(WindowDriver::actions().size());
    if (!qEnvironmentVariableIsSet("DQM_LONG_DRIVE")) {
        const auto count = static_cast<std::size_t>(m_driver->window().shippedNames().size());
        const std::size_t piece = (steps.size() - 1) / count + 1;
        const std::size_t from
            = std::min(static_cast<std::size_t>(index) * piece, steps.size() - 1);
        const std::size_t to = std::min(from + piece + 1, steps.size());
        steps = {steps.begin() + static_cast<std::ptrdiff_t>(from),
            steps.begin() + static_cast<std::ptrdiff_t>(to)};
    }
    m_driver->begin(experiment);
    walk(steps);
}

void TestAnyTwoActions::anyThreeActionsLeaveAWholeWindow_data() { nameExperiments(); }

void TestAnyTwoActions::anyThreeActionsLeaveAWholeWindow()
{
    QFETCH(QString, experiment);
    QFETCH(int, index);

    const int wanted = qEnvironmentVariableIsSet("DQM_LONG_DRIVE") ? 2000 : 800;
    const auto experiments = static_cast<int>(m_driver->window().shippedNames().size());
    const int asked = qEnvironmentVariableIntValue("DQM_RANDOM_ACTIONS");
    const int triples = asked > 0 ? 1 : (wanted - 1) / experiments + 1;
    const int length = asked > 0 ? asked / experiments + 1 : 3;
    std::mt19937 random(static_cast<unsigned>(1000 + index));
    std::uniform_int_distribution<std::size_t> any(0, WindowDriver::actions().size() - 1);
    for (int triple = 0; triple < triples; ++triple) {
        m_driver->begin(experiment);
        std::vector<std::size_t> steps;
        for (int i = 0; i < length; ++i)
            steps.push_back(any(random));
        walk(steps);
        if (QTest::currentTestFailed())
            return;
    }
}

QTEST_MAIN(TestAnyTwoActions)
#include "tst_AnyTwoActions.moc"
