#pragma once

#include "core/grid/Grid.h"

#include <array>
#include <map>
#include <memory>
#include <string>
#include <variant>

namespace dqm {

// Each normalised to 1 by itself, multiplied by weight e^{i phase}, summed, normalised.

struct GaussianPacket
{
    Vec2 center{0.0, 0.0};
    Vec2 sigma{1.0, 1.0}; ///< standard deviation of its own rho per axis
    Vec2 velocity{0.0, 0.0};
    double chirp = 0.0; ///< beta: adds the phase -m beta |x - center|^2 / 2 hbar
    double weight = 1.0;
    double phase = 0.0;
    bool operator==(const GaussianPacket&) const = default;
};

/// A Gaussian times ((x-x0) + i sign(n) (y-y0))^|n|.
struct VortexPacket
{
    Vec2 center{0.0, 0.0};
    double sigma = 1.0;
    int charge = 1;
    Vec2 velocity{0.0, 0.0};
    double weight = 1.0;
    double phase = 0.0;
    bool operator==(const VortexPacket&) const = default;
};

/// Eigenstate of the box (n >= 1, walls on the grid's rectangle) or of a harmonic potential (n >=
/// 0).
struct EigenstatePacket
{
    enum class Of
    {
        Box,
        Harmonic
    };
    Of of = Of::Box;
    std::array<int, 2> n{1, 1};
    Vec2 omega{1.0, 1.0}; ///< harmonic only
    Vec2 center{0.0, 0.0}; ///< harmonic only
    double weight = 1.0;
    double phase = 0.0;
    bool operator==(const EigenstatePacket&) const = default;
};

/// A plane wave over the whole grid; on a torus the nearest allowed wave number is taken.
struct PlanePacket
{
    Vec2 velocity{0.0, 0.0};
    double weight = 1.0;
    double phase = 0.0;
    bool operator==(const PlanePacket&) const = default;
};

/// psi = real + i imaginary, expressions as in FormulaTerm with t = 0.
struct FormulaPacket
{
    std::string real = "0";
    std::string imaginary = "0";
    std::map<std::string, double> parameters;
    double weight = 1.0;
    double phase = 0.0;
    bool operator==(const FormulaPacket&) const = default;
};

/// A wave function that was saved, on the grid it was saved on; any norm.
struct SavedWave
{
    Grid grid;
    ComplexField psi;
    bool operator==(const SavedWave& other) const
    {
        return grid == other.grid && psi.rows() == other.psi.rows()
            && psi.cols() == other.psi.cols() && (psi == other.psi).all();
    }
};

/// psi of a file of an earlier run. Core reads no files: who reads the experiment reads this too.
struct FilePacket
{
    std::string file; ///< its name
    std::shared_ptr<const SavedWave> wave; ///< what it holds
    double weight = 1.0;
    double phase = 0.0;
    bool operator==(const FilePacket& other) const
    {
        const bool isSameWave = wave == other.wave || (wave && other.wave && *wave == *other.wave);
        return file == other.file && isSameWave && weight == other.weight && phase == other.phase;
    }
};

using Packet = std::variant<GaussianPacket, VortexPacket, EigenstatePacket, PlanePacket,
    FormulaPacket, FilePacket>;

} // namespace dqm
