#include "app/carriers/Carriers.h"
#include "app/carriers/InputFile.h"

#include <QObject>
#include <QStringList>

#include <algorithm>
#include <cmath>
#include <utility>

namespace dqm {

namespace {

constexpr qint64 startSize = 1024;

/// What carries nothing, but can be called by its name.
struct Foreign
{
    const char* what;
    QByteArray start;
    qsizetype place = 0;
};

const std::vector<Foreign>& foreignFormats()
{
    static const std::vector<Foreign> all{{"a text in UTF-16", "\xFF\xFE"},
        {"a text in UTF-16", "\xFE\xFF"}, {"a text in UTF-16", QByteArray("{\0", 2)},
        {"a text in UTF-16", QByteArray("\0{", 2)}, {"a JPEG picture", "\xFF\xD8\xFF"},
        {"a TIFF picture", QByteArray("II*\0", 4)}, {"a TIFF picture", QByteArray("MM\0*", 4)},
        {"a WebP picture", "WEBP", 8}, {"an AVI video", "AVI ", 8},
        {"a bitmap (BMP)", QByteArray("BM")}, {"a packed file (gzip)", "\x1F\x8B"},
        {"a zip archive", "PK"}, {"PostScript", "%!PS"}, {"a text of XML or HTML", "<"}};
    return all;
}

/// Empty if it may be a text.
QString foreignFormatOf(const QByteArray& start)
{
    for (const Foreign& foreign : foreignFormats()) {
        if (start.mid(foreign.place).startsWith(foreign.start))
            return foreign.what;
    }
    return start.contains('\0') ? QStringLiteral("no text") : QString();
}

void requireLength(const InputFile& file, const QByteArray& experiment)
{
    if (experiment.size() > longestExperiment)
        throw file.unreadable("it is too long for an experiment");
}

} // namespace

const Carrier* carrierOf(const QByteArray& start)
{
    const auto found = std::ranges::find_if(
        carriers(), [&start](const Carrier* carrier) { return carrier->begins(start); });
    return found == carriers().end() ? nullptr : *found;
}

Carried readCarried(const QString& path)
{
    InputFile file(path);
    const QByteArray start = file.peek(startSize);
    if (const Carrier* carrier = carrierOf(start)) {
        Carried carried = carrier->read(file);
        if (carried.time && !std::isfinite(*carried.time))
            carried.time.reset();
        if (carried.experiment.isEmpty()) {
            throw file.unreadable(
                std::string("it is ") + carrier->what + " and carries no experiment");
        }
        requireLength(file, carried.experiment);
        return carried;
    }
    if (const QString foreign = foreignFormatOf(start); !foreign.isEmpty()) {
        throw file.unreadable("it is " + foreign.toStdString()
            + " and carries no experiment, which is a text in UTF-8");
    }
    QByteArray text = file.read(longestExperiment + 1);
    requireLength(file, text);
    return {text, std::nullopt};
}

QString carrierFilter()
{
    using Sort = Carrier::Sort;
    const auto suffixesOf = [](Sort sort) {
        QStringList suffixes;
        for (const Carrier* carrier : carriers()) {
            if (carrier->sort == sort)
                suffixes << carrier->suffixes;
        }
        return suffixes.join(' ');
    };
    const QString own = QStringLiteral("*.dqm *.json");
    QStringList all{own};
    QStringList filters{QObject::tr("Experiments (%1)").arg(own)};
    for (const auto& [sort, words] : {std::pair(Sort::Picture, QObject::tr("Pictures (%1)")),
             std::pair(Sort::Video, QObject::tr("Videos (%1)")),
             std::pair(Sort::Data, QObject::tr("Data (%1)"))}) {
        all << suffixesOf(sort);
        filters << words.arg(suffixesOf(sort));
    }
    filters.prepend(QObject::tr("Experiments and what carries one (%1)").arg(all.join(' ')));
    filters << QObject::tr("All files (*)");
    return filters.join(QStringLiteral(";;"));
}

} // namespace dqm
