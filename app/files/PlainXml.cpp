#include "app/files/PlainXml.h"

namespace dqm {

namespace {

constexpr int deepest = 32;
constexpr int mostAttributes = 32;
constexpr int mostElements = 100'000;

/// What may stand between tags, and how it ends.
struct Aside
{
    QByteArrayView start;
    QByteArrayView end;
};
constexpr Aside asides[]{{"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"<?", "?>"}};

/// A tag: where it ends, and what it is.
struct Tag
{
    qsizetype end = 0;
    int attributes = 0;
    bool isEmpty = false;
    bool isEnd = false;
};

Tag tagAt(const QByteArray& xml, qsizetype place)
{
    Tag tag;
    tag.isEnd = place + 1 < xml.size() && xml[place + 1] == '/';
    char quote = 0;
    for (tag.end = place + 1; tag.end < xml.size(); ++tag.end) {
        const char c = xml[tag.end];
        if (quote != 0)
            quote = c == quote ? 0 : quote;
        else if (c == '"' || c == '\'')
            quote = c;
        else if (c == '>')
            break;
        else
            tag.attributes += c == '=' ? 1 : 0;
    }
    tag.isEmpty = tag.end < xml.size() && xml[tag.end - 1] == '/';
    return tag;
}

} // namespace

std::string whyNoPlainXml(const QByteArray& xml)
{
    const QByteArrayView all = xml;
    int depth = 0;
    int elements = 0;
    for (qsizetype place = xml.indexOf('<'); place >= 0; place = xml.indexOf('<', place)) {
        const QByteArrayView rest = all.sliced(place);
        bool isAside = false;
        for (const Aside& aside : asides) {
            if (!isAside && rest.startsWith(aside.start)) {
                isAside = true;
                const qsizetype end = all.indexOf(aside.end, place + aside.start.size());
                place = end < 0 ? xml.size() : end + aside.end.size();
            }
        }
        if (isAside)
            continue;
        if (rest.startsWith("<!"))
            return "it has a DOCTYPE, which no file of ours has";
        const Tag tag = tagAt(xml, place);
        depth += tag.isEnd ? -1 : tag.isEmpty ? 0 : 1;
        if (depth > deepest)
            return "its XML is deeper than " + std::to_string(deepest) + " elements";
        if (tag.attributes > mostAttributes)
            return "an element of its XML has more than " + std::to_string(mostAttributes)
                + " attributes";
        if (!tag.isEnd && ++elements > mostElements)
            return "its XML has more than " + std::to_string(mostElements) + " elements";
        place = tag.end;
    }
    return {};
}

} // namespace dqm
