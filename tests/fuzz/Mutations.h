#pragma once

#include <QByteArray>
#include <QList>

#include <random>

namespace dqm::fuzz {

/// Inputs near given ones, the same whenever they are asked for: bits turned, bytes set, pieces
/// taken out, doubled, put in from elsewhere, numbers and words that are likely to be mistaken.
class Mutations
{
public:
    /// @param words  what to put in; may be empty.
    Mutations(QList<QByteArray> corpus, QList<QByteArray> words, unsigned seed);

    /// One that is a few changes away from `input`.
    QByteArray next(const QByteArray& input);

private:
    qsizetype below(qsizetype end);
    void change(QByteArray& bytes);
    void changeNumber(QByteArray& bytes, qsizetype place);

    QList<QByteArray> m_corpus;
    QList<QByteArray> m_words;
    std::mt19937 m_random;
};

/// The words of a dictionary in the format of clang's fuzzer: "a\x00b" in a line each.
QList<QByteArray> wordsIn(const QByteArray& dictionary);

} // namespace dqm::fuzz
