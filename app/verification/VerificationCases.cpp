#include "app/verification/VerificationCases.h"

namespace dqm {

namespace {

const QStringList coarse{"grid.points=[128,128]"};
const std::vector<std::string> closed{"Closed forms"};
const std::vector<std::string> observers{"Observers"};

} // namespace

const std::vector<VerificationCase>& verificationCases()
{
    static const std::vector<VerificationCase> cases{
        {"Free spreading, sigma(t), U_u and U_v", "free-spreading", coarse, 4.0, closed},
        {"Another width along each axis", "anisotropic-spreading", coarse, 3.2, closed},
        {"A width that breathes in a spring", "harmonic-breathing", coarse, 2.0, closed},
        {"A coherent state in a spring", "coherent-state", coarse, 2.5, closed},
        {"Free fall", "free-fall", {}, 2.0, closed},
        {"An oscillator's level", "coherent-state",
            {"grid.points=[128,128]",
                R"(potential=[{"type":"harmonic","omega":[1,1.5],"center":[0,0]}])",
                R"(packets=[{"type":"eigenstate","of":"harmonic","n":[2,1],"omega":[1,1.5]}])"},
            2.0, closed},
        {"A level of the box", "box-revival",
            {"grid.points=[127,127]", R"(packets=[{"type":"eigenstate","of":"box","n":[2,3]}])"},
            1.0, closed},
        {"Cooling to the ground state", "cooling-in-a-well", {}, 0.0, {"Checks"}},
        {"Tunnelling", "tunnelling", {}, 0.0, closed},
        {"Galilean invariance, K and K'", "boosted-spreading", coarse, 4.0, observers},
        {"(13), (14) as they stand, and (16)", "fluid-on-a-torus", {}, 3.0,
            {"(13), (14) beside psi", "Equations"}},
        {"The paper's equations", "two-packets-meeting", coarse, 2.0, {"Equations"}},
        {"Particles that keep rho", "free-spreading",
            {"grid.points=[128,128]", "ensemble.particles=20000"}, 2.0, {"Particles"}},
        {"Two fermions", "two-fermions-avoid-each-other", {}, 2.0, {"Two particles"}},
        {"Balls that share their chances", "balls-that-share-their-chances", {}, 2e5},
        {"Balls with chances of their own", "balls-with-chances-of-their-own", {}, 2e5},
        {"One ball per box", "one-ball-per-box", {}, 2e5},
        {"Bosons on levels", "bosons-on-levels", {}, 2e5},
        {"Fermions on levels", "fermions-on-levels", {}, 2e5},
        {"Walking at light speed", "walking-at-light-speed"},
        {"A field with no rest frame", "a-field-with-no-rest-frame"},
        {"Mass from the rms of a field", "mass-from-the-rms"},
        {"Composites within a mean free path", "composites-within-a-mean-free-path"},
        {"Thermal diffusion", "which-way-does-it-drift"},
    };
    return cases;
}

} // namespace dqm
