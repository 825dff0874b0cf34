#include "app/pictures/SceneChoices.h"
#include "widgets/plots/PlotKinds.h"
#include "widgets/scene/model/Colourings.h"
#include "widgets/scene/model/SceneState.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>

#include <set>

using namespace dqm;

/// The words of a file and what the scene shows.
class TestSceneChoices : public QObject
{
    Q_OBJECT

private slots:
    void everyColouringOfAFileIsShownAndWrittenBack()
    {
        for (const char* word : ViewSettings::colorings) {
            ViewSettings wanted;
            wanted.colorBy = word;
            ViewSettings noted;
            note(noted, sceneOptions(wanted));
            QCOMPARE(noted.colorBy, std::string(word));
        }
    }

    void theNextColouringGoesRoundAllThatAFileCanName()
    {
        std::set<ColorBy> seen;
        ColorBy now = ColorBy::Phase;
        for (std::size_t k = 0; k < ViewSettings::colorings.size(); ++k) {
            seen.insert(now);
            now = nextColoring(now);
        }
        QCOMPARE(seen.size(), ViewSettings::colorings.size());
        QCOMPARE(now, ColorBy::Phase);
    }

    void theWordsOfFilesAreThoseOfTheTable()
    {
        QCOMPARE(colourings().size(), ViewSettings::colorings.size());
        for (std::size_t k = 0; k < colourings().size(); ++k) {
            const Colouring& each = colourings()[k];
            QCOMPARE(std::string(each.word), std::string(ViewSettings::colorings[k]));
            QVERIFY2(
                *each.label && *each.tooltip && each.isIn && each.value && each.row, each.word);
            if (each.range == Colouring::Range::Run)
                QVERIFY2(each.rangeOfRun && each.smallest && *each.symbol, each.word);
            QCOMPARE(&colouring(each.by), &each);
        }
    }

    void theDocumentsNameEveryWord()
    {
        // "| `key` | ... | words |", the words in quotes or backticks.
        const auto named = [](const QString& document, const QString& key) {
            static const QRegularExpression word("`\"?([a-z0-9-]+)\"?`");
            QFile file(QStringLiteral(DQM_SOURCE_DIR "/docs/") + document);
            QStringList words;
            if (!file.open(QIODevice::ReadOnly))
                return words;
            const QString row
                = QString::fromUtf8(file.readAll()).section("\n| `" + key, 1).section('\n', 0, 0);
            for (auto found = word.globalMatch(row.section('|', -2)); found.hasNext();)
                words << found.next().captured(1);
            return words;
        };
        const auto all = [](std::span<const char* const> words) {
            return QStringList(words.begin(), words.end());
        };
        QCOMPARE(named("experiment-format.md", "view.color"), all(ViewSettings::colorings));
        QCOMPARE(named("experiment-format.md", "view.plot"), all(plotWords()));
        const QStringList offered = named("command-line.md", "--plot PLOT");
        for (const QString& word : all(plotWords()))
            QVERIFY2(offered.contains(word), qPrintable(word));
    }

    void aWordThatIsInNoTableIsRefused()
    {
        ViewSettings view;
        view.colorBy = "colourful";
        QVERIFY_EXCEPTION_THROWN(sceneOptions(view), std::invalid_argument);
    }
};

QTEST_APPLESS_MAIN(TestSceneChoices)
#include "tst_SceneChoices.moc"
