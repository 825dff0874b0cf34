#include "core/values/Printable.h"

#include <QTest>

using namespace dqm;
using namespace std::string_literals;

class TestPrintable : public QObject
{
    Q_OBJECT

private slots:
    void whatControlsATerminalIsShown_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("shown");
        QTest::newRow("plain") << QByteArray("ψ ħ a\\b") << QByteArray("ψ ħ a\\b");
        QTest::newRow("colour") << QByteArray("\x1B[31mred\a")
                                << QByteArray("\\u001b[31mred\\u0007");
        QTest::newRow("nothing") << QByteArray("a\0b", 3) << QByteArray("a\\u0000b");
        QTest::newRow("of eight bits") << QByteArray("\xC2\x9B") << QByteArray("\\u009b");
        QTest::newRow("direction") << QByteArray("\xE2\x80\xAE") << QByteArray("\\u202e");
        QTest::newRow("no UTF-8") << QByteArray("\xFFx\xE2\x80")
                                  << QByteArray("\\u00ffx\\u00e2\\u0080");
        QTest::newRow("empty") << QByteArray() << QByteArray();
    }

    void whatControlsATerminalIsShown()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QByteArray, shown);
        QCOMPARE(QByteArray::fromStdString(printable({text.constData(), std::size_t(text.size())})),
            shown);
    }

    void whatIsLongIsCutBetweenCharactersAndTold()
    {
        std::string text;
        for (int i = 0; i < 61; ++i)
            text += "ψ";
        QCOMPARE(shortened(text.substr(2)), text.substr(2));
        QCOMPARE(shortened(text), text.substr(2) + "... (61 characters)");
        QCOMPARE(shortened("abc", 2), "ab... (3 characters)"s);
    }
};

QTEST_APPLESS_MAIN(TestPrintable)
#include "tst_Printable.moc"
