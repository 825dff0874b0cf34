#include "core/experiment/Units.h"
#include "core/formulas/Formula.h"

#include <QTest>

#include <cmath>
#include <numbers>

using dqm::Formula;

namespace {

std::map<std::string, double> constants()
{
    return dqm::formulaConstants({.hbar = 0.5, .mass = 2.0, .c = 20.0}, {{"V0", 3.0}});
}

} // namespace

class tst_Formula : public QObject
{
    Q_OBJECT

private slots:
    void computes_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<double>("expected");

        // At x = 0.3, y = -0.7, t = 1.5.
        const auto row = [](const char* text, double expected) {
            QTest::newRow(text) << QString(text) << expected;
        };
        row("1.5e-3", 1.5e-3);
        row("x + y*t", 0.3 - 0.7 * 1.5);
        row("m*c^2 + hbar", 800.5);
        row("2*pi", 2.0 * std::numbers::pi);
        row("V0", 3.0);
        row("sqrt(2)", std::sqrt(2.0));
        row("exp(x)", std::exp(0.3));
        row("ln(2)", std::log(2.0));
        row("log10(1000)", 3.0);
        row("sin(x)", std::sin(0.3));
        row("cos(x)", std::cos(0.3));
        row("tan(x)", std::tan(0.3));
        row("asin(x)", std::asin(0.3));
        row("acos(x)", std::acos(0.3));
        row("atan(x)", std::atan(0.3));
        row("atan2(y, x)", std::atan2(-0.7, 0.3));
        row("sinh(x)", std::sinh(0.3));
        row("cosh(x)", std::cosh(0.3));
        row("tanh(x)", std::tanh(0.3));
        row("abs(y)", 0.7);
        row("min(x, y, 4)", -0.7);
        row("max(x, y, 4)", 4.0);
        row("sign(x)", 1.0);
        row("sign(y)", -1.0);
        row("sign(0)", 0.0);
        row("-2^2", -4.0);
        row("(-2)^2", 4.0);
        row("2^3^2", 512.0);
        row("2^-1", 0.5);
        row("x^2", 0.09);
        row("x^2.5", std::pow(0.3, 2.5));
        row("6/3/2", 1.0);
        row("1 - 2 - 3", -4.0);
        row("2 + 3*4", 14.0);
        row("x > y", 1.0);
        row("x < y", 0.0);
        row("x >= 0.3", 1.0);
        row("x <= 0.3", 1.0);
        row("x == y", 0.0);
        row("x != y", 1.0);
        row("x > 0 && y > 0", 0.0);
        row("x > 0 || y > 0", 1.0);
        row("x > 0 ? 5 : 6", 5.0);
        row("y > 0 ? 5 : x > 0 ? 7 : 8", 7.0);
        row("x > 0 ? (y > 0 ? 1 : 2) : 3", 2.0);
        row("2x", 0.6);
        row("2x^2", 0.18);
        row("2 x y", 2.0 * 0.3 * -0.7);
        row("2sin(x)", 2.0 * std::sin(0.3));
        row("2(x + 1)(x - 1)", 2.0 * 1.3 * -0.7);
        row("1e-3x", 3e-4);
        row("2e", 2.0 * std::numbers::e);
        row("e^x", std::exp(0.3));
        row("2e^(-x)", 2.0 * std::exp(-0.3));
        row("3.x", 0.9);
        row("π", std::numbers::pi);
        row("2πx", 2.0 * std::numbers::pi * 0.3);
        row("ħ", 0.5);
        row("x²", 0.09);
        row("x² + y²", 0.58);
        row("2x⁻¹", 2.0 / 0.3);
        row("(x + y)³", std::pow(-0.4, 3));
        row("−x", -0.3);
        row("2·x", 0.6);
        row("2×x", 0.6);
        row("x ** 2", 0.09);
        row("-x²", -0.09);
        row("x ≤ 0.3", 1.0);
        row("|y|", 0.7);
        row("2|x + y|", 0.8);
        row("|x|*|y|", 0.21);
        row("exp(-|y|)", std::exp(-0.7));
        row("pow(x, 2)", 0.09);
        row("floor(y)", -1.0);
        row("ceil(y)", 0.0);
        row("round(y)", -1.0);
        row("mod(y, 1)", 0.3);
        row("mod(7.5, 2)", 1.5);
        row("if(x > 0, 5, 6)", 5.0);
        row("erf(x)", std::erf(0.3));
        row("heaviside(x) + heaviside(y) + heaviside(0)", 1.5);
        row("x ? 1 : 2", 1.0);
        row("2 + -3", -1.0);
        row("--2", 2.0);
        row("V0*exp(-(x^2 + y^2)/(2*m^2)) - 1", 3.0 * std::exp(-0.58 / 8.0) - 1.0);
    }

    void computes()
    {
        QFETCH(QString, text);
        QFETCH(double, expected);
        const double value = Formula(text.toStdString(), constants())(0.3, -0.7, 1.5);
        QVERIFY2(std::abs(value - expected) <= 4e-16 * (1.0 + std::abs(expected)),
            qPrintable(QString::number(value, 'g', 17)));
    }

    void refusesWithThePlaceAndWhatIsExpected_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("message");

        const auto row = [](const char* text, const char* message) {
            QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(message);
        };
        row("x + sinn(y)",
            "at character 5 found \"sinn\", expected a number, one of x, y, t, V0, c, hbar, m, pi, "
            "or a function such as sin(");
        row("x + ", "at character 5 found the end, expected a value");
        row("(x", "at character 3 found the end, expected \")\"");
        row("x)", "at character 2 found \")\", expected a value, or an open \"(\" before it");
        row("2 3", "at character 3 found \"3\", expected an operator such as + - * / ^ before it");
        row("x 2", "at character 3 found \"2\", expected an operator such as + - * / ^ before it");
        row("log(x)",
            "at character 1 found \"log\", expected ln( for the natural logarithm or log10( for "
            "that "
            "of base 10");
        row("arcsin(x)", "at character 1 found \"arcsin\", expected asin(");
        row("2 + X", "at character 5 found \"X\", expected x");
        row("x < y < 1",
            "at character 7 found \"<\", expected one comparison at a time, as in a < b && b < c");
        row("1/2x",
            "at character 4 found \"x\" after a division, expected a/(b*c) or a/b*c, whichever is "
            "meant");
        row("x % 2", "at character 3 found \"%\", expected mod(a, b) for the rest of a division");
        row("sin^2(x)",
            "at character 4 found \"^\", expected sin(...)^2 for the square of the value");
        row("sin x", "at character 5 found \"x\", expected \"(\" after \"sin\"");
        row("||x| - 1|",
            "at character 1 found \"||\", expected abs(...) for a value without its sign");
        row("π + #",
            "at character 5 found \"#\", expected numbers, names and operators such as + - * / ^");
        row("x(2)", "at character 2 found \"(\", expected an operator before it");
        row("3 + * 2", "at character 5 found the operator \"*\", expected a value");
        row("sin()", "at character 5 found too few values for \"sin\", expected more of them");
        row("sin(1, 2)",
            "at character 9 found too many values for \"sin\", expected fewer of them");
        row("x = 3", "at character 3 found \"=\", expected a comparison such as == or <=");
        row("1, 2", "at character 2 found \",\", expected a single value");
        row("\"a\"", "at character 1 found a quotation mark, expected numbers and names only");
        row("x > 0 ? 1",
            "at character 10 found the end, expected \":\" and a value to finish the condition");
        row("1 : 2",
            "at character 3 found a misplaced \"?\" or \":\", expected a condition of the form "
            "a ? b : c");
        row("", "at character 1 found nothing, expected an expression such as 0.5*m*x^2");
        row("x + \x01",
            "at character 5 found \"\\u0001\", expected numbers, names and operators such "
            "as + - * / ^");
        row("x + \u202e",
            "at character 5 found \"\\u202e\", expected numbers, names and operators "
            "such as + - * / ^");
        row("x + \u0085",
            "at character 5 found \"\\u0085\", expected numbers, names and operators "
            "such as + - * / ^");
        row("   ", "at character 1 found nothing, expected an expression such as 0.5*m*x^2");
    }

    void refusesWithThePlaceAndWhatIsExpected()
    {
        QFETCH(QString, text);
        try {
            const Formula formula(text.toStdString(), constants());
            QFAIL("accepted");
        } catch (const std::invalid_argument& error) {
            QTEST(QString::fromUtf8(error.what()), "message");
        }
    }

    void refusesWhatIsNotInTheSyntax_data()
    {
        QTest::addColumn<QString>("text");
        for (const char* text :
            {"log(2)", "log2(2)", "rint(x)", "sum(1, 2)", "_pi", "X", "z", "x %% 2", "!x", "1..2",
                "()", "#", "sin x", "if(x, 1)", "0x10", "1e400", "2^(", "min()", "x; y", "x +\n* y",
                "--", "|x", "x|", "|x||y|", "x²³⁻", "a && ", "2^^3", "sinx"})
            QTest::newRow(QString::fromUtf8(text).simplified().toUtf8().constData())
                << QString::fromUtf8(text);
    }

    void refusesWhatIsNotInTheSyntax()
    {
        QFETCH(QString, text);
        QVERIFY_EXCEPTION_THROWN(Formula(text.toStdString(), constants()), std::invalid_argument);
    }

    void cutsWhatIsLongInAMessage()
    {
        for (const std::string& text : {std::string(9000, 'q'), std::string(9000, '9'),
                 "sin " + std::string(9000, 'q'), "x " + std::string(400, '9')}) {
            try {
                const Formula formula(text, constants());
                QFAIL("accepted");
            } catch (const std::invalid_argument& error) {
                const std::string message = error.what();
                QVERIFY2(message.size() < 300 && message.find("characters)") != message.npos,
                    message.c_str());
            }
        }
    }

    void refusesAnEndlessText()
    {
        std::string text = "x";
        for (int i = 0; i < 6000; ++i)
            text += "+1";
        QVERIFY_EXCEPTION_THROWN(Formula(text, constants()), std::invalid_argument);
    }

    void refusesWhatIsTooDeep()
    {
        const std::string open(5000, '(');
        QVERIFY_EXCEPTION_THROWN(
            Formula(open + "x" + std::string(5000, ')'), constants()), std::invalid_argument);
    }

    void aLongSumIsReadAtOnce()
    {
        std::string text = "x";
        for (int i = 1; i < 5000; ++i)
            text += "+x";
        QCOMPARE(Formula(text, constants())(2.0, 0.0, 0.0), 10000.0);
    }

    void rowsAreWhatPointsAre_data()
    {
        QTest::addColumn<QString>("text");
        for (const char* text : {"x", "y*t", "2", "x^2 + y^2 - x*y*t", "exp(-(x^2 + y^2)/2)*V0",
                 "x > y ? sin(x)/y : cos(y)^3", "t > 1 ? x : y", "min(x, y, t)",
                 "atan2(y, x) + x^-2", "(x + 2*y)/(3 + x^2)/(2 + y^2)", "mod(x, 0.3) + floor(5*y)",
                 "x > 0 && y > 0", "tanh(x - t)*sqrt(1 + y^2)", "exp(x)*exp(x)*exp(y)"})
            QTest::newRow(text) << QString(text);
    }

    void rowsAreWhatPointsAre()
    {
        QFETCH(QString, text);
        const Formula formula(text.toStdString(), constants());
        const Eigen::ArrayXd x = Eigen::ArrayXd::LinSpaced(23, -1.7, 2.1);
        const Eigen::ArrayXd y = Eigen::ArrayXd::LinSpaced(7, -0.9, 1.3);
        Eigen::Array<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor> values;
        formula.sample(x, y, 1.5, values);
        for (Eigen::Index j = 0; j < y.size(); ++j)
            for (Eigen::Index i = 0; i < x.size(); ++i) {
                const double expected = formula(x[i], y[j], 1.5);
                QVERIFY(std::abs(values(j, i) - expected) <= 1e-14 * (1.0 + std::abs(expected)));
            }
    }

    void knowsWhetherTimeMatters()
    {
        QVERIFY(Formula("cos(t)*x", constants()).usesTime());
        QVERIFY(!Formula("cos(x) + tan(y)", constants()).usesTime());
    }

    void knowsWhatMayJump()
    {
        QVERIFY(Formula("exp(-x^2)*V0", constants()).isSmooth());
        for (const char* text : {"t > 1 ? x : 2*x", "abs(t)*x", "x*heaviside(t - 1)"})
            QVERIFY2(Formula(text, constants()).isSmooth(), text);
        for (const char* text : {"x > t", "x < 0 ? 1 : 0", "abs(x)", "sign(x)", "max(x, 0)"})
            QVERIFY2(!Formula(text, constants()).isSmooth(), text);
    }

    void copiesAreIndependent()
    {
        const Formula original("x^2 + y", constants());
        Formula copy("0", {});
        copy = original;
        Formula moved = std::move(copy);
        QCOMPARE(moved(2.0, 1.0, 0.0), 5.0);
        QCOMPARE(original(3.0, 0.0, 0.0), 9.0);
        QCOMPARE(moved(2.0, 1.0, 0.0), 5.0);
    }

    void parametersMayNotHideWhatIsKnown_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("allowed");
        for (const char* name : {"V0", "a", "width_2", "omega"})
            QTest::newRow(name) << QString(name) << true;
        for (const char* name :
            {"", "x", "t", "m", "hbar", "pi", "sin", "2a", "a-b", "_a", "ä", "a b"})
            QTest::newRow(qPrintable(QString("not %1").arg(name)))
                << QString::fromUtf8(name) << false;
    }

    void parametersMayNotHideWhatIsKnown()
    {
        QFETCH(QString, name);
        QTEST(dqm::isParameterName(name.toStdString()), "allowed");
    }
};

QTEST_APPLESS_MAIN(tst_Formula)
#include "tst_Formula.moc"
