#include "app/carriers/TableCarrier.h"

#include "app/carriers/InputFile.h"

namespace dqm {

namespace {

const QByteArray byteOrderMark = "\xEF\xBB\xBF";
const QByteArray plainComment = "#";
const QByteArray quotedComment = "\"#";

bool isSeparator(char c) { return c == ',' || c == ';' || c == '\t'; }

/// Calls with every letter of a line as a spreadsheet reads it, and whether it lies between cells,
/// which end where the first quoted one says.
template <typename Letter>
void forEachLetter(const QByteArray& line, const Letter& letter)
{
    char separator = 0;
    bool isQuoted = false;
    bool isAtStart = true;
    for (qsizetype i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (c == '"' && isQuoted && i + 1 < line.size() && line[i + 1] == '"') {
            letter(line[i++], false);
            continue;
        }
        if (c == '"' && (isQuoted || isAtStart)) {
            isQuoted = !isQuoted;
            isAtStart = false;
            continue;
        }
        const bool isBetween = !isQuoted && (separator != 0 ? c == separator : isSeparator(c));
        separator = isBetween ? c : separator;
        letter(c, isBetween);
        isAtStart = isBetween;
    }
}

/// The comment in a line as we wrote it, whatever separates the cells now.
QByteArray commentOf(const QByteArray& line)
{
    if (!line.startsWith('"'))
        return line;
    // Where cells hold commas, it was not at commas that the line was cut.
    bool isCutAtCommas = true;
    forEachLetter(line,
        [&](char c, bool isBetween) { isCutAtCommas = isCutAtCommas && (isBetween || c != ','); });
    QByteArray comment;
    qsizetype end = 0;
    forEachLetter(line, [&](char c, bool isBetween) {
        comment += isBetween && isCutAtCommas ? ',' : c;
        end = isBetween ? end : comment.size(); // a spreadsheet fills rows up with empty cells
    });
    return comment.left(end);
}

/// What a comment says after a word, if it begins with that.
QByteArray saidBy(const QByteArray& comment, const char* word)
{
    if (comment.size() < 3)
        return {};
    const QByteArray start = QByteArray("# ") + word + ' ';
    return comment.startsWith(start) ? comment.mid(start.size()).trimmed() : QByteArray();
}

bool isComment(const QByteArray& start)
{
    return start.startsWith(plainComment) || start.startsWith(quotedComment);
}

QByteArray withoutMark(const QByteArray& start)
{
    return start.startsWith(byteOrderMark) ? start.mid(byteOrderMark.size()) : start;
}

Carried read(InputFile& file)
{
    Carried carried;
    if (file.startsWith(byteOrderMark))
        file.skip(byteOrderMark.size());
    while (file.startsWith(plainComment) || file.startsWith(quotedComment)) {
        // In quotes every quote stands twice.
        const QByteArray comment = commentOf(file.line(2 * longestExperiment));
        if (const QByteArray said = saidBy(comment, carriedExperimentKey); !said.isEmpty())
            carried.experiment = said;
        // A series is of no moment, the curves of a plot are.
        QByteArray time = saidBy(comment, "time");
        bool isNumber = false;
        const double value = time.replace(',', '.').toDouble(&isNumber);
        if (isNumber)
            carried.time = value;
    }
    return carried;
}

} // namespace

QByteArray lineAfter(const QByteArray& text, const QByteArray& word)
{
    const QByteArray start = word + ' ';
    for (qsizetype place = 0; place >= 0 && place < text.size();) {
        const qsizetype end = text.indexOf('\n', place);
        const QByteArray line = text.mid(place, end < 0 ? -1 : end - place);
        if (line.startsWith(start))
            return line.mid(start.size()).trimmed();
        place = end < 0 ? -1 : end + 1;
    }
    return {};
}

const Carrier tableCarrier{"a table", Carrier::Sort::Data, "*.csv",
    [](const QByteArray& start) { return isComment(withoutMark(start)); }, read};

} // namespace dqm
