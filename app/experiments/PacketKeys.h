#pragma once

#include "app/experiments/KeyTable.h"
#include "core/experiment/Experiment.h"

namespace dqm {

template <>
struct Words<EigenstatePacket::Of>
{
    static constexpr std::pair<const char*, EigenstatePacket::Of> all[]
        = {{"box", EigenstatePacket::Of::Box}, {"harmonic", EigenstatePacket::Of::Harmonic}};
};

template <>
struct Keys<GaussianPacket>
{
    static constexpr const char* type = "gaussian";
    static void visit(auto& v, auto& packet)
    {
        v("center", packet.center);
        v("sigma", packet.sigma);
        v("velocity", packet.velocity);
        v("chirp", packet.chirp);
        v("weight", packet.weight);
        v("phase", packet.phase);
    }
};

template <>
struct Keys<VortexPacket>
{
    static constexpr const char* type = "vortex";
    static void visit(auto& v, auto& packet)
    {
        v("center", packet.center);
        v("sigma", packet.sigma);
        v("charge", packet.charge);
        v("velocity", packet.velocity);
        v("weight", packet.weight);
        v("phase", packet.phase);
    }
};

template <>
struct Keys<EigenstatePacket>
{
    static constexpr const char* type = "eigenstate";
    static void visit(auto& v, auto& packet)
    {
        v.required("of", packet.of);
        v.required("n", packet.n);
        if (packet.of == EigenstatePacket::Of::Harmonic) {
            v("omega", packet.omega);
            v("center", packet.center);
        } else {
            v.absent("omega", "the box has no omega; leave it out or use \"of\": \"harmonic\"");
            v.absent("center", "the box is the grid's rectangle; leave it out");
        }
        v("weight", packet.weight);
        v("phase", packet.phase);
    }
};

template <>
struct Keys<PlanePacket>
{
    static constexpr const char* type = "plane";
    static void visit(auto& v, auto& packet)
    {
        v("velocity", packet.velocity);
        v("weight", packet.weight);
        v("phase", packet.phase);
    }
};

template <>
struct Keys<FormulaPacket>
{
    static constexpr const char* type = "formula";
    static void visit(auto& v, auto& packet)
    {
        v.required("real", packet.real);
        v("imaginary", packet.imaginary);
        v("parameters", packet.parameters);
        v("weight", packet.weight);
        v("phase", packet.phase);
    }
};

/// What the file holds is read once the whole experiment is, see SavedWaves.
template <>
struct Keys<FilePacket>
{
    static constexpr const char* type = "file";
    static void visit(auto& v, auto& packet)
    {
        v.required("file", packet.file);
        v("weight", packet.weight);
        v("phase", packet.phase);
    }
};

} // namespace dqm
