#include "app/experiments/JsonWriter.h"

#include <QLocale>

namespace dqm {

namespace {

QByteArray quoted(const std::string& text)
{
    QByteArray result = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            result += '\\';
            result += c;
        } else if (c == '\n') {
            result += "\\n";
        } else if (c == '\t') {
            result += "\\t";
        } else if (static_cast<unsigned char>(c) < 0x20) {
            result += "\\u" + QByteArray::number(c, 16).rightJustified(4, '0');
        } else {
            result += c;
        }
    }
    return result + '"';
}

} // namespace

OrderedJson::OrderedJson(double number)
    : m_scalar(QByteArray::number(number, 'g', QLocale::FloatingPointShortest))
{
}

OrderedJson::OrderedJson(bool flag)
    : m_scalar(flag ? "true" : "false")
{
}

OrderedJson::OrderedJson(const std::string& text)
    : m_scalar(quoted(text))
{
}

void OrderedJson::add(const std::string& key, OrderedJson value)
{
    m_items.emplace_back(key, std::move(value));
}

QByteArray OrderedJson::label(std::size_t index) const
{
    return m_shape == Shape::Object ? quoted(m_items[index].first) + ": " : QByteArray();
}

QByteArray OrderedJson::oneLine() const
{
    if (m_shape == Shape::Scalar)
        return m_scalar;
    if (m_items.empty())
        return m_shape == Shape::Object ? "{}" : "[]";
    QByteArray inside;
    for (std::size_t i = 0; i < m_items.size(); ++i)
        inside += (i == 0 ? "" : ", ") + label(i) + m_items[i].second.oneLine();
    return m_shape == Shape::Object ? "{ " + inside + " }" : '[' + inside + ']';
}

QByteArray OrderedJson::broken(int indent, qsizetype width) const
{
    const QByteArray margin(indent + 2, ' ');
    QByteArray result = m_shape == Shape::Object ? "{\n" : "[\n";
    for (std::size_t i = 0; i < m_items.size(); ++i) {
        const OrderedJson& value = m_items[i].second;
        const QByteArray start = margin + label(i);
        const QByteArray line = value.oneLine();
        const bool fits = start.size() + line.size() < width;
        const bool stays = fits || value.m_shape == Shape::Scalar || value.m_items.empty();
        result += start + (stays ? line : value.broken(indent + 2, width));
        result += i + 1 < m_items.size() ? ",\n" : "\n";
    }
    return result + QByteArray(indent, ' ') + (m_shape == Shape::Object ? '}' : ']');
}

QByteArray OrderedJson::pretty(qsizetype width) const
{
    const bool isContainer = m_shape != Shape::Scalar && !m_items.empty();
    return (isContainer ? broken(0, width) : oneLine()) + '\n';
}

} // namespace dqm
