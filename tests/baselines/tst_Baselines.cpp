#include "app/dialogs/Settings.h"
#include "app/rendering/RenderCommand.h"
#include "app/window/MainWindow.h"
#include "support/Command.h"
#include "support/OwnSettings.h"

#include <QDialog>
#include <QDir>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <algorithm>
#include <vector>

using namespace dqm;
using namespace dqm::test;

namespace {

/// Baselines are small: what is compared is what an eye sees from afar, not letters and edges,
/// which another font or driver draws otherwise.
constexpr QSize keptSize(320, 200);
constexpr QSize comparedSize(160, 100);
/// Of the distance from black to white: the mean over the picture, and the mean of the worst of its
/// blocks of 8 x 8.
constexpr double meanAllowed = 0.02;
constexpr double blockAllowed = 0.20;
constexpr int block = 8;

QImage scaled(const QImage& image, QSize size)
{
    return image.scaled(size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
        .convertToFormat(QImage::Format_RGB32);
}

double distance(QRgb a, QRgb b)
{
    return (std::abs(qRed(a) - qRed(b)) + std::abs(qGreen(a) - qGreen(b))
               + std::abs(qBlue(a) - qBlue(b)))
        / 765.0;
}

struct Difference
{
    double mean = 0.0;
    double worstBlock = 0.0;
};

Difference difference(const QImage& one, const QImage& other)
{
    const QImage a = scaled(one, comparedSize);
    const QImage b = scaled(other, comparedSize);
    Difference result;
    for (int top = 0; top < a.height(); top += block) {
        for (int left = 0; left < a.width(); left += block) {
            double sum = 0.0;
            int count = 0;
            for (int y = top; y < std::min(top + block, a.height()); ++y) {
                for (int x = left; x < std::min(left + block, a.width()); ++x, ++count)
                    sum += distance(a.pixel(x, y), b.pixel(x, y));
            }
            result.mean += sum / (comparedSize.width() * comparedSize.height());
            result.worstBlock = std::max(result.worstBlock, sum / count);
        }
    }
    return result;
}

} // namespace

/// Pictures that were looked at and found good, against what is drawn now. A missing one is saved
/// where it belongs, and fails, so that somebody looks at it before it is committed.
class TestBaselines : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    static void compare(const QString& name, const QImage& drawn)
    {
        QVERIFY(!drawn.isNull());
        const QString path = QStringLiteral(DQM_SOURCE_DIR "/tests/baselines/%1.png").arg(name);
        const QImage kept(path);
        if (kept.isNull()) {
            QVERIFY(scaled(drawn, keptSize).save(path));
            QFAIL(qPrintable("there was no " + path + "; it is there now: look at it"));
        }
        const Difference found = difference(kept, drawn);
        const bool isAlike = found.mean <= meanAllowed && found.worstBlock <= blockAllowed;
        if (!isAlike)
            drawn.save(QDir::temp().filePath(name + "-drawn.png"));
        QVERIFY2(isAlike,
            qPrintable(QStringLiteral("%1 differs: mean %2, worst block %3; drawn: %4")
                           .arg(path)
                           .arg(found.mean)
                           .arg(found.worstBlock)
                           .arg(QDir::temp().filePath(name + "-drawn.png"))));
    }

    /// The window once nothing in it changes any more.
    static QImage atRest(MainWindow& window)
    {
        constexpr int patience = 60;
        QImage before;
        for (int k = 0; k < patience; ++k) {
            QTest::qWait(400);
            const QImage now = window.grab().toImage();
            if (window.frame() && now == before)
                return now;
            before = now;
        }
        return {};
    }

private slots:
    void initTestCase() { keepSettingsIn(m_folder.path(), "tst_Baselines"); }

    void aChangeOfWhatIsSeenIsFound();
    void whatIsRendered_data();
    void whatIsRendered();
    void theWindowAtTheStart_data();
    void theWindowAtTheStart();
    void dialogs_data();
    void dialogs();
};

void TestBaselines::aChangeOfWhatIsSeenIsFound()
{
    QImage plain(640, 400, QImage::Format_RGB32);
    plain.fill(Qt::white);
    QImage spot = plain;
    for (int y = 100; y < 140; ++y) {
        for (int x = 100; x < 140; ++x)
            spot.setPixel(x, y, qRgb(0, 0, 120));
    }
    QVERIFY(difference(plain, plain).worstBlock == 0.0);
    QVERIFY(difference(plain, spot).worstBlock > blockAllowed);
    QImage tinted = plain;
    tinted.fill(qRgb(245, 245, 245));
    QVERIFY(difference(plain, tinted).mean > meanAllowed);
}

void TestBaselines::whatIsRendered_data()
{
    QTest::addColumn<QStringList>("arguments");
    const auto row
        = [](const char* name, const QStringList& arguments) { QTest::newRow(name) << arguments; };
    row("spreading", {"free-spreading", "--at", "2"});
    row("spreading-dark", {"free-spreading", "--at", "2", "--theme", "dark"});
    row("stage", {"galilean-2x2", "--at", "2"});
    row("slits", {"double-slit", "--at", "2.5"});
    row("slits-from-above", {"double-slit", "--at", "2.5", "--set", "view.elevation=90"});
    row("vortex", {"quantised-vortex", "--at", "1", "--theme", "dark"});
    row("particles",
        {"particles-through-a-double-slit", "--at", "1", "--set", "ensemble.particles=2000"});
    row("two-fermions", {"two-fermions-avoid-each-other", "--at", "2"});
    row("potential", {"circular-well-scattering", "--at", "1"});
    row("energies", {"free-spreading", "--at", "4", "--view", "plots", "--plot", "energies"});
    row("section", {"two-packets-meeting", "--at", "2", "--view", "plots", "--plot", "section"});
    row("balls", {"balls-that-share-their-chances", "--at", "500"});
    row("light-walk", {"zigzag-through-space-and-time"});
    row("thermal-diffusion", {"which-way-does-it-drift", "--theme", "dark"});
}

void TestBaselines::whatIsRendered()
{
    QFETCH(const QStringList, arguments);
    const QString name = QString::fromLatin1(QTest::currentDataTag());
    const QString file = m_folder.filePath(name + ".png");
    std::ostringstream out;
    std::ostringstream err;
    const int status = runAction(
        render, arguments + QStringList{"--image", file, "--size", "960x600", "--quiet"}, out, err);
    QVERIFY2(status == exitDone, err.str().c_str());
    compare(name, QImage(file));
}

void TestBaselines::theWindowAtTheStart_data()
{
    QTest::addColumn<ThemeKind>("theme");
    QTest::addColumn<QSize>("size");
    QTest::addColumn<int>("type");
    QTest::newRow("window-light") << ThemeKind::Light << QSize(1280, 800) << 100;
    QTest::newRow("window-dark") << ThemeKind::Dark << QSize(1920, 1080) << 100;
    QTest::newRow("window-projector") << ThemeKind::ProjectorLight << QSize(1024, 768) << 100;
    QTest::newRow("window-large-type") << ThemeKind::Light << QSize(1280, 800) << 200;
}

void TestBaselines::theWindowAtTheStart()
{
    QFETCH(const ThemeKind, theme);
    QFETCH(const QSize, size);
    QFETCH(const int, type);
    settings::setThemeKind(theme);
    MainWindow window;
    window.setTypeSize(type);
    window.resize(size);
    window.show();
    window.openExperimentNamed("galilean-2x2");
    compare(QString::fromLatin1(QTest::currentDataTag()), atRest(window));
}

void TestBaselines::dialogs_data()
{
    QTest::addColumn<int>("command");
    QTest::newRow("dialog-picture") << static_cast<int>(CommandId::ExportPicture);
    QTest::newRow("dialog-keys") << static_cast<int>(CommandId::Keys);
}

void TestBaselines::dialogs()
{
    QFETCH(const int, command);
    settings::setThemeKind(ThemeKind::Light);
    MainWindow window;
    window.resize(1280, 800);
    window.show();
    window.openExperimentNamed("free-spreading");
    atRest(window);
    QImage drawn;
    QTimer::singleShot(1500, &window, [&] {
        for (auto* dialog : window.findChildren<QDialog*>()) {
            if (!dialog->isVisible())
                continue;
            drawn = dialog->grab().toImage();
            dialog->reject();
        }
    });
    window.commands()[static_cast<CommandId>(command)]->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(!drawn.isNull(), 5000);
    compare(QString::fromLatin1(QTest::currentDataTag()), drawn);
}

QTEST_MAIN(TestBaselines)
#include "tst_Baselines.moc"
