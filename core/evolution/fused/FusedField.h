#pragma once

#include "core/evolution/ResidentWave.h"
#include "core/evolution/fused/FusedKernels.h"
#include "core/evolution/fused/PageBuffer.h"

namespace dqm::fused {

/// psi in the tiles of the fused solver, and the passes over it. T is what it is stored and
/// computed in, double or float.
template <class T>
class FusedField
{
public:
    /// @param nx, ny  powers of two from 64 to 4096.
    /// @throws std::invalid_argument if the processor lacks the instruction set.
    FusedField(int nx, int ny, InstructionSet set, int threads);

    const TileLayout& layout() const { return m_layout; }
    const Kernels<T>& kernels() const { return m_kernels; }
    /// The wave number, in FFT order, at each place of the phases of the axis.
    const std::vector<int>& order(LineAxis axis) const { return tables(axis).order; }

    /// Takes psi over.
    void load(const ComplexField& psi);
    /// Gives psi back, times a factor.
    void store(ComplexField& psi, double factor) const;
    /// Multiplies psi.
    void scale(double factor);
    /// Of |psi|^2; the same to the last bit whatever the number of threads.
    DensityCensus census() const;

    /// The fields, see FlowPass. The tiles, their layout and their scale are filled in here.
    FlowSumsOfRows flow(FlowPass<T> pass);
    /// Convolution along the axis, to rows; psi stays as it is.
    void convolved(LineAxis axis, const T* phases, ComplexField& result) const;

    /// Convolution with `before`, kick, convolution with `after` along the axis; null: left out.
    /// The kick lies in tiles as passes along this axis leave them (see TileLayout).
    void pass(LineAxis axis, const T* before, const T* kick, const T* after);

private:
    struct Tables
    {
        std::vector<int> order;
        PageBuffer<T> twiddles;
    };

    Tables tablesOf(int length) const;
    void runPass(LineAxis axis, Pass<T> pass) const;
    void unpack(
        const PageBuffer<T>& tiles, LineAxis lastPass, double factor, ComplexField& psi) const;
    const Tables& tables(LineAxis axis) const
    {
        return axis == LineAxis::X ? m_tablesX : m_tablesY;
    }

    const Kernels<T>& m_kernels;
    TileLayout m_layout;
    int m_threads;
    Tables m_tablesX;
    Tables m_tablesY;
    PageBuffer<T> m_tiles;
    mutable PageBuffer<T> m_spare; ///< for what is taken from psi; empty until it is needed
    LineAxis m_lastPass = LineAxis::X; ///< the axis of the pass that left the tiles as they lie
};

} // namespace dqm::fused
