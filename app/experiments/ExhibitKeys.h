#pragma once

#include "app/experiments/ExperimentKeys.h"
#include "core/exhibits/ExhibitKinds.h"
#include "core/exhibits/parts/Exhibit.h"

namespace dqm {

/// The keys of an exhibit's file. Those of "parameters" are the table of its kind: a number each,
/// or one of the parameter's words.
/// @pre the kind is known and every value is given.
template <>
struct Keys<ExhibitExperiment>
{
    static void visit(auto& v, auto& e)
    {
        v.version("dqmlab", formatVersion);
        v.kind("kind", e.kind.c_str());
        v("title", e.title);
        v("about", e.about);
        v("equations", e.equations);
        v.group("parameters", [&](auto& parameters) {
            for (const ExhibitParameter& entry : exhibitKind(e.kind)->parameters)
                parameters.parameter(entry, e.values.at(entry.id));
        });
        v("seed", e.seed);
        v("until", e.until);
        v("pace", e.pace);
    }
};

} // namespace dqm
