#include "app/carriers/RdfCarrier.h"

#include "app/carriers/InputFile.h"
#include "app/files/PlainXml.h"

#include <QXmlStreamReader>

#include <algorithm>

namespace dqm {

namespace {

constexpr qint64 portion = 1 << 20;
constexpr int mostPieces = 1000; // that name us, and are looked into
const QByteArray ourName = "urn:dqmlab";
const QByteArray firstMark = "<rdf:RDF";
const QByteArray lastMark = "</rdf:RDF>";

/// What one piece says of ours; nothing if it is not well formed and plain.
Carried read(const QByteArray& piece)
{
    Carried carried;
    if (!whyNoPlainXml(piece).empty())
        return carried;
    QXmlStreamReader xml(piece);
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement || xml.namespaceUri() != u"urn:dqmlab")
            continue;
        if (xml.name() == u"experiment") {
            carried.experiment = xml.readElementText().toUtf8();
        } else if (xml.name() == u"time") {
            bool isNumber = false;
            const double time = xml.readElementText().toDouble(&isNumber);
            if (isNumber)
                carried.time = time;
        }
    }
    return xml.hasError() ? Carried() : carried;
}

/// Every byte is looked at a fixed number of times: a piece begins at the last mark before its end.
Carried read(InputFile& file)
{
    QByteArray text;
    int pieces = 0;
    while (!file.atEnd()) {
        qsizetype from = std::max<qsizetype>(0, text.size() - lastMark.size());
        text += file.read(portion);
        qsizetype taken = 0;
        for (qsizetype end = text.indexOf(lastMark, from); end >= 0;
             end = text.indexOf(lastMark, taken)) {
            const QByteArray before
                = QByteArray::fromRawData(text.constData() + taken, end - taken);
            const qsizetype start = before.lastIndexOf(firstMark);
            const bool isOurs = start >= 0 && before.indexOf(ourName, start) >= 0;
            if (isOurs && ++pieces <= mostPieces) {
                Carried carried = read(text.mid(taken + start, end - taken - start) + lastMark);
                if (!carried.experiment.isEmpty())
                    return carried;
            }
            taken = end + lastMark.size();
        }
        // What may still become a piece, as long as it is no longer than any experiment.
        const qsizetype first = std::max(text.indexOf(firstMark, taken),
            std::max<qsizetype>(0, text.size() - longestExperiment));
        text = text.indexOf(firstMark, taken) < 0 ? text.right(firstMark.size()) : text.mid(first);
    }
    return {};
}

} // namespace

const Carrier svgCarrier{"an SVG picture", Carrier::Sort::Picture, "*.svg",
    [](const QByteArray& start) { return start.startsWith('<') && start.contains("<svg"); }, read};
const Carrier pdfCarrier{"a PDF", Carrier::Sort::Picture, "*.pdf",
    [](const QByteArray& start) { return start.startsWith("%PDF"); }, read};

} // namespace dqm
