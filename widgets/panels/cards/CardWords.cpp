#include "widgets/panels/cards/CardWords.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

namespace dqm {

namespace {

struct Kind
{
    const char* word;
    const char* label;
    const char* tip;
};

constexpr std::array terms{
    Kind{"harmonic", "Harmonic", "½ m (ωₓ² x² + ωᵧ² y²) about its centre"},
    Kind{"uniform", "Uniform force", "V falls along the force"},
    Kind{"step", "Step", "its height beyond its position"},
    Kind{"barrier", "Barrier", "a wall across the other axis"},
    Kind{"sech2", "Smooth barrier", "height / cosh²((q − position)/width)"},
    Kind{"slits", "Wall with slits", "openings side by side, symmetric about y = 0"},
    Kind{"disc", "Disc", "a round pillar, or a well with a negative height"},
    Kind{"coulomb", "Coulomb", "−strength / √(r² + softening²)"},
    Kind{"lattice", "Lattice", "depth (sin²(πx/pₓ) + sin²(πy/pᵧ))"},
    Kind{"plummer", "Well of rest energy", "−m c² ε / √(r² + core²), a model of (34)"},
    Kind{"formula", "Formula", "V(x, y, t) as it is typed"},
    Kind{"drawn", "Drawn", "walls of the hand: the tools at the scene change them"},
    Kind{"image", "Picture", "grey levels of an embedded picture between two values"},
};

constexpr std::array packets{
    Kind{"gaussian", "Gaussian", "a Gaussian of its own width along each axis"},
    Kind{"vortex", "Vortex", "a Gaussian that turns about its centre"},
    Kind{"eigenstate", "Eigenstate", "of a box with walls, or of a harmonic V"},
    Kind{"plane", "Plane wave", "everywhere alike, with one velocity"},
    Kind{"formula", "Formula", "ψ = real + i imaginary, as they are typed, at t = 0"},
    Kind{"file", "Saved ψ", "ψ of an earlier run"},
};

struct Word
{
    const char* kind; ///< empty: of any
    const char* key;
    const char* label;
    Quantity quantity = Quantity::Dimensionless;
    Quantity times = Quantity::Dimensionless;
};

/// The first that fits is taken.
constexpr std::array keys{
    Word{"coulomb", "strength", "Strength", Quantity::Energy, Quantity::Length},
    Word{"plummer", "core", "Core", Quantity::Length},
    Word{"plummer", "epsilon", "Depth ε"},
    Word{"", "height", "Height", Quantity::Energy},
    Word{"", "depth", "Depth", Quantity::Energy},
    Word{"", "low", "Black", Quantity::Energy},
    Word{"", "high", "White", Quantity::Energy},
    Word{"", "force", "Force", Quantity::Force},
    Word{"", "omega", "Rate ω", Quantity::InverseTime},
    Word{"", "position", "Position", Quantity::Length},
    Word{"", "center", "Centre", Quantity::Length},
    Word{"", "thickness", "Thickness", Quantity::Length},
    Word{"", "width", "Width", Quantity::Length},
    Word{"", "spacing", "Spacing", Quantity::Length},
    Word{"", "smoothing", "Smoothing", Quantity::Length},
    Word{"", "radius", "Radius", Quantity::Length},
    Word{"", "period", "Period", Quantity::Length},
    Word{"", "softening", "Softening", Quantity::Length},
    Word{"", "sigma", "Width σ", Quantity::Length},
    Word{"", "velocity", "Velocity", Quantity::Velocity},
    Word{"", "chirp", "Chirp β", Quantity::InverseTime},
    Word{"", "phase", "Phase", Quantity::Angle},
    Word{"", "weight", "Weight"},
    Word{"", "charge", "Charge"},
    Word{"", "count", "Openings"},
    Word{"", "axis", "Along"},
    Word{"", "of", "Of"},
    Word{"", "n", "Level n"},
    Word{"", "expression", "V ="},
    Word{"", "real", "Re ψ ="},
    Word{"", "imaginary", "Im ψ ="},
    Word{"", "file", "File"},
};

QString translated(const char* text) { return QCoreApplication::translate("dqm::Cards", text); }

KindWords wordsOf(std::span<const Kind> kinds, const std::string& kind)
{
    const auto known = std::ranges::find_if(kinds, [&](const Kind& k) { return k.word == kind; });
    if (known == kinds.end())
        return {QString::fromStdString(kind), {}};
    return {translated(known->label), translated(known->tip)};
}

/// To one significant digit, downward.
double oneDigit(double value)
{
    const double unit = std::pow(10.0, std::floor(std::log10(value)));
    return std::max(std::floor(value / unit + 1e-9), 1.0) * unit;
}

double sizeOf(Quantity quantity, double length, const PhysicalConstants& constants)
{
    const double hbar = constants.hbar;
    const double mass = constants.mass;
    switch (quantity) {
    case Quantity::Length:
        return length;
    case Quantity::Energy:
        return hbar * hbar / (mass * length * length);
    case Quantity::Force:
        return hbar * hbar / (mass * length * length * length);
    case Quantity::InverseTime:
        return hbar / (mass * length * length);
    case Quantity::Velocity:
        return hbar / (mass * length);
    default:
        return 1.0;
    }
}

} // namespace

KindWords termWords(const std::string& kind) { return wordsOf(terms, kind); }

KindWords packetWords(const std::string& kind) { return wordsOf(packets, kind); }

KeyWords keyWords(const std::string& kind, const std::string& key)
{
    for (const Word& word : keys) {
        if (key == word.key && (word.kind[0] == '\0' || kind == word.kind))
            return {translated(word.label), word.quantity, word.times};
    }
    return {QString::fromStdString(key)};
}

QString unitOf(const KeyWords& words, UnitSystem system)
{
    const QString unit = QString::fromStdString(unitSymbol(words.quantity, system));
    const QString times = QString::fromStdString(unitSymbol(words.times, system));
    return times.isEmpty() ? unit : unit + QStringLiteral("·") + times;
}

double usualSize(const KeyWords& words, const Experiment& experiment)
{
    constexpr double shareOfGrid = 0.05;
    const double length = oneDigit(shareOfGrid * experiment.grid.size.minCoeff());
    const PhysicalConstants constants = physicalConstants(experiment);
    return oneDigit(
        sizeOf(words.quantity, length, constants) * sizeOf(words.times, length, constants));
}

} // namespace dqm
