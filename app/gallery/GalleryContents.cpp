#include "app/gallery/GalleryContents.h"

#include "app/experiments/ExperimentLibrary.h"
#include "core/values/Printable.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QRegularExpression>
#include <QTextDocument>

namespace dqm {

namespace {

/// Larger files carry an experiment among much else: they are named, and read when they are opened.
constexpr qint64 largestRead = 4 << 20;

QString about(const AnyExperiment& experiment)
{
    return std::visit([](const auto& e) { return QString::fromStdString(e.about); }, experiment);
}

QStringList equationsOf(const AnyExperiment& experiment)
{
    QStringList all;
    std::visit(
        [&all](const auto& e) {
            for (const std::string& equation : e.equations)
                all << QString::fromStdString(equation);
        },
        experiment);
    return all;
}

GalleryEntry entryOf(const AnyExperiment& experiment)
{
    GalleryEntry entry;
    entry.title = QString::fromStdString(titleOf(experiment));
    entry.line = leadOf(about(experiment));
    entry.equations = equationsOf(experiment);
    entry.words = about(experiment);
    return entry;
}

GalleryEntry entryOfFile(const QString& path)
{
    if (QFileInfo(path).size() <= largestRead) {
        try {
            return ownEntry(openAnyExperiment(path), path);
        } catch (const std::exception& problem) {
            return {path, QFileInfo(path).fileName(), QString::fromStdString(sentenceOf(problem)),
                ownChapter(), {}, 0, path};
        }
    }
    return {path, QFileInfo(path).fileName(), QFileInfo(path).path(), ownChapter(), {}, 0, path};
}

GalleryEntry entryOfShipped(const QString& name)
{
    try {
        return entryOf(openAnyExperiment(name));
    } catch (const std::exception& problem) {
        GalleryEntry entry;
        entry.title = name;
        entry.line = QString::fromStdString(sentenceOf(problem));
        return entry;
    }
}

} // namespace

QString ownChapter() { return QCoreApplication::translate("Gallery", "Mine"); }

QString leadOf(const QString& markdown)
{
    static const QRegularExpression boldStart(R"(^\s*\*\*(.+?)\*\*)");
    static const QRegularExpression sentence(R"(^.*?[.!?:](?=\s|$))");
    static const QRegularExpression lastSign(R"([.:]$)");
    const QString paragraph = markdown.section(QStringLiteral("\n\n"), 0, 0);
    const auto bold = boldStart.match(paragraph);
    QTextDocument document;
    document.setMarkdown(bold.hasMatch() ? bold.captured(1) : paragraph);
    QString text = document.toPlainText().simplified();
    if (const auto first = sentence.match(text); !bold.hasMatch() && first.hasMatch())
        text = first.captured();
    return text.remove(lastSign);
}

GalleryEntry ownEntry(const AnyExperiment& experiment, const QString& path)
{
    GalleryEntry entry = entryOf(experiment);
    entry.name = path;
    entry.chapter = ownChapter();
    if (path.isEmpty())
        return entry;
    const QString file = QFileInfo(path).fileName();
    entry.line = entry.line.isEmpty() ? file : QStringLiteral("%1 · %2").arg(file, entry.line);
    entry.words += QLatin1Char(' ') + path;
    return entry;
}

std::vector<GalleryEntry> galleryEntries(const QStringList& ownFiles)
{
    static const std::vector<GalleryEntry> shippedOnes = [] {
        std::vector<GalleryEntry> all;
        for (const ShippedExperiment& shipped : shippedExperiments()) {
            GalleryEntry entry = entryOfShipped(shipped.name);
            entry.name = shipped.name;
            entry.chapter = shipped.chapter;
            entry.level = shipped.level;
            all.push_back(std::move(entry));
        }
        return all;
    }();
    std::vector<GalleryEntry> all = shippedOnes;
    for (const QString& path : ownFiles)
        all.push_back(entryOfFile(path));
    return all;
}

} // namespace dqm
