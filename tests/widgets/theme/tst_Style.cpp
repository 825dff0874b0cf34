#include "widgets/theme/Style.h"
#include "widgets/theme/Theme.h"

#include <QCheckBox>
#include <QRadioButton>
#include <QStyle>
#include <QStyleOptionButton>
#include <QTest>

#include <cmath>

using namespace dqm;

namespace {

/// As of sRGB: 1 for equal colours, 21 for black on white.
double contrast(const QColor& a, const QColor& b)
{
    const auto luminance = [](const QColor& color) {
        const auto linear = [](double share) {
            return share <= 0.04045 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4);
        };
        return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF())
            + 0.0722 * linear(color.blueF());
    };
    const double high = std::max(luminance(a), luminance(b));
    const double low = std::min(luminance(a), luminance(b));
    return (high + 0.05) / (low + 0.05);
}

QRect markOf(const QAbstractButton& button)
{
    QStyleOptionButton option;
    option.initFrom(&button);
    const bool isBox = qobject_cast<const QCheckBox*>(&button) != nullptr;
    return button.style()->subElementRect(
        isBox ? QStyle::SE_CheckBoxIndicator : QStyle::SE_RadioButtonIndicator, &option, &button);
}

} // namespace

class TestStyle : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QApplication::setStyle(makeStyle()); }

    void boxesAreAsLargeAsTheirLetters_data()
    {
        QTest::addColumn<int>("percent");
        for (const int percent : {90, 100, 150, 200})
            QTest::addRow("%d %%", percent) << percent;
    }
    void boxesAreAsLargeAsTheirLetters()
    {
        QFETCH(const int, percent);
        QCheckBox box("Trails");
        QRadioButton choice("one of them");
        for (QAbstractButton* button :
            {static_cast<QAbstractButton*>(&box), static_cast<QAbstractButton*>(&choice)}) {
            QFont font = button->font();
            font.setPointSizeF(0.01 * percent * font.pointSizeF());
            button->setFont(font);
            button->resize(button->sizeHint());
            const double share = double(markOf(*button).height()) / button->fontMetrics().height();
            QVERIFY2(share > 0.75 && share < 1.0, qPrintable(QString::number(share)));
        }
    }

    void anEmptyBoxIsSeenOnEveryTheme_data()
    {
        QTest::addColumn<ThemeKind>("kind");
        QTest::newRow("light") << ThemeKind::Light;
        QTest::newRow("dark") << ThemeKind::Dark;
        QTest::newRow("light projector") << ThemeKind::ProjectorLight;
        QTest::newRow("dark projector") << ThemeKind::ProjectorDark;
    }
    void anEmptyBoxIsSeenOnEveryTheme()
    {
        QFETCH(const ThemeKind, kind);
        QWidget panel;
        panel.setPalette(palette(theme(kind)));
        panel.resize(200, 80);
        auto* box = new QCheckBox("Trails", &panel);
        auto* choice = new QRadioButton("one of them", &panel);
        choice->move(0, 40);
        for (QAbstractButton* button :
            {static_cast<QAbstractButton*>(box), static_cast<QAbstractButton*>(choice)}) {
            button->resize(button->sizeHint());
            const QRect mark = markOf(*button);
            const QImage image = panel.grab(QRect(button->pos(), button->size())).toImage();
            double best = 1.0;
            for (int x = mark.left(); x <= mark.right(); ++x)
                best = std::max(
                    best, contrast(image.pixelColor(x, mark.center().y()), theme(kind).panel));
            QVERIFY2(best > 3.0, qPrintable(QString::number(best)));
            // And it is told from one that is ticked.
            button->setChecked(true);
            QVERIFY(panel.grab(QRect(button->pos(), button->size())).toImage() != image);
        }
    }
};

QTEST_MAIN(TestStyle)
#include "tst_Style.moc"
