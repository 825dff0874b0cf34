#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <QVariantMap>

#include <vector>

namespace dqm {

/// Where to look for what an equation says: a shipped experiment and a view of it.
struct PaperView
{
    QString experiment; ///< "free-spreading"; empty: nothing shows it yet
    QVariantMap view; ///< changes to the experiment's view, by the keys of its file
    QString place; ///< "scene" or "plot": what is pointed at
    QString look; ///< what to look at there
};

/// One numbered equation of the paper and what this program has to say of it.
struct PaperEquation
{
    int number = 0;
    QString title;
    QString says; ///< what the paper says, one sentence of ours
    QString right; ///< what is right where the paper is loose; empty if it is not
    QStringList errata; ///< "X2": the errata that `right` tells of
    bool hasCorrection = false; ///< there is a drawing of what is right
    QString laboratory; ///< the one to come that will show it; empty if `show` does
    PaperView show;
};

struct PaperSection
{
    QString section; ///< of the paper: "II.B"
    QString title;
    std::vector<PaperEquation> equations;
};

/// The paper's sections with its equations (1) to (34), in its order.
const std::vector<PaperSection>& paperContents();

/// Null for an unknown number.
const PaperEquation* paperEquation(int number);

/// The drawing of an equation, or of what is right: SVG whose inks are the words currentColor,
/// drift, diffusion and potential. Empty if there is none.
QByteArray equationDrawing(int number, bool correction = false);

} // namespace dqm
