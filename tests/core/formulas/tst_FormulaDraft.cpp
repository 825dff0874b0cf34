#include "core/formulas/Formula.h"
#include "core/formulas/FormulaDraft.h"

#include <QTest>

using namespace dqm;

namespace {

std::map<std::string, double> known()
{
    return {{"m", 1.0}, {"hbar", 1.0}, {"c", 20.0}, {"pi", 3.14159265358979}};
}

} // namespace

/// What is said of formulas while they are being typed.
class TestFormulaDraft : public QObject
{
    Q_OBJECT

private slots:
    void saysWhereTheFaultIs_data();
    void saysWhereTheFaultIs();
    void saysWhatFormulaSays_data() { saysWhereTheFaultIs_data(); }
    void saysWhatFormulaSays();
    void findsTheNamesThatAreNotKnown_data();
    void findsTheNamesThatAreNotKnown();
    void withAValueForEachUnknownNameItCanBeRead();
};

void TestFormulaDraft::saysWhereTheFaultIs_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("position"); // -1: there is none
    QTest::newRow("a formula") << "0.5*m*x^2" << -1;
    QTest::newRow("nothing") << "" << 0;
    QTest::newRow("an open parenthesis") << "sin(x" << 5;
    QTest::newRow("an operator at the end") << "2*x +" << 5;
    QTest::newRow("a stranger in the middle") << "x + # + y" << 4;
    QTest::newRow("an unknown name") << "1 + k*x" << 4;
    QTest::newRow("a word of another program") << "x + r" << 4;
    QTest::newRow("characters of more than a byte") << "\u03c0\u00b7x + " << 6;
    QTest::newRow("after a character of two units") << "x \U0001d465" << 2;
}

void TestFormulaDraft::saysWhereTheFaultIs()
{
    QFETCH(QString, text);
    QFETCH(int, position);
    const auto fault = formulaFault(text.toStdString(), known());
    QCOMPARE(fault ? static_cast<int>(fault->position) : -1, position);
    if (fault)
        QVERIFY(fault->what.starts_with("at character " + std::to_string(position + 1) + " "));
}

void TestFormulaDraft::saysWhatFormulaSays()
{
    QFETCH(QString, text);
    std::string said;
    try {
        Formula(text.toStdString(), known());
    } catch (const std::invalid_argument& error) {
        said = error.what();
    }
    const auto fault = formulaFault(text.toStdString(), known());
    QCOMPARE(fault ? fault->what : std::string(), said);
}

void TestFormulaDraft::findsTheNamesThatAreNotKnown_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("names");
    QTest::newRow("none") << "0.5*m*x^2 + sin(t)"
                          << "";
    QTest::newRow("each once, in order") << "k*x^2 + b*y + k"
                                         << "k b";
    QTest::newRow("in a text that is not whole yet") << "a*x^2 + sin(b*"
                                                     << "a b";
    QTest::newRow("no function, known or not") << "foo(x) + sin"
                                               << "";
    QTest::newRow("not Euler's number") << "e^x"
                                        << "";
    QTest::newRow("nothing that has another word") << "r + phi + i + X"
                                                   << "";
    QTest::newRow("implied products") << "2a x"
                                      << "a";
    QTest::newRow("with a stranger") << "a # b"
                                     << "";
}

void TestFormulaDraft::findsTheNamesThatAreNotKnown()
{
    QFETCH(QString, text);
    QFETCH(QString, names);
    QStringList found;
    for (const std::string& name : unknownNames(text.toStdString(), known()))
        found << QString::fromStdString(name);
    QCOMPARE(found.join(' '), names);
}

void TestFormulaDraft::withAValueForEachUnknownNameItCanBeRead()
{
    const std::string text = "depth*exp(-(x^2 + y^2)/(2*width^2)) + k*x";
    QVERIFY(formulaFault(text, known()));
    auto constants = known();
    for (const std::string& name : unknownNames(text, known())) {
        QVERIFY(isParameterName(name));
        constants[name] = 1.0;
    }
    QVERIFY(!formulaFault(text, constants));
}

QTEST_APPLESS_MAIN(TestFormulaDraft)
#include "tst_FormulaDraft.moc"
