#include "core/exhibits/statistics/StatisticsCharts.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <sstream>

namespace dqm {

namespace {

constexpr double leastToSee = 1e-4;
constexpr size_t mostInBraces = 10;

std::vector<double> places(size_t count)
{
    std::vector<double> x(count);
    std::iota(x.begin(), x.end(), 0.0);
    return x;
}

} // namespace

ExhibitCurve countedBars(std::span<const double> counts, double all)
{
    ExhibitCurve curve{.name = "counted", .style = CurveStyle::Bars, .x = places(counts.size())};
    for (const double count : counts) {
        const double share = count / std::max(1.0, all);
        curve.y.push_back(share);
        curve.error.push_back(std::sqrt(share * (1.0 - share) / std::max(1.0, all)));
    }
    return curve;
}

ExhibitCurve markers(const ComparedStatistics& of, std::vector<double> y)
{
    ExhibitCurve curve{.name = of.name,
        .role = of.role,
        .style = CurveStyle::Points,
        .x = places(y.size()),
        .y = {}};
    curve.y = std::move(y);
    if (of.isOwn && of.id != "own")
        curve.name += ": these balls";
    return curve;
}

ExhibitChart numbersChart(const std::string& id, const std::string& state,
    std::span<const double> counts, const std::vector<ComparedNumbers>& laws)
{
    size_t end = 2;
    const double all = std::accumulate(counts.begin(), counts.end(), 0.0);
    for (size_t n = end; n < counts.size(); ++n) {
        bool isSeen = counts[n] > leastToSee * all;
        for (const ComparedNumbers& law : laws)
            isSeen = isSeen || law.marginal[n] > leastToSee;
        end = isSeen ? n + 1 : end;
    }
    ExhibitChart chart{
        .id = id, .title = "How many are in one state", .xLabel = state, .yLabel = "probability"};
    chart.curves.push_back(countedBars(counts.first(end), all));
    for (const ComparedNumbers& law : laws)
        chart.curves.push_back(
            markers(law.of, {law.marginal.begin(), law.marginal.begin() + static_cast<long>(end)}));
    return chart;
}

ExhibitChart gaugeChart(Counted variance, Counted covariance, const std::string& first,
    const std::string& second, const std::vector<ComparedNumbers>& laws)
{
    ExhibitChart chart{.id = "gauge",
        .title = "Do the balls keep together?",
        .yLabel = "balls²",
        .categories = {"Var " + first, "Cov(" + first + ", " + second + ")"}};
    chart.curves.push_back({.name = "counted",
        .style = CurveStyle::Bars,
        .x = {0.0, 1.0},
        .y = {variance.value, covariance.value},
        .error = {variance.error, covariance.error}});
    for (const ComparedNumbers& law : laws)
        chart.curves.push_back(markers(law.of, {law.variance, law.covariance}));
    return chart;
}

Readout judged(Readout readout, Counted counted, double expected, bool isEnough)
{
    constexpr double rounding = 1e-9;
    readout.value = counted.value;
    if (!isEnough)
        return readout;
    readout.error = counted.error;
    readout.expected = expected;
    readout.tolerance = 3.0 * counted.error + rounding * (1.0 + std::abs(expected));
    return readout;
}

std::string grouped(double count)
{
    std::string digits = std::to_string(static_cast<long long>(count));
    for (auto at = static_cast<long>(digits.size()) - 3; at > 0; at -= 3)
        digits.insert(static_cast<size_t>(at), 1, ' ');
    return digits;
}

std::string inWords(double value, int digits)
{
    std::ostringstream stream;
    stream.precision(digits);
    stream << std::abs(value);
    return (value < 0.0 ? "−" : "") + stream.str();
}

std::string inBraces(const Occupations& n)
{
    if (n.size() > mostInBraces)
        return {};
    std::string text;
    for (const int number : n) {
        text += text.empty() ? '{' : ',';
        text += std::to_string(number);
    }
    text += '}';
    return text;
}

} // namespace dqm
