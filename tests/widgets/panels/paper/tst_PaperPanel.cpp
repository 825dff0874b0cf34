#include "core/readouts/waves/EquationReadouts.h"
#include "widgets/numbers/Symbols.h"
#include "widgets/panels/paper/EquationNumbers.h"
#include "widgets/panels/paper/EquationPicture.h"
#include "widgets/panels/paper/PaperEntry.h"
#include "widgets/panels/paper/PaperPanel.h"
#include "widgets/theme/Theme.h"

#include <QApplication>
#include <QCheckBox>
#include <QFile>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QRegularExpression>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSvgRenderer>
#include <QTest>
#include <QToolButton>

#include <cmath>
#include <limits>
#include <utility>

using namespace dqm;

/// The paper, live: what it contains and what a reader sees of the numbers.
class tst_PaperPanel : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void everyEquationIsThereInThePapersOrder();
    void everyDrawingIsASmallPictureWithoutFonts();
    void everyErratumIsTold();
    void errataAreNeverFoldedAway();
    void everyExperimentAndViewIsOneOfTheProgram();
    void laboratoriesToComeAreSaidNotToBeThere();
    void drawingsAreInkedForBothThemes();
    void equationsFitTheNarrowDockAndAreNeverCut();
    void rowsStandAtEveryEquationTheyName();
    void aFailingRowShowsTheFailingMark();
    void whatTheGridMayHaveBroughtHasNoCross();
    void whatAnEquationLacksIsSaidInItsPlace();
    void aValueWithoutABoundIsOnlyShown();
    void newValuesMoveNothing();
    void filtersByNumberErratumAndWord();
    void showsOnlyWhatTheExperimentShows();
    void aJumpUnfoldsTheEntryAndBringsItIntoView();
    void aClickAsksForTheExperiment();
    void plainNamesOfQuantitiesBecomeSymbols();

private:
    PaperEntry* entry(int number) const
    {
        return m_panel->findChild<PaperEntry*>(QStringLiteral("equation%1").arg(number));
    }

    std::unique_ptr<PaperPanel> m_panel;
};

namespace {

constexpr int equationCount = 34;
const double unbounded = std::numeric_limits<double>::infinity();

std::vector<PaperEquation> allEquations()
{
    std::vector<PaperEquation> all;
    for (const PaperSection& section : paperContents())
        all.insert(all.end(), section.equations.begin(), section.equations.end());
    return all;
}

EquationRow row(const char* equation, double value, double bound)
{
    return {equation, "d_t rho + div(rho v), relative", 1.25, value, "", bound, value <= bound, {}};
}

/// A frame that has nothing else, of which steps and grid have cost psi so much.
Frame frameOf(std::vector<EquationRow> rows, std::optional<double> estimatedError = {})
{
    Frame frame;
    frame.equations = std::make_shared<const std::vector<EquationRow>>(std::move(rows));
    frame.estimatedError = estimatedError;
    return frame;
}

struct LayoutRequests : QObject
{
    int count = 0;
    bool eventFilter(QObject*, QEvent* event) override
    {
        count += event->type() == QEvent::LayoutRequest ? 1 : 0;
        return false;
    }
};

QString markIn(const PaperEntry& entry)
{
    return entry.findChild<QLabel*>(QStringLiteral("mark"))->text();
}

QStringList shippedNames()
{
    QFile file(QStringLiteral(DQM_SOURCE_DIR "/resources/experiments/index.txt"));
    QStringList names;
    if (file.open(QIODevice::ReadOnly)) {
        static const QRegularExpression entry("^[a-z0-9-]+(?= \\d$)");
        for (const QString& line : QString::fromUtf8(file.readAll()).split('\n'))
            names << entry.match(line).captured();
    }
    names.removeAll(QString());
    return names;
}

/// An exhibit has no view that an equation might change.
bool isExhibit(const QString& name)
{
    QFile file(QStringLiteral(DQM_SOURCE_DIR "/resources/experiments/%1.json").arg(name));
    if (!file.open(QIODevice::ReadOnly))
        return false;
    const QString kind = QJsonDocument::fromJson(file.readAll())["kind"].toString("wave");
    return kind != "wave" && kind != "two-particles";
}

} // namespace

void tst_PaperPanel::init()
{
    std::vector<PaperPanel::Experiment> experiments;
    for (const QString& name : shippedNames())
        experiments.push_back({name, QString(name).replace('-', ' ')});
    m_panel = std::make_unique<PaperPanel>(experiments);
    m_panel->resize(344, 700);
}

void tst_PaperPanel::everyEquationIsThereInThePapersOrder()
{
    const auto all = allEquations();
    QCOMPARE(all.size(), std::size_t(equationCount));
    for (int number = 1; number <= equationCount; ++number) {
        const PaperEquation& equation = all[static_cast<std::size_t>(number - 1)];
        QCOMPARE(equation.number, number);
        QVERIFY(!equation.title.isEmpty() && !equation.says.isEmpty());
        QCOMPARE(paperEquation(number)->title, equation.title);
        QVERIFY2(entry(number), qPrintable(equation.title));
        QCOMPARE(
            entry(number)->findChildren<EquationPicture*>().size(), equation.hasCorrection ? 2 : 1);
    }
    QVERIFY(!paperEquation(0) && !paperEquation(equationCount + 1));
}

void tst_PaperPanel::everyDrawingIsASmallPictureWithoutFonts()
{
    for (const PaperEquation& equation : allEquations()) {
        for (const bool correction : {false, true}) {
            const QByteArray drawing = equationDrawing(equation.number, correction);
            const QString name = QStringLiteral("(%1)").arg(equation.number);
            QCOMPARE(drawing.isEmpty(), correction && !equation.hasCorrection);
            if (drawing.isEmpty())
                continue;
            QVERIFY2(!drawing.contains("<text") && !drawing.contains("font"), qPrintable(name));
            QVERIFY2(drawing.size() < 24000, qPrintable(name));
            QSvgRenderer renderer(QByteArray(drawing).replace("currentColor", "#000000"));
            QVERIFY2(renderer.isValid() && !renderer.viewBoxF().isEmpty(), qPrintable(name));
        }
    }
    QVERIFY(equationDrawing(equationCount + 1).isEmpty());
}

void tst_PaperPanel::everyErratumIsTold()
{
    QStringList told;
    for (const PaperEquation& equation : allEquations()) {
        told << equation.errata;
        QVERIFY2(equation.errata.isEmpty() || !equation.right.isEmpty(),
            qPrintable(QString::number(equation.number)));
    }
    QVERIFY(told.contains("X9b"));
    for (int number = 1; number <= 19; ++number)
        QVERIFY2(
            told.contains(QStringLiteral("X%1").arg(number)), qPrintable(QString::number(number)));
    QVERIFY(paperEquation(4)->errata.contains("X1"));
    QVERIFY(paperEquation(7)->errata.contains("X2"));
    QVERIFY(paperEquation(17)->errata.contains("X8"));
}

void tst_PaperPanel::errataAreNeverFoldedAway()
{
    m_panel->show();
    for (const PaperEquation& equation : allEquations()) {
        const PaperEntry* shown = entry(equation.number);
        QVERIFY(!shown->findChild<QLabel*>("says")->isVisible());
        if (equation.right.isEmpty())
            continue;
        QVERIFY(shown->findChild<QLabel*>("right")->isVisible());
        for (const QString& erratum : equation.errata)
            QVERIFY(shown->findChild<QLabel*>("errata")->text().contains(erratum));
    }
    entry(2)->setUnfolded(true);
    QVERIFY(entry(2)->findChild<QLabel*>("says")->isVisible());
}

void tst_PaperPanel::everyExperimentAndViewIsOneOfTheProgram()
{
    const QStringList names = shippedNames();
    QVERIFY(names.size() > 10);
    for (const PaperEquation& equation : allEquations()) {
        const QString number = QString::number(equation.number);
        const PaperView& show = equation.show;
        QCOMPARE(show.experiment.isEmpty(), !equation.laboratory.isEmpty());
        if (show.experiment.isEmpty())
            continue;
        QVERIFY2(names.contains(show.experiment), qPrintable(number));
        QVERIFY2(show.place == "scene" || show.place == "plot", qPrintable(number));
        QVERIFY2(!show.look.isEmpty(), qPrintable(number));
        QVERIFY2(!show.view.isEmpty() || isExhibit(show.experiment), qPrintable(number));
    }
}

void tst_PaperPanel::laboratoriesToComeAreSaidNotToBeThere()
{
    m_panel->show();
    for (int number = 1; number <= equationCount; ++number) {
        if (paperEquation(number)->laboratory.isEmpty())
            continue;
        QCOMPARE(markIn(*entry(number)), "not yet");
        QVERIFY(entry(number)->findChild<QLabel*>("notYet")->isVisible());
        QVERIFY(!entry(number)->findChild<QToolButton*>("show"));
    }
    QVERIFY(!entry(26)->findChild<QLabel*>("notYet"));
}

void tst_PaperPanel::drawingsAreInkedForBothThemes()
{
    for (const auto kind : {ThemeKind::Light, ThemeKind::Dark}) {
        QApplication::setPalette(palette(theme(kind)));
        EquationPicture picture(equationDrawing(2));
        picture.resize(picture.sizeHint());
        const QImage image = picture.grab().toImage();
        const Theme& colors = theme(kind);
        bool hasInk = false;
        bool hasVermilion = false;
        const auto isNear = [](const QColor& a, const QColor& b) {
            return std::abs(a.red() - b.red()) + std::abs(a.green() - b.green())
                + std::abs(a.blue() - b.blue())
                < 60;
        };
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                hasInk = hasInk || isNear(image.pixelColor(x, y), colors.total);
                hasVermilion = hasVermilion || isNear(image.pixelColor(x, y), colors.diffusion);
            }
        }
        QVERIFY2(hasInk, "the ink of text");
        QVERIFY2(hasVermilion, "u in the colour of the diffusion velocity");
    }
}

void tst_PaperPanel::equationsFitTheNarrowDockAndAreNeverCut()
{
    m_panel->show();
    const auto* list = m_panel->findChild<QScrollArea*>();
    QVERIFY(list->widget()->width() <= list->viewport()->width());
    QVERIFY(entry(2)->findChild<QToolButton*>("show")->text().endsWith("anisotropic spreading"));
    for (const auto* picture : m_panel->findChildren<EquationPicture*>()) {
        const QSize natural = picture->sizeHint();
        const double scale = std::min(1.0, double(picture->width()) / natural.width());
        QVERIFY2(scale > 0.8, qPrintable(picture->parent()->objectName()));
        QVERIFY(picture->height() >= scale * natural.height() - 1.0);
        const QPoint right = picture->mapTo(m_panel.get(), QPoint(picture->width(), 0));
        QVERIFY(right.x() <= list->viewport()->width());
    }
}

void tst_PaperPanel::rowsStandAtEveryEquationTheyName()
{
    m_panel->setFrame(
        frameOf({row("(22), (23)", 1e-12, 1e-8), row("(4)", 2e-9, 1e-6), row("(4)", 3e-9, 1e-6)}));
    const auto rowsOf = [this](int number) {
        return entry(number)->findChild<EquationNumbers*>()->readouts().size();
    };
    QCOMPARE(rowsOf(22), std::size_t(1));
    QCOMPARE(rowsOf(23), std::size_t(1));
    QCOMPARE(rowsOf(4), std::size_t(2));
    QCOMPARE(rowsOf(2), std::size_t(0));
    QCOMPARE(markIn(*entry(23)), "✓");
    QCOMPARE(markIn(*entry(2)), "–");
    const QString status = m_panel->findChild<QLabel*>("status")->text();
    QVERIFY2(status.contains("1.250") && status.contains("3 hold"), qPrintable(status));

    m_panel->clear();
    QCOMPARE(rowsOf(4), std::size_t(0));
}

void tst_PaperPanel::aFailingRowShowsTheFailingMark()
{
    m_panel->setFrame(frameOf({row("(14)", 2e-3, 1e-3), row("(14)", 1e-9, 1e-3)}));
    QCOMPARE(markIn(*entry(14)), "✗");
    const QString status = m_panel->findChild<QLabel*>("status")->text();
    QVERIFY2(status.contains("1 fails"), qPrintable(status));
    m_panel->setFrame(frameOf({row("(14)", 1e-9, 1e-3)}));
    QCOMPARE(markIn(*entry(14)), "✓");
}

/// As `run --check` says it: a residual beyond its bound, by no more than steps and grid cost psi.
void tst_PaperPanel::whatTheGridMayHaveBroughtHasNoCross()
{
    m_panel->setFrame(frameOf({row("(14)", 2e-3, 1e-3), row("(14)", 1e-9, 1e-3)}, 1e-3));
    QCOMPARE(markIn(*entry(14)), "≈");
    QCOMPARE(entry(14)->findChild<QLabel*>("mark")->toolTip(), "not resolved");
    const auto& readouts = entry(14)->findChild<EquationNumbers*>()->readouts();
    QCOMPARE(verdictOf(readouts[0]), Verdict::Unresolved);
    QCOMPARE(EquationNumbers::valueText(readouts[0]), "not resolved: steps and grid: 1e-03");
    QCOMPARE(EquationNumbers::boundText(readouts[0]), "");
    const QString status = m_panel->findChild<QLabel*>("status")->text();
    QVERIFY2(status.contains("1 holds") && status.contains("1 not resolved"), qPrintable(status));
    QVERIFY(!status.contains("✗"));
}

void tst_PaperPanel::whatAnEquationLacksIsSaidInItsPlace()
{
    EquationRow coarse{"(13)", "Hamilton-Jacobi", 1.25, std::nan(""), "", unbounded, true,
        "not resolved here (grid: 3e-02)"};
    EquationRow lacking{"(24)", "force", 1.25, std::nan(""), "", unbounded, true, "no potential"};
    m_panel->setFrame(frameOf({coarse, lacking}));
    QCOMPARE(markIn(*entry(13)), "≈");
    QCOMPARE(markIn(*entry(24)), "–");
    const auto words = [this](int number) {
        return EquationNumbers::valueText(
            entry(number)->findChild<EquationNumbers*>()->readouts().front());
    };
    QCOMPARE(words(13), "not resolved: grid: 3e-02");
    QCOMPARE(words(24), "no potential");
}

void tst_PaperPanel::aValueWithoutABoundIsOnlyShown()
{
    EquationRow energy{
        "(5)", "energy of the diffusion flux U_u", 1.25, 0.125, "E₀", unbounded, true, {}};
    m_panel->setFrame(frameOf({energy}));
    QCOMPARE(markIn(*entry(5)), "○");
    const auto readoutOf
        = [](const EquationRow& one) { return equationReadouts(frameOf({one})).front(); };
    QVERIFY(EquationNumbers::valueText(readoutOf(energy)).startsWith("0.12500"));
    QVERIFY(EquationNumbers::valueText(readoutOf(energy)).endsWith("E₀"));
    QCOMPARE(EquationNumbers::boundText(readoutOf(energy)), "");
    const Readout small = readoutOf(row("(1)", 2.34e-12, 1e-9));
    QCOMPARE(EquationNumbers::valueText(small), "2.3×10⁻¹²");
    QCOMPARE(EquationNumbers::boundText(small), "≤ 10⁻⁹");
    QCOMPARE(EquationNumbers::boundText(readoutOf(row("(1)", 2.34e-12, 5e-9))), "≤ 5×10⁻⁹");
}

void tst_PaperPanel::newValuesMoveNothing()
{
    m_panel->show();
    m_panel->setFrame(frameOf({row("(14)", 1e-9, 1e-3)}));
    LayoutRequests requests;
    entry(14)->installEventFilter(&requests);
    int before = -1;
    while (std::exchange(before, requests.count) != requests.count)
        QTest::qWait(200);
    requests.count = 0;
    m_panel->setFrame(frameOf({row("(14)", -8.7654e-13, 1e-3)}));
    QTest::qWait(50);
    QCOMPARE(requests.count, 0);
    m_panel->setFrame(frameOf({row("(14)", 1e-9, 1e-3), row("(14)", 1e-9, 1e-3)}));
    QTRY_VERIFY2(requests.count > 0, "another row needs room");
}

void tst_PaperPanel::filtersByNumberErratumAndWord()
{
    m_panel->show();
    const auto visible = [this](const QString& filter) {
        m_panel->findChild<QLineEdit*>("filter")->setText(filter);
        QList<int> numbers;
        for (int number = 1; number <= equationCount; ++number) {
            if (entry(number)->isVisible())
                numbers << number;
        }
        return numbers;
    };
    QCOMPARE(visible("3"), QList<int>{3});
    QCOMPARE(visible("(13)"), QList<int>{13});
    QCOMPARE(visible("x8"), QList<int>{17});
    QCOMPARE(visible("X9B"), (QList<int>{27, 28, 31}));
    QVERIFY(visible("schrödinger").contains(16));
    QVERIFY(visible("momentum operator").contains(22));
    QVERIFY(visible("nonsense word").isEmpty());
    QCOMPARE(visible("").size(), equationCount);
}

void tst_PaperPanel::showsOnlyWhatTheExperimentShows()
{
    m_panel->show();
    m_panel->setShown({"6", "16"});
    auto* switched = m_panel->findChild<QCheckBox*>("shownOnly");
    switched->setChecked(true);
    QVERIFY(entry(6)->isVisible() && entry(16)->isVisible());
    QVERIFY(!entry(5)->isVisible() && !entry(27)->isVisible());
    m_panel->setShown({"5"});
    QVERIFY(entry(5)->isVisible() && !entry(6)->isVisible());
    switched->setChecked(false);
    QVERIFY(entry(27)->isVisible());
}

void tst_PaperPanel::aJumpUnfoldsTheEntryAndBringsItIntoView()
{
    m_panel->show();
    m_panel->findChild<QLineEdit*>("filter")->setText("Fick");
    m_panel->jumpTo(20);
    const auto* area = m_panel->findChild<QScrollArea*>();
    QTRY_VERIFY(area->verticalScrollBar()->value() > 0);
    QTRY_VERIFY(!entry(20)->visibleRegion().isEmpty());
    QVERIFY(entry(20)->findChild<QLabel*>("says")->isVisible());
    const auto top = [&] { return entry(20)->mapTo(area->viewport(), QPoint(0, 0)).y(); };
    QCOMPARE(top(), 0);
    const int before = entry(20)->y();
    m_panel->setFrame(frameOf(std::vector<EquationRow>(6, row("(14)", 1e-9, 1e-3))));
    QTRY_VERIFY2(entry(20)->y() > before, "numbers above it need room");
    QTRY_COMPARE(top(), 0);
    area->verticalScrollBar()->triggerAction(QAbstractSlider::SliderPageStepAdd);
    m_panel->clear();
    QTRY_COMPARE(entry(20)->y(), before);
    QVERIFY2(top() != 0, "a person has scrolled");
}

void tst_PaperPanel::aClickAsksForTheExperiment()
{
    m_panel->show();
    std::vector<PaperView> wanted;
    connect(m_panel.get(), &PaperPanel::experimentWanted, this,
        [&wanted](const PaperView& view) { wanted.push_back(view); });
    auto* button = entry(5)->findChild<QToolButton*>("show");
    QVERIFY(button->text().contains("free spreading"));
    button->click();
    QCOMPARE(wanted.size(), std::size_t(1));
    QCOMPARE(wanted[0].experiment, "free-spreading");
    QCOMPARE(wanted[0].view["plot"].toString(), "energies");
    QCOMPARE(wanted[0].place, "plot");
}

void tst_PaperPanel::plainNamesOfQuantitiesBecomeSymbols()
{
    const auto spaced = [](QString text) { return text.replace(QChar(0xA0), QLatin1Char(' ')); };
    QCOMPARE(spaced(quantityInSymbols("rho u + D grad rho, relative")),
        "<i>ρ</i> <b>u</b> + <i>D</i> ∇<i>ρ</i>, relative");
    QCOMPARE(quantityInSymbols("shortfall of <p_u^2> from hbar^2/4"),
        "shortfall of ⟨<i>p<sub>u</sub></i>²⟩ from ħ²/4");
    QCOMPARE(spaced(quantityInSymbols("m <v.u> - 1")), "<i>m</i> ⟨<b>v</b>·<b>u</b>⟩ − 1");
    QCOMPARE(withSymbols("A ridge of ρ, ħ/2m"), "A ridge of <i>ρ</i>, ħ/2<i>m</i>");
    QCOMPARE(quantityInSymbols("d<L> of psi* p psi"), "d⟨<i>L</i>⟩ of <i>ψ</i>* <i>p</i> <i>ψ</i>");
    QCOMPARE(withSymbols("Key L"), "Key L");
    QCOMPARE(withPlainSymbols("U_u of it"), "Uᵤ of it");
    QCOMPARE(withSymbols("ρ > 0").count(QChar(0xA0)), 2);
}

QTEST_MAIN(tst_PaperPanel)
#include "tst_PaperPanel.moc"
