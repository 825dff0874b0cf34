#include "app/rendering/WorksheetCommand.h"

#include "app/console/CommandLine.h"
#include "app/console/parts/CommandArguments.h"
#include "app/console/parts/OutputNames.h"
#include "app/files/WholeFile.h"

#include <QBuffer>
#include <QMarginsF>
#include <QPageSize>
#include <QPdfWriter>
#include <QTextDocument>

#include <stdexcept>

namespace dqm {

namespace {

QString richText(const std::string& markdown)
{
    QTextDocument document;
    document.setMarkdown(QString::fromStdString(markdown));
    QString html = document.toHtml();
    const auto begin = html.indexOf("<p");
    const auto end = html.lastIndexOf("</body>");
    return begin < 0 ? QString() : html.mid(begin, end - begin);
}

const QString lines = QStringLiteral("<p><br/>%1<br/><br/>%1</p>").arg(QString(74, '_'));

QByteArray onPaper(const QString& html, const QString& title)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setPageSize(QPageSize(QPageSize::A4));
    writer.setPageMargins(QMarginsF(20, 18, 20, 18), QPageLayout::Millimeter);
    writer.setTitle(title);
    QTextDocument document;
    document.setDefaultFont(QFont("sans-serif", 10));
    document.setHtml(html);
    document.print(&writer);
    return buffer.data();
}

} // namespace

QString worksheetOf(const Experiment& experiment)
{
    QString html = QStringLiteral("<h2>%1</h2><p>Name: %2 Date: %3</p>")
                       .arg(QString::fromStdString(experiment.title).toHtmlEscaped(),
                           QString(34, '_'), QString(16, '_'));
    int number = 0;
    for (const LessonStep& step : experiment.lesson) {
        html += QStringLiteral("<h4>%1.</h4>").arg(++number) + richText(step.say);
        if (step.ask.empty()) {
            if (!step.check.empty())
                html += QStringLiteral("<p>What do you see?</p>") + lines;
            continue;
        }
        html += richText("**" + step.ask + "**");
        for (const std::string& answer : step.answers)
            html += QStringLiteral("<p>☐ %1</p>")
                        .arg(QString::fromStdString(answer).toHtmlEscaped());
        html += step.answers.empty() ? lines
                                     : QStringLiteral("<p>Because: %1</p>").arg(QString(64, '_'));
    }
    return html;
}

int worksheet(const QStringList& arguments, std::ostream& out, std::ostream&)
{
    CommandArguments parsed(
        "worksheet", "Prints the steps of a lesson as a page to be written on.");
    parsed.addSource();
    parsed.addOption("pdf", "Where to.", "OUT.pdf");
    if (parsed.parse(arguments, 1, out))
        return exitDone;
    const QString path = parsed.text("pdf");
    if (!path.endsWith(".pdf", Qt::CaseInsensitive))
        throw std::invalid_argument(
            "--pdf: found \"" + path.toStdString() + "\", expected a name that ends in .pdf");
    const Experiment experiment = openSource(parsed.source());
    if (experiment.lesson.empty())
        throw std::invalid_argument(
            parsed.source().toStdString() + ": it is no lesson, it has no steps (\"lesson\")");
    requireOutputs({{"pdf", path}}, parsed.source());
    writeWholeFile(
        path, onPaper(worksheetOf(experiment), QString::fromStdString(experiment.title)));
    return exitDone;
}

} // namespace dqm
