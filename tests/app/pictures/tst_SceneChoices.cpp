#include "app/pictures/SceneChoices.h"
#include "widgets/scene/model/SceneState.h"

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
};

QTEST_APPLESS_MAIN(TestSceneChoices)
#include "tst_SceneChoices.moc"
