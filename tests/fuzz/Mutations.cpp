#include "fuzz/Mutations.h"

#include <QtEndian>

#include <array>

namespace dqm::fuzz {

namespace {

constexpr qsizetype longest = 64 << 10;
constexpr std::array<quint32, 8> extremes{
    0, 1, 0x7f, 0xff, 0xffff, 0x7fffffff, 0x80000000, 0xffffffff};

} // namespace

Mutations::Mutations(QList<QByteArray> corpus, QList<QByteArray> words, unsigned seed)
    : m_corpus(std::move(corpus))
    , m_words(std::move(words))
    , m_random(seed)
{
}

/// Not by a distribution of the standard library, whose numbers are everywhere others.
qsizetype Mutations::below(qsizetype end)
{
    return end > 0 ? static_cast<qsizetype>(m_random()) % end : 0;
}

QByteArray Mutations::next(const QByteArray& input)
{
    QByteArray bytes = input;
    for (qsizetype changes = 1 + below(4); changes > 0; --changes)
        change(bytes);
    return bytes.left(longest);
}

void Mutations::change(QByteArray& bytes)
{
    const qsizetype place = below(bytes.size());
    const qsizetype length = 1 + below(bytes.size() - place);
    switch (below(bytes.isEmpty() ? 2 : 9)) {
    case 0:
        bytes.insert(
            place, m_words.isEmpty() ? QByteArray(1, '"') : m_words[below(m_words.size())]);
        return;
    case 1: {
        const QByteArray& other = m_corpus[below(m_corpus.size())];
        bytes.insert(place, other.mid(below(other.size()), 1 + below(40)));
        return;
    }
    case 2:
        bytes[place] = static_cast<char>(bytes[place] ^ (1 << below(8)));
        return;
    case 3:
        bytes[place] = static_cast<char>(below(256));
        return;
    case 4:
        bytes.remove(place, std::min<qsizetype>(length, 1 + below(40)));
        return;
    case 5:
        bytes.insert(place, bytes.mid(place, length).repeated(1 + below(20)).left(longest));
        return;
    case 6:
        bytes.truncate(place);
        return;
    case 7:
        changeNumber(bytes, place);
        return;
    default: {
        const quint32 number = extremes[static_cast<std::size_t>(below(extremes.size()))];
        const quint32 ordered = below(2) == 0 ? qToBigEndian(number) : qToLittleEndian(number);
        bytes.replace(place, 4, reinterpret_cast<const char*>(&ordered), 4);
    }
    }
}

/// The next number in a text.
void Mutations::changeNumber(QByteArray& bytes, qsizetype place)
{
    static const QByteArrayView digits = "0123456789.e-+";
    const auto isDigit = [&](qsizetype i) { return i < bytes.size() && digits.contains(bytes[i]); };
    while (place < bytes.size() && !isDigit(place))
        ++place;
    qsizetype end = place;
    while (isDigit(end))
        ++end;
    static const std::array<const char*, 14> others{"0", "-0", "1", "-1", "3", "0.1", "1e-9", "1e9",
        "1e-320", "1e308", "-1e308", "2147483648", "4294967296", "18446744073709551616"};
    bytes.replace(
        place, end - place, others[static_cast<std::size_t>(below(qsizetype(others.size())))]);
}

QList<QByteArray> wordsIn(const QByteArray& dictionary)
{
    QList<QByteArray> words;
    for (const QByteArray& line : dictionary.split('\n')) {
        if (!line.startsWith('"') || !line.endsWith('"') || line.size() < 3)
            continue;
        QByteArray word;
        for (qsizetype i = 1; i + 1 < line.size(); ++i) {
            if (line[i] != '\\') {
                word += line[i];
            } else if (line[i + 1] == 'x') {
                word += static_cast<char>(line.mid(i + 2, 2).toInt(nullptr, 16));
                i += 3;
            } else {
                word += line[++i];
            }
        }
        words << word;
    }
    return words;
}

} // namespace dqm::fuzz
