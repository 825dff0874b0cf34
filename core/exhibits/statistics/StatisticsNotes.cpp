#include "core/exhibits/statistics/StatisticsNotes.h"

#include "core/exhibits/statistics/StatisticsCharts.h"

#include <cmath>

namespace dqm {

namespace {

ExhibitNote whatIsMaximal()
{
    return {Origin::Derived, "(27)",
        "What must be maximised is <i>W</i> = <i>N</i>!/∏<i>n<sub>i</sub></i>!, the number of ways "
        "in "
        "which numbered balls give {<i>n<sub>i</sub></i>}. The paper's ΔΓ = 1/<i>P</i> of (27) is "
        "least where <i>W</i> is greatest: for <i>N</i> = 3, <i>M</i> = 4 it is 64, 64/3, 32/3 for "
        "{3,0,0,0}, {2,1,0,0}, {1,1,1,0}."};
}

ExhibitNote missingNorm(int states)
{
    std::string text
        = "(29) needs the factor (<i>M</i> − 1)!, the norm of the uniform density of "
          "weights with the sum 1. As printed, all probabilities together are 1/(<i>M</i> "
          "− 1)! = ";
    text += inWords(std::exp(-std::lgamma(static_cast<double>(states))));
    text += ". With the factor, (30) leads to (31).";
    return {Origin::Derived, "(29)", text};
}

ExhibitNote whoSharesWhat()
{
    return {Origin::Derived, "(29)",
        "All balls of a throw must see the same <i>w</i>, as in one globally defined field. "
        "Drawing "
        "<i>w</i> anew for each ball gives MB again; groups that share one lie between. The balls "
        "are numbered all the while: nothing here is indistinguishable."};
}

ExhibitNote exclusionIsImposed()
{
    return {Origin::Derived, "(28)",
        "Exclusion is put in by hand. Any average over weights has Var <i>n</i> = "
        "(<i>N</i>/<i>M</i>)"
        "(1 − 1/<i>M</i>) + <i>N</i>(<i>N</i> − 1) Var <i>w</i>, never below MB, and FD has less: "
        "so "
        "(28) cannot come from averaging. The paper calls it a new property of the fluctuations."};
}

ExhibitNote correlations(const ThrowOptions& balls)
{
    const OccupationLaw mb(balls.particles, balls.states, maxwellBoltzmann());
    const OccupationLaw be(balls.particles, balls.states, boseEinstein(balls.cells));
    std::string text
        = "“Correlations between particles in different states” are absent in MB for "
          "independent balls, but their numbers are tied by <i>N</i>: Cov(<i>n</i><sub>1"
          "</sub>, <i>n</i><sub>2</sub>) is ";
    text += inWords(mb.covariance());
    text += " for MB and ";
    text += inWords(be.covariance());
    text += " for BE.";
    return {Origin::Paper, "(31)", text};
}

ExhibitNote formulasAreGrandCanonical()
{
    return {Origin::Derived, "(31)",
        "The formulas for the mean numbers leave out the chemical potential <i>μ</i>: they are "
        "grand-canonical, 1/(e<sup>(<i>E</i> − <i>μ</i>)/<i>kT</i></sup> ∓ 1), with <i>μ</i> "
        "chosen "
        "so that <i>N</i> particles are there. A few particles deviate from them: compare what is "
        "counted with the exact line. They meet as cells and particles grow together."};
}

ExhibitNote dynamicsIsModel(StatisticsMode mode)
{
    return {Origin::Model, "",
        mode == StatisticsMode::Canonical
            ? "The jumps are a model assumption: a ball goes from level <i>i</i> to <i>j</i> with "
              "the probability min(1, (1 + <i>c n<sub>j</sub></i>)/(1 + <i>c</i>(<i>n<sub>i</sub>"
              "</i> − 1)) e<sup>−(<i>E<sub>j</sub></i> − <i>E<sub>i</sub></i>)/<i>kT</i></sup>); "
              "<i>c</i> &gt; 0 for shared weights, 0 for equal ones, &lt; 0 with exclusion. Only "
              "their equilibrium is the paper's."
            : "The exchange is a model assumption: one ball goes up a level, another down, with "
              "the "
              "ratio of weights that leaves all micro-states of this energy equally probable."};
}

ExhibitNote shapeIsModel(const ThrowOptions& balls)
{
    std::string text = "Weights of Dirichlet's law with <i>α</i> = ";
    text += inWords(balls.alpha);
    text += " are a model assumption; (29) has <i>α</i> = 1. A whole <i>α</i> is BE with <i>α</i> "
            "hidden cells in each.";
    return {Origin::Model, "(29)", text};
}

} // namespace

std::vector<ExhibitNote> statisticsNotes(const StatisticsSettings& settings)
{
    const ThrowOptions& balls = settings.balls;
    const bool isThrown = settings.mode == StatisticsMode::Throws;
    const bool isEqual = balls.weights == BallWeights::Equal;
    std::vector<ExhibitNote> notes;
    if (isThrown && !isEqual)
        notes.push_back(missingNorm(balls.states));
    if (isThrown)
        notes.push_back(whoSharesWhat());
    else
        notes.push_back(formulasAreGrandCanonical());
    notes.push_back(exclusionIsImposed());
    notes.push_back(whatIsMaximal());
    if (isThrown)
        notes.push_back(correlations(balls));
    else
        notes.push_back(dynamicsIsModel(settings.mode));
    if (!isEqual && !balls.exclusion && balls.alpha != 1.0)
        notes.push_back(shapeIsModel(balls));
    return notes;
}

} // namespace dqm
